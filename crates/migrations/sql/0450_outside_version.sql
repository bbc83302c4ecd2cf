-- An evaluation brought in from outside is corrected by a later version with its reason; the earlier ones stand as they were.
-- `work` is the id of the first version, the address of them all; a version without a file of its own keeps the one before it.
ALTER TABLE outside_evaluation ADD COLUMN work TEXT NOT NULL DEFAULT '';
ALTER TABLE outside_evaluation ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE outside_evaluation ADD COLUMN reason TEXT NOT NULL DEFAULT '';
UPDATE outside_evaluation SET work = id;
CREATE UNIQUE INDEX outside_evaluation_work ON outside_evaluation (work, version);
