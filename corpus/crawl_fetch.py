"""One address over HTTP: slowly, within limits, and from the public network only.

On urllib3: unlike httpx it lets a connection be made, by its public interface, to an address that was
looked at first, with the name of the host kept for TLS. So what the host's name stands for is asked once, judged, and used: an
answer of the DNS that changes afterwards changes nothing. Redirects are not followed here: each is an address to be judged anew.
"""

import socket
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from corpus.encoding import clean

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

DELAY = 1.0
"""Seconds from the end of an answer to the next request, unless robots.txt asks for more."""
SLOWEST = 60.0
"""Seconds between requests to which a server that says `too many` slows us down."""
LONGEST_WAIT = 600.0
"""Seconds that a server may ask us to wait; where it asks for more, the crawl ends and goes on another day."""
TRIES = 4
IN_A_ROW = 5
"""So many addresses that give no answer, one after another: the server is down."""
TOO_BUSY = {429, 503}
REDIRECTS = {301, 302, 303, 307, 308}
PASSING = {408, 500, 502, 504, *TOO_BUSY}
PAGES = {"text/html", "application/xhtml+xml", "text/plain"}
PACKED = {"application/gzip", "application/x-gzip", "application/octet-stream", "binary/octet-stream"}
NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may take: seconds to connect, seconds without a byte, seconds in all, bytes sent, bytes unpacked."""

    connect: float = 10.0
    silence: float = 20.0
    seconds: float = 90.0
    sent: int = 50_000_000
    unpacked: int = 50_000_000  # as large as a sitemap may be (sitemaps.org)


class Refused(Exception):
    """This address cannot be had; the message is the reason, one line. `passing`: it may be had another day."""

    def __init__(self, reason: str, passing: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing


class HostRefused(Exception):
    """Nothing more can be had from this host today; the message is one line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the headers as they came, the body still packed as they say."""

    url: str
    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str = ""

    def header(self, name: str) -> str | None:
        """The first header of a name."""
        return next((value for given, value in self.headers if given.lower() == name), None)

    def content(self, limit: int) -> bytes:
        """The body unpacked, and a sitemap that is a packed file too. Raises Refused where it is damaged or larger than `limit` bytes."""
        coding = (self.header("content-encoding") or "identity").strip().lower()
        if coding in ("gzip", "x-gzip"):
            content = unpack(self.body, limit)
        elif coding == "identity":
            content = self.body
        else:
            raise Refused(f"nén theo cách không đọc được ({coding[:40]})")
        content = unpack(content, limit) if content.startswith(b"\x1f\x8b") else content
        if len(content) > limit:
            raise Refused(f"dài hơn {limit // 1_000_000} MB")
        return content


def unpack(data: bytes, limit: int) -> bytes:
    """A gzip stream of one or more members (RFC 1952), no more than `limit` bytes of it. Raises Refused."""
    pieces: list[bytes] = []
    size = 0
    while data:
        member = zlib.decompressobj(zlib.MAX_WBITS + 16)
        try:
            pieces.append(member.decompress(data, limit + 1 - size))
        except zlib.error:
            if not pieces:
                raise Refused("dữ liệu nén bị hỏng") from None
            break  # what some servers send after the end
        size += len(pieces[-1])
        if size > limit:
            raise Refused(f"dữ liệu nén bung ra hơn {limit // 1_000_000} MB")
        if not member.eof:
            raise Refused("dữ liệu nén bị cụt", passing=True)
        data = member.unused_data
    return b"".join(pieces)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, IPv4 addresses that are wrapped in IPv6 ones unwrapped."""
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        ip = wrapped or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else ip)
    return ip.is_global and not ip.is_multicast


def resolve(host: str, port: int, allow_private: bool) -> list[str]:
    """The IP addresses of a host, in the order to try them. Raises HostRefused, also where only one of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise HostRefused(f"không tìm thấy máy chủ {host}; hãy kiểm tra địa chỉ và mạng") from None
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    private = [address for address in addresses if not is_public(address)]
    if private and not allow_private:
        raise HostRefused(f"{host} ở mạng riêng ({private[0]}); chỉ tải nếu có --allow-private")
    return addresses


class Fetcher:
    """Asks one server for one address after another, never two at a time."""

    def __init__(
        self,
        user_agent: str,
        allow_private: bool,
        limits: Limits,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self.user_agent, self.allow_private, self.limits, self.clock, self.sleep = user_agent, allow_private, limits, clock, sleep
        self.delay = DELAY
        self.requests = 0
        self._last: float | None = None
        self._silent = 0  # addresses in a row without an answer
        self._pools: dict[tuple[str, str, int], tuple[str, HTTPConnectionPool]] = {}
        self._sockets: list[socket.socket] = []

    def get(self, url: str, extra: Mapping[str, str] | None = None) -> Answer:
        """The answer for an address, tried again after growing pauses where the server is busy or breaks off; `extra` are headers.

        Raises Refused for this address, HostRefused where the host is not to be asked any more.
        """
        failure, wait = Refused("không trả lời", passing=True), 0.0
        for attempt in range(TRIES):
            self._pause(max(wait, self.delay * 2**attempt if attempt else self.delay), sooner=not attempt)
            try:
                answer, wait = self._ask(url, extra or {})
            except ConnectionError as error:
                failure, wait = Refused(str(error), passing=True), 0.0
                continue
            finally:
                self._last = self.clock()
            if answer.status not in PASSING:
                self._silent = 0
                return answer
            failure = Refused(f"máy chủ trả lời {answer.status}", passing=True)
            if answer.status in TOO_BUSY:
                self.delay = max(self.delay, min(2 * self.delay, SLOWEST))
            elif answer.status == 500:
                self._silent = 0  # a broken page of a server that is there
        self._silent += 1
        if self._silent >= IN_A_ROW:
            raise HostRefused(f"{urlsplit(url).hostname}: {IN_A_ROW} địa chỉ liền không tải được ({failure}); hãy chạy lại sau")
        raise Refused(f"{failure} (thử {TRIES} lần)", passing=True)

    def _pause(self, seconds: float, sooner: bool) -> None:
        """Wait so long; with `sooner`, less what has passed since the last answer."""
        if self._last is not None:
            left = self._last + seconds - self.clock() if sooner else seconds
            if left > 0:
                self.sleep(left)

    def _ask(self, url: str, extra: Mapping[str, str]) -> tuple[Answer, float]:
        """The answer, and how many seconds the server asks us to wait. Raises ConnectionError where another try may help, Refused else."""
        from urllib3 import Timeout
        from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError

        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or {"http": 80, "https": 443}[parts.scheme]
        named = f"[{host}]" if ":" in host else host
        headers = {
            "Host": f"{named}:{parts.port}" if parts.port else named,
            "User-Agent": self.user_agent,
            "Accept-Encoding": "gzip",
            "Accept": "text/html, */*;q=0.8",
            **extra,
        }
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        self.requests += 1
        with self._cut_off() as is_cut:
            try:
                for ip, pool in self._connections(parts.scheme, host, port):
                    try:
                        response = pool.urlopen(
                            "GET", target, headers=headers, redirect=False, retries=False, assert_same_host=False,
                            preload_content=False, decode_content=False,
                            timeout=Timeout(connect=self.limits.connect, read=self.limits.silence),
                        )  # fmt: skip
                    except (ConnectTimeoutError, NewConnectionError) as error:
                        failure: Exception = error
                        continue
                    self._pools[parts.scheme, host, port] = ip, pool
                    try:
                        answer = self._read(url, response, ip)
                        if is_cut():  # what has no length given looks whole
                            raise TimeoutError
                        return answer, _asked_to_wait(response)
                    finally:
                        response.close()
                raise failure
            except SSLError as error:
                raise Refused(f"kết nối https không an toàn ({_short(error)})", passing=True) from None
            except (HTTPError, OSError) as error:
                self._pools.pop((parts.scheme, host, port), None)
                if is_cut():
                    raise Refused(f"trả lời chậm quá {self.limits.seconds:.0f} giây", passing=True) from None
                raise ConnectionError(f"không kết nối được hoặc đứt giữa chừng ({_short(error)})") from None

    def _read(self, url: str, response: "BaseHTTPResponse", ip: str) -> Answer:
        """The answer, with the body of what may be a page; of everything else the headers say enough."""
        type_ = response.headers.get("Content-Type", "text/html").partition(";")[0].strip().lower()
        body = b""
        if response.status == 200:
            if type_ not in PAGES | PACKED and not type_.endswith(("/xml", "+xml")):
                raise Refused(f"không phải trang web ({type_[:60]})")
            body = self._body(response)
        headers = tuple((str(name), str(value)) for name, value in response.headers.items())
        return Answer(url, response.status, response.reason or "", headers, body, ip)

    def _body(self, response: Any) -> bytes:
        pieces, size, end = [], 0, self.clock() + self.limits.seconds
        while piece := response.read1(1 << 16):
            pieces.append(piece)
            size += len(piece)
            if size > self.limits.sent:
                raise Refused(f"dài hơn {self.limits.sent // 1_000_000} MB")
            if self.clock() > end:
                raise Refused(f"trả lời chậm quá {self.limits.seconds:.0f} giây", passing=True)
        return b"".join(pieces)

    @contextmanager
    def _cut_off(self) -> Iterator[Callable[[], bool]]:
        """Break the connection off after so many seconds in all: a server that sends a byte now and then is never silent."""
        cut: list[bool] = []

        def cut_now() -> None:
            cut.append(True)
            for open_ in self._sockets:
                with suppress(OSError):  # closed already
                    open_.shutdown(socket.SHUT_RDWR)

        timer = Timer(self.limits.seconds, cut_now)
        timer.daemon = True
        timer.start()
        try:
            yield lambda: bool(cut)
        finally:
            timer.cancel()

    def _connections(self, scheme: str, host: str, port: int) -> Iterator[tuple[str, "HTTPConnectionPool"]]:
        """The connection that served before, else one to each address of the host."""
        if known := self._pools.get((scheme, host, port)):
            yield known
            return
        for ip in resolve(host, port, self.allow_private):
            yield ip, self._pool(scheme, ip, host, port)

    def _pool(self, scheme: str, ip: str, host: str, port: int) -> "HTTPConnectionPool":
        """Connections to an IP address whose server calls itself `host`."""
        from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

        sockets = self._sockets

        def watched(kind: Any) -> Any:
            class Watched(kind):
                def connect(self) -> None:
                    super().connect()
                    sockets[:] = [self.sock]

            return Watched

        pool: HTTPConnectionPool
        if scheme == "https":
            pool = HTTPSConnectionPool(ip, port, maxsize=1, server_hostname=host, assert_hostname=host)
        else:
            pool = HTTPConnectionPool(ip, port, maxsize=1)
        pool.ConnectionCls = watched(pool.ConnectionCls)
        return pool


def _asked_to_wait(response: "BaseHTTPResponse") -> float:
    """Seconds of a Retry-After of a busy server (RFC 9110, 10.2.3). Raises HostRefused for more than is to be waited for."""
    from urllib3 import Retry
    from urllib3.exceptions import InvalidHeader

    if response.status not in TOO_BUSY:
        return 0.0
    try:
        wait = float(Retry().get_retry_after(response) or 0)
    except (InvalidHeader, ValueError, OverflowError):
        return 0.0
    if wait > LONGEST_WAIT:
        raise HostRefused(f"máy chủ bảo chờ {wait:.0f} giây; hãy chạy lại sau")
    return wait


def _short(error: Exception) -> str:
    return " ".join(clean(str(error)).split())[-120:] or type(error).__name__
