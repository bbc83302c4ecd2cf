-- The registry of indicators. A definition is never changed: what is said anew is a new version beside the old.
CREATE TABLE indicator (
    key TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    -- The whole definition as JSON.
    definition TEXT NOT NULL,
    set_at TEXT NOT NULL,
    PRIMARY KEY (key, version)
);
