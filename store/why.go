package store

import (
	"context"
	"database/sql"
	"time"

	"meddlewatch"
)

// Message is one row of the outbox as a person asks for it: what became of the
// alert of a story at one destination.
type Message struct {
	Row         int64
	Story       meddlewatch.ID // it alerted for; the item it shows may have gone on from there
	Destination string
	Kind        meddlewatch.AlertKind
	Revision    int
	State       meddlewatch.OutboxState
	Settled     time.Time // when it was sent or given up; zero: not yet, or not known
	Error       string    // the last failure, a sentence without secrets
	Digest      bool      // it was listed in a digest instead
}

// storyMessages walks the destinations along the unique index of the outbox, which
// begins with them: there is no index on stories. Besides the alerts of the story it finds
// those of items that came to it from others.
const storyMessages = `WITH RECURSIVE d(name) AS (
		SELECT min(destination) FROM outbox
		UNION ALL SELECT (SELECT min(destination) FROM outbox WHERE destination > d.name) FROM d WHERE d.name IS NOT NULL),
	s(id) AS MATERIALIZED (
		SELECT ?1
		UNION SELECT placed FROM items WHERE story = ?1 AND story IS NOT NULL AND placed IS NOT NULL
		UNION SELECT placed FROM items WHERE id = ?1 AND story IS NULL AND placed IS NOT NULL)
	SELECT b.row, b.story, b.destination, b.kind, b.revision, b.state, b.settled, b.error, b.digest IS NOT NULL
	FROM d CROSS JOIN s CROSS JOIN outbox b ON b.destination = d.name AND b.kind = 'story' AND b.story = s.id
	WHERE b.story = ?1 OR EXISTS (SELECT 1 FROM outbox_items y CROSS JOIN items i ON i.id = y.item
		WHERE y.row = b.row AND y.n = 0 AND coalesce(i.story, i.id) = ?1)
	ORDER BY b.row`

// StoryMessages returns the alerts of a story, and of items that came to it from other
// stories, in the order in which they were owed.
func (db *DB) StoryMessages(ctx context.Context, story meddlewatch.ID) ([]Message, error) {
	var list []Message
	err := db.reader.each(ctx, storyMessages, []any{int64(story)}, func(rows *sql.Rows) error {
		var m Message
		var settled sql.NullInt64
		var story int64
		err := rows.Scan(&m.Row, &story, &m.Destination, &m.Kind, &m.Revision, &m.State, &settled, &m.Error, &m.Digest)
		m.Story, m.Settled = meddlewatch.ID(story), when(settled)
		list = append(list, m)
		return err
	})
	if err != nil {
		return nil, explain(db.path, "read the alerts of a story", err)
	}
	return list, nil
}

// StoryItems returns the judged items of a story in order of arrival, as far as their
// texts are kept with them.
func (db *DB) StoryItems(ctx context.Context, story meddlewatch.ID) ([]Stored, error) {
	var list []Stored
	err := db.eachStored(ctx, storyItems, []any{int64(story)}, func(s Stored) error {
		list = append(list, s)
		return nil
	})
	if err != nil {
		return nil, explain(db.path, "read the items of a story", err)
	}
	return list, nil
}

const itemByGUIDKey = "WHERE i.seq = (SELECT max(seq) FROM items WHERE guid_key = ?1 AND guid_key <> 0)"

// ItemByGUIDKey returns the last item with a GUID key; nil without an error where
// there is none. No index helps: it walks all items, and is for addresses of which
// nothing but a sighting is left.
func (db *DB) ItemByGUIDKey(ctx context.Context, key meddlewatch.Key) (*Stored, error) {
	var found *Stored
	err := db.eachStored(ctx, itemByGUIDKey, []any{int64(key)}, func(s Stored) error {
		found = &s
		return nil
	})
	if err != nil {
		return nil, explain(db.path, "look up the item", err)
	}
	return found, nil
}

const recentLinks = `SELECT o.feed, t.link FROM items i CROSS JOIN origins o ON o.id = i.origin CROSS JOIN texts t ON t.seq = i.seq
	WHERE i.seq > ?1 ORDER BY i.seq DESC`

// RecentLinks calls each with feed and link of the last items, at most limit of them,
// the newest first, as far as their texts are kept.
func (db *DB) RecentLinks(ctx context.Context, limit int, each func(feed, link string)) error {
	last := 0 // place of the last item; the end of the table, which is found at once
	err := db.reader.each(ctx, "SELECT coalesce(max(seq), 0) FROM items", nil, func(rows *sql.Rows) error {
		return rows.Scan(&last)
	})
	if err != nil {
		return explain(db.path, "look up the last item", err)
	}
	err = db.reader.each(ctx, recentLinks, []any{last - limit}, func(rows *sql.Rows) error {
		var feed, link string
		err := rows.Scan(&feed, &link)
		each(feed, link)
		return err
	})
	return explain(db.path, "read the last links", err)
}

const firstArrival = "SELECT min(arrived) FROM items INDEXED BY items_arrived"

// FirstArrival is when the first item of all arrived; zero where there is none.
func (db *DB) FirstArrival(ctx context.Context) (first time.Time, err error) {
	err = db.reader.each(ctx, firstArrival, nil, func(rows *sql.Rows) error {
		var at sql.NullInt64
		err := rows.Scan(&at)
		first = when(at)
		return err
	})
	return first, explain(db.path, "look up the first item", err)
}
