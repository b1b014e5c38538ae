"""The registry of union bodies: which there are and were, under whom, where, and who stands today where they stood.

    body = lookup("LĐLĐ huyện Bạch Thông")
    registry()[body.parent].name    # 'Liên đoàn Lao động tỉnh Bắc Kạn'
    today(body).name                # 'Liên đoàn Lao động tỉnh Thái Nguyên'

Some are listed one by one (data/organisations.tsv); the many of one pattern (the federation of each district, the education
union of each province) are derived from the administrative units (data/derived_bodies.tsv, data/places.tsv).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from schemas.lexicon import rows
from schemas.names import normalise, unaccented

FEDERATION = "Liên đoàn Lao động"
HEAD = re.compile("^(tỉnh|thành phố) ")


@dataclass(frozen=True, slots=True)
class Body:
    """One body. Days are ISO, the first and the last on which it stood; None where unknown, or where it still stands."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    level: str
    parent: str | None
    places: tuple[str, ...]
    """Codes of its units in schemas/data/places.tsv, the older first."""
    since: str | None
    until: str | None
    successor: str | None
    attested: bool
    """False: follows from a pattern, and nobody has vouched for it yet."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A unit for which bodies are derived: its names after a pattern's ("tỉnh Bắc Kạn", "Bắc Kạn") and its province's federation."""

    id: str
    names: tuple[str, ...]
    federation: Body
    places: tuple[str, ...]
    since: str | None
    until: str | None


def registry() -> dict[str, Body]:
    """Every body by its id, the listed ones first."""
    return _read()[0]


def lookup(name: str, province: str | None = None, day: str | None = None) -> Body | None:
    """The body of this name or alias, however it is spelt; None where there is none, and where it may be one of several.

    `day` (ISO) rules out who was not founded yet, and prefers who still stood; `province` ("Bến Tre", of then or of today)
    tells namesakes apart. Nothing else does: ten provinces have a district Châu Thành.

    >>> lookup("LĐLĐ huyện Châu Thành"), lookup("LĐLĐ huyện Châu Thành", "Bến Tre").id
    (None, 'ldld-chau-thanh--ben-tre')
    """
    compared = re.sub(r" vn$", " việt nam", normalise(name))
    found = [body for body in _read()[1].get(compared, ()) if not (day and body.since and day < body.since)]
    if day:
        found = [body for body in found if not body.until or day <= body.until] or found
    if province and len(found) > 1:
        found = [body for body in found if normalise(province) in _provinces(body, day)]
    return found[0] if len(found) == 1 else None


def has_namesakes(body: Body) -> bool:
    """Whether its name alone does not tell which body is meant."""
    return len(_read()[1][normalise(body.name)]) > 1


def today(body: Body) -> Body:
    """The body that stands today where this one stood; itself where it still does, or where nobody is known to have followed."""
    while body.successor:
        body = registry()[body.successor]
    return body


@cache
def units() -> dict[str, dict[str, str]]:
    """The administrative units of schemas/data/places.tsv by code."""
    return {row["code"]: row for row in rows("schemas", "places")}


def _provinces(body: Body, day: str | None) -> set[str]:
    """The names (compared form) of the province that a body is in: of its time, and of today where that is not later than `day`."""
    own = body if body.level == "province" else registry()[body.parent or body.id]
    found = [units()[code] for code in own.places]
    found += [units()[unit["successor"]] for unit in found if unit["successor"]]
    return {normalise(unit["name"]) for unit in found if not (day and day < unit["since"])}


@cache
def _read() -> tuple[dict[str, Body], dict[str, tuple[Body, ...]]]:
    """The bodies by id, and by each name (compared form) that they bear."""
    bodies = {row["id"]: _listed(row) for row in rows("schemas", "organisations")}
    named: dict[str, tuple[Body, ...]] = {}

    def bear(names: Iterable[str], body: Body) -> None:
        for name in names:
            if body not in named.get(name, ()):
                named[name] = (*named.get(name, ()), body)

    for body in bodies.values():
        bear(map(normalise, (body.name, *body.aliases)), body)
    federations = [body for body in bodies.values() if body.name.startswith(FEDERATION) and body.level == "province"]
    seats = {"province": _provincial(federations), "district": _local("district", federations), "commune": _local("commune", federations)}
    for rule in rows("schemas", "derived_bodies"):
        heads, formal = (rule["name"], *_several(rule["aliases"])), _several(rule["formal"])
        compared = [normalise(head) for head in heads]  # the names are thousands: each part is normalised once
        for seat in seats[rule["unit"]]:
            body = _derived(rule, heads, formal, seat)
            if body.until and body.since and body.until < body.since:
                continue  # gone before the first of its kind
            body = bodies.setdefault(body.id, body)  # a listed one is described better
            bear((f"{head} {normalise(name)}" for name in seat.names for head in compared), body)
            bear((normalise(f"{head} {seat.names[0]}") for head in formal), body)
    return bodies, named


def _listed(row: dict[str, str]) -> Body:
    return Body(
        id=row["id"],
        name=row["name"],
        aliases=_several(row["aliases"]),
        kind=row["kind"],
        level=row["level"],
        parent=row["parent"] or None,
        places=_several(row["places"]),
        since=row["since"] or None,
        until=row["until"] or None,
        successor=row["successor"] or None,
        attested=row["attested"] == "yes",
    )


def _derived(rule: dict[str, str], heads: tuple[str, ...], formal: tuple[str, ...], seat: Seat) -> Body:
    """The body of a pattern at a seat; whose unit is gone is followed by its like at the heir's, or by its province's federation."""
    name, *aliases = (f"{head} {place}" for place in seat.names for head in heads)
    heir = seat.federation.successor if rule["unit"] == "province" else None
    like = f"{rule['id']}-{heir.removeprefix('ldld-')}" if heir else seat.federation.id
    return Body(
        id=f"{rule['id']}-{seat.id}",
        name=name,
        aliases=(*aliases, *(f"{head} {seat.names[0]}" for head in formal)),
        kind="union",
        level=rule["level"],
        parent=seat.federation.id,
        places=seat.places,
        since=max(rule["since"], seat.since or "") or None,
        until=seat.until,
        successor=like if seat.until else None,
        attested=False,
    )


def _provincial(federations: Iterable[Body]) -> list[Seat]:
    """The provinces, as their federations are called: one where the name went on in July 2025."""
    places = [(body.name.removeprefix(f"{FEDERATION} "), body) for body in federations]
    return [
        Seat(body.id.removeprefix("ldld-"), (place, HEAD.sub("", place)), body, body.places, body.since, body.until)
        for place, body in places
    ]


def _local(kind: str, federations: Iterable[Body]) -> Iterator[Seat]:
    """The districts or communes. A town and the district around it may be of one name: then their heads are in their ids."""
    above = {code: body for body in federations for code in body.places}
    taken = {unit["name"] for unit in units().values() if unit["kind"] == "province"}  # "LĐLĐ Bắc Giang" is the province's, not the town's
    local = [unit for unit in units().values() if unit["kind"] == kind]
    borne = Counter((unit["name"], unit["province"]) for unit in local)
    for unit in local:
        federation, name = above[unit["province"]], f"{unit['head']} {unit['name']}"
        numbered = unit["name"].isdigit()
        own = name if numbered or borne[unit["name"], unit["province"]] > 1 else unit["name"]
        id_ = f"{_slug(own)}--{federation.id.removeprefix('ldld-')}"
        names = (name,) if numbered or kind == "commune" or unit["name"] in taken else (name, unit["name"])
        yield Seat(id_, names, federation, (unit["code"],), unit["since"] or None, unit["until"] or None)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", unaccented(name).lower()).strip("-")


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part)
