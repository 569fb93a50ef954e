package store

import (
	"context"
	"database/sql"
	"time"
)

// Heartbeat is the last sign of life of a worker. It may be long dead; the lock
// beside the database says whether it lives (see LockHolder), and Written when it
// could last write.
type Heartbeat struct {
	Tick    time.Time // the last time feeds were looked at
	Written time.Time // when this was written
}

// Heartbeat keeps a sign of life in place of the last one. Its being written is
// the proof that the worker can write; Written is set to now.
func (db *DB) Heartbeat(ctx context.Context, now time.Time, h Heartbeat) error {
	return db.write(ctx, "write a sign of life", func(t *tx) error {
		_, err := t.exec("REPLACE INTO heartbeat (only, tick, written) VALUES (1, ?, ?)", millis(h.Tick), millis(now))
		return err
	})
}

// LastHeartbeat returns the last sign of life, the zero value where no worker
// ever gave one.
func (db *DB) LastHeartbeat(ctx context.Context) (Heartbeat, error) {
	var h Heartbeat
	err := db.reader.each(ctx, "SELECT tick, written FROM heartbeat", nil, func(rows *sql.Rows) error {
		var tick, written sql.NullInt64
		err := rows.Scan(&tick, &written)
		h.Tick, h.Written = when(tick), when(written)
		return err
	})
	return h, explain(db.path, "read the last sign of life", err)
}
