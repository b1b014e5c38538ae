-- Copies of articles, former versions of their texts, and the index by which copies are found.
CREATE TABLE copies (
    id INTEGER PRIMARY KEY, -- as of an article
    article_id INTEGER NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED, -- whose text it has, and whose facts
    title TEXT,
    published TEXT,
    url TEXT,
    byline TEXT,
    identity TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    version TEXT NOT NULL, -- of the pipeline
    rows BLOB NOT NULL -- its text and facts, packed: they stand in the tables when it is the article
);
CREATE INDEX copies_article_id ON copies (article_id);
-- MinHash (corpus/minhash.py): copies of a text mostly have one of these numbers in common. When that module gives others, a migration
-- empties this table.
CREATE TABLE bands (
    copy INTEGER NOT NULL, -- 0: of an article, 1: of a copy
    band INTEGER NOT NULL,
    article_id INTEGER NOT NULL, -- or the copy's
    PRIMARY KEY (copy, band, article_id)
) WITHOUT ROWID;
-- What articles and copies said before; like the runs it tells of what was done, not of the archive as it is.
CREATE TABLE versions (
    article_id INTEGER NOT NULL, -- or the copy's
    checksum TEXT NOT NULL, -- of title and text
    seen TEXT NOT NULL, -- when it stood so: the time of its capture, else of its file
    replaced TEXT NOT NULL, -- when a build found another text
    title TEXT,
    published TEXT,
    text TEXT NOT NULL, -- title, body and captions
    PRIMARY KEY (article_id, checksum)
) WITHOUT ROWID;
-- The sources of articles and of copies: `article_id` refers to either, so that nothing of them changes when an article becomes a copy.
ALTER TABLE sources RENAME TO old_sources;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL, -- or the copy's
    path TEXT NOT NULL, -- below the folder that was indexed
    number INTEGER NOT NULL, -- of the record in the file, from 1
    content_hash TEXT NOT NULL,
    captured INTEGER, -- of a web archive: when, in 14 figures
    gone INTEGER NOT NULL DEFAULT 0 -- 1: the file was read again without it
);
INSERT INTO sources SELECT id, article_id, path, number, content_hash, NULL, gone FROM old_sources;
DROP TABLE old_sources;
CREATE INDEX sources_article_id ON sources (article_id);
CREATE INDEX sources_path_number ON sources (path, number)
