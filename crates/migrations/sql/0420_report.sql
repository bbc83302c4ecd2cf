-- Yearly reports: the one being written, what has happened to it, and every version submitted.
CREATE TABLE report (
    slug TEXT PRIMARY KEY,
    municipality_code TEXT NOT NULL,
    municipality_name TEXT NOT NULL,
    municipality_slug TEXT NOT NULL,
    year BIGINT NOT NULL,
    -- draft, ready, returned, submitted, completion_requested, revising
    state TEXT NOT NULL,
    -- counts changes of state, for the check that nobody else was first
    version BIGINT NOT NULL,
    -- why the version being written is written; empty for the first
    revision_reason TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL
);
CREATE UNIQUE INDEX report_municipality ON report (municipality_code, year);

CREATE TABLE report_part (
    report_slug TEXT NOT NULL,
    part TEXT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    ready BIGINT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (report_slug, part)
);

-- Everyone who has written in the report: none of them may certify it.
CREATE TABLE report_writer (
    report_slug TEXT NOT NULL,
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (report_slug, account_id)
);

-- What has happened: opened, ready, withdrawn, returned, submitted, read, completion_requested, revising.
CREATE TABLE report_event (
    report_slug TEXT NOT NULL,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- the submitted version it concerns; 0 before the first
    report_version BIGINT NOT NULL,
    reason TEXT NOT NULL,
    by_name TEXT NOT NULL,
    mandate TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (report_slug, number)
);

-- Frozen at submission; never changed.
CREATE TABLE report_version (
    report_slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    year BIGINT NOT NULL,
    submitted_on TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    mandate TEXT NOT NULL,
    late BIGINT NOT NULL,
    reason TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    PRIMARY KEY (report_slug, version)
);
CREATE INDEX report_version_year ON report_version (year);

-- The register number a version was given when it was filed.
CREATE TABLE report_registration (
    report_slug TEXT NOT NULL,
    report_version BIGINT NOT NULL,
    number TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    PRIMARY KEY (report_slug, report_version)
);

-- What a municipality said in years before this program, part by part, to stand beside the new text.
CREATE TABLE report_earlier (
    municipality_code TEXT NOT NULL,
    year BIGINT NOT NULL,
    part TEXT NOT NULL,
    content TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (municipality_code, year, part)
);
