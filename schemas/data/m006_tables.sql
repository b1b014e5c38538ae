-- The tables as they are since the sixth step. What belongs to an article has the article's key and a position in it, from 1. The evidence
-- of a value stands in the value's own row: [start, end, start, end, …] in JSON, characters of the article's text, half-open;
-- `inferred` says how a value was found that the text does not state word for word.
CREATE TABLE articles (
    id INT PRIMARY KEY NOT NULL, -- INT, not INTEGER: rows stand in the order in which they came, and the search index counts them
    title TEXT,
    published TEXT,
    published_evidence TEXT,
    published_inferred TEXT,
    url TEXT,
    byline TEXT,
    language TEXT NOT NULL,
    identity TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    version TEXT NOT NULL, -- of the pipeline
    proof TEXT, -- a checksum of what the article's mentions say
    -- The long ones last: what stands behind a long text is slow to get at.
    zones TEXT NOT NULL, -- JSON: [kind, start, end] of each
    text TEXT NOT NULL,
    -- Search: đ is a letter of its own to SQLite's tokenizer. The index has the text with d for đ, by which "dai hoi" finds it, and
    -- the words with đ once more as they are, for those who type them so.
    with_d TEXT NOT NULL,
    text_plain TEXT GENERATED ALWAYS AS (replace(replace(text, 'Đ', 'D'), 'đ', 'd')) VIRTUAL
);
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    path TEXT NOT NULL, -- below the folder that was indexed
    number INTEGER NOT NULL, -- of the record in the file, from 1
    content_hash TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0 -- 1: the file was read again without it
);
CREATE TABLE organisations (
    id INT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    level TEXT,
    place TEXT,
    parent_id INTEGER REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    registry TEXT, -- of a committee: whose it is
    attested INTEGER NOT NULL, -- 0: nothing but a place in the hierarchy vouches for it
    today TEXT, -- name of the body that stands where it stood
    sort_key TEXT NOT NULL,
    name_plain TEXT GENERATED ALWAYS AS (replace(replace(name, 'Đ', 'D'), 'đ', 'd')) VIRTUAL
);
CREATE TABLE organisation_claims (
    id INTEGER PRIMARY KEY,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    kind TEXT,
    level TEXT,
    place TEXT,
    implied INTEGER NOT NULL, -- 1: not met itself, but above one that was
    registry TEXT,
    articles INTEGER NOT NULL -- that make it
);
CREATE TABLE article_organisations (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    claim_id INTEGER NOT NULL REFERENCES organisation_claims (id) DEFERRABLE INITIALLY DEFERRED,
    evidence TEXT,
    inferred TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE aliases (
    organisation_id INTEGER NOT NULL REFERENCES organisations (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL, -- as printed
    articles INTEGER NOT NULL, -- that print it
    PRIMARY KEY (organisation_id, name)
) WITHOUT ROWID;
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    recipient INTEGER NOT NULL, -- 1: received help; not for person pages
    sort_key TEXT NOT NULL
);
CREATE TABLE person_claims (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    articles INTEGER NOT NULL
);
CREATE TABLE article_people (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    claim_id INTEGER NOT NULL REFERENCES person_claims (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT,
    evidence TEXT,
    inferred TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE places (
    id INTEGER PRIMARY KEY,
    code TEXT, -- of the administrative unit
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    province TEXT,
    successor_id INTEGER REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED, -- the province of today
    latitude REAL,
    longitude REAL,
    sort_key TEXT NOT NULL
);
CREATE TABLE place_claims (
    id INTEGER PRIMARY KEY,
    place_id INTEGER NOT NULL REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    province TEXT,
    implied INTEGER NOT NULL, -- 1: the unit of today in whose stead an old one is named
    articles INTEGER NOT NULL
);
CREATE TABLE article_places (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    claim_id INTEGER NOT NULL REFERENCES place_claims (id) DEFERRABLE INITIALLY DEFERRED,
    evidence TEXT,
    inferred TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE events (
    id INT PRIMARY KEY NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- in the article, from 1
    title TEXT NOT NULL,
    type TEXT NOT NULL REFERENCES event_types (id),
    types TEXT NOT NULL, -- JSON: every type that fits, the best first
    main INTEGER NOT NULL,
    status TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    year INTEGER, -- of the start, else of publication
    month INTEGER,
    organiser_id INTEGER REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED, -- the first one
    level TEXT, -- of the first organiser
    place TEXT,
    place_id INTEGER REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED,
    province TEXT,
    period TEXT,
    confidence REAL NOT NULL,
    search TEXT NOT NULL, -- what else it is looked for by: types, bodies and places by name
    with_d TEXT NOT NULL, -- as of articles
    evidence TEXT,
    inferred TEXT,
    date_evidence TEXT,
    date_inferred TEXT,
    place_evidence TEXT,
    place_inferred TEXT,
    period_evidence TEXT,
    period_inferred TEXT,
    search_plain TEXT GENERATED ALWAYS AS (replace(replace(search, 'Đ', 'D'), 'đ', 'd')) VIRTUAL,
    title_plain TEXT GENERATED ALWAYS AS (replace(replace(title, 'Đ', 'D'), 'đ', 'd')) VIRTUAL
);
CREATE TABLE event_organisations (
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL, -- organiser or target
    evidence TEXT,
    inferred TEXT,
    PRIMARY KEY (event_id, position)
) WITHOUT ROWID;
CREATE TABLE event_people (
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT,
    role TEXT NOT NULL, -- participant or recipient
    evidence TEXT,
    inferred TEXT,
    PRIMARY KEY (event_id, position)
) WITHOUT ROWID;
CREATE TABLE counts (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    event_id INTEGER REFERENCES events (id) ON DELETE CASCADE,
    value NUMERIC NOT NULL,
    unit TEXT NOT NULL,
    "of" NUMERIC,
    year INTEGER, -- of the event, else of publication
    evidence TEXT,
    inferred TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE awards (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    event_id INTEGER REFERENCES events (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    giver_id INTEGER REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT, -- of recipient
    count INTEGER,
    year INTEGER, -- of the event, else of publication
    evidence TEXT,
    inferred TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE documents (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    kind TEXT,
    issuer_id INTEGER REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    date TEXT,
    evidence TEXT,
    inferred TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE dates (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL, -- TIMEX3: DATE, TIME, DURATION, SET
    value TEXT NOT NULL,
    form TEXT,
    grain TEXT,
    anchor TEXT,
    evidence TEXT,
    inferred TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE TABLE rejects (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_url ON articles (url);
CREATE INDEX sources_article_id ON sources (article_id);
CREATE INDEX sources_path_number ON sources (path, number);
CREATE INDEX organisations_kind ON organisations (kind);
CREATE INDEX organisations_level ON organisations (level);
CREATE INDEX organisations_parent_id ON organisations (parent_id);
CREATE INDEX organisations_registry ON organisations (registry);
CREATE INDEX organisations_sort_key ON organisations (sort_key);
-- The claims of a shared row in order of preference: it is called by the first (schemas/database.py).
CREATE INDEX organisation_claims_preferred ON organisation_claims
    (organisation_id, implied, kind DESC, name DESC, level DESC, place DESC, registry DESC);
CREATE INDEX person_claims_person_id_name ON person_claims (person_id, name DESC);
CREATE INDEX place_claims_preferred ON place_claims (place_id, name DESC, kind DESC, province DESC);
CREATE INDEX article_organisations_claim_id ON article_organisations (claim_id);
CREATE INDEX article_people_claim_id ON article_people (claim_id);
CREATE INDEX article_places_claim_id ON article_places (claim_id);
CREATE INDEX aliases_name ON aliases (name);
CREATE INDEX people_recipient ON people (recipient);
CREATE INDEX people_sort_key ON people (sort_key);
CREATE INDEX places_code ON places (code);
CREATE INDEX places_kind ON places (kind);
CREATE INDEX places_province ON places (province);
CREATE INDEX places_successor_id ON places (successor_id);
CREATE INDEX places_sort_key ON places (sort_key);
CREATE INDEX events_article_id ON events (article_id);
CREATE INDEX events_type_province ON events (type, province);
CREATE INDEX events_start ON events (start);
CREATE INDEX events_year_month ON events (year, month);
CREATE INDEX events_year_type ON events (year, type);
CREATE INDEX events_organiser_id ON events (organiser_id);
CREATE INDEX events_level ON events (level);
CREATE INDEX events_place_id ON events (place_id);
CREATE INDEX events_province_start ON events (province, start);
CREATE INDEX event_organisations_organisation_id_role ON event_organisations (organisation_id, role);
CREATE INDEX event_people_person_id_role ON event_people (person_id, role);
CREATE INDEX counts_event_id ON counts (event_id);
CREATE INDEX counts_unit_year ON counts (unit, year);
CREATE INDEX awards_event_id ON awards (event_id);
CREATE INDEX awards_name ON awards (name);
CREATE INDEX awards_giver_id ON awards (giver_id);
CREATE INDEX awards_kind ON awards (kind);
CREATE INDEX awards_year ON awards (year);
CREATE INDEX documents_number ON documents (number);
CREATE INDEX documents_kind ON documents (kind);
CREATE INDEX documents_issuer_id ON documents (issuer_id);
CREATE INDEX documents_date ON documents (date);
CREATE INDEX dates_value ON dates (value);
CREATE INDEX rejects_path ON rejects (path);
CREATE INDEX rejects_reason ON rejects (reason);
-- What is proved by which places in the text: `row`, with `position` where it has one, is the key of the row that holds the value.
CREATE VIEW mentions AS
SELECT p.article_id, p.kind, p.row, p.position, at.value AS start,
    json_extract(p.evidence, '$[' || (at.key + 1) || ']') AS "end", p.inferred
FROM (
    SELECT id AS article_id, 'published' AS kind, id AS row, NULL AS position, published_evidence AS evidence, published_inferred AS inferred
        FROM articles WHERE published IS NOT NULL
    UNION ALL SELECT l.article_id, 'organisation', c.organisation_id, l.position, l.evidence, l.inferred
        FROM article_organisations l JOIN organisation_claims c ON c.id = l.claim_id WHERE l.evidence IS NOT NULL OR l.inferred IS NOT NULL
    UNION ALL SELECT l.article_id, 'person', c.person_id, l.position, l.evidence, l.inferred
        FROM article_people l JOIN person_claims c ON c.id = l.claim_id WHERE l.evidence IS NOT NULL OR l.inferred IS NOT NULL
    UNION ALL SELECT l.article_id, 'place', c.place_id, l.position, l.evidence, l.inferred
        FROM article_places l JOIN place_claims c ON c.id = l.claim_id WHERE l.evidence IS NOT NULL OR l.inferred IS NOT NULL
    UNION ALL SELECT article_id, 'event', id, NULL, evidence, inferred
        FROM events
    UNION ALL SELECT article_id, 'event_date', id, NULL, date_evidence, date_inferred
        FROM events WHERE date_evidence IS NOT NULL OR date_inferred IS NOT NULL
    UNION ALL SELECT article_id, 'event_place', id, NULL, place_evidence, place_inferred
        FROM events WHERE place_evidence IS NOT NULL OR place_inferred IS NOT NULL
    UNION ALL SELECT article_id, 'event_period', id, NULL, period_evidence, period_inferred
        FROM events WHERE period_evidence IS NOT NULL OR period_inferred IS NOT NULL
    UNION ALL SELECT e.article_id, p.role, p.event_id, p.position, p.evidence, p.inferred
        FROM event_organisations p JOIN events e ON e.id = p.event_id
    UNION ALL SELECT e.article_id, p.role, p.event_id, p.position, p.evidence, p.inferred
        FROM event_people p JOIN events e ON e.id = p.event_id
    UNION ALL SELECT article_id, 'count', article_id, position, evidence, inferred
        FROM counts
    UNION ALL SELECT article_id, 'award', article_id, position, evidence, inferred
        FROM awards
    UNION ALL SELECT article_id, 'document', article_id, position, evidence, inferred
        FROM documents
    UNION ALL SELECT article_id, 'date', article_id, position, evidence, inferred
        FROM dates
) p LEFT JOIN json_each(p.evidence) at ON at.key % 2 = 0;
CREATE VIEW timeline AS
SELECT
    events.id, events.start, events."end", events.title, event_types.name AS type,
    organisations.name AS organiser, events.province, articles.url
FROM events
JOIN articles ON articles.id = events.article_id
JOIN event_types ON event_types.id = events.type
LEFT JOIN organisations ON organisations.id = events.organiser_id
