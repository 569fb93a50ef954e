package store_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
)

// TestOpenAfterBrokenOffChange opens a file in which a process died before the
// log was turned on: the rollback journal beside it is still to be played back.
func TestOpenAfterBrokenOffChange(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.db")
	db := openAt(t, path)
	commit(t, db, poll("a", 0, 1))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	raw.SetMaxOpenConns(1)
	for _, statement := range []string{
		"PRAGMA journal_mode = DELETE", "PRAGMA cache_size = 2", "BEGIN IMMEDIATE", "CREATE TABLE begun (a)",
		// More than the cache holds, so that journal and file are written before the commit.
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO begun SELECT randomblob(1000) FROM n",
	} {
		if _, err := raw.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	// What a kill at this moment leaves.
	left := filepath.Join(dir, "left.db")
	for _, end := range []string{"", "-journal"} {
		b, err := os.ReadFile(path + end)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(left+end, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	openAt(t, left) // fails the test where it cannot
}
