-- Organisations with the period they exist in. What is said of one is kept in versions; a correction is a new version with its reason.
CREATE TABLE organisation (
    id TEXT PRIMARY KEY,
    municipality_code TEXT,
    county_code TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX organisation_municipality ON organisation (municipality_code);
CREATE TABLE organisation_version (
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    reason TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (organisation_id, version)
);
