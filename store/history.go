package store

import (
	"context"
	"database/sql"
	"time"
)

// The items of a span without words. INDEXED BY as in lastBefore.
const forgottenItems = `SELECT count(*) FROM items i INDEXED BY items_arrived
	WHERE i.arrived >= ? AND NOT EXISTS (SELECT 1 FROM texts t WHERE t.seq = i.seq)`

// Forgotten counts the items that arrived at or after since and whose text is no
// longer kept, so that History passes over them.
func (db *DB) Forgotten(ctx context.Context, since time.Time) (int, error) {
	n := 0
	err := db.reader.each(ctx, forgottenItems, []any{since.UnixMilli()}, func(rows *sql.Rows) error {
		return rows.Scan(&n)
	})
	return n, explain(db.path, "count the items without text", err)
}
