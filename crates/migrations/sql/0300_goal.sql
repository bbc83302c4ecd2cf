-- Municipal goals (corrected by a new version), the local goals of plans as they are being written, and as each plan version froze them.
CREATE TABLE municipal_goal (
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    municipality_code TEXT NOT NULL,
    title TEXT NOT NULL,
    national_goal TEXT,
    source TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE INDEX municipal_goal_municipality ON municipal_goal (municipality_code);

-- content: the goal as typed, field by field (JSON). A withdrawn goal is kept.
CREATE TABLE goal (
    id TEXT PRIMARY KEY,
    plan_slug TEXT NOT NULL,
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    withdrawn_on TEXT,
    withdrawn_reason TEXT
);
CREATE INDEX goal_plan ON goal (plan_slug, number);

-- One row for each goal of each submitted plan version; never changed.
CREATE TABLE goal_frozen (
    plan_slug TEXT NOT NULL,
    plan_version BIGINT NOT NULL,
    goal_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    district TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    in_force_from TEXT NOT NULL,
    area TEXT NOT NULL,
    national_goal TEXT NOT NULL,
    municipal_goal TEXT NOT NULL,
    statement TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (plan_slug, plan_version, goal_id)
);
CREATE INDEX goal_frozen_goal ON goal_frozen (goal_id);
CREATE INDEX goal_frozen_municipal ON goal_frozen (municipal_goal);

-- A named partner has accepted a goal as it was worded that day.
CREATE TABLE goal_acceptance (
    id TEXT PRIMARY KEY,
    goal_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    organisation_name TEXT NOT NULL,
    accepted_on TEXT NOT NULL,
    how TEXT NOT NULL,
    reference TEXT NOT NULL,
    wording TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX goal_acceptance_goal ON goal_acceptance (goal_id);
