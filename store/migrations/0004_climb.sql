-- When a story that people know is told of again.

-- The strongest claim that people were told, and whether they were told that it is
-- withdrawn. What the alerts of earlier versions showed is not known: they count as
-- having told the strongest claim there was, so that nothing is told twice.
ALTER TABLE stories ADD COLUMN told TEXT NOT NULL DEFAULT '';
ALTER TABLE stories ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
UPDATE stories SET told = claim WHERE alerted = 1;

-- What a message tells anew of a story that people know, and the claim that they
-- were told before.
ALTER TABLE outbox ADD COLUMN change TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN was TEXT NOT NULL DEFAULT '';
