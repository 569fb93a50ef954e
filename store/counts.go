package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"meddlewatch"
)

// Counts is how much there is of everything. Every state and outcome is in its
// map, also with zero.
type Counts struct {
	Feeds   map[meddlewatch.FeedStatus]int
	Items   ItemCounts
	Stories StoryCounts
	Outbox  map[meddlewatch.OutboxState]int
}

// ItemCounts counts items. The sum of ByOutcome is Total.
type ItemCounts struct {
	Total     int
	ByOutcome map[meddlewatch.Outcome]int
}

// StoryCounts counts the stories that were committed.
type StoryCounts struct {
	Open  int // got an item since the time asked for
	Total int
}

// Counts counts. feeds are the configured addresses: a feed without a state is
// new, a state without a configured feed is not counted. A story is open where
// its last item arrived at or after open.
//
// No table that grows with the items is read whole: the numbers by outcome are
// kept by the commits, and items, which are never deleted, number themselves.
func (db *DB) Counts(ctx context.Context, feeds []string, open time.Time) (Counts, error) {
	c := Counts{
		Feeds:  map[meddlewatch.FeedStatus]int{},
		Items:  ItemCounts{ByOutcome: map[meddlewatch.Outcome]int{}},
		Outbox: map[meddlewatch.OutboxState]int{},
	}
	for _, s := range meddlewatch.FeedStatuses() {
		c.Feeds[s] = 0
	}
	for _, s := range meddlewatch.OutboxStates() {
		c.Outbox[s] = 0
	}
	states, err := db.FeedStates(ctx)
	if err != nil {
		return Counts{}, err
	}
	for _, f := range feeds {
		status := meddlewatch.FeedNew
		if s, ok := states[f]; ok && s.Status != "" {
			status = s.Status
		}
		c.Feeds[status]++
	}
	// One statement, so that all numbers are of one moment.
	err = db.reader.each(ctx, `SELECT 'outcome', name, items FROM outcomes
		UNION ALL SELECT 'items', '', coalesce(max(seq), 0) FROM items
		UNION ALL SELECT 'stories', '', count(*) FROM stories
		UNION ALL SELECT 'open', '', count(*) FROM stories WHERE updated >= ?
		UNION ALL SELECT 'outbox', state, count(*) FROM outbox GROUP BY state`, []any{open.UnixMilli()}, func(rows *sql.Rows) error {
		var kind, name string
		var n int
		if err := rows.Scan(&kind, &name, &n); err != nil {
			return err
		}
		switch kind {
		case "outcome":
			c.Items.ByOutcome[meddlewatch.Outcome(name)] = n
		case "items":
			c.Items.Total = n
		case "stories":
			c.Stories.Total = n
		case "open":
			c.Stories.Open = n
		case "outbox":
			c.Outbox[meddlewatch.OutboxState(name)] = n
		default:
			return fmt.Errorf("unknown count %q", kind)
		}
		return nil
	})
	if err != nil {
		return Counts{}, explain(db.path, "count", err)
	}
	return c, nil
}
