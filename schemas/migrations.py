"""The tables, step by step: each function takes a database from one version to the next and is never changed once released.

What belongs to an article has its key and a position in it, and goes when the article goes. Organisations, people and places are
shared: they stand as long as an article claims them (`organisation_claims`, `person_claims`, `place_claims`), and what they are
called follows from the claims alone, so that the order in which articles were read leaves no trace. The evidence of a value stands
in its own row, as `[start, end, start, end, …]`; the view `mentions` has a row for each place in the text.
"""

import base64
import hashlib
import json
import re
from importlib.resources import files

from sqlite_utils import Database
from sqlite_utils.db import DescIndex
from sqlite_utils.migrations import Migrations

from schemas import hierarchy
from schemas.names import normalise
from schemas.registry import Body, has_namesakes, lookup, today
from schemas.rows import event_key, key, with_d

migrations = Migrations("sukien")

TABLES = """
CREATE TABLE event_types (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    covers TEXT NOT NULL
);
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    title TEXT,
    published TEXT,
    url TEXT,
    byline TEXT,
    language TEXT NOT NULL,
    identity TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    version TEXT NOT NULL, -- of the pipeline
    -- The long ones last: what stands behind a long text is slow to get at.
    zones TEXT NOT NULL, -- JSON: [kind, start, end] of each
    text TEXT NOT NULL,
    -- Search: đ is a letter of its own to SQLite's tokenizer, so that "dai hoi" needs these; see FTS below.
    title_plain TEXT GENERATED ALWAYS AS (replace(replace(title, 'Đ', 'D'), 'đ', 'd')) VIRTUAL,
    text_plain TEXT GENERATED ALWAYS AS (replace(replace(text, 'Đ', 'D'), 'đ', 'd')) VIRTUAL
);
CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    path TEXT NOT NULL, -- below the folder that was indexed
    number INTEGER NOT NULL, -- of the record in the file, from 1
    content_hash TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0 -- 1: the file was read again without it
);
CREATE TABLE organisations (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT,
    level TEXT,
    place TEXT,
    parent_id TEXT REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    sort_key TEXT NOT NULL,
    name_plain TEXT GENERATED ALWAYS AS (replace(replace(name, 'Đ', 'D'), 'đ', 'd')) VIRTUAL
);
CREATE TABLE aliases (
    organisation_id TEXT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL, -- as printed
    articles INTEGER NOT NULL, -- that print it
    PRIMARY KEY (organisation_id, name)
);
CREATE TABLE people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    recipient INTEGER NOT NULL, -- 1: received help; not for person pages
    sort_key TEXT NOT NULL
);
CREATE TABLE places (
    id TEXT PRIMARY KEY, -- the unit's code, where it has one
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    province TEXT,
    successor_id TEXT REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED, -- the province of today
    latitude REAL,
    longitude REAL,
    sort_key TEXT NOT NULL
);
CREATE TABLE article_organisations (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    kind TEXT,
    level TEXT,
    place TEXT,
    implied INTEGER NOT NULL, -- 1: not met itself, but above one that was
    PRIMARY KEY (article_id, organisation_id)
);
CREATE TABLE article_people (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    title TEXT,
    PRIMARY KEY (article_id, person_id)
);
CREATE TABLE article_places (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    place_id TEXT NOT NULL REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    province TEXT,
    implied INTEGER NOT NULL, -- 1: the unit of today in whose stead an old one is named
    PRIMARY KEY (article_id, place_id)
);
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    type TEXT NOT NULL REFERENCES event_types (id),
    types TEXT NOT NULL, -- JSON: every type that fits, the best first
    main INTEGER NOT NULL,
    status TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    year INTEGER, -- of the start, else of publication
    month INTEGER,
    organiser_id TEXT REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED, -- the first one
    level TEXT, -- of the first organiser
    place TEXT,
    place_id TEXT REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED,
    province TEXT,
    period TEXT,
    confidence REAL NOT NULL,
    search TEXT NOT NULL, -- what else it is looked for by: types, bodies and places by name
    search_plain TEXT GENERATED ALWAYS AS (replace(replace(search, 'Đ', 'D'), 'đ', 'd')) VIRTUAL,
    title_plain TEXT GENERATED ALWAYS AS (replace(replace(title, 'Đ', 'D'), 'đ', 'd')) VIRTUAL
);
CREATE TABLE event_organisations (
    id TEXT PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL -- organiser or target
);
CREATE TABLE event_people (
    id TEXT PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT,
    role TEXT NOT NULL -- participant or recipient
);
CREATE TABLE counts (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    event_id TEXT REFERENCES events (id) ON DELETE CASCADE,
    value NUMERIC NOT NULL,
    unit TEXT NOT NULL,
    "of" NUMERIC,
    year INTEGER -- of the event, else of publication
);
CREATE TABLE awards (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    event_id TEXT REFERENCES events (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    giver_id TEXT REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT, -- of recipient
    count INTEGER,
    year INTEGER -- of the event, else of publication
);
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number TEXT NOT NULL,
    kind TEXT,
    issuer_id TEXT REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    date TEXT
);
CREATE TABLE dates (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    type TEXT NOT NULL, -- TIMEX3: DATE, TIME, DURATION, SET
    value TEXT NOT NULL
);
CREATE TABLE mentions (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL, -- what is proved; `row` is its key
    row TEXT NOT NULL,
    start INTEGER, -- characters of the article's text, half-open; none where the value was inferred from outside the text
    "end" INTEGER,
    inferred TEXT, -- how, where the text does not state the value word for word
    PRIMARY KEY (article_id, number)
) WITHOUT ROWID;
CREATE TABLE rejects (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    version TEXT NOT NULL,
    settings TEXT NOT NULL, -- JSON
    totals TEXT -- JSON
);
CREATE TABLE run_files (
    path TEXT PRIMARY KEY,
    folder TEXT NOT NULL, -- where `path` was found
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    version TEXT NOT NULL
)
"""

INDEXES: dict[str, list[str | tuple[str | DescIndex, ...]]] = {
    "articles": ["published", "url", "language", "title"],
    "sources": ["article_id", ("path", "number")],
    "organisations": ["name", "kind", "level", "place", "parent_id", "sort_key"],
    "aliases": ["name"],
    "people": ["name", "recipient", "sort_key"],
    "places": ["name", "kind", "province", "successor_id", "sort_key"],
    # Behind each shared row's key its claims in order of preference, the first of which it is called by: see schemas.database.
    "article_organisations": [("organisation_id", "implied", *map(DescIndex, ("kind", "name", "level", "place")))],
    "article_people": [("person_id", DescIndex("name"))],
    "article_places": [("place_id", *map(DescIndex, ("name", "kind", "province")))],
    "events": ["article_id", "type", "main", "status", "start", "year", "month", "organiser_id", "level", "place_id", "province"],
    "event_organisations": ["event_id", ("organisation_id", "role"), "role"],
    "event_people": ["event_id", ("person_id", "role"), "role"],
    "counts": ["article_id", "event_id", ("unit", "year"), "year"],
    "awards": ["article_id", "event_id", "name", "giver_id", "kind", "year"],
    "documents": ["article_id", "number", "kind", "issuer_id", "date"],
    "dates": ["article_id", "type", "value"],
    "mentions": [("row", "kind")],
    "rejects": ["path", "reason"],
}

OLD_KEY = 12
"""Characters of a text key up to the fifth step; a place's that is shorter is the unit's code."""
FIRST_SEARCH = {
    "articles": ["title", "text", "title_plain", "text_plain"],
    "events": ["title", "title_plain", "search", "search_plain"],
    "organisations": ["name", "name_plain"],
}

TIMELINE = """
SELECT
    events.id, events.start, events."end", events.title, event_types.name AS type,
    organisations.name AS organiser, events.province, articles.url
FROM events
JOIN articles ON articles.id = events.article_id
JOIN event_types ON event_types.id = events.type
LEFT JOIN organisations ON organisations.id = events.organiser_id
"""


def text_key(*parts: str) -> str:
    """A key as they were up to the fifth step: 60 bits of the parts' BLAKE2b hash, in base 32."""
    return base64.b32encode(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()).decode().lower()[:OLD_KEY]


def organisation_key(name: str, body: Body | None = None) -> str:
    """The key of an organisation as it was up to the fifth step."""
    return text_key("organisation", normalise(name), *([body.id] if body and has_namesakes(body) else []))


@migrations()
def m001_tables(db: Database) -> None:
    """The tables of DESIGN: their keys, indexes, search and the timeline."""
    for statement in TABLES.split(";\n"):
        db.execute(statement)
    for table, indexes in INDEXES.items():
        for columns in indexes:
            db.table(table).create_index([columns] if isinstance(columns, str) else list(columns))
    for table, searched in FIRST_SEARCH.items():
        db.table(table).enable_fts(searched, create_triggers=True, tokenize="unicode61 remove_diacritics 2")
    db.create_view("timeline", TIMELINE)


@migrations()
def m002_registry(db: Database) -> None:
    """Which body of the registry an organisation is, whether an article names it, and who stands today where it stood.

    Filled in as far as names tell; the next build reads every article again, for the provinces that tell namesakes apart.
    """
    db.execute("ALTER TABLE article_organisations ADD COLUMN registry TEXT")  # of a committee: whose it is
    db.execute("ALTER TABLE organisations ADD COLUMN registry TEXT")
    db.execute("ALTER TABLE organisations ADD COLUMN attested INTEGER")  # 0: nothing but a place in the hierarchy vouches for it
    db.execute("ALTER TABLE organisations ADD COLUMN today TEXT")  # name of the body that stands where it stood
    named = "SELECT 1 FROM article_organisations WHERE organisation_id = organisations.id AND NOT implied"
    db.execute(f"UPDATE organisations SET attested = EXISTS ({named})")
    day = "(SELECT published FROM articles WHERE id = article_id)"
    claims = db.execute(f"SELECT article_id, organisation_id, name, {day} FROM article_organisations ORDER BY 1, 2").fetchall()
    claimed = {(article, id_) for article, id_, _, _ in claims}
    for article, id_, name, published in claims:
        body = lookup(hierarchy.owner(name) or name, day=published)
        above = hierarchy.parent(name, body)
        # One that goes by another name now, or whose parent the article does not claim, waits for the build.
        if body and organisation_key(name, body) == id_ and (not above or (article, organisation_key(*above)) in claimed):
            claim = "UPDATE article_organisations SET registry = ? WHERE article_id = ? AND organisation_id = ?"
            db.execute(claim, (body.id, article, id_))
            shared = "UPDATE organisations SET registry = ?, attested = attested OR ?, today = ? WHERE id = ?"
            db.execute(shared, (body.id, body.attested, today(body).name, id_))
    for column in ("registry", "today"):
        db.table("organisations").create_index([column])
    for table in ("articles", "run_files"):
        db.execute(f"UPDATE {table} SET version = ''")


@migrations()
def m003_date_kinds(db: Database) -> None:
    """What kind of expression of time a date is, how fine, and what it was resolved against; filled in by the next build."""
    for column in ("form", "grain", "anchor"):
        db.execute(f"ALTER TABLE dates ADD COLUMN {column} TEXT")
    db.table("dates").create_index(["form"])
    for table in ("articles", "run_files"):
        db.execute(f"UPDATE {table} SET version = ''")


@migrations()
def m004_proof(db: Database) -> None:
    """A checksum of what an article's mentions say, by which `check` sees that their offsets still fit; filled in by the next build."""
    db.execute("ALTER TABLE articles ADD COLUMN proof TEXT")
    for table in ("articles", "run_files"):
        db.execute(f"UPDATE {table} SET version = ''")


@migrations()
def m005_order_of_claims(db: Database) -> None:
    """The index that gives the preferred claim has the whole order of preference, or naming a body takes as long as it has claims."""
    claims = db.table("article_organisations")
    for index in claims.indexes:
        if index.columns[:1] == ["organisation_id"]:
            db.execute(f'DROP INDEX "{index.name}"')
    claims.create_index(
        ["organisation_id", "implied", *map(DescIndex, ("kind", "name", "level", "place", "registry"))], index_name="preferred_claim"
    )


SEARCH = {
    "articles": ["text_plain", "with_d"],
    "events": ["title_plain", "search_plain", "with_d"],
    "organisations": ["name", "name_plain"],
}


@migrations()
def m006_compact(db: Database) -> None:
    """Keys of six bytes in place of texts, evidence in the row that it proves, what articles say alike once: less than half the room."""
    for table in FIRST_SEARCH:
        db.table(table).disable_fts()
    for view in db.view_names():
        db.execute(f'DROP VIEW "{view}"')
    for (index,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall():
        db.execute(f'DROP INDEX "{index}"')
    statements = _statements("m006_tables")
    older = [table for table in (*re.findall(r"CREATE TABLE (\w+)", ";".join(statements)), "mentions") if db.table(table).exists()]
    for table in older:
        db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    for statement in statements:
        db.execute(statement)
    if db.table("old_articles").count or db.table("old_rejects").count:
        _carry_over(db)
    for table in older:
        db.execute(f"DROP TABLE old_{table}")
    for table, searched in SEARCH.items():
        db.table(table).enable_fts(searched, create_triggers=True, tokenize="unicode61 remove_diacritics 2")


@migrations()
def m007_happenings(db: Database) -> None:
    """Which events are reports of one happening, and how far linking has come; the next build finds them."""
    for statement in _statements("m007_happenings"):
        db.execute(statement)


@migrations()
def m008_copies(db: Database) -> None:
    """Copies, former versions, and when web archives were made; found by the next build, which reads every article again."""
    for statement in _statements("m008_copies"):
        db.execute(statement)
    for table in ("articles", "run_files"):
        db.execute(f"UPDATE {table} SET version = ''")


@migrations()
def m009_links_due(db: Database) -> None:
    """Pairs between which a report came or went, and the days that articles name beside their events'; all is linked anew."""
    db.execute(
        """CREATE TABLE links_due (
            event_id INTEGER NOT NULL,
            other_id INTEGER NOT NULL,
            PRIMARY KEY (event_id, other_id)
        ) WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE report_days (
            name INTEGER NOT NULL, -- as of report_names
            day INTEGER NOT NULL,
            event_id INTEGER NOT NULL,
            PRIMARY KEY (name, day, event_id)
        ) WITHOUT ROWID"""
    )
    _link_anew(db)


@migrations()
def m010_linked_anew(db: Database) -> None:
    """Reports meet by province and day, too, and weigh otherwise."""
    _link_anew(db)


def _link_anew(db: Database) -> None:
    """Forget what linking has found; every report is due."""
    for table in ("happening_events", "happenings", "links", "links_due", "report_names", "report_days"):
        db.execute(f"DELETE FROM {table}")
    db.execute("UPDATE reports SET due = 3, first = NULL, names = NULL")


def _carry_over(db: Database) -> None:
    """The rows of the tables that had texts for keys; the new keys are the first bits of the same hashes."""
    db.register_function(lambda text: None if text is None else _shorter(text), name="shorter")
    db.register_function(lambda text: text and event_key(_shorter(text.split("-")[0]), int(text.split("-")[1])), name="event_of")
    db.register_function(lambda text: int(re.findall(r"(?<!\d)\d+$", text)[0]), name="position_of")  # its last number: `k3v…-2-p1`
    db.conn.create_function("claim_of", -1, lambda *values: key("claim", *map(str, values)))
    db.register_function(with_d, name="words_with_d")
    db.register_function(lambda text: text if len(text) < OLD_KEY else None, name="code_of")
    db.conn.create_aggregate("places_of", 2, _Places)  # type: ignore[arg-type]
    for statement in _statements("m006_rows"):
        db.execute(statement)


def _statements(name: str) -> list[str]:
    """The statements of `schemas/data/<name>.sql`."""
    return files("schemas").joinpath(f"data/{name}.sql").read_text("utf-8").split(";\n")


def _shorter(text: str) -> int:
    """A text key, 60 bits in base 32, as a key of 47 bits; the code of a unit as the key that it has now."""
    if len(text) < OLD_KEY:
        return key("place", text)
    return int.from_bytes(base64.b32decode(text[:OLD_KEY].upper() + "====")[:6], "big") >> 1


class _Places:
    """Aggregate: offsets as the evidence of a row."""

    def __init__(self) -> None:
        self.found: list[tuple[int, int]] = []

    def step(self, start: int | None, end: int | None) -> None:
        if start is not None and end is not None:
            self.found.append((start, end))

    def finalize(self) -> str | None:
        return json.dumps([offset for place in self.found for offset in place], separators=(",", ":")) if self.found else None
