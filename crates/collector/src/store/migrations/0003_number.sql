-- Two answers that count and have the same number may be of the same firm.
ALTER TABLE submission ADD COLUMN org_number TEXT GENERATED ALWAYS AS
    (CASE WHEN json_valid(answers) THEN answers ->> '$.org.number' END) VIRTUAL;

CREATE INDEX submission_number ON submission (questionnaire_id, org_number)
    WHERE org_number IS NOT NULL AND status = 'stored' AND amended_by IS NULL AND mode IS NULL;
