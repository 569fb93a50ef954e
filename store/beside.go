package store

import (
	"context"
	"errors"
)

// OpenBeside opens an existing database to write a little, beside a running worker
// or without one: the lock of the worker is not needed. Like OpenReadOnly it never
// creates and never migrates, so that a worker of another version is not disturbed.
func OpenBeside(ctx context.Context, path string) (*DB, error) {
	db, err := OpenReadOnly(ctx, path)
	if err != nil {
		return nil, err
	}
	if db.writer, err = openWriter(ctx, db.path); err != nil {
		return nil, explain(db.path, "open the database to write", errors.Join(err, db.Close()))
	}
	return db, nil
}
