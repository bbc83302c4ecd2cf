-- The State's own texts in the national compilation, as they are being written.
CREATE TABLE compilation_text (
    year BIGINT NOT NULL,
    -- introduction, one of the four areas, or cooperation
    part TEXT NOT NULL,
    version BIGINT NOT NULL,
    content TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (year, part)
);

-- The compilation as it stood when it was frozen; never changed.
CREATE TABLE compilation_edition (
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    frozen_on TEXT NOT NULL,
    frozen_at TEXT NOT NULL,
    frozen_by TEXT NOT NULL,
    mandate TEXT NOT NULL,
    -- what this edition adds to the one before; empty for the first
    reason TEXT NOT NULL,
    -- reports and figures it rests on, for lists
    reports BIGINT NOT NULL,
    vintage BIGINT NOT NULL,
    snapshot TEXT NOT NULL,
    PRIMARY KEY (year, number)
);
