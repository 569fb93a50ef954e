-- Items that go on from a small story to a larger one.

-- The story an item was placed in when it was judged, which its alert is named after;
-- NULL: it is there still.
ALTER TABLE items ADD COLUMN placed INTEGER;
