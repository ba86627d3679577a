-- `test` never counts; a null means for real.
ALTER TABLE submission ADD COLUMN mode TEXT CHECK (mode IN ('test'));
