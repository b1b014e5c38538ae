"""The addresses of one site: which links stay on it, and which of them name the same page.

A page is known by its path and query in canonical form (w3lib: arguments sorted, escapes alike, no fragment) without what belongs to
one visit: session ids, campaign marks, the address to go back to. It is asked for by the path as the site writes it, for some systems
read the query as a path (`/?tin-tuc/12.html`). courlan's `clean_url` would not do: it drops `cid`, `eid` and every argument without
`=`, by which older portals tell their articles apart.
"""

import re
from mimetypes import MimeTypes
from pathlib import PurePosixPath
from urllib.parse import SplitResult, urljoin, urlsplit

DOCUMENTS = {".doc", ".docx", ".odt", ".pdf", ".rtf", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".rar"}
LONGEST = 2_000
"""Characters of an address; what is longer grows by itself."""
OF_A_VISIT = re.compile(
    r"(?i)(?:phpsessid|jsessionid|aspsessionid[a-z]*|asp\.net_sessionid|session_?id|cftoken|zarsrc|fbclid|gclid|_gl|_ga"
    r"|utm_[a-z]+|replytocom|returnurl)$"
)
SHORT_NAMES_OF_SESSIONS = {"sid", "s", "session", "token", "sess"}
"""With a long token for value; PHP-Nuke counts its stories by `sid`."""
IN_PATH = re.compile(r"(?i);jsessionid=[^/?;]{0,200}|/\(S\([0-9a-z]{10,80}\)\)")
DEFAULT_PORTS = {"http": 80, "https": 443}
TYPES = MimeTypes()
"""Types by file name as Python lists them, whatever the machine's own list says."""


class Site:
    """A web site: a host with and without `www.`, by http and https; `origin` is the form in which it answers."""

    def __init__(self, address: str) -> None:
        """Raises ValueError for what is no web address."""
        parts = urlsplit(address)
        if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
            raise ValueError(address)
        self.name = _name(parts)
        self.origin = _origin(parts)

    def path(self, link: str, base: str = "") -> str | None:
        """Path and query of a link found on the page `base`, without what belongs to one visit; None where it leaves the site."""
        found = self.form(link, base)
        return found[1] if found else None

    def form(self, link: str, base: str = "") -> tuple[str, str] | None:
        """Of a link on the site, the origin that it names, and its path."""
        from w3lib.url import safe_url_string

        try:
            parts = urlsplit(safe_url_string(urljoin(base or self.origin, link.strip())))
            if parts.scheme not in DEFAULT_PORTS or not parts.hostname or _name(parts) != self.name:
                return None
        except ValueError:
            return None
        # An ampersand that was written twice as an entity is still one.
        kept = "&".join(part for part in parts.query.replace("&amp;", "&").split("&") if part and not _of_a_visit(part))
        path = IN_PATH.sub("", parts.path) or "/"
        return _origin(parts), f"{path}?{kept}" if kept else path

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return self.origin + path


def key(path: str) -> str:
    """By what a page is known: the same for all spellings of a path that name one page."""
    from w3lib.url import canonicalize_url

    return canonicalize_url(f"http://site.invalid{path}").removeprefix("http://site.invalid")


def is_document(path: str) -> bool:
    """An office file or an archive: it may hold an article, and is no page."""
    return PurePosixPath(urlsplit(path).path).suffix.lower() in DOCUMENTS


def may_be_page(path: str) -> bool:
    """Whether a path may lead to a page, feed or sitemap, by its name: not to a picture, a film, a style."""
    type_ = TYPES.guess_type(urlsplit(path).path)[0]
    return type_ in (None, "text/html", "text/xml", "application/xml", "application/xhtml+xml", "text/plain")


def _name(parts: SplitResult) -> str:
    host, port = (parts.hostname or "").removeprefix("www.").rstrip("."), parts.port
    return host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"


def _origin(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f"{parts.scheme}://{host}:{parts.port}"


def _of_a_visit(part: str) -> bool:
    name, _, value = part.partition("=")
    is_token = len(value) >= 16 and value.isascii() and value.isalnum()
    return bool(OF_A_VISIT.match(name)) or (name.lower() in SHORT_NAMES_OF_SESSIONS and is_token)
