-- What people say of items. A label is kept for ever, also of an address that was
-- never seen, and when the item's own words are forgotten.
CREATE TABLE labels (
  key   INTEGER PRIMARY KEY,   -- link key of the address, or its hash where it can be no key
  url   TEXT NOT NULL,         -- as the person gave it
  label TEXT NOT NULL,
  story TEXT NOT NULL,         -- as the person named it; '' not
  at    INTEGER NOT NULL
) STRICT;
