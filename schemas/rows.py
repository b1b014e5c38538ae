"""From a record to its rows: a pure function, so that the same record gives the same rows in any database."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from schemas import hierarchy
from schemas.lexicon import rows
from schemas.names import normalise, sort_key
from schemas.record import Event, Grounded, Organisation, Place, Record
from schemas.registry import Body, has_namesakes, lookup, registry, today, units

Row = dict[str, Any]

WITH_D = re.compile(r"(?<!\w)\w*[đĐ]\w*")
TYPES = {row["code"]: row["label"] for row in rows("schemas", "event_types")}


def key(*parts: str) -> int:
    """A key that is the same for the same parts on every machine: the first 47 bits of their BLAKE2b hash.

    So many, because SQLite keeps them in six bytes and JavaScript reads them without loss. Among two million articles two fall on
    one key with a probability of 1.4%; the one that comes second is then refused, not stored under the other's name.
    """
    return int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()[:6], "big") >> 1


def article_key(identity: str) -> int:
    """The key of the article with this identity (URL, given id or path)."""
    return key("article", identity)


def event_key(article: int, number: int) -> int:
    """The key of the event of this number, from 1, in an article."""
    return key("event", str(article), str(number))


def proof(text: str, mentions: Iterable[tuple[int | None, int | None]]) -> str:
    """A checksum of the words that an article's mentions `[start, end)` stand for, in any order; those without a place have none."""
    printed = "\x1f".join(text[start:end] for start, end in sorted((a, b) for a, b in mentions if a is not None and b is not None))
    return hashlib.blake2b(printed.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def with_d(text: str) -> str:
    """The words with đ in a text, each once, without their accents: the search index has them beside the text with d for every đ.

    >>> with_d("Đại hội đã bầu đại biểu")
    'đai đa'
    """
    words = unicodedata.normalize("NFD", " ".join(WITH_D.findall(text)).lower())
    return " ".join(dict.fromkeys("".join(c for c in words if not unicodedata.combining(c)).split()))


def organisation_key(name: str, body: Body | None = None) -> int:
    """The key of the organisation of this full name, however it is spelt; `body`, of the registry, tells it from its namesakes."""
    return key("organisation", normalise(name), *([body.id] if body and has_namesakes(body) else []))


@dataclass
class ArticleRows:
    """The rows of one article by table, in the order in which they can be inserted, and what it calls its bodies."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    claims: dict[str, dict[int, Row]] = field(default_factory=dict)
    """What it says of bodies, persons and places that other articles may say too: by table and key"""
    aliases: set[tuple[int, str]] = field(default_factory=set)
    """(organisation key, name as printed)"""

    def add(self, table: str, **row: Any) -> None:
        """One more row."""
        self.tables.setdefault(table, []).append(row)


def article_rows(record: Record, content_hash: str) -> ArticleRows:
    """All rows of one record, but for the version of what made it."""
    return _Article(record, content_hash).rows


class _Article:
    """The rows of one record in the making."""

    def __init__(self, record: Record, content_hash: str) -> None:
        self.record, self.rows, self.id = record, ArticleRows(), article_key(record.id)
        self.published = record.published.value if record.published else None
        self.bodies: dict[int, Row] = {}  # claims, by the key of what they claim
        self.persons: dict[int, Row] = {}
        self.places: dict[int, Row] = {}
        self._context()
        self._article(content_hash)
        self._names()
        for number, event in enumerate(record.events, 1):
            self._event(event_key(self.id, number), number, event)
        self._facts()
        self._claims()

    def _context(self) -> None:
        """The article's day, and the provinces that tell namesakes apart: those of its events, else all that it names."""
        events, places = self.record.events, self.record.places
        days = [event.start for event in events if event.start and len(event.start) == len("2025-07-01")]
        self.day = self.published or max(days, default=None)
        of_events = {event.province for event in events if event.province}
        self.provinces = [of_events, of_events | {place.province for place in places if place.province}]

    def _known(self, name: str) -> Body | None:
        """The body of the registry that a name stands for in this article; a committee's, the one that it belongs to."""
        whose = hierarchy.owner(name) or name
        for provinces in self.provinces:
            found = {body for province in provinces if (body := lookup(whose, province, self.day))}
            if len(found) == 1:
                return found.pop()
        return lookup(whose, None, self.day)

    def _article(self, content_hash: str) -> None:
        record = self.record
        facts = (record.published, *record.dates, *record.organisations, *record.people, *record.places)
        more = (*record.counts, *record.awards, *record.documents, *(part for event in record.events for part in _parts(event)))
        self.rows.add(
            "articles",
            id=self.id,
            title=record.title,
            published=self.published,
            url=record.url,
            byline=record.byline,
            language=record.language,
            identity=record.id,
            name=record.name,
            source=record.source,
            content_hash=content_hash,
            proof=proof(record.text, [place for fact in (*facts, *more) if fact for place in fact.evidence]),
            zones=json.dumps([[zone.kind, zone.start, zone.end] for zone in record.zones]),
            text=record.text,
            with_d=with_d(record.text),
            **_proved(record.published, "published_"),
        )

    def _names(self) -> None:
        """What the article calls its bodies, persons and places, and where."""
        for number, body in enumerate(self.record.organisations, 1):
            id_ = self._organisation(body.name, body)
            printed = {" ".join(self.record.text[start:end].split()) for start, end in body.evidence}
            self.rows.aliases |= {(id_, name) for name in printed if name}
            self._link("article_organisations", number, id_, body)
        self.titles: dict[int, str | None] = {}
        for number, person in enumerate(self.record.people, 1):
            id_ = self._person(person.name, person.recipient)
            self.titles[id_] = person.title
            self._link("article_people", number, id_, person, title=person.title)
        for number, place in enumerate(self.record.places, 1):
            self._link("article_places", number, self._place(place), place)

    def _link(self, table: str, position: int, id_: int, fact: Grounded | None, **more: Any) -> None:
        """The `position`th thing that the article names: `claim_id` is what is named until the claims are complete."""
        self.rows.add(table, article_id=self.id, position=position, claim_id=id_, **more, **_proved(fact))

    def _claims(self) -> None:
        """The claims, each by its own key; what is claimed but named nowhere is linked behind what is."""
        for links, table, claims in (
            ("article_organisations", "organisation_claims", self.bodies),
            ("article_people", "person_claims", self.persons),
            ("article_places", "place_claims", self.places),
        ):
            named = self.rows.tables.setdefault(links, [])
            untitled = {"title": None} if links == "article_people" else {}
            for id_ in sorted(claims.keys() - {row["claim_id"] for row in named}):
                self._link(links, len(named) + 1, id_, None, **untitled)
            keys = {id_: key("claim", *map(str, claim.values())) for id_, claim in claims.items()}
            self.rows.claims[table] = {keys[id_]: claim for id_, claim in claims.items()}
            for row in named:
                row["claim_id"] = keys[row["claim_id"]]

    def _organisation(self, name: str, told: Organisation | None = None) -> int:
        """Claim a body, as the article `told` of it, and those above it; its key. One of the registry goes by its name there."""
        body = self._known(name)
        shown = body.name if body and not hierarchy.owner(name) else name
        id_ = self._claim(shown, body, told)
        above = hierarchy.parent(shown, body)
        while above:
            self._claim(*above, implied=True)
            above = hierarchy.parent(*above)
        return id_

    def _claim(self, name: str, body: Body | None, told: Organisation | None = None, implied: bool = False) -> int:
        id_ = organisation_key(name, body)
        known = self.bodies.get(id_)
        if known is None or (known["implied"] and not implied):
            place = units()[body.places[-1]]["name"] if body and body.places else None
            self.bodies[id_] = {
                "organisation_id": id_,
                "name": name,
                "kind": told.kind if told else None,
                "level": told.level if told else None,
                "place": place or (told.place if told else None),
                "implied": int(implied),
                "registry": body.id if body else None,
            }
        return id_

    def _person(self, name: str, recipient: bool) -> int:
        """Claim a person; the key. Who received help is never one with an official of the same name."""
        id_ = key("recipient" if recipient else "person", normalise(name))
        self.persons.setdefault(id_, {"person_id": id_, "name": name})
        return id_

    def _place(self, place: Place) -> int:
        """Claim a place, and the province of today in whose stead it is named; its key."""
        id_ = place_key(place.code) if place.code else key("place", place.kind, normalise(place.province), normalise(place.name))
        self.places[id_] = _place_claim(id_, place.code, place.name, place.kind, place.province)
        today = successor(place.code)
        if today:
            unit = units()[today]
            implied = _place_claim(place_key(today), today, f"{unit['head']} {unit['name']}", "province", unit["name"], implied=True)
            self.places.setdefault(place_key(today), implied)
        return id_

    def _event(self, id_: int, number: int, event: Event) -> None:
        year, month = year_and_month(event.start or self.published)
        organisers = [self._organisation(body.name) for body in event.organisers]
        search = search_text(event)
        self.rows.add(
            "events",
            id=id_,
            article_id=self.id,
            position=number,
            title=event.title,
            type=event.types[0],
            types=json.dumps(event.types),
            main=int(event.main),
            status=event.status,
            start=event.start,
            end=event.end,
            year=year,
            month=month,
            organiser_id=organisers[0] if organisers else None,
            level=organisation_row(organisers[0], self.bodies[organisers[0]])["level"] if organisers else None,
            place=event.place.name if event.place else None,
            place_id=self._event_place(event),
            province=event.province,
            period=event.period.value if event.period else None,
            confidence=event.confidence,
            search=search,
            with_d=with_d(f"{event.title}\n{search}"),
            **_proved(event),
            **_proved(event.date, "date_"),
            **_proved(event.place, "place_"),
            **_proved(event.period, "period_"),
        )
        roles = [*(("organiser", body) for body in event.organisers), *(("target", body) for body in event.targets)]
        for position, (role, body) in enumerate(roles, 1):
            whom = self._organisation(body.name)
            self.rows.add("event_organisations", event_id=id_, position=position, organisation_id=whom, role=role, **_proved(body))
        for position, person in enumerate(event.people, 1):
            known = [key(kind, normalise(person.name)) for kind in ("person", "recipient")]
            who = next((id_ for id_ in known if id_ in self.persons), None) or self._person(person.name, recipient=False)
            role, title = "recipient" if who == known[1] else "participant", self.titles.get(who)
            self.rows.add("event_people", event_id=id_, position=position, person_id=who, title=title, role=role, **_proved(person))

    def _event_place(self, event: Event) -> int | None:
        """The key of the event's place, where it is one of the article's places."""
        wanted = normalise(event.place.name) if event.place else None
        return next((id_ for id_, claim in self.places.items() if normalise(claim["name"]) == wanted), None)

    def _facts(self) -> None:
        """Counts, awards, documents and dates."""
        for count in self.record.counts:
            event, year = self._of_event(count.event)
            self._fact("counts", count, event_id=event, value=count.value, unit=count.unit, of=count.of, year=year)
        for award in self.record.awards:
            event, year = self._of_event(award.event)
            giver = self._organisation(award.giver) if award.giver else None
            self._fact("awards", award, event_id=event, name=award.name, giver_id=giver, kind=award.kind, count=award.count, year=year)
        for document in self.record.documents:
            issuer = self._organisation(document.issuer) if document.issuer else None
            number = "".join(document.number.split())
            self._fact("documents", document, number=number, kind=document.kind, issuer_id=issuer, date=document.date)
        for date in self.record.dates:
            read = {"form": date.form, "grain": date.grain, "anchor": date.anchor}
            self._fact("dates", date, text=date.text, type=date.type, value=date.value, **read)

    def _fact(self, table: str, fact: Grounded, **columns: Any) -> None:
        position = len(self.rows.tables.get(table, [])) + 1
        self.rows.add(table, article_id=self.id, position=position, **columns, **_proved(fact))

    def _of_event(self, index: int | None) -> tuple[int | None, int | None]:
        """Key and year of the event a figure belongs to; the year of publication where it belongs to none."""
        if index is None:
            return None, year_and_month(self.published)[0]
        return event_key(self.id, index + 1), year_and_month(self.record.events[index].start or self.published)[0]


def _parts(event: Event) -> list[Grounded | None]:
    """What of an event has places in the text."""
    return [event, event.date, event.place, event.period, *event.organisers, *event.targets, *event.people]


def _proved(fact: Grounded | None, prefix: str = "") -> Row:
    """The columns that prove a value: `[start, end, start, end, …]` in JSON, and how it was inferred."""
    places = [offset for place in fact.evidence for offset in place] if fact else []
    return {
        f"{prefix}evidence": json.dumps(places, separators=(",", ":")) if places else None,
        f"{prefix}inferred": fact.inferred if fact else None,
    }


def _place_claim(id_: int, code: str | None, name: str, kind: str, province: str | None, implied: bool = False) -> Row:
    return {"place_id": id_, "code": code, "name": name, "kind": kind, "province": province, "implied": int(implied)}


def year_and_month(date: str | None) -> tuple[int | None, int | None]:
    """Of a partial date; (2014, None) for `2014` and `2014-Q1`."""
    if not date:
        return None, None
    month = date[5:7]
    return int(date[:4]), int(month) if month.isdigit() else None


def search_text(event: Event) -> str:
    """What an event is looked for by besides its title: its types, bodies, place and province, a line each."""
    names = [*(body.name for body in (*event.organisers, *event.targets)), event.place.name if event.place else None, event.province]
    return "\n".join(dict.fromkeys(filter(None, [*(TYPES[type_] for type_ in event.types), *names])))


def organisation_row(id_: int, claim: Row) -> Row:
    """The row of an organisation that is called by this claim; what the registry does not know the mentions say, or else its name."""
    name, body = claim["name"], registry().get(claim["registry"] or "")
    above = hierarchy.parent(name, body)
    kind, level = hierarchy.told(name, body) if body or not claim["kind"] else (claim["kind"], claim["level"])
    return {
        "id": id_,
        "name": name,
        "kind": kind,
        "level": level,
        "place": claim["place"],
        "parent_id": organisation_key(*above) if above else None,
        "registry": claim["registry"],
        "attested": int(not claim["implied"] or bool(body and body.attested)),
        "today": today(body).name if body else None,
        "sort_key": sort_key(name),
    }


def person_row(id_: int, claim: Row) -> Row:
    """The row of a person; whether a recipient is told by the key itself."""
    recipient = int(id_ == key("recipient", normalise(claim["name"])))
    return {"id": id_, "name": claim["name"], "recipient": recipient, "sort_key": sort_key(claim["name"])}


def place_row(id_: int, claim: Row) -> Row:
    """The row of a place: a unit of the gazetteer as it stands there, any other as it is claimed."""
    row = {"id": id_, "code": claim["code"], "name": claim["name"], "kind": claim["kind"], "province": claim["province"]}
    unit = units().get(claim["code"] or "")
    if unit:
        province = unit if unit["kind"] == "province" else units()[unit["province"]]
        row |= {"name": f"{unit['head']} {unit['name']}", "kind": unit["kind"], "province": province["name"]}
    where = (float(unit["lat"]), float(unit["lon"])) if unit and unit["lat"] else (None, None)
    today = successor(claim["code"])
    return row | {
        "successor_id": place_key(today) if today else None,
        "latitude": where[0],
        "longitude": where[1],
        "sort_key": sort_key(row["name"]),
    }


def place_key(code: str) -> int:
    """The key of the administrative unit of this code."""
    return key("place", code)


def successor(code: str | None) -> str | None:
    """The province of today of a unit of before, by codes; None for one of today."""
    unit = units().get(code or "")
    if not unit:
        return None
    return unit["successor"] or (units()[unit["province"]]["successor"] or None if unit["kind"] == "district" else None)
