package store

import (
	"context"
	"database/sql"
	"fmt"

	"meddlewatch"
)

// outcomeCodes are the numbers under which outcomes are stored. They are fixed
// once the file is open.
type outcomeCodes struct {
	code map[meddlewatch.Outcome]int64
	name map[int64]meddlewatch.Outcome
}

// addOutcomes gives a number to outcomes the file has not seen.
func addOutcomes(t *tx) error {
	for _, o := range meddlewatch.Outcomes() {
		if _, err := t.exec("INSERT INTO outcomes (name) VALUES (?) ON CONFLICT DO NOTHING", string(o)); err != nil {
			return err
		}
	}
	return nil
}

func loadOutcomes(ctx context.Context, r *reader) (outcomeCodes, error) {
	codes := outcomeCodes{code: map[meddlewatch.Outcome]int64{}, name: map[int64]meddlewatch.Outcome{}}
	err := r.each(ctx, "SELECT code, name FROM outcomes", nil, func(rows *sql.Rows) error {
		var code int64
		var name meddlewatch.Outcome
		if err := rows.Scan(&code, &name); err != nil {
			return err
		}
		codes.code[name], codes.name[code] = code, name
		return nil
	})
	return codes, err
}

// of returns the number of an outcome.
func (c outcomeCodes) of(o meddlewatch.Outcome) (int64, error) {
	code, ok := c.code[o]
	if !ok {
		return 0, fmt.Errorf("%q is not an outcome", o)
	}
	return code, nil
}

// moveOutcomes keeps the counts in step with the items; add holds what a commit
// changes.
func moveOutcomes(t *tx, add map[int64]int64) error {
	for code, n := range add {
		if n == 0 {
			continue
		}
		if _, err := t.exec("UPDATE outcomes SET items = items + ? WHERE code = ?", n, code); err != nil {
			return err
		}
	}
	return nil
}
