package store

import (
	"database/sql"
	"errors"

	"meddlewatch"
)

// versions returns the number of a set of versions, giving it one where it is
// new; nil for the zero value.
func (t *tx) versions(v meddlewatch.Versions) (any, error) {
	if v == (meddlewatch.Versions{}) {
		return nil, nil
	}
	args := []any{v.Watchlist, v.Lexicons, v.Weights, v.Sources}
	var id int64
	err := t.get("SELECT id FROM versions WHERE watchlist = ? AND lexicons = ? AND weights = ? AND sources = ?", args, &id)
	if errors.Is(err, sql.ErrNoRows) {
		id, err = t.insert("INSERT INTO versions (watchlist, lexicons, weights, sources) VALUES (?, ?, ?, ?)", args...)
	}
	return id, err
}
