-- District plans: the one being written, and every version submitted.
CREATE TABLE plan (
    slug TEXT PRIMARY KEY,
    district TEXT NOT NULL,
    district_name TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    municipality_name TEXT NOT NULL,
    year BIGINT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    title TEXT NOT NULL,
    -- draft, submitted, completion_requested, revising
    state TEXT NOT NULL,
    -- counts changes of state, for the check that nobody else was first
    version BIGINT NOT NULL,
    -- why the version being written is written; empty for the first
    revision_reason TEXT NOT NULL,
    -- the day the goals were laid before the partners for acceptance
    consulted_on TEXT,
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL
);
CREATE INDEX plan_district ON plan (district);

CREATE TABLE plan_part (
    plan_slug TEXT NOT NULL,
    part TEXT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    ready BIGINT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (plan_slug, part)
);

-- Frozen at submission; never changed.
CREATE TABLE plan_version (
    plan_slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    district TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    title TEXT NOT NULL,
    submitted_on TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    mandate TEXT NOT NULL,
    late BIGINT NOT NULL,
    reason TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    PRIMARY KEY (plan_slug, version)
);
CREATE INDEX plan_version_district ON plan_version (district, submitted_on);

-- What the State has asked to be completed in a version.
CREATE TABLE plan_request (
    id TEXT PRIMARY KEY,
    plan_slug TEXT NOT NULL,
    plan_version BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    answered_version BIGINT
);
CREATE INDEX plan_request_plan ON plan_request (plan_slug);

-- The State has read a version.
CREATE TABLE plan_reading (
    plan_slug TEXT NOT NULL,
    plan_version BIGINT NOT NULL,
    read_on TEXT NOT NULL,
    read_by TEXT NOT NULL,
    PRIMARY KEY (plan_slug, plan_version)
);

-- The register number a version was given when it was filed.
CREATE TABLE plan_registration (
    plan_slug TEXT NOT NULL,
    plan_version BIGINT NOT NULL,
    number TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    PRIMARY KEY (plan_slug, plan_version)
);
