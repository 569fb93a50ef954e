package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"sync"
)

// reader is the small pool of connections that can only read.
type reader struct {
	pool *sql.DB
	err  error // of opening the pool

	mu    sync.Mutex
	stmts map[string]statement
}

func openReader(path string) *reader {
	pool, err := openPool(dsn(path, url.Values{"mode": {"ro"}},
		"query_only(1)",
		"cache_size(-"+strconv.Itoa(readerCache)+")",
	), readers)
	return &reader{pool: pool, err: err, stmts: map[string]statement{}}
}

func (r *reader) close() error {
	if r.err != nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var errs []error
	for _, s := range r.stmts {
		errs = append(errs, s.Close())
	}
	clear(r.stmts)
	return errors.Join(append(errs, r.pool.Close())...)
}

// schema returns the number of the file's schema, 0 for an empty file. It refuses
// a file of another program or of a newer version of this one.
func (r *reader) schema(ctx context.Context) (have int, err error) {
	if r.err != nil {
		return 0, r.err
	}
	// In one transaction: another process may be creating the schema right now.
	t, err := r.pool.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = t.Rollback() }() // nothing was written
	var app, tables int
	if err := t.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return 0, err
	}
	if err := t.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		return 0, err
	}
	if err := t.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return 0, err
	}
	all, err := migrations()
	switch {
	case err != nil:
		return 0, err
	case tables > 0 && app != applicationID:
		return 0, errForeign
	case have > len(all):
		return 0, newerError{have: have, known: len(all)}
	}
	return have, nil
}

// ready checks that the file holds the schema this program knows.
func (r *reader) ready(ctx context.Context) error {
	have, err := r.schema(ctx)
	if err != nil {
		return err
	}
	all, err := migrations()
	if err != nil {
		return err
	}
	if have < len(all) {
		return sentence(fmt.Sprintf("it has schema %d and this program reads schema %d; start “bot run” or “bot once” one time to bring it up to date", have, len(all)))
	}
	return nil
}

// stmt prepares a statement once for the life of the pool.
func (r *reader) stmt(ctx context.Context, query string) (statement, error) {
	if r.err != nil {
		return statement{}, r.err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return prepared(ctx, r.pool, r.stmts, query)
}

// statement lives as long as the connection or pool it was prepared on, which
// closes it.
type statement struct{ *sql.Stmt }

// prepared takes a statement from those that are known, or prepares it and adds
// it to them.
func prepared(ctx context.Context, on preparer, known map[string]statement, query string) (statement, error) {
	if s, ok := known[query]; ok {
		return s, nil
	}
	s, err := on.PrepareContext(ctx, query)
	if err != nil {
		return statement{}, err
	}
	kept := statement{s}
	known[query] = kept
	return kept, nil
}

// preparer is a pool or one connection.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// each calls f once a row.
func (r *reader) each(ctx context.Context, query string, args []any, f func(*sql.Rows) error) error {
	s, err := r.stmt(ctx, query)
	if err != nil {
		return err
	}
	return drain(ctx, s, args, f)
}

// errStop ends each without an error.
var errStop = errors.New("stop")

// drain calls f once a row of what the statement finds.
func drain(ctx context.Context, s statement, args []any, f func(*sql.Rows) error) (err error) {
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := rows.Close(); err == nil {
			err = cerr
		}
	}()
	for rows.Next() {
		if err := f(rows); errors.Is(err, errStop) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return rows.Err()
}
