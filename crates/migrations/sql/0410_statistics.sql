-- Deliveries, what they hold, what is made of it for places, and what is lacking.
--
-- The figures of one area, indicator and group stand in one row, year by year (`points`: 2009,123,456;2010,s), since they are always read and
-- written together: a fifth of the room and a tenth of the time of a row a year. `origin` names the delivery of each year in the same order,
-- or once for all. Every figure that is replaced is kept in observation_history.
CREATE TABLE delivery (
    number BIGINT PRIMARY KEY,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    -- 1 when the figures are made by a generator: the mark stays with them wherever they are shown.
    synthetic BIGINT NOT NULL,
    first_year BIGINT NOT NULL,
    last_year BIGINT NOT NULL,
    indicators TEXT NOT NULL,
    delivered_at TEXT NOT NULL,
    delivered_by TEXT NOT NULL,
    mandate TEXT NOT NULL
);
CREATE TABLE observation (
    indicator TEXT NOT NULL,
    system TEXT NOT NULL,
    area TEXT NOT NULL,
    grp TEXT NOT NULL,
    points TEXT NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (indicator, system, area, grp)
) WITHOUT ROWID;
CREATE TABLE observation_history (
    indicator TEXT NOT NULL,
    system TEXT NOT NULL,
    area TEXT NOT NULL,
    grp TEXT NOT NULL,
    year BIGINT NOT NULL,
    numerator BIGINT,
    denominator BIGINT,
    status TEXT NOT NULL,
    delivery BIGINT NOT NULL,
    replaced_by BIGINT NOT NULL,
    PRIMARY KEY (indicator, system, area, grp, year, replaced_by)
);
-- Areas outside the districts that figures may be kept for: neighbours and areas to compare with.
CREATE TABLE statistic_area (
    system TEXT NOT NULL,
    area TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    PRIMARY KEY (system, area)
);
-- What districts, municipalities, all districts and the nation have, made in the same transaction as the figures it is made of.
-- place: d:alby, m:0127, all, nation. A point that is withheld to protect another ends in h.
CREATE TABLE place_value (
    place TEXT NOT NULL,
    grp TEXT NOT NULL,
    indicator TEXT NOT NULL,
    points TEXT NOT NULL,
    synthetic BIGINT NOT NULL,
    -- The next larger place: m:0127 for a district there.
    within TEXT NOT NULL,
    PRIMARY KEY (place, grp, indicator)
) WITHOUT ROWID;
CREATE INDEX place_value_indicator ON place_value (indicator, grp, place);

-- A municipality's consent to figures on its own key codes (NYKO).
CREATE TABLE nyko_consent (
    municipality_code TEXT PRIMARY KEY,
    given_on TEXT NOT NULL,
    reference TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
);
-- A file that has been tried and waits to be confirmed; taken away when it is, or when it is given up.
CREATE TABLE import_draft (
    id TEXT PRIMARY KEY,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content BYTEA NOT NULL,
    synthetic BIGINT NOT NULL,
    account_id TEXT NOT NULL,
    made_at TEXT NOT NULL
);
CREATE TABLE data_gap (
    id TEXT PRIMARY KEY,
    indicator TEXT NOT NULL,
    district TEXT NOT NULL,
    year BIGINT NOT NULL,
    municipality_code TEXT NOT NULL,
    -- absent: nothing has come; partial: some of the areas lack it; withheld: the deliverer withheld it for some area.
    reason TEXT NOT NULL,
    -- state, or the code of a municipality.
    owner TEXT NOT NULL,
    assigned_by TEXT,
    since TEXT NOT NULL,
    closed_on TEXT,
    closed_by BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX data_gap_open ON data_gap (closed_on, municipality_code);
CREATE INDEX data_gap_key ON data_gap (indicator, district, year);
CREATE TABLE data_gap_event (
    gap_id TEXT NOT NULL REFERENCES data_gap (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    comment TEXT NOT NULL,
    by_name TEXT NOT NULL,
    mandate TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (gap_id, number)
);
