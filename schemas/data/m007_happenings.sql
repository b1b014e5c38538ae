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
    happening_id INTEGER NOT NULL REFERENCES happenings (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX happenings_type ON happenings (type);
CREATE INDEX happenings_start ON happenings (start);
CREATE INDEX happenings_organiser_id ON happenings (organiser_id);
CREATE INDEX happenings_place_id ON happenings (place_id);
CREATE INDEX happenings_province ON happenings (province);
CREATE INDEX happenings_event_id ON happenings (event_id);
CREATE INDEX happening_events_happening_id ON happening_events (happening_id)
