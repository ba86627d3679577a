-- What time it was when somebody last looked whether contact data have grown
-- old, in milliseconds since 1970: a clock that leaps is known by it.
CREATE TABLE clock (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    believed INTEGER NOT NULL,
    since    INTEGER NOT NULL,
    last     INTEGER NOT NULL
) STRICT;
