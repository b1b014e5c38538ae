"""Articles for tests, made of a line per zone."""

from corpus.article import Article
from schemas.record import Value, Zone, ZoneKind


def article(
    body: str,
    title: str | None = None,
    caption: str | None = None,
    furniture: str | None = None,
    published: str | None = None,
    language: str = "vi",
) -> Article:
    """An article whose page has furniture on top, then title, body (of one line or several) and caption, where they are given."""
    parts: list[tuple[ZoneKind, str | None]] = [("furniture", furniture), ("title", title), ("body", body), ("caption", caption)]
    text, zones = "", []
    for kind, part in parts:
        if part is not None:
            zones.append(Zone(kind=kind, start=len(text), end=len(text) + len(part)))
            text += part + "\n"
    day = Value(value=published, inferred="test") if published else None
    return Article("bai", "bai", "bai.txt", text, tuple(zones), title=title, published=day, language=language)
