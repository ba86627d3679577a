-- What two answers of one number are compared by. The index holds it, so that
-- comparing a thousand answers reads none of them; it takes the place of the one
-- on the number alone.
ALTER TABLE submission ADD COLUMN org_name TEXT GENERATED ALWAYS AS
    (CASE WHEN json_valid(answers) THEN lower(trim(answers ->> '$.org.name')) END) VIRTUAL;
ALTER TABLE submission ADD COLUMN org_place TEXT GENERATED ALWAYS AS
    (CASE WHEN json_valid(answers) THEN
        coalesce(answers ->> '$.org.municipality.code',
                 lower(trim(answers ->> '$.org.municipality.text'))) END) VIRTUAL;

CREATE INDEX submission_workplace
    ON submission (questionnaire_id, org_number, org_place, org_name)
    WHERE org_number IS NOT NULL AND status = 'stored' AND amended_by IS NULL AND mode IS NULL;

DROP INDEX submission_number;
