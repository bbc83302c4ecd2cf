-- Evaluations: what was registered, each computation of it, checks of computations, and evaluations brought in from outside.
CREATE TABLE evaluation (
    slug TEXT PRIMARY KEY,
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL
);

-- A design as it was registered; never changed. A later version has its reason.
CREATE TABLE evaluation_design (
    slug TEXT NOT NULL REFERENCES evaluation (slug),
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    -- over the content, so that anyone may see that it reads as it did
    sha256 TEXT NOT NULL,
    -- the newest delivery of figures when it was registered
    vintage BIGINT NOT NULL,
    reason TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    registered_by TEXT NOT NULL,
    mandate TEXT NOT NULL,
    PRIMARY KEY (slug, version)
);

-- What a design can detect, found by a worker before any result of it: three numbers, or empty where it cannot be found.
CREATE TABLE evaluation_power (
    slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    detectable TEXT NOT NULL,
    found_at TEXT NOT NULL,
    PRIMARY KEY (slug, version)
);

-- A computation: queued, running, done, failed, cancelled. Claimed by a worker, which says now and then that it is alive; one that has been
-- silent too long is begun again by another.
CREATE TABLE evaluation_run (
    slug TEXT NOT NULL REFERENCES evaluation (slug),
    number BIGINT NOT NULL,
    design_version BIGINT NOT NULL,
    state TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    mandate TEXT NOT NULL,
    worker TEXT NOT NULL,
    -- how many times it has been begun
    attempts BIGINT NOT NULL,
    heard_at TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    -- who asked for it to stop; empty while nobody has
    cancelled_by TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    fault TEXT NOT NULL,
    seed BIGINT NOT NULL,
    program TEXT NOT NULL,
    vintage BIGINT NOT NULL,
    -- the exact figures it was made of, which are not shown, and what came out, which may be
    inputs TEXT NOT NULL,
    inputs_sha256 TEXT NOT NULL,
    outcome TEXT NOT NULL,
    outcome_sha256 TEXT NOT NULL,
    -- the outcome's word, for lists
    verdict TEXT NOT NULL,
    PRIMARY KEY (slug, number)
);
CREATE INDEX evaluation_run_state ON evaluation_run (state, asked_at);

-- A computation done again from the figures it was made of.
CREATE TABLE evaluation_check (
    slug TEXT NOT NULL,
    run BIGINT NOT NULL,
    number BIGINT NOT NULL,
    checked_at TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    program TEXT NOT NULL,
    outcome_sha256 TEXT NOT NULL,
    -- 1 when every digit was the same
    agrees BIGINT NOT NULL,
    PRIMARY KEY (slug, run, number)
);

-- An evaluation made by somebody else: a consultant, a university, an authority.
CREATE TABLE outside_evaluation (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    year BIGINT NOT NULL,
    method TEXT NOT NULL,
    grade TEXT NOT NULL,
    result TEXT NOT NULL,
    finding TEXT NOT NULL,
    transferability TEXT NOT NULL,
    -- keys with commas between
    areas TEXT NOT NULL,
    districts TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_size BIGINT NOT NULL,
    file_sha256 TEXT NOT NULL,
    brought_at TEXT NOT NULL,
    brought_by TEXT NOT NULL,
    mandate TEXT NOT NULL
);
CREATE TABLE outside_evaluation_file (
    id TEXT PRIMARY KEY REFERENCES outside_evaluation (id),
    content BYTEA NOT NULL
);
