// Package store keeps everything the bot must not forget in one SQLite file:
// feeds and their validators, items, identity keys, verdicts, stories and the
// outbox.
//
// It decides how the data lies on disk, what is committed together and what is
// forgotten when. What the data means (which item is new, relevant, the same
// story, due) is decided by those who call it. It is the only package that knows
// SQL. Its clock is the caller's: every method takes the time it needs.
//
// There are two commits, each a single transaction: CommitPolls takes what a poll
// brought together with the state of its feed, CommitJudgements takes verdicts
// together with the stories and messages that follow from them. Whatever dies in
// between, Pending and Claim say what is still owed.
//
// Times are kept to the millisecond, in UTC. The zero time comes back as the zero
// time.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	"meddlewatch"

	"modernc.org/sqlite" // also the driver named "sqlite"
	lib "modernc.org/sqlite/lib"
)

const (
	// writerCache and readerCache bound the page cache of a connection, in KiB.
	// The pages that matter are in the operating system's cache too; ours only
	// saves copying them, and counts against the memory of the process.
	writerCache = 4000
	readerCache = 1000
	// readers is the number of connections that may read at one time.
	readers = 4
	// busyTimeout is how long a statement waits for another process, in
	// milliseconds.
	busyTimeout = 5000
	// walPages is the length of the write-ahead log, in pages of 4 KiB, at which
	// its pages go into the file. Identity keys are random, so that commits touch
	// the same pages again and again: four times SQLite's default saves a fifth of
	// the CPU of a first poll.
	walPages = 4000
	// walLimit is the size to which the log is cut then, in bytes.
	walLimit = 16 << 20
)

// DB is an open database. Its methods may be called from several goroutines:
// writes queue up for one connection, reads do not wait for them.
type DB struct {
	path     string
	writer   *writer // nil: opened to read only
	reader   *reader
	outcomes outcomeCodes
}

// Open opens the database for reading and writing. A missing file is created,
// readable by its owner only, as is a missing folder; a file of an older
// version of this program is brought up to date. A file that is not a database,
// belongs to another program, or was written by a newer version is refused and
// left as it is.
//
// Open does not keep other processes from writing; see Lock.
func Open(ctx context.Context, path string) (*DB, error) {
	const doing = "open the database"
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, explain(path, doing, err)
	}
	if err := create(path); err != nil {
		return nil, explain(path, doing, err)
	}
	// Look before writing: the first connection that writes turns the log on,
	// which changes the file.
	db := &DB{path: path, reader: openReader(path)}
	_, err = db.reader.schema(ctx)
	if brokenOff(err) {
		if err = rollBack(ctx, path); err == nil {
			_, err = db.reader.schema(ctx)
		}
	}
	if err != nil {
		return nil, explain(path, doing, errors.Join(err, db.Close()))
	}
	if db.writer, err = openWriter(ctx, path); err != nil {
		return nil, explain(path, doing, errors.Join(err, db.Close()))
	}
	if err := db.writer.do(ctx, migrate); err != nil {
		return nil, explain(path, doing, errors.Join(err, db.Close()))
	}
	if db.outcomes, err = loadOutcomes(ctx, db.reader); err != nil {
		return nil, explain(path, doing, errors.Join(err, db.Close()))
	}
	return db, nil
}

// OpenReadOnly opens an existing database for reading, beside a running worker
// or without one. It never creates, migrates or changes anything: a missing file
// is an error for which errors.Is(err, fs.ErrNotExist) holds. Methods that write
// return an error.
func OpenReadOnly(ctx context.Context, path string) (*DB, error) {
	const doing = "open the database to read"
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, explain(path, doing, err)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no database yet; the first “bot run” or “bot once” creates it (or correct store.path in the config): %w",
			path, fs.ErrNotExist)
	case err != nil:
		return nil, explain(path, doing, err)
	case info.IsDir():
		return nil, explain(path, doing, errFolder)
	}
	db := &DB{path: path, reader: openReader(path)}
	if err := db.reader.ready(ctx); err != nil {
		return nil, explain(path, doing, errors.Join(err, db.Close()))
	}
	if db.outcomes, err = loadOutcomes(ctx, db.reader); err != nil {
		return nil, explain(path, doing, errors.Join(err, db.Close()))
	}
	return db, nil
}

// Close waits for the statements that are running and closes the file.
func (db *DB) Close() error {
	err := db.reader.close()
	if db.writer != nil {
		err = errors.Join(err, db.writer.close())
	}
	if err != nil {
		return explain(db.path, "close the database", err)
	}
	return nil
}

// write runs f in a transaction of its own: all of it is on disk when write
// returns nil, and nothing of it otherwise.
func (db *DB) write(ctx context.Context, doing string, f func(*tx) error) error {
	if db.writer == nil {
		return explain(db.path, doing, errReadOnly)
	}
	return explain(db.path, doing, db.writer.do(ctx, f))
}

// create makes the folder and an empty file, which SQLite takes for an empty
// database; left to itself it would create the file readable by everybody.
func create(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		// Never opened here: closing it would drop SQLite's locks on it.
		if info, err := os.Stat(path); err != nil {
			return err
		} else if info.IsDir() {
			return errFolder
		}
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// brokenOff says whether a process died in the middle of changing the file before
// the log was turned on, so that what it had begun must be taken back first, which
// a reader cannot do (https://www.sqlite.org/rescode.html#readonly_rollback).
func brokenOff(err error) bool {
	se, ok := errors.AsType[*sqlite.Error](err)
	return ok && (se.Code() == lib.SQLITE_READONLY_ROLLBACK || se.Code() == lib.SQLITE_READONLY_RECOVERY)
}

// rollBack takes back what a process that died had begun: SQLite does so for the
// first reader that may write.
func rollBack(ctx context.Context, path string) error {
	pool, err := openPool(dsn(path, url.Values{"mode": {"rw"}}), 1)
	if err != nil {
		return err
	}
	var tables int
	err = pool.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
	return errors.Join(err, pool.Close())
}

// dsn names the file and what every connection to it is set to. The pragmas
// stand here since a statement would reach only one connection of a pool.
func dsn(path string, query url.Values, pragmas ...string) string {
	query["_pragma"] = append([]string{
		"busy_timeout(" + strconv.Itoa(busyTimeout) + ")",
		"foreign_keys(1)",
		"mmap_size(0)",
		"trusted_schema(0)",
	}, pragmas...)
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: query.Encode()}).String()
}

func openPool(dsn string, conns int) (*sql.DB, error) {
	pool, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	return pool, nil
}

// ids turns IDs or keys into the JSON array that json_each takes, so that one
// prepared statement serves any number of them.
func ids[T meddlewatch.ID | meddlewatch.Key](list []T) string {
	b := make([]byte, 0, 21*len(list)+2)
	b = append(b, '[')
	for i, id := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(id), 10)
	}
	return string(append(b, ']'))
}
