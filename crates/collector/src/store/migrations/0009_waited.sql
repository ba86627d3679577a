-- What only waited has amended nothing, and nothing is amended by it once it is
-- deleted; nor is what is for real by a test.
ALTER TABLE deleted ADD COLUMN waited INTEGER NOT NULL DEFAULT 0 CHECK (waited IN (0, 1));
ALTER TABLE deleted ADD COLUMN mode TEXT CHECK (mode IN ('test'));

-- The indexes hold the mode: in a row it lies behind the answers, which are long
-- to read.
DROP INDEX submission_amends;
CREATE INDEX submission_amends ON submission (questionnaire_id, replaces, mode, id)
    WHERE replaces IS NOT NULL AND status = 'stored';
DROP INDEX submission_latest;
CREATE INDEX submission_latest ON submission (questionnaire_id, replaces, mode, id)
    WHERE replaces IS NOT NULL AND amended_by IS NULL;
-- What waits and is corrected by what is reviewed leads on to what it names.
CREATE INDEX submission_leads ON submission (questionnaire_id, replaces, mode, id)
    WHERE replaces IS NOT NULL AND amended_by IS NOT NULL AND status = 'quarantined';

-- Before, a test amended what is for real, and the other way round.
UPDATE submission SET amended_by = coalesce(
    (SELECT max(other.id) FROM submission AS other
     WHERE other.questionnaire_id = submission.questionnaire_id
       AND other.replaces = submission.id AND other.status = 'stored'
       AND other.mode IS submission.mode),
    (SELECT max(other.id) FROM submission AS other
     WHERE other.questionnaire_id = submission.questionnaire_id
       AND other.replaces = submission.replaces AND other.status = 'stored'
       AND other.id > submission.id AND other.mode IS submission.mode))
WHERE EXISTS (SELECT 1 FROM submission AS other
              WHERE other.id = submission.amended_by AND other.mode IS NOT submission.mode);

-- And what corrected an answer that waits did not amend what that names.
WITH RECURSIVE leads (id, by, questionnaire_id, mode) AS
    (SELECT replaces, amended_by, questionnaire_id, mode FROM submission
     WHERE status = 'quarantined' AND replaces IS NOT NULL AND amended_by IS NOT NULL
     UNION
     SELECT named.replaces, leads.by, named.questionnaire_id, named.mode
     FROM leads CROSS JOIN submission AS named ON named.id = leads.id
     WHERE named.status = 'quarantined' AND named.replaces IS NOT NULL
       AND named.questionnaire_id = leads.questionnaire_id AND named.mode IS leads.mode)
UPDATE submission SET amended_by = leads.by
FROM leads
WHERE submission.id = leads.id AND submission.amended_by IS NULL
  AND +submission.questionnaire_id = leads.questionnaire_id AND submission.mode IS leads.mode
  AND leads.by > submission.id;
