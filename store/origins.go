package store

import (
	"database/sql"
	"errors"
)

// origin is the feed and outlet of an item.
type origin struct{ feed, outlet string }

// origin returns the number of a feed and outlet, giving it one where it is new.
func (t *tx) origin(o origin) (id int64, err error) {
	err = t.get("SELECT id FROM origins WHERE feed = ? AND outlet = ?", []any{o.feed, o.outlet}, &id)
	if errors.Is(err, sql.ErrNoRows) {
		id, err = t.insert("INSERT INTO origins (feed, outlet) VALUES (?, ?)", o.feed, o.outlet)
	}
	return id, err
}
