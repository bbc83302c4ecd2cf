-- The register (diarium): one row per registered document and authority. A row is never changed; a correction is a row that names the one it corrects.
CREATE TABLE register_entry (
    id TEXT PRIMARY KEY,
    series TEXT NOT NULL,
    year BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    authority TEXT NOT NULL,
    direction TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    object_version BIGINT NOT NULL,
    address TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    corrects TEXT,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (series, year, ordinal)
);
CREATE INDEX register_entry_object ON register_entry (object_kind, object_id, object_version);
