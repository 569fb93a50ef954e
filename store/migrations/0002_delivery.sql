-- What delivery to a channel needs to know of a message.

-- 1: an earlier try may have arrived without anybody knowing. It stays so until
-- the message is sent or dead, whatever else happens to it meanwhile.
ALTER TABLE outbox ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;

-- The digest that lists this message instead, whose fate it shares.
ALTER TABLE outbox ADD COLUMN digest INTEGER REFERENCES outbox;
CREATE INDEX outbox_digest ON outbox (digest) WHERE digest IS NOT NULL;

-- How many messages a destination got of late.
CREATE INDEX outbox_settled ON outbox (destination, settled) WHERE state = 'sent';
