package store

import (
	"context"
	"database/sql"

	"meddlewatch"
)

// Trouble is messages of one destination that could not be delivered, and the
// last reason for it.
type Trouble struct {
	Destination string                  `json:"destination"`
	State       meddlewatch.OutboxState `json:"state"` // retry, held, unknown or dead
	Messages    int                     `json:"messages"`
	Error       string                  `json:"error"` // a sentence; "" none was given
}

// Troubles lists what could not be delivered, by destination and state.
func (db *DB) Troubles(ctx context.Context) ([]Trouble, error) {
	troubles := []Trouble{}
	err := db.reader.each(ctx, `SELECT destination, state, count(*), coalesce(
			(SELECT error FROM outbox y WHERE y.destination = x.destination AND y.state = x.state AND y.error <> '' ORDER BY y.settled DESC LIMIT 1), '')
		FROM outbox x WHERE state IN ('retry', 'held', 'unknown', 'dead') GROUP BY destination, state ORDER BY destination, state`, nil, func(rows *sql.Rows) error {
		var t Trouble
		err := rows.Scan(&t.Destination, &t.State, &t.Messages, &t.Error)
		troubles = append(troubles, t)
		return err
	})
	if err != nil {
		return nil, explain(db.path, "read what could not be delivered", err)
	}
	return troubles, nil
}
