-- The local partnership of a municipality (§ 3). What is said of anything in it is kept in versions: an exit, an answer and a correction are each
-- a new version with who said it and when, and the row above them points at the one that holds.
CREATE TABLE partnership (
    municipality_code TEXT PRIMARY KEY,
    version BIGINT NOT NULL
);
CREATE TABLE partnership_version (
    municipality_code TEXT NOT NULL REFERENCES partnership (municipality_code),
    version BIGINT NOT NULL,
    formed_on TEXT NOT NULL,
    residents TEXT NOT NULL,
    coordination TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (municipality_code, version)
);

CREATE TABLE partnership_member (
    id TEXT PRIMARY KEY,
    municipality_code TEXT NOT NULL REFERENCES partnership (municipality_code),
    organisation_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (municipality_code, slug)
);
CREATE INDEX partnership_member_organisation ON partnership_member (organisation_id);
CREATE TABLE partnership_member_version (
    member_id TEXT NOT NULL REFERENCES partnership_member (id),
    version BIGINT NOT NULL,
    basis TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    -- Last day of the Government's assignment, for a member bound by it.
    term_to TEXT,
    -- 1 for a member of the predecessor's partnership that went on.
    carried_over BIGINT NOT NULL,
    contribution TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (member_id, version)
);
-- Representatives are kept by their function, never by a person's name.
CREATE TABLE partnership_representative (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES partnership_member (id),
    version BIGINT NOT NULL
);
CREATE INDEX partnership_representative_member ON partnership_representative (member_id);
CREATE TABLE partnership_representative_version (
    representative_id TEXT NOT NULL REFERENCES partnership_representative (id),
    version BIGINT NOT NULL,
    post TEXT NOT NULL,
    level TEXT NOT NULL,
    mandate TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    reason TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (representative_id, version)
);

CREATE TABLE partnership_invitation (
    id TEXT PRIMARY KEY,
    municipality_code TEXT NOT NULL REFERENCES partnership (municipality_code),
    organisation_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (municipality_code, slug)
);
CREATE TABLE partnership_invitation_version (
    invitation_id TEXT NOT NULL REFERENCES partnership_invitation (id),
    version BIGINT NOT NULL,
    invited_on TEXT NOT NULL,
    purpose TEXT NOT NULL,
    -- none | yes | no | later
    answer TEXT NOT NULL,
    answered_on TEXT,
    words TEXT NOT NULL,
    next_on TEXT,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (invitation_id, version)
);

CREATE TABLE partnership_group (
    id TEXT PRIMARY KEY,
    municipality_code TEXT NOT NULL REFERENCES partnership (municipality_code),
    slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (municipality_code, slug)
);
CREATE TABLE partnership_group_version (
    group_id TEXT NOT NULL REFERENCES partnership_group (id),
    version BIGINT NOT NULL,
    -- steering | working
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    -- [{"organisation_id": …, "part": "chair" | "secretary" | "member"}]
    seats TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (group_id, version)
);

CREATE TABLE partnership_meeting (
    id TEXT PRIMARY KEY,
    municipality_code TEXT NOT NULL REFERENCES partnership (municipality_code),
    slug TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (municipality_code, slug)
);
CREATE TABLE partnership_meeting_version (
    meeting_id TEXT NOT NULL REFERENCES partnership_meeting (id),
    version BIGINT NOT NULL,
    -- The group that met; null for the whole partnership.
    group_id TEXT REFERENCES partnership_group (id),
    held_on TEXT NOT NULL,
    place TEXT NOT NULL,
    -- ["kommun-0127", "arbetsformedlingen"]
    participants TEXT NOT NULL,
    minutes TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (meeting_id, version)
);
CREATE TABLE partnership_decision (
    meeting_id TEXT NOT NULL REFERENCES partnership_meeting (id),
    version BIGINT NOT NULL,
    number BIGINT NOT NULL,
    words TEXT NOT NULL,
    responsible_id TEXT NOT NULL,
    due TEXT,
    PRIMARY KEY (meeting_id, version, number)
);
CREATE TABLE partnership_decision_done (
    meeting_id TEXT NOT NULL REFERENCES partnership_meeting (id),
    number BIGINT NOT NULL,
    done_on TEXT NOT NULL,
    note TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (meeting_id, number)
);
