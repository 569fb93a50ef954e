package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"strconv"
)

// writer is the one connection that writes. SQLite allows one writer a file at a
// time; queueing for it here instead of in SQLite means that nobody waits longer
// than the writes before him.
type writer struct {
	pool  *sql.DB
	conn  *sql.Conn
	turn  chan struct{} // holds one token; who has it may use conn and stmts
	stmts map[string]statement
}

func openWriter(ctx context.Context, path string) (*writer, error) {
	pool, err := openPool(dsn(path, url.Values{"mode": {"rw"}},
		"journal_mode(WAL)",
		"wal_autocheckpoint("+strconv.Itoa(walPages)+")",
		"synchronous(FULL)", // a commit that was reported survives a power cut
		"journal_size_limit("+strconv.Itoa(walLimit)+")",
		"cache_size(-"+strconv.Itoa(writerCache)+")",
	), 1)
	if err != nil {
		return nil, err
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	w := &writer{pool: pool, conn: conn, turn: make(chan struct{}, 1), stmts: map[string]statement{}}
	w.turn <- struct{}{}
	return w, nil
}

func (w *writer) close() error {
	if _, open := <-w.turn; !open {
		return nil
	}
	var errs []error
	for _, s := range w.stmts {
		errs = append(errs, s.Close())
	}
	errs = append(errs, w.conn.Close(), w.pool.Close())
	close(w.turn)
	return errors.Join(errs...)
}

// do runs f in a transaction. The context can end the wait for the turn, not the
// transaction: it is short, and one that is broken off only has to be done again.
func (w *writer) do(ctx context.Context, f func(*tx) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case _, open := <-w.turn:
		if !open {
			return errClosed
		}
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { w.turn <- struct{}{} }()

	// A context that cannot end also saves a goroutine a statement.
	ctx = context.WithoutCancel(ctx)
	// Immediate: the lock is taken before anything is read, so that what was
	// read is still so when it is written.
	if _, err := w.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	committed := false
	defer func() {
		if !committed {
			// Some errors (a full disk) have rolled back already; then this one
			// has nothing to do, and its complaint would hide the cause.
			_, _ = w.conn.ExecContext(ctx, "ROLLBACK")
		}
	}()
	if err := f(&tx{ctx: ctx, w: w}); err != nil {
		return err
	}
	if _, err := w.conn.ExecContext(ctx, "COMMIT"); err != nil {
		return err
	}
	committed = true
	return nil
}

// tx is a transaction of the writer. It prepares each statement once for the
// life of the connection.
type tx struct {
	ctx context.Context
	w   *writer
}

func (t *tx) stmt(query string) (statement, error) {
	return prepared(t.ctx, t.w.conn, t.w.stmts, query)
}

// exec returns the number of rows changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	res, err := t.run(query, args)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// insert adds one row and returns its number; errTaken where the query ends in
// ON CONFLICT DO NOTHING and there was a conflict.
func (t *tx) insert(query string, args ...any) (int64, error) {
	res, err := t.run(query, args)
	if err != nil {
		return 0, err
	}
	if n, err := res.RowsAffected(); err != nil {
		return 0, err
	} else if n == 0 {
		return 0, errTaken
	}
	return res.LastInsertId()
}

// errTaken says that a row of the same name is there already.
var errTaken = errors.New("there is such a row already")

func (t *tx) run(query string, args []any) (sql.Result, error) {
	s, err := t.stmt(query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(t.ctx, args...)
}

// get scans the first row; sql.ErrNoRows where there is none.
func (t *tx) get(query string, args []any, into ...any) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	return s.QueryRowContext(t.ctx, args...).Scan(into...)
}

// numbers returns the first column of all rows.
func (t *tx) numbers(query string, args ...any) ([]int64, error) {
	s, err := t.stmt(query)
	if err != nil {
		return nil, err
	}
	var list []int64
	err = drain(t.ctx, s, args, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		list = append(list, n)
		return err
	})
	return list, err
}

// script runs SQL of several statements, unprepared.
func (t *tx) script(sql string) error {
	_, err := t.w.conn.ExecContext(t.ctx, sql)
	return err
}
