-- Whether somebody should look at it before it is believed; it counts.
ALTER TABLE submission ADD COLUMN suspect INTEGER NOT NULL DEFAULT 0 CHECK (suspect IN (0, 1));
