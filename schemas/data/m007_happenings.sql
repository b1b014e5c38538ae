-- Happenings: events that several articles report. An event that one article alone reports has no row here.
CREATE TABLE happenings (
    id INT PRIMARY KEY NOT NULL, -- of the first of its events
    event_id INTEGER NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED, -- the one that tells it best
    type TEXT NOT NULL REFERENCES event_types (id),
    start TEXT,
    "end" TEXT,
    organiser_id INTEGER REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
    place_id INTEGER REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED,
    province TEXT,
    reports INTEGER NOT NULL, -- articles that report it
    conflicts TEXT -- JSON: values that the reports do not agree on, by column, or by unit for counts
);
CREATE TABLE happening_events (
    event_id INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    happening_id INTEGER NOT NULL REFERENCES happenings (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    best INTEGER NOT NULL -- 1: the happening's own event; lists have it in the place of all
);
CREATE INDEX happenings_type ON happenings (type);
CREATE INDEX happenings_start ON happenings (start);
CREATE INDEX happenings_organiser_id ON happenings (organiser_id);
CREATE INDEX happenings_place_id ON happenings (place_id);
CREATE INDEX happenings_province ON happenings (province);
CREATE INDEX happenings_event_id ON happenings (event_id);
CREATE INDEX happening_events_happening_id ON happening_events (happening_id);
-- How far linking has come (schemas/reports.py). Days are counted from 1 January 2000.
CREATE TABLE reports (
    event_id INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    due INTEGER, -- what is to be done yet: 3 it is new, 2 to be compared again, 1 to be grouped again
    first INTEGER, -- day on which it may meet others; none where nothing dates it
    names BLOB -- three bytes each: names that it may share with others
);
CREATE TABLE report_names (
    name INTEGER NOT NULL, -- a hash
    first INTEGER NOT NULL,
    event_id INTEGER NOT NULL,
    days INTEGER NOT NULL, -- that it may meet others after the first
    PRIMARY KEY (name, first, event_id)
) WITHOUT ROWID;
CREATE TABLE links ( -- each from either side
    event_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    odds INTEGER NOT NULL, -- that both are reports of one event: a thousand times the logarithm
    PRIMARY KEY (event_id, other_id)
) WITHOUT ROWID;
CREATE INDEX reports_due ON reports (due) WHERE due IS NOT NULL;
INSERT INTO reports (event_id, due) SELECT id, 3 FROM events;
-- The timeline has each happening once.
DROP VIEW timeline;
CREATE VIEW timeline AS
SELECT
    events.id, events.start, events."end", events.title, event_types.name AS type,
    organisations.name AS organiser, events.province, articles.url
FROM events
JOIN articles ON articles.id = events.article_id
JOIN event_types ON event_types.id = events.type
LEFT JOIN organisations ON organisations.id = events.organiser_id
WHERE NOT EXISTS (SELECT 1 FROM happening_events WHERE event_id = events.id AND NOT best)
