package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// sentence is an error that already says what is wrong and what to do.
type sentence string

func (s sentence) Error() string { return string(s) }

const (
	errForeign  = sentence("it is the database of another program; give another file as store.path")
	errFolder   = sentence("it is a folder, not a file; give the name of a file as store.path")
	errReadOnly = sentence("it was opened to read only; this is a mistake in the program, please report it")
	errClosed   = sentence("it is closed already")
)

// newerError refuses a file that a newer version of the program has changed.
type newerError struct{ have, known int }

func (e newerError) Error() string {
	return fmt.Sprintf("a newer version of this program wrote it (schema %d, this version knows %d); install that version again, or give another file as store.path",
		e.have, e.known)
}

// explain says which file, what could not be done, why, and what a person can do
// about it. It returns nil for nil, and keeps the cause for errors.Is and As.
func explain(path, doing string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: cannot %s: stopped before it was done: %w", path, doing, err)
	}
	if why := reason(err); why != "" {
		return fmt.Errorf("%s: cannot %s: %s (%w)", path, doing, why, err)
	}
	return fmt.Errorf("%s: cannot %s: %w", path, doing, err)
}

// reason turns the codes a person can do something about into a sentence; "" for
// all others.
func reason(err error) string {
	var se *sqlite.Error
	switch {
	case errors.As(err, &se):
		return sqliteReason(se.Code())
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "no permission; let the user who runs the bot write to this file and its folder"
	case errors.Is(err, syscall.ENOTDIR):
		return "a part of its path is a file, not a folder; correct store.path"
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full; free some space and start again"
	}
	return ""
}

// sqliteReason reads the primary result code, which is the low byte of an
// extended one (https://www.sqlite.org/rescode.html).
func sqliteReason(code int) string {
	switch code & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return "another process is writing to it and did not finish within five seconds; end that process, or try again"
	case lib.SQLITE_CORRUPT:
		return "the file is damaged; put it aside together with its -wal and -shm files, then restore a backup or start with a new file"
	case lib.SQLITE_NOTADB:
		return "the file is not an SQLite database; give another file as store.path, it was left as it is"
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_AUTH:
		return "the file cannot be written; let the user who runs the bot write to this file and its folder"
	case lib.SQLITE_FULL:
		return "the disk is full; free some space, nothing that was committed is lost"
	case lib.SQLITE_CANTOPEN:
		return "the file cannot be opened; check that it is a file, and that the user who runs the bot may write to its folder"
	case lib.SQLITE_IOERR:
		return "the disk does not read or write; check the disk and the space left on it"
	case lib.SQLITE_NOMEM:
		return "there is not enough memory; give the process more"
	}
	return ""
}
