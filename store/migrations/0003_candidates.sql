-- Names that the stream prints and no list has.

CREATE TABLE candidates (
  id         INTEGER PRIMARY KEY,
  key        INTEGER NOT NULL UNIQUE,   -- NameKey: all spellings of the name
  first_seen INTEGER NOT NULL,
  last_seen  INTEGER NOT NULL,
  proposed   INTEGER,                   -- NULL: not yet
  items      INTEGER NOT NULL DEFAULT 0,
  outlets    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX candidates_proposed ON candidates (proposed) WHERE proposed IS NOT NULL;

-- The articles and outlets that printed a name, as hashes: what makes the counts
-- exact, however often an item is judged.
CREATE TABLE candidate_articles (
  candidate INTEGER NOT NULL REFERENCES candidates ON DELETE CASCADE,
  article   INTEGER NOT NULL,
  PRIMARY KEY (candidate, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE candidate_outlets (
  candidate INTEGER NOT NULL REFERENCES candidates ON DELETE CASCADE,
  outlet    INTEGER NOT NULL,
  PRIMARY KEY (candidate, outlet)
) STRICT, WITHOUT ROWID;

-- The places that are shown to a person, as JSON; n is the number of the article.
CREATE TABLE candidate_evidence (
  candidate INTEGER NOT NULL REFERENCES candidates ON DELETE CASCADE,
  n         INTEGER NOT NULL,
  sure      INTEGER NOT NULL,
  body      TEXT NOT NULL,
  PRIMARY KEY (candidate, n)
) STRICT, WITHOUT ROWID;
