package store

import (
	"context"
	"errors"
	"net/url"
)

// Backup writes a consistent copy of the database to a file that is not there
// yet, also while a worker writes to the original.
func (db *DB) Backup(ctx context.Context, file string) error {
	// A connection of its own: query_only, which the readers have, forbids
	// writing the copy too.
	pool, err := openPool(dsn(db.path, url.Values{"mode": {"ro"}}), 1)
	if err == nil {
		_, err = pool.ExecContext(ctx, "VACUUM INTO ?", file)
		err = errors.Join(err, pool.Close())
	}
	return explain(db.path, "copy the database to "+file, err)
}
