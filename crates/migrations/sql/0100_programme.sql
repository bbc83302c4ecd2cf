-- A programme that has been loaded, the findings of its loading, what the State decided about each, and the offers.
CREATE TABLE programme (id TEXT PRIMARY KEY, source_hash TEXT NOT NULL, loaded_at TEXT NOT NULL);

-- What the loading could not take at its word: the raw text and the reading that stands until a person has decided.
CREATE TABLE finding (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme (id),
    kind TEXT NOT NULL,
    position BIGINT NOT NULL,
    district_id TEXT,
    municipality_code TEXT,
    raw TEXT NOT NULL,
    expansion TEXT NOT NULL,
    note TEXT NOT NULL,
    -- Number of decisions so far; 0 is open.
    version BIGINT NOT NULL DEFAULT 0
);
-- Every decision is kept; the one with the highest number holds.
CREATE TABLE finding_decision (
    finding_id TEXT NOT NULL REFERENCES finding (id),
    number BIGINT NOT NULL,
    decision TEXT NOT NULL,
    reading TEXT,
    comment TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    mandate TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (finding_id, number)
);

-- The Government's offer to a municipality: where it stands; how it came there is in offer_event.
CREATE TABLE offer (
    id TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL REFERENCES programme (id),
    municipality_code TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (programme_id, municipality_code)
);
CREATE TABLE offer_event (
    offer_id TEXT NOT NULL REFERENCES offer (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    comment TEXT NOT NULL,
    finding_id TEXT,
    by_name TEXT NOT NULL,
    mandate TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (offer_id, number)
);
-- The copies ("Kopia till"), sent together with the first offers.
CREATE TABLE offer_copy (
    programme_id TEXT NOT NULL REFERENCES programme (id),
    recipient TEXT NOT NULL,
    position BIGINT NOT NULL,
    sent_on TEXT NOT NULL,
    PRIMARY KEY (programme_id, recipient)
);
