-- Submissions, and apart from them the contact data they came with.
CREATE TABLE submission (
    seq                   INTEGER PRIMARY KEY,
    id                    TEXT NOT NULL UNIQUE,
    replaces              TEXT,
    amended_by            TEXT,
    questionnaire_id      TEXT NOT NULL,
    questionnaire_version TEXT NOT NULL,
    questionnaire_hash    TEXT NOT NULL,
    status                TEXT NOT NULL CHECK (status IN ('stored', 'quarantined')),
    received_at           TEXT NOT NULL,
    body_sha256           BLOB NOT NULL CHECK (length(body_sha256) = 32),
    receipt_sha256        BLOB NOT NULL CHECK (length(receipt_sha256) = 32),
    answers               TEXT NOT NULL CHECK (json_valid(answers))
) STRICT;

CREATE INDEX submission_replaces ON submission (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX submission_questionnaire ON submission (questionnaire_id, seq);

CREATE TABLE contact (
    submission_id TEXT PRIMARY KEY REFERENCES submission (id),
    contact       TEXT NOT NULL CHECK (json_valid(contact))
) STRICT, WITHOUT ROWID;
