package store

import (
	"context"
	"database/sql"

	"meddlewatch"
)

// What a link is can only get worse, and who showed it first does not change:
// two polls prepared at the same moment may know less than the row.
const putSighting = `INSERT INTO sightings (key, other, title, feed, void) VALUES (?, ?, ?, ?, ?)
	ON CONFLICT (key) DO UPDATE SET other = excluded.other, title = excluded.title, void = max(void, excluded.void)`

func (t *tx) putSighting(s meddlewatch.Sighting) error {
	if s.Key == 0 {
		return nil
	}
	_, err := t.exec(putSighting, int64(s.Key), int64(s.Other), int64(s.Title), int64(s.Feed), bit(s.Void))
	return err
}

// seenAtOnce bounds the keys of one statement, and with it what one call holds
// in SQLite's memory.
const seenAtOnce = 4096

const seenQuery = `SELECT s.key, s.other, s.title, s.feed, s.void
	FROM json_each(?) k CROSS JOIN sightings s ON s.key = k.value`

// Seen returns what is remembered of those of the keys that were seen before.
// Zero keys are never seen. It asks for all keys in one statement, so callers
// should ask for all keys of a poll at once.
func (db *DB) Seen(ctx context.Context, keys []meddlewatch.Key) (map[meddlewatch.Key]meddlewatch.Sighting, error) {
	seen := make(map[meddlewatch.Key]meddlewatch.Sighting, len(keys))
	for len(keys) > 0 {
		n := min(len(keys), seenAtOnce)
		err := db.reader.each(ctx, seenQuery, []any{ids(keys[:n])}, func(rows *sql.Rows) error {
			var key, other, title, feed int64
			var void bool
			if err := rows.Scan(&key, &other, &title, &feed, &void); err != nil {
				return err
			}
			seen[meddlewatch.Key(key)] = meddlewatch.Sighting{
				Key: meddlewatch.Key(key), Other: meddlewatch.Key(other),
				Title: meddlewatch.Key(title), Feed: meddlewatch.Key(feed), Void: void,
			}
			return nil
		})
		if err != nil {
			return nil, explain(db.path, "look up known items", err)
		}
		keys = keys[n:]
	}
	return seen, nil
}
