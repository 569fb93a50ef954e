package store

import (
	"fmt"
	"testing"
)

// LimitPages bounds the size of the file as a full disk would.
func LimitPages(t *testing.T, db *DB, pages int) {
	t.Helper()
	pragma(t, db, fmt.Sprint("PRAGMA max_page_count = ", pages))
}

// BusyTimeout shortens the wait for another process, in milliseconds.
func BusyTimeout(t *testing.T, db *DB, ms int) {
	t.Helper()
	pragma(t, db, fmt.Sprint("PRAGMA busy_timeout = ", ms))
}

// NoSync gives up the safety of commits against power cuts, for tests that make
// very many of them.
func NoSync(t *testing.T, db *DB) {
	t.Helper()
	pragma(t, db, "PRAGMA synchronous = OFF")
}

func pragma(t *testing.T, db *DB, query string) {
	t.Helper()
	if _, err := db.writer.conn.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}
