-- What is reviewed amends, and nothing else does; each of a chain is marked
-- once, by the next one that comes to count. Before, what waits in quarantine
-- amended as well.
DROP INDEX submission_replaces;
CREATE INDEX submission_amends ON submission (questionnaire_id, replaces, id)
    WHERE replaces IS NOT NULL AND status = 'stored';
CREATE INDEX submission_latest ON submission (questionnaire_id, replaces, id)
    WHERE replaces IS NOT NULL AND amended_by IS NULL;
CREATE INDEX submission_waits ON submission
    (questionnaire_id, questionnaire_version, questionnaire_hash, seq)
    WHERE status = 'quarantined';
DROP INDEX deleted_replaces;
CREATE INDEX deleted_replaces ON deleted (replaces, questionnaire_id, id)
    WHERE replaces IS NOT NULL;

UPDATE submission SET amended_by = coalesce(
    (SELECT max(other.id) FROM submission AS other
     WHERE other.questionnaire_id = submission.questionnaire_id
       AND other.replaces = submission.id AND other.status = 'stored'),
    (SELECT max(other.id) FROM submission AS other
     WHERE other.questionnaire_id = submission.questionnaire_id
       AND other.replaces = submission.replaces AND other.status = 'stored'
       AND other.id > submission.id))
WHERE amended_by IN (SELECT id FROM submission WHERE status = 'quarantined');

-- Two that name each other amended each other, and neither counted.
UPDATE submission SET amended_by = NULL
WHERE EXISTS (SELECT 1 FROM submission AS other
              WHERE other.id = submission.amended_by AND other.amended_by = submission.id
                AND other.id < submission.id);
