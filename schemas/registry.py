"""The registry of union bodies: which there are and were, under whom, where, and who stands today where they stood.

    body = lookup("LĐLĐ huyện Bạch Thông")
    registry()[body.parent].name    # 'Liên đoàn Lao động tỉnh Bắc Kạn'
    today(body).name                # 'Liên đoàn Lao động tỉnh Thái Nguyên'

Some are listed one by one (data/organisations.tsv); the many of one pattern (the federation of each district, the education
union of each province, the union of each commune) are derived from the administrative units (data/derived_bodies.tsv,
data/places.tsv, data/communes.tsv, data/other_names.tsv).
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
COMMUNES = ("công đoàn xã ", "công đoàn phường ", "công đoàn đặc khu ")
"""How the names (compared form) of the unions of communes begin, and no others."""


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
    """Codes of its `units()`, the older first."""
    since: str | None
    until: str | None
    successor: str | None
    attested: bool
    """False: follows from a pattern, and nobody has vouched for it yet."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A unit for which bodies are derived: its names with a level word ("tỉnh Bắc Kạn"), for short, and its province's federation."""

    id: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    federation: Body
    places: tuple[str, ...]
    since: str | None
    until: str | None


@cache
def registry() -> dict[str, Body]:
    """Every body by its id, the listed ones first."""
    derived = {body.id: body for communes in (False, True) for body, _ in _derived(communes)}
    return _listed() | derived | _listed()  # one that is both is described better there


def lookup(name: str, province: str | None = None, day: str | None = None) -> Body | None:
    """The body of this name or alias, however it is spelt; None where there is none, and where it may be one of several.

    `day` (ISO) rules out who was not founded yet, and prefers who still stood; `province` ("Bến Tre", of then or of today)
    tells namesakes apart. Nothing else does: ten provinces have a district Châu Thành.

    >>> lookup("LĐLĐ huyện Châu Thành"), lookup("LĐLĐ huyện Châu Thành", "Bến Tre").id
    (None, 'ldld-chau-thanh--ben-tre')
    """
    compared = re.sub(r" vn$", " việt nam", normalise(name))
    found = [body for body in _bearers(compared) if not (day and body.since and day < body.since)]
    if day:
        found = [body for body in found if not body.until or day <= body.until] or found
    if province and len(found) > 1:
        found = [body for body in found if normalise(province) in _provinces(body, day)]
    return found[0] if len(found) == 1 else None


def has_namesakes(body: Body) -> bool:
    """Whether its name alone does not tell which body is meant."""
    return len(_bearers(normalise(body.name))) > 1


def today(body: Body) -> Body:
    """The body that stands today where this one stood; itself where it still does, or where nobody is known to have followed."""
    while body.successor:
        body = registry()[body.successor]
    return body


@cache
def units() -> dict[str, dict[str, str]]:
    """The administrative units by code: provinces and districts of schemas/data/places.tsv, and the communes of today."""
    above = {row["code"]: row for row in rows("schemas", "places")}
    shared = {**dict.fromkeys(next(iter(above.values())), ""), "kind": "commune", "since": "2025-07-01"}
    return above | {row["code"]: shared | row for row in rows("schemas", "communes")}


def _provinces(body: Body, day: str | None) -> set[str]:
    """The names (compared form) of the province that a body is in: of its time, and of today where that is not later than `day`."""
    own = body if body.level == "province" else registry()[body.parent or body.id]
    found = [units()[code] for code in own.places]
    found += [units()[unit["successor"]] for unit in found if unit["successor"]]
    return {normalise(unit["name"]) for unit in found if not (day and day < unit["since"])}


def _bearers(name: str) -> tuple[Body, ...]:
    """The bodies of a name (compared form), by their own names or aliases."""
    return _named(communes=name.startswith(COMMUNES)).get(name, ())


@cache
def _named(communes: bool) -> dict[str, tuple[Body, ...]]:
    """The unions of communes, or else all other bodies, by each name (compared form) that they bear; read when first asked for."""
    named: dict[str, dict[str, Body]] = {}
    for body in () if communes else _listed().values():
        for name in (body.name, *body.aliases):
            named.setdefault(normalise(name), {})[body.id] = body
    for body, names in _derived(communes):
        for head, place in names:  # the names are thousands, their parts few: each part is normalised once
            named.setdefault(f"{normalise(head)} {normalise(place)}", {})[body.id] = _listed().get(body.id, body)
    return {name: tuple(bodies.values()) for name, bodies in named.items()}


@cache
def _listed() -> dict[str, Body]:
    """The bodies of data/organisations.tsv by id."""
    return {
        row["id"]: Body(
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
        for row in rows("schemas", "organisations")
    }


@cache
def _derived(communes: bool) -> list[tuple[Body, list[tuple[str, str]]]]:
    """The bodies of the patterns, of communes or of all else, each with its names in two parts: the pattern's and the place's."""
    federations = [body for body in _listed().values() if body.name.startswith(FEDERATION) and body.level == "province"]
    found = []
    for rule in rows("schemas", "derived_bodies"):
        if (rule["unit"] == "commune") != communes:
            continue
        heads, formal = (rule["name"], *_several(rule["aliases"])), _several(rule["formal"])
        for seat in _provincial(federations) if rule["unit"] == "province" else _local(rule["unit"], federations):
            since = max(rule["since"], seat.since or "") or None
            if since and seat.until and seat.until < since:
                continue  # gone before the first of its kind
            names = [(head, place) for place in seat.names + seat.short for head in heads]
            names += [(head, place) for place in seat.names for head in formal]
            found.append((_at(seat, rule, [f"{head} {place}" for head, place in names], since), names))
    return found


def _at(seat: Seat, rule: dict[str, str], names: list[str], since: str | None) -> Body:
    """The body of a pattern at a seat; whose unit is gone is followed by its like at the heir's, or by its province's federation."""
    heir = seat.federation.successor if rule["unit"] == "province" else None
    like = f"{rule['id']}-{heir.removeprefix('ldld-')}" if heir else seat.federation.id
    return Body(
        id=f"{rule['id']}-{seat.id}",
        name=names[0],
        aliases=tuple(names[1:]),
        kind="union",
        level=rule["level"],
        parent=seat.federation.id,
        places=seat.places,
        since=since,
        until=seat.until,
        successor=like if seat.until else None,
        attested=False,
    )


def _provincial(federations: Iterable[Body]) -> list[Seat]:
    """The provinces, as their federations are called: one where the name went on in July 2025."""
    places = [(body.name.removeprefix(f"{FEDERATION} "), body) for body in federations]
    return [
        Seat(body.id.removeprefix("ldld-"), (place,), (HEAD.sub("", place),), body, body.places, body.since, body.until)
        for place, body in places
    ]


def _local(kind: str, federations: Iterable[Body]) -> Iterator[Seat]:
    """The districts or communes. A town and the district around it may be of one name: then their heads are in their ids."""
    above = {code: body for body in federations for code in body.places}
    taken = {unit["name"] for unit in units().values() if unit["kind"] == "province"}  # "LĐLĐ Bắc Giang" is the province's, not the town's
    local = [unit for unit in units().values() if unit["kind"] == kind]
    borne = Counter((unit["name"], unit["province"]) for unit in local)
    others: dict[str, list[dict[str, str]]] = {}
    for other in rows("schemas", "other_names"):
        others.setdefault(other["code"], []).append(other)
    ids = set()
    for unit in local:
        federation = above[unit["province"]]
        called = [unit, *others.get(unit["code"], ())]
        names = tuple(f"{one['head']} {one['name']}" for one in called)
        numbered = unit["name"].isdigit()
        own = _slug(names[0] if numbered or borne[unit["name"], unit["province"]] > 1 else unit["name"])
        province = federation.id.removeprefix("ldld-")
        id_ = f"{own}--{province}" if f"{own}--{province}" not in ids else f"{own}-{unit['code']}--{province}"  # Văn Lang and Văn Lăng
        ids.add(id_)
        short = dict.fromkeys(one["name"] for one in called if not (numbered or kind == "commune" or one["name"] in taken))
        yield Seat(id_, names, tuple(short), federation, (unit["code"],), unit["since"] or None, unit["until"] or None)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", unaccented(name).lower()).strip("-")


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part)
