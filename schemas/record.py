"""The record: all facts of one article, each with the places in the text that prove it.

A `Record` is what `extract` makes and what the database stores. Every fact is `Grounded`: `evidence` lists the
half-open character ranges `[start, end)` of the article's stored text that state it (a distributed list such as
"Bằng khen cho 29 tập thể, 51 cá nhân" gives facts whose evidence is in two pieces). What the text does not state
word for word says in `inferred` how it was found, and its evidence is what it was inferred from.
"""

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Range = Annotated[tuple[int, int], Field(description="[start, end) character offsets into the article's stored text")]
ZoneKind = Literal["title", "body", "caption", "furniture"]
Status = Literal["held", "planned", "ongoing"]
Grain = Literal["time", "day", "week", "month", "quarter", "half", "year"]

PARTIAL_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4])?$"
"""A day, month, year or quarter: `2023-11-14`, `2021-09`, `2014`, `2014-Q1`."""


class Model(BaseModel):
    """Immutable, and strict about names: an unknown key is an error, not a lost fact."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Grounded(Model):
    """A fact and its proof."""

    evidence: list[Range] = Field(default_factory=list)
    inferred: str | None = Field(None, description="How the value was found where the text does not state it word for word")


class Zone(Model):
    """A stretch of the stored text with one function on the page."""

    kind: ZoneKind
    start: int
    end: int


class DateFact(Grounded):
    """A temporal expression with its TIMEX3 type and value (ISO-TimeML, ISO 24617-1)."""

    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    form: str | None = Field(None, description="What is printed: day, month, quarter, half, term, weekday, relative, feast, lunar, …")
    grain: Grain | None = Field(None, description="How finely the value places it, a range by its ends; none for durations and vague times")
    anchor: str | None = Field(None, description="The time it was resolved against: `2024-05-20`, `2023`; none where it says all itself")


class Organisation(Grounded):
    """A body met in the article, under its full name; every mention of it is in `evidence`."""

    name: str
    kind: str = Field(description="union, committee, party, authority, front, company, school, hospital, institution, media, fund, group")
    level: str | None = Field(None, description="national, province, district, commune, grassroots")
    place: str | None = Field(None, description="The province or district that its name says")


class Person(Grounded):
    """A person met in the article."""

    name: str
    title: str | None = Field(None, description="Office as printed at the fullest mention")
    recipient: bool = Field(False, description="Received help, a gift or a house: kept out of person pages")


class Place(Grounded):
    """An administrative unit."""

    name: str
    kind: Literal["province", "district", "commune"]
    code: str | None = Field(None, description="Code of the unit in schemas/data/places.tsv")
    province: str | None = Field(None, description="Province of that day, without its head word: `Bắc Kạn`")


class Count(Grounded):
    """So many of something."""

    value: int | float
    unit: str
    of: int | float | None = None
    event: int | None = Field(None, description="Index in `events` of the event it belongs to")


class Award(Grounded):
    """One award for one kind of recipient."""

    name: str
    giver: str | None = None
    kind: str | None = None
    count: int | None = None
    event: int | None = Field(None, description="Index in `events` of the event it was given at")


class Document(Grounded):
    """A cited document."""

    number: str
    kind: str | None = None
    issuer: str | None = None
    date: str | None = Field(None, pattern=PARTIAL_DATE)


class Argument(Grounded):
    """A body, person or place in its role in an event, under its full name."""

    name: str


class Value(Grounded):
    """A date or a period in its role in an event."""

    value: str


class Event(Grounded):
    """One activity. `evidence` is its trigger; `types` has the best answer first (codes: schemas/data/event_types.tsv)."""

    types: list[str] = Field(min_length=1)
    main: bool = False
    status: Status = "held"
    title: str
    start: str | None = Field(None, pattern=PARTIAL_DATE)
    end: str | None = Field(None, pattern=PARTIAL_DATE)
    date: Value | None = Field(None, description="Where the dates come from; its value is `start/end`")
    organisers: list[Argument] = Field(default_factory=list)
    targets: list[Argument] = Field(default_factory=list)
    place: Argument | None = None
    province: str | None = Field(None, description="Province of that day, without its head word, from the place or the organiser")
    period: Value | None = Field(None, description="What a review or plan covers: `2023`, `2014-Q1`, `2021-01/2021-09`, `2018/2023`")
    people: list[Argument] = Field(default_factory=list)
    confidence: float = Field(0.5, ge=0, le=1)


class Record(Model):
    """All facts of one article."""

    id: str = Field(description="Identity: the article's URL, else its given id, else its path below the source and record number")
    name: str = Field(description="Short name for files and cards: the file's stem or the record's given id")
    source: str = Field(description="Path below the source it was read from")
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: Value | None = None
    language: str = "vi"
    text: str
    zones: list[Zone]
    dates: list[DateFact] = Field(default_factory=list)
    organisations: list[Organisation] = Field(default_factory=list)
    people: list[Person] = Field(default_factory=list)
    places: list[Place] = Field(default_factory=list)
    counts: list[Count] = Field(default_factory=list)
    awards: list[Award] = Field(default_factory=list)
    documents: list[Document] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)


def record_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record as it is printed; schemas/record.schema.json is this, written by `python -m schemas.record`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Record.model_json_schema(mode="serialization")}


if __name__ == "__main__":
    Path(__file__).with_name("record.schema.json").write_text(json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n", "utf-8")
