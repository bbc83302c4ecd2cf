-- Municipalities, districts and the codes a district stands on. What the annex reads never changes; readings do, by a decision.
CREATE TABLE municipality (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    agreement_name TEXT NOT NULL
);
CREATE TABLE district (
    id TEXT PRIMARY KEY,
    municipality_code TEXT NOT NULL REFERENCES municipality (code),
    raw_name TEXT NOT NULL,
    raw_municipality TEXT NOT NULL,
    raw_notation TEXT NOT NULL,
    note TEXT,
    -- The reading that holds.
    reading BIGINT NOT NULL
);
CREATE INDEX district_municipality ON district (municipality_code);
-- How the annex is read: reading 1 is the program's own, each later one rests on a decision (the finding it settles).
CREATE TABLE district_reading (
    district_id TEXT NOT NULL REFERENCES district (id),
    reading BIGINT NOT NULL,
    name TEXT NOT NULL,
    system TEXT NOT NULL,
    notation TEXT NOT NULL,
    finding_id TEXT,
    since TEXT NOT NULL,
    PRIMARY KEY (district_id, reading)
);
CREATE TABLE district_code (
    district_id TEXT NOT NULL REFERENCES district (id),
    reading BIGINT NOT NULL,
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (district_id, reading, position)
);
CREATE INDEX district_code_code ON district_code (code);
CREATE TABLE district_alias (district_id TEXT NOT NULL REFERENCES district (id), alias TEXT NOT NULL, PRIMARY KEY (district_id, alias));
