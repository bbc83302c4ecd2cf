-- Cooperation agreements (§ 5): the one being written, every version laid before the parties, and what came of it. What has been laid, signed,
-- concluded, recalled, reported or carried out is a row that is added and never changed.
CREATE TABLE cooperation (
    slug TEXT PRIMARY KEY,
    municipality_code TEXT NOT NULL,
    municipality_name TEXT NOT NULL,
    -- as it was named when it was opened; the document's own title stands in its parts and versions
    title TEXT NOT NULL,
    -- draft, signing, in_force, revising, revision_signing, ended
    state TEXT NOT NULL,
    -- counts changes of state, for the check that nobody else was first
    version BIGINT NOT NULL,
    -- why the version being written is written; empty for the first
    revision_reason TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    ended_on TEXT,
    end_reason TEXT
);
CREATE INDEX cooperation_municipality ON cooperation (municipality_code);

-- om, parter, mal: as typed, in JSON.
CREATE TABLE cooperation_part (
    slug TEXT NOT NULL REFERENCES cooperation (slug),
    part TEXT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (slug, part)
);

CREATE TABLE cooperation_commitment (
    -- stable over versions of the agreement
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL REFERENCES cooperation (slug),
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    withdrawn_on TEXT,
    withdrawn_reason TEXT
);
CREATE INDEX cooperation_commitment_slug ON cooperation_commitment (slug);

-- Frozen when it is laid before the parties.
CREATE TABLE cooperation_version (
    slug TEXT NOT NULL REFERENCES cooperation (slug),
    version BIGINT NOT NULL,
    laid_on TEXT NOT NULL,
    laid_at TEXT NOT NULL,
    laid_by TEXT NOT NULL,
    mandate TEXT NOT NULL,
    reason TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    PRIMARY KEY (slug, version)
);
-- Taken back before everybody had signed.
CREATE TABLE cooperation_recall (
    slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    reason TEXT NOT NULL,
    recalled_on TEXT NOT NULL,
    recalled_by TEXT NOT NULL,
    PRIMARY KEY (slug, version)
);
-- A party's signature on paper.
CREATE TABLE cooperation_signature (
    slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    organisation_id TEXT NOT NULL,
    place TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    office TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    registered_by TEXT NOT NULL,
    PRIMARY KEY (slug, version, organisation_id)
);
-- In force: every party has signed.
CREATE TABLE cooperation_conclusion (
    slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    concluded_on TEXT NOT NULL,
    PRIMARY KEY (slug, version)
);

-- A goal the agreement rests on reads otherwise in a new version of the plan.
CREATE TABLE cooperation_review (
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL REFERENCES cooperation (slug),
    -- the agreement's version that rests on the goals
    version BIGINT NOT NULL,
    plan_slug TEXT NOT NULL,
    plan_version BIGINT NOT NULL,
    -- ids of the goals, in JSON
    goals TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    UNIQUE (slug, plan_slug, plan_version)
);
CREATE TABLE cooperation_review_answer (
    review_id TEXT PRIMARY KEY REFERENCES cooperation_review (id),
    -- revise, no_need
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    answered_on TEXT NOT NULL,
    answered_by TEXT NOT NULL
);

-- Reported to the Government Offices.
CREATE TABLE cooperation_report (
    slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    note TEXT NOT NULL,
    reported_on TEXT NOT NULL,
    reported_at TEXT NOT NULL,
    reported_by TEXT NOT NULL,
    mandate TEXT NOT NULL,
    PRIMARY KEY (slug, version)
);
-- The register number a reported version was given when it was filed.
CREATE TABLE cooperation_registration (
    slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    number TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    PRIMARY KEY (slug, version)
);

-- A commitment has been carried out.
CREATE TABLE cooperation_done (
    commitment_id TEXT PRIMARY KEY REFERENCES cooperation_commitment (id),
    done_on TEXT NOT NULL,
    note TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    noted_by TEXT NOT NULL
);
