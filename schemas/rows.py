"""From a record to its rows: a pure function, so that the same record gives the same rows in any database."""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from schemas import hierarchy
from schemas.lexicon import rows
from schemas.names import normalise, sort_key
from schemas.record import Event, Grounded, Organisation, Place, Record
from schemas.registry import Body, has_namesakes, lookup, registry, today, units

Row = dict[str, Any]

TYPES = {row["code"]: row["label"] for row in rows("schemas", "event_types")}


def key(*parts: str) -> str:
    """A short text key, the same for the same parts on every machine: 60 bits of their BLAKE2b hash."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return base64.b32encode(digest).decode().lower()[:12]


def article_key(identity: str) -> str:
    """The key of the article with this identity (URL, given id or path)."""
    return key("article", identity)


def proof(text: str, mentions: Iterable[tuple[int | None, int | None]]) -> str:
    """A checksum of the words that an article's mentions `[start, end)` stand for, in their order; those without a place have none."""
    printed = "\x1f".join(text[start:end] for start, end in mentions if start is not None)
    return hashlib.blake2b(printed.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def organisation_key(name: str, body: Body | None = None) -> str:
    """The key of the organisation of this full name, however it is spelt; `body`, of the registry, tells it from its namesakes."""
    return key("organisation", normalise(name), *([body.id] if body and has_namesakes(body) else []))


@dataclass
class ArticleRows:
    """The rows of one article by table, in the order in which they can be inserted, and how often it prints which alias."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    aliases: set[tuple[str, str]] = field(default_factory=set)
    """(organisation key, name as printed)"""

    def add(self, table: str, **row: Any) -> None:
        """One more row."""
        self.tables.setdefault(table, []).append(row)


def article_rows(record: Record, content_hash: str, version: str) -> ArticleRows:
    """All rows of one record; `version` is the pipeline's that made it."""
    return _Article(record, content_hash, version).rows


class _Article:
    """The rows of one record in the making."""

    def __init__(self, record: Record, content_hash: str, version: str) -> None:
        self.record, self.rows, self.id = record, ArticleRows(), article_key(record.id)
        self.published = record.published.value if record.published else None
        self.bodies: dict[str, Row] = {}  # claims, by the key of what they claim
        self.persons: dict[str, Row] = {}
        self.places: dict[str, Row] = {}
        self._context()
        self._article(content_hash, version)
        self._claims()
        for number, event in enumerate(record.events, 1):
            self._event(f"{self.id}-{number}", event)
        self._facts()
        for table, claims in (
            ("article_organisations", self.bodies),
            ("article_people", self.persons),
            ("article_places", self.places),
        ):
            self.rows.tables[table] = [{"article_id": self.id, **claim} for _, claim in sorted(claims.items())]
        mentions = ((row["start"], row["end"]) for row in self.rows.tables.get("mentions", []))
        self.rows.tables["articles"][0]["proof"] = proof(record.text, mentions)

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

    def _article(self, content_hash: str, version: str) -> None:
        record = self.record
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
            text=record.text,
            zones=json.dumps([[zone.kind, zone.start, zone.end] for zone in record.zones]),
            content_hash=content_hash,
            version=version,
        )
        if record.published:
            self._mention("published", self.id, record.published)

    def _claims(self) -> None:
        """What the article calls its bodies, persons and places."""
        for body in self.record.organisations:
            id_ = self._organisation(body.name, body)
            printed = {" ".join(self.record.text[start:end].split()) for start, end in body.evidence}
            self.rows.aliases |= {(id_, name) for name in printed if name}
            self._mention("organisation", id_, body)
        self.titles: dict[str, str | None] = {}
        for person in self.record.people:
            id_ = self._person(person.name, person.recipient, person.title)
            self.titles[id_] = person.title
            self._mention("person", id_, person)
        for place in self.record.places:
            self._mention("place", self._place(place), place)

    def _organisation(self, name: str, told: Organisation | None = None) -> str:
        """Claim a body, as the article `told` of it, and those above it; its key. One of the registry goes by its name there."""
        body = self._known(name)
        shown = body.name if body and not hierarchy.owner(name) else name
        id_ = self._claim(shown, body, told)
        above = hierarchy.parent(shown, body)
        while above:
            self._claim(*above, implied=True)
            above = hierarchy.parent(*above)
        return id_

    def _claim(self, name: str, body: Body | None, told: Organisation | None = None, implied: bool = False) -> str:
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

    def _person(self, name: str, recipient: bool, title: str | None = None) -> str:
        """Claim a person; the key. Who received help is never one with an official of the same name."""
        id_ = key("recipient" if recipient else "person", normalise(name))
        self.persons.setdefault(id_, {"person_id": id_, "name": name, "title": title})
        return id_

    def _place(self, place: Place) -> str:
        """Claim a place, and the province of today in whose stead it is named; its key."""
        id_ = place.code or key("place", place.kind, normalise(place.province), normalise(place.name))
        claim = {"place_id": id_, "name": place.name, "kind": place.kind, "province": place.province, "implied": 0}
        self.places[id_] = claim
        today = successor(id_)
        if today:
            unit = units()[today]
            name = f"{unit['head']} {unit['name']}"
            claim = {"place_id": today, "name": name, "kind": "province", "province": unit["name"], "implied": 1}
            self.places.setdefault(today, claim)
        return id_

    def _event(self, id_: str, event: Event) -> None:
        year, month = year_and_month(event.start or self.published)
        organisers = [self._organisation(body.name) for body in event.organisers]
        self.rows.add(
            "events",
            id=id_,
            article_id=self.id,
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
            search=search_text(event),
        )
        self._mention("event", id_, event)
        for kind, value in (("event_date", event.date), ("event_place", event.place), ("event_period", event.period)):
            if value:
                self._mention(kind, id_, value)
        for role, bodies in (("organiser", event.organisers), ("target", event.targets)):
            for number, body in enumerate(bodies, 1):
                row = f"{id_}-{role[0]}{number}"
                self.rows.add("event_organisations", id=row, event_id=id_, organisation_id=self._organisation(body.name), role=role)
                self._mention(role, row, body)
        for number, person in enumerate(event.people, 1):
            row = f"{id_}-p{number}"
            known = [key(kind, normalise(person.name)) for kind in ("person", "recipient")]
            who = next((id_ for id_ in known if id_ in self.persons), None) or self._person(person.name, recipient=False)
            role = "recipient" if who == known[1] else "participant"
            self.rows.add("event_people", id=row, event_id=id_, person_id=who, title=self.titles.get(who), role=role)
            self._mention(role, row, person)

    def _event_place(self, event: Event) -> str | None:
        """The key of the event's place, where it is one of the article's places."""
        wanted = normalise(event.place.name) if event.place else None
        return next((id_ for id_, claim in self.places.items() if normalise(claim["name"]) == wanted), None)

    def _facts(self) -> None:
        """Counts, awards, documents and dates."""
        record = self.record
        for number, count in enumerate(record.counts, 1):
            row, event, year = f"{self.id}-c{number}", *self._of_event(count.event)
            self.rows.add("counts", id=row, article_id=self.id, event_id=event, value=count.value, unit=count.unit, of=count.of, year=year)
            self._mention("count", row, count)
        for number, award in enumerate(record.awards, 1):
            row, event, year = f"{self.id}-a{number}", *self._of_event(award.event)
            self.rows.add(
                "awards",
                id=row,
                article_id=self.id,
                event_id=event,
                name=award.name,
                giver_id=self._organisation(award.giver) if award.giver else None,
                kind=award.kind,
                count=award.count,
                year=year,
            )
            self._mention("award", row, award)
        for number, document in enumerate(record.documents, 1):
            row = f"{self.id}-d{number}"
            self.rows.add(
                "documents",
                id=row,
                article_id=self.id,
                number="".join(document.number.split()),
                kind=document.kind,
                issuer_id=self._organisation(document.issuer) if document.issuer else None,
                date=document.date,
            )
            self._mention("document", row, document)
        for number, date in enumerate(record.dates, 1):
            row = f"{self.id}-t{number}"
            self.rows.add(
                "dates",
                id=row,
                article_id=self.id,
                text=date.text,
                type=date.type,
                value=date.value,
                form=date.form,
                grain=date.grain,
                anchor=date.anchor,
            )
            self._mention("date", row, date)

    def _of_event(self, index: int | None) -> tuple[str | None, int | None]:
        """Key and year of the event a figure belongs to; the year of publication where it belongs to none."""
        if index is None:
            return None, year_and_month(self.published)[0]
        return f"{self.id}-{index + 1}", year_and_month(self.record.events[index].start or self.published)[0]

    def _mention(self, kind: str, row: str, fact: Grounded) -> None:
        """The places in the text that prove one value; a single row without a place where it comes from outside the text."""
        places: list[tuple[int, int] | tuple[None, None]] = [*fact.evidence]
        if fact.inferred and not places:
            places = [(None, None)]
        for start, end in places:
            number = len(self.rows.tables.get("mentions", [])) + 1
            self.rows.add("mentions", article_id=self.id, number=number, kind=kind, row=row, start=start, end=end, inferred=fact.inferred)


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


def organisation_row(id_: str, claim: Row) -> Row:
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


def person_row(id_: str, claim: Row) -> Row:
    """The row of a person; whether a recipient is told by the key itself."""
    recipient = int(id_ == key("recipient", normalise(claim["name"])))
    return {"id": id_, "name": claim["name"], "recipient": recipient, "sort_key": sort_key(claim["name"])}


def place_row(id_: str, claim: Row) -> Row:
    """The row of a place: a unit of the gazetteer as it stands there, any other as it is claimed."""
    row = {"id": id_, "name": claim["name"], "kind": claim["kind"], "province": claim["province"]}
    unit = units().get(id_)
    if unit:
        province = unit if unit["kind"] == "province" else units()[unit["province"]]
        row |= {"name": f"{unit['head']} {unit['name']}", "kind": unit["kind"], "province": province["name"]}
    where = (float(unit["lat"]), float(unit["lon"])) if unit and unit["lat"] else (None, None)
    return row | {"successor_id": successor(id_), "latitude": where[0], "longitude": where[1], "sort_key": sort_key(row["name"])}


def successor(code: str) -> str | None:
    """The province of today of a unit of before, by codes; None for one of today."""
    unit = units().get(code)
    if not unit:
        return None
    return unit["successor"] or (units()[unit["province"]]["successor"] or None if unit["kind"] == "district" else None)
