-- What is left of a submission that was deleted: enough to know it again when
-- it is sent once more, and nothing that was answered.
CREATE TABLE deleted (
    seq              INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    replaces         TEXT,
    questionnaire_id TEXT NOT NULL,
    receipt_sha256   BLOB NOT NULL CHECK (length(receipt_sha256) = 32),
    deleted_at       TEXT NOT NULL
) STRICT;

CREATE INDEX deleted_replaces ON deleted (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX deleted_receipt ON deleted (receipt_sha256);
CREATE INDEX submission_receipt ON submission (receipt_sha256);
CREATE INDEX submission_amended ON submission (amended_by) WHERE amended_by IS NOT NULL;
