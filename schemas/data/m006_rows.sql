-- The rows of tables that had texts for keys (`k3v…-2-o1`), in those of m006_tables.sql. The functions are those of schemas/migrations.py.
CREATE TEMP TABLE proved AS
SELECT article_id, kind, row, inferred, min(number) AS number, places_of(start, "end") AS evidence
FROM (SELECT * FROM old_mentions ORDER BY article_id, number) GROUP BY article_id, kind, row, inferred;
CREATE INDEX temp.proved_rows ON proved (row, kind);
INSERT INTO articles SELECT shorter(id), title, published,
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = 'published' ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = 'published' ORDER BY number LIMIT 1),
    url, byline, language, identity, name, source, content_hash, '', NULL, zones, text, words_with_d(text)
FROM old_articles o ORDER BY rowid;
INSERT INTO sources SELECT shorter(id), shorter(article_id), path, number, content_hash, gone FROM old_sources;
INSERT INTO organisations SELECT shorter(id), name, kind, level, place, shorter(parent_id), registry, attested, today, sort_key
FROM old_organisations ORDER BY rowid;
INSERT INTO aliases SELECT shorter(organisation_id), name, articles FROM old_aliases;
INSERT INTO people SELECT shorter(id), name, recipient, sort_key FROM old_people;
INSERT INTO places SELECT shorter(id), code_of(id), name, kind, province, shorter(successor_id), latitude, longitude, sort_key FROM old_places;
INSERT INTO organisation_claims
SELECT claim_of(shorter(organisation_id), name, kind, level, place, implied, registry) AS claim,
    shorter(organisation_id), name, kind, level, place, implied, registry, count(*)
FROM old_article_organisations GROUP BY claim;
INSERT INTO article_organisations
SELECT shorter(o.article_id), row_number() OVER (PARTITION BY o.article_id ORDER BY number IS NULL, number, shorter(organisation_id)),
    claim_of(shorter(organisation_id), name, o.kind, level, place, implied, registry), evidence, inferred
FROM old_article_organisations o LEFT JOIN proved p ON p.article_id = o.article_id AND p.kind = 'organisation' AND p.row = organisation_id;
INSERT INTO person_claims
SELECT claim_of(shorter(person_id), name) AS claim, shorter(person_id), name, count(*) FROM old_article_people GROUP BY claim;
INSERT INTO article_people
SELECT shorter(o.article_id), row_number() OVER (PARTITION BY o.article_id ORDER BY number IS NULL, number, shorter(person_id)),
    claim_of(shorter(person_id), name), title, evidence, inferred
FROM old_article_people o LEFT JOIN proved p ON p.article_id = o.article_id AND p.kind = 'person' AND p.row = person_id;
INSERT INTO place_claims
SELECT claim_of(shorter(place_id), code_of(place_id), name, kind, province, implied) AS claim,
    shorter(place_id), code_of(place_id), name, kind, province, implied, count(*)
FROM old_article_places GROUP BY claim;
INSERT INTO article_places
SELECT shorter(o.article_id), row_number() OVER (PARTITION BY o.article_id ORDER BY number IS NULL, number, shorter(place_id)),
    claim_of(shorter(place_id), code_of(place_id), name, o.kind, province, implied), evidence, inferred
FROM old_article_places o LEFT JOIN proved p ON p.article_id = o.article_id AND p.kind = 'place' AND p.row = place_id;
INSERT INTO events SELECT event_of(id), shorter(article_id), position_of(id), title, type, types, main, status, start, "end", year, month,
    shorter(organiser_id), level, place, shorter(place_id), province, period, confidence, search, words_with_d(title || ' ' || search),
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = 'event' ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = 'event' ORDER BY number LIMIT 1),
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = 'event_date' ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = 'event_date' ORDER BY number LIMIT 1),
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = 'event_place' ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = 'event_place' ORDER BY number LIMIT 1),
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = 'event_period' ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = 'event_period' ORDER BY number LIMIT 1)
FROM old_events o ORDER BY rowid;
INSERT INTO event_organisations SELECT event_of(event_id), row_number() OVER (PARTITION BY event_id ORDER BY role, length(id), id),
    shorter(organisation_id), role,
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = role ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = role ORDER BY number LIMIT 1)
FROM old_event_organisations o;
INSERT INTO event_people SELECT event_of(event_id), position_of(id), shorter(person_id), title, role,
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = role ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = role ORDER BY number LIMIT 1)
FROM old_event_people o;
INSERT INTO counts SELECT shorter(article_id), position_of(id), event_of(event_id), value, unit, "of", year,
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = 'count' ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = 'count' ORDER BY number LIMIT 1)
FROM old_counts o;
INSERT INTO awards SELECT shorter(article_id), position_of(id), event_of(event_id), name, shorter(giver_id), kind, count, year,
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = 'award' ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = 'award' ORDER BY number LIMIT 1)
FROM old_awards o;
INSERT INTO documents SELECT shorter(article_id), position_of(id), number, kind, shorter(issuer_id), date,
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = 'document' ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = 'document' ORDER BY number LIMIT 1)
FROM old_documents o;
INSERT INTO dates SELECT shorter(article_id), position_of(id), text, type, value, form, grain, anchor,
    (SELECT evidence FROM proved p WHERE p.row = o.id AND p.kind = 'date' ORDER BY number LIMIT 1),
    (SELECT inferred FROM proved p WHERE p.row = o.id AND p.kind = 'date' ORDER BY number LIMIT 1)
FROM old_dates o;
INSERT INTO rejects SELECT shorter(id), path, source, reason FROM old_rejects;
UPDATE run_files SET version = '';
DROP TABLE proved
