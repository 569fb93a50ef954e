-- The first schema. Conventions, for every table:
--   times are unix milliseconds in UTC, NULL is the zero time;
--   64-bit ids and keys are stored as signed integers, 0 is none;
--   nothing in items, sightings and outcomes is ever deleted.

-- What is remembered of a feed between polls; columns as in FeedState.
CREATE TABLE feeds (
  url           TEXT PRIMARY KEY,
  status        TEXT NOT NULL,
  since         INTEGER,
  why           TEXT NOT NULL,
  title         TEXT NOT NULL,
  address       TEXT NOT NULL,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  body_hash     INTEGER NOT NULL,
  last_poll     INTEGER,
  last_good     INTEGER,
  next_poll     INTEGER,
  failures      INTEGER NOT NULL,
  moved_to      TEXT NOT NULL,
  moved_seen    INTEGER NOT NULL,
  moved_first   INTEGER,
  gone_seen     INTEGER NOT NULL,
  newest        INTEGER,
  last_item     INTEGER,
  per_day       REAL NOT NULL,
  ttl           INTEGER NOT NULL,       -- nanoseconds
  retry_after   INTEGER
) STRICT, WITHOUT ROWID;

-- The outcomes by number, with the number of items that have each: a count that
-- is kept in the commits, since counting a million rows takes too long to ask.
CREATE TABLE outcomes (
  code  INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE,
  items INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Code 0 is fixed: the index items_pending is built on it.
INSERT INTO outcomes (code, name) VALUES (0, 'pending');

-- Feed and outlet of items, which repeat too often to be spelled out in each.
CREATE TABLE origins (
  id     INTEGER PRIMARY KEY,
  feed   TEXT NOT NULL,
  outlet TEXT NOT NULL,
  UNIQUE (feed, outlet)
) STRICT;

-- The data sets that verdicts were made with.
CREATE TABLE versions (
  id        INTEGER PRIMARY KEY,
  watchlist TEXT NOT NULL,
  lexicons  TEXT NOT NULL,
  weights   TEXT NOT NULL,
  sources   TEXT NOT NULL,
  UNIQUE (watchlist, lexicons, weights, sources)
) STRICT;

-- Every item ever fetched, in order of arrival (seq), without its words.
CREATE TABLE items (
  seq       INTEGER PRIMARY KEY,
  id        INTEGER NOT NULL,
  origin    INTEGER NOT NULL REFERENCES origins,
  poll      INTEGER NOT NULL,
  mark      TEXT NOT NULL,
  lang      TEXT NOT NULL,
  published INTEGER,
  arrived   INTEGER,
  guid_key  INTEGER NOT NULL,
  link_key  INTEGER NOT NULL,
  url_key   INTEGER NOT NULL,           -- hash of the address as it stands, only where link_key is 0
  outcome   INTEGER NOT NULL DEFAULT 0,
  score     REAL NOT NULL DEFAULT 0,
  relevant  INTEGER NOT NULL DEFAULT 0,
  guard     INTEGER,                    -- an outcome
  versions  INTEGER REFERENCES versions,
  story     INTEGER,                    -- NULL: not judged, or a story of its own
  joined    INTEGER NOT NULL DEFAULT 0,
  copied    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX items_id ON items (id);
CREATE INDEX items_link ON items (link_key) WHERE link_key <> 0;
CREATE INDEX items_url ON items (url_key) WHERE url_key <> 0;
CREATE INDEX items_arrived ON items (arrived);
CREATE INDEX items_pending ON items (poll) WHERE outcome = 0;
CREATE INDEX items_story ON items (story) WHERE story IS NOT NULL;

-- The words of an item, apart so that they can be forgotten cheaply.
CREATE TABLE texts (
  seq     INTEGER PRIMARY KEY,
  title   TEXT NOT NULL,
  link    TEXT NOT NULL,
  guid    TEXT NOT NULL,
  summary TEXT NOT NULL
) STRICT;

-- What a verdict and a placement say beyond the columns of items, as JSON. Most
-- items have nothing to say, and no row.
CREATE TABLE details (
  seq  INTEGER PRIMARY KEY,
  body TEXT NOT NULL
) STRICT;

-- The identity keys of all items for ever; columns as in Sighting.
CREATE TABLE sightings (
  key   INTEGER PRIMARY KEY,
  other INTEGER NOT NULL,
  title INTEGER NOT NULL,
  feed  INTEGER NOT NULL,
  void  INTEGER NOT NULL
) STRICT;

CREATE TABLE stories (
  id       INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  opened   INTEGER,
  updated  INTEGER,
  items    INTEGER NOT NULL,
  alerted  INTEGER NOT NULL,
  claim    TEXT NOT NULL
) STRICT;
CREATE INDEX stories_updated ON stories (updated);

-- One row a message and destination. The unique constraint is the last guard
-- against a second alert.
CREATE TABLE outbox (
  row         INTEGER PRIMARY KEY,
  destination TEXT NOT NULL,
  kind        TEXT NOT NULL,
  story       INTEGER NOT NULL,
  revision    INTEGER NOT NULL,
  nonce       TEXT NOT NULL,
  feed        TEXT NOT NULL,
  reason      TEXT NOT NULL,
  state       TEXT NOT NULL DEFAULT 'pending',
  attempts    INTEGER NOT NULL DEFAULT 0,
  first_try   INTEGER,
  next_try    INTEGER,
  settled     INTEGER,
  remote      TEXT NOT NULL DEFAULT '',
  error       TEXT NOT NULL DEFAULT '',
  payload     BLOB,
  UNIQUE (destination, kind, story, revision)
) STRICT;
CREATE INDEX outbox_open ON outbox (destination, row) WHERE state NOT IN ('sent', 'dead');
CREATE INDEX outbox_state ON outbox (state);

-- The items a message shows or lists, in order.
CREATE TABLE outbox_items (
  row  INTEGER NOT NULL REFERENCES outbox,
  n    INTEGER NOT NULL,
  item INTEGER NOT NULL,
  PRIMARY KEY (row, n)
) STRICT, WITHOUT ROWID;

-- One row: the last sign of life of the worker.
CREATE TABLE heartbeat (
  only    INTEGER PRIMARY KEY CHECK (only = 1),
  tick    INTEGER,
  written INTEGER
) STRICT;
