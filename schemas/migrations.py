"""The tables, step by step: each function takes a database from one version to the next and is never changed once released.

What belongs to an article has a key that begins with the article's (`k3v…-2` is its second event, `k3v…-2-o1` that event's
first organiser) and goes when the article goes. Organisations, people and places are shared: they stand as long as an
article claims them (`article_organisations`, `article_people`, `article_places`), and what they are called follows from
the claims alone, so that the order in which articles were read leaves no trace.
"""

from sqlite_utils import Database
from sqlite_utils.db import DescIndex
from sqlite_utils.migrations import Migrations

from schemas import hierarchy
from schemas.registry import lookup, today
from schemas.rows import organisation_key

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

SEARCH = {
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


@migrations()
def m001_tables(db: Database) -> None:
    """The tables of DESIGN: their keys, indexes, search and the timeline."""
    for statement in TABLES.split(";\n"):
        db.execute(statement)
    for table, indexes in INDEXES.items():
        for columns in indexes:
            db.table(table).create_index([columns] if isinstance(columns, str) else list(columns))
    for table, searched in SEARCH.items():
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
