package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"meddlewatch"
)

// pendingCode is the number of OutcomePending, fixed by the schema.
const pendingCode = 0

// Stored is an item with all that is still known of it.
type Stored struct {
	meddlewatch.Judgement
	// Judged says that Verdict and Placement hold something; else Outcome is
	// OutcomePending.
	Judged bool
	// Text says that the words of the item (title, summary, link, GUID) are still
	// kept. They are forgotten after a time, see Prune.
	Text bool
	// Moved says where the item was before, where it was not placed in the story it is
	// in now; nil: it was, or that is no longer kept.
	Moved *Moved
}

const insertItem = `INSERT INTO items (id, origin, poll, mark, lang, published, arrived, guid_key, link_key, url_key)
	VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO NOTHING`

// insertItem returns the place of the item in the order of arrival; errTaken
// where another item has its ID.
func (t *tx) insertItem(it *meddlewatch.Item, origin int64) (seq int64, err error) {
	return t.insert(insertItem, int64(it.ID), origin, it.Poll, string(it.Mark), it.Lang,
		millis(it.Published), millis(it.Arrived), int64(it.GUIDKey), int64(it.LinkKey), int64(urlKey(it)))
}

// urlKey lets an item be found by its address where the link is no key.
func urlKey(it *meddlewatch.Item) uint64 {
	if it.LinkKey != 0 || it.Link == "" {
		return 0
	}
	return meddlewatch.HashOf(it.Link)
}

// The columns of an item, and where they come from. The joins are CROSS, so that
// SQLite keeps to the order of arrival given by the first table.
const (
	itemColumns = `i.id, o.feed, o.outlet, i.lang, i.published, i.arrived, i.guid_key, i.link_key, i.poll, i.mark,
	t.seq, t.title, t.link, t.guid, t.summary`
	itemTables   = `items i CROSS JOIN origins o ON o.id = i.origin LEFT JOIN texts t ON t.seq = i.seq`
	judgeColumns = `i.outcome, i.score, i.relevant, i.guard, i.story, i.joined, i.copied,
	v.watchlist, v.lexicons, v.weights, v.sources, d.body`
	judgeTables = `LEFT JOIN versions v ON v.id = i.versions LEFT JOIN details d ON d.seq = i.seq`
	storedQuery = `SELECT ` + itemColumns + `, ` + judgeColumns + ` FROM ` + itemTables + ` ` + judgeTables
)

// itemRow receives itemColumns.
type itemRow struct {
	id, guidKey, linkKey       int64
	text, published, arrived   sql.NullInt64
	title, link, guid, summary sql.NullString
	item                       meddlewatch.Item
}

func (r *itemRow) into() []any {
	return []any{
		&r.id, &r.item.Feed, &r.item.Outlet, &r.item.Lang, &r.published, &r.arrived, &r.guidKey, &r.linkKey, &r.item.Poll, &r.item.Mark,
		&r.text, &r.title, &r.link, &r.guid, &r.summary,
	}
}

func (r *itemRow) value() meddlewatch.Item {
	it := r.item
	it.ID, it.GUIDKey, it.LinkKey = meddlewatch.ID(r.id), meddlewatch.Key(r.guidKey), meddlewatch.Key(r.linkKey)
	it.Published, it.Arrived = when(r.published), when(r.arrived)
	it.Title, it.Link, it.GUID, it.Summary = r.title.String, r.link.String, r.guid.String, r.summary.String
	return it
}

// judgeRow receives judgeColumns.
type judgeRow struct {
	outcome                               int64
	score                                 float64
	relevant, joined, copied              bool
	guard, story                          sql.NullInt64
	watchlist, lexicons, weights, sources sql.NullString
	body                                  sql.NullString
}

func (r *judgeRow) into() []any {
	return []any{
		&r.outcome, &r.score, &r.relevant, &r.guard, &r.story, &r.joined, &r.copied,
		&r.watchlist, &r.lexicons, &r.weights, &r.sources, &r.body,
	}
}

func (db *DB) stored(i *itemRow, j *judgeRow) (Stored, error) {
	s := Stored{Text: i.text.Valid, Judged: j.outcome != pendingCode}
	s.Item = i.value()
	s.Outcome = db.outcomes.name[j.outcome]
	if !s.Judged {
		return s, nil
	}
	if j.body.Valid {
		var d details
		if err := json.Unmarshal([]byte(j.body.String), &d); err != nil {
			return s, fmt.Errorf("the verdict of item %s cannot be read: %w", s.Item.ID, err)
		}
		d.into(&s.Verdict, &s.Placement)
		s.Moved = d.Moved
	}
	s.Verdict.Score, s.Verdict.Relevant = j.score, j.relevant
	if j.guard.Valid {
		s.Verdict.Guard = db.outcomes.name[j.guard.Int64]
	}
	s.Verdict.Versions = meddlewatch.Versions{
		Watchlist: j.watchlist.String, Lexicons: j.lexicons.String, Weights: j.weights.String, Sources: j.sources.String,
	}
	s.Placement.Story = s.Item.ID
	if j.story.Valid {
		s.Placement.Story = meddlewatch.ID(j.story.Int64)
	}
	s.Placement.Joined, s.Placement.Copy = j.joined, j.copied
	return s, nil
}

// eachStored calls f for the items that the conditions select.
func (db *DB) eachStored(ctx context.Context, conditions string, args []any, f func(Stored) error) error {
	return db.reader.each(ctx, storedQuery+" "+conditions, args, func(rows *sql.Rows) error {
		var i itemRow
		var j judgeRow
		if err := rows.Scan(append(i.into(), j.into()...)...); err != nil {
			return err
		}
		s, err := db.stored(&i, &j)
		if err != nil {
			return err
		}
		return f(s)
	})
}

// The condition stands as in the partial index, or SQLite would not use it.
const pendingQuery = "SELECT " + itemColumns + " FROM " + itemTables + " WHERE i.outcome = 0 ORDER BY i.poll, i.seq"

// Pending returns the items that are owed a verdict, in order of arrival. It
// never cuts a poll, since items of one poll are held or released together: it
// returns as many whole polls as fit into limit, and the first also where it
// does not fit.
func (db *DB) Pending(ctx context.Context, limit int) ([]meddlewatch.Item, error) {
	var items []meddlewatch.Item
	start := 0 // of the last poll in items
	err := db.reader.each(ctx, pendingQuery, nil, func(rows *sql.Rows) error {
		var row itemRow
		if err := rows.Scan(row.into()...); err != nil {
			return err
		}
		it := row.value()
		if n := len(items); n > 0 && items[n-1].Poll != it.Poll {
			start = n
		}
		if len(items) >= limit && start > 0 {
			items = items[:start]
			return errStop
		}
		items = append(items, it)
		return nil
	})
	if err != nil {
		return nil, explain(db.path, "read the items that wait for a verdict", err)
	}
	return items, nil
}

// sinceArrival selects what arrived at or after ?1. It finds the first such item
// in the index and walks on along the table. INDEXED BY and the + keep SQLite from
// its own choices: to walk the table from its beginning, or to walk the index and
// sort all texts.
const (
	sinceArrival = "WHERE i.seq >= (SELECT min(seq) FROM items INDEXED BY items_arrived WHERE arrived >= ?1) AND +i.arrived >= ?1"
	windowItems  = sinceArrival + " AND i.outcome <> 0 AND i.score >= ?2 AND t.seq IS NOT NULL ORDER BY i.seq"
	historyItems = sinceArrival + " AND t.seq IS NOT NULL ORDER BY i.seq"
)

// WindowItems calls each for the judged items that arrived at or after since,
// have a score of at least floor and whose text is still kept, in order of
// arrival, which is the order of judging. An item's Time is never after its
// arrival, so no item of the window is left out. An error of each ends it and is
// returned as it is. While it runs, the log of the database cannot be cut; each
// should not wait for anything.
func (db *DB) WindowItems(ctx context.Context, since time.Time, floor float64, each func(meddlewatch.Judgement) error) error {
	var failed error
	err := db.eachStored(ctx, windowItems,
		[]any{since.UnixMilli(), floor}, func(s Stored) error {
			failed = each(s.Judgement)
			return failed
		})
	if failed != nil {
		return failed
	}
	return explain(db.path, "read the items of the story window", err)
}

// History calls each for every item that arrived at or after since and whose
// text is still kept, judged or not, in order of arrival. An error of each ends
// it and is returned as it is.
func (db *DB) History(ctx context.Context, since time.Time, each func(Stored) error) error {
	var failed error
	err := db.eachStored(ctx, historyItems,
		[]any{since.UnixMilli()}, func(s Stored) error {
			failed = each(s)
			return failed
		})
	if failed != nil {
		return failed
	}
	return explain(db.path, "read the history", err)
}

const itemByKey = `WHERE i.seq = (SELECT max(seq) FROM (
	SELECT seq FROM items WHERE link_key = ?1 AND link_key <> 0
	UNION ALL SELECT seq FROM items WHERE url_key = ?2 AND url_key <> 0))`

// ItemByKey returns the item at an address, the last one where several had it;
// nil without an error where there is none. The key is that of the normalised
// link, the address as it stands serves for links that are no key.
func (db *DB) ItemByKey(ctx context.Context, linkKey meddlewatch.Key, address string) (*Stored, error) {
	var found *Stored
	err := db.eachStored(ctx, itemByKey,
		[]any{int64(linkKey), int64(meddlewatch.HashOf(address))}, func(s Stored) error {
			found = &s
			return nil
		})
	if err != nil {
		return nil, explain(db.path, "look up the item", err)
	}
	return found, nil
}

// ItemByID returns an item; the zero value without an error where there is none.
func (db *DB) ItemByID(ctx context.Context, id meddlewatch.ID) (Stored, error) {
	found, err := db.itemByID(ctx, id)
	return found, explain(db.path, "look up the item", err)
}

func (db *DB) itemByID(ctx context.Context, id meddlewatch.ID) (Stored, error) {
	var found Stored
	err := db.eachStored(ctx, "WHERE i.id = ?", []any{int64(id)}, func(s Stored) error {
		found = s
		return nil
	})
	return found, err
}
