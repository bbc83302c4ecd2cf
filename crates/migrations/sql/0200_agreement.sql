-- Agreements between the State and a municipality. State is derived from agreement_event; nothing here is overwritten but the change counter and the
-- answer of a proposal, which is set once.
CREATE TABLE agreement (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    -- Counts every change of any part.
    version BIGINT NOT NULL,
    opened_at TEXT NOT NULL,
    UNIQUE (programme_id, municipality_code)
);
-- A version of the agreement: the template it is compared with, and what the template's open places were filled with that day.
CREATE TABLE agreement_edition (
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    number BIGINT NOT NULL,
    template TEXT NOT NULL,
    filling TEXT NOT NULL,
    PRIMARY KEY (agreement_id, number)
);
-- Every wording a version has had, whole.
CREATE TABLE agreement_wording (
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    edition BIGINT NOT NULL,
    wording BIGINT NOT NULL,
    body TEXT NOT NULL,
    -- The clause that was written anew, and the proposal that was accepted; none for the first wording.
    clause TEXT,
    proposal_id TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (agreement_id, edition, wording)
);
CREATE TABLE agreement_event (
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    seq BIGINT NOT NULL,
    edition BIGINT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT,
    at TEXT NOT NULL,
    day TEXT NOT NULL,
    by_name TEXT NOT NULL,
    role TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (agreement_id, seq)
);
CREATE TABLE agreement_proposal (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    edition BIGINT NOT NULL,
    clause TEXT NOT NULL,
    position BIGINT NOT NULL,
    party TEXT NOT NULL,
    text TEXT NOT NULL,
    comment TEXT NOT NULL,
    reason TEXT NOT NULL,
    counters TEXT,
    at TEXT NOT NULL,
    by_name TEXT NOT NULL,
    role TEXT NOT NULL,
    answer TEXT,
    answered_at TEXT NOT NULL DEFAULT '',
    answered_by TEXT NOT NULL DEFAULT '',
    answer_comment TEXT NOT NULL DEFAULT '',
    UNIQUE (agreement_id, position)
);
-- Reasons for deviations from annex 1, and classes set by a person of the State; each about one text of one clause.
CREATE TABLE agreement_assessment (
    agreement_id TEXT NOT NULL REFERENCES agreement (id),
    position BIGINT NOT NULL,
    edition BIGINT NOT NULL,
    clause TEXT NOT NULL,
    text TEXT NOT NULL,
    class TEXT,
    reason TEXT NOT NULL,
    party TEXT NOT NULL,
    at TEXT NOT NULL,
    by_name TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (agreement_id, position)
);
-- The minister's decisions to put somebody in their place; offices, not persons.
CREATE TABLE agreement_delegation (
    id TEXT PRIMARY KEY,
    office TEXT NOT NULL,
    reference TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    valid_to TEXT,
    registered_at TEXT NOT NULL,
    registered_by TEXT NOT NULL
);
