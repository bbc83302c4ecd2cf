-- Accounts, sessions, journal, outbox.
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled BIGINT NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
);
-- A role is held for an organisation, in a municipality or for the whole nation, between two days.
CREATE TABLE assignment (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    organisation_name TEXT NOT NULL,
    municipality_code TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT
);
CREATE INDEX assignment_account ON assignment (account_id);

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE TABLE api_token (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT
);
CREATE TABLE sign_in_attempt (id TEXT PRIMARY KEY, login TEXT NOT NULL, address TEXT NOT NULL, at TEXT NOT NULL, succeeded BIGINT NOT NULL);
CREATE INDEX sign_in_attempt_login ON sign_in_attempt (login, at);
CREATE INDEX sign_in_attempt_address ON sign_in_attempt (address, at);

CREATE TABLE journal (
    seq BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    account_id TEXT,
    actor TEXT NOT NULL,
    mandate TEXT NOT NULL,
    act TEXT NOT NULL,
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX journal_object ON journal (kind, object_id, seq);
CREATE TABLE journal_head (id BIGINT PRIMARY KEY, seq BIGINT NOT NULL, hash TEXT NOT NULL);
INSERT INTO journal_head (id, seq, hash) VALUES (1, 0, '');

CREATE TABLE outbox (id BIGINT PRIMARY KEY, topic TEXT NOT NULL, payload TEXT NOT NULL, at TEXT NOT NULL, done_at TEXT);
CREATE INDEX outbox_waiting ON outbox (done_at, id);
