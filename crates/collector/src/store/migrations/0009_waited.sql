-- What only waited has amended nothing, and nothing is amended by it once it is
-- deleted.
ALTER TABLE deleted ADD COLUMN waited INTEGER NOT NULL DEFAULT 0 CHECK (waited IN (0, 1));

-- What waits and is corrected by what is reviewed leads on to what it names.
CREATE INDEX submission_leads ON submission (questionnaire_id, replaces, id)
    WHERE replaces IS NOT NULL AND amended_by IS NOT NULL AND status = 'quarantined';

-- What is a test and what is for real amend nothing of each other. The index
-- holds the mode: in a row it lies behind the answers, which are long to read.
DROP INDEX submission_amends;
CREATE INDEX submission_amends ON submission (questionnaire_id, replaces, id, mode)
    WHERE replaces IS NOT NULL AND status = 'stored';
DROP INDEX submission_latest;
CREATE INDEX submission_latest ON submission (questionnaire_id, replaces, id, mode)
    WHERE replaces IS NOT NULL AND amended_by IS NULL;
