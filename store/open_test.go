package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

func TestOpenCreates(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder", "50% #1?x=1 ü", "news.db")
	db := openAt(t, path)
	commit(t, db, poll("a", 0, 1))
	for _, name := range []string{path, path + "-wal"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %o, want 600", filepath.Base(name), mode)
		}
	}
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	for n := range 3 {
		db, err := store.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if c := count(t, db); c.Items.Total != n || c.Items.ByOutcome[meddlewatch.OutcomePending] != n {
			t.Errorf("opened for the %d. time: %+v", n+1, c.Items)
		}
		commit(t, db, poll("a", n, n+1))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Errorf("closed again: %v", err)
		}
		if err := db.CommitPolls(t.Context(), []store.Poll{{}}); err == nil {
			t.Error("committed to a closed database")
		}
	}
}

// TestOpenTogether is what happens when two processes start at one moment.
func TestOpenTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	var wg sync.WaitGroup
	for n := range 6 {
		wg.Go(func() {
			db, err := store.Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.CommitPolls(t.Context(), []store.Poll{poll(fmt.Sprint("feed", n), 0, 5)}); err != nil {
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if c := count(t, openAt(t, path)); c.Items.Total != 30 || sum(c) != 30 {
		t.Errorf("counts %+v", c.Items)
	}
}

func TestOpenReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "x.db")
	_, err := store.OpenReadOnly(t.Context(), path)
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "bot run") {
		t.Errorf("missing file: %v", err)
	}
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, fs.ErrNotExist) {
		t.Error("something was created")
	}
	writer := openAt(t, path)
	commit(t, writer, poll("a", 0, 2))
	db, err := store.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	commit(t, writer, poll("a", 2, 3))
	if got, err := db.Pending(t.Context(), 10); err != nil || len(got) != 3 {
		t.Errorf("reads %d items, %v; want 3", len(got), err)
	}
	if err := db.CommitPolls(t.Context(), []store.Poll{poll("b", 0, 1)}); err == nil || !strings.Contains(err.Error(), "read only") {
		t.Errorf("a write: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	commit(t, writer, poll("a", 3, 4)) // closing the reader did not take the writer's locks
}

// raw opens the file as another program would.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: path}).String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func execRaw(t *testing.T, path string, statements ...string) {
	t.Helper()
	db := raw(t, path)
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name string
		file func(t *testing.T, path string)
		want string // in the errors of Open and OpenReadOnly
	}{
		{"text", func(t *testing.T, path string) { write(t, path, bytes.Repeat([]byte("no database "), 400)) }, "not an SQLite database"},
		{"a short text", func(t *testing.T, path string) { write(t, path, []byte("hello")) }, "not an SQLite database"},
		{"folder", func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, "it is a folder"},
		{"another program's", func(t *testing.T, path string) { execRaw(t, path, "CREATE TABLE theirs (x)") }, "another program"},
		{"newer", func(t *testing.T, path string) {
			newDatabase(t, path)
			execRaw(t, path, "PRAGMA user_version = 99")
		}, "a newer version of this program wrote it (schema 99"},
		{"damaged", func(t *testing.T, path string) {
			newDatabase(t, path)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for i := 4096; i < len(b); i++ {
				b[i] = 0xa5
			}
			clear(b[100:4096])
			write(t, path, b)
		}, "damaged"},
		{"a file in the place of the folder", func(t *testing.T, path string) { write(t, filepath.Dir(path), nil) }, "not a folder"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "x.db")
			if strings.Contains(tt.name, "folder") && tt.name != "folder" {
				path = filepath.Join(dir, "file", "x.db")
			}
			tt.file(t, path)
			before, _ := os.ReadFile(path)
			for name, open := range map[string]func(context.Context, string) (*store.DB, error){"Open": store.Open, "OpenReadOnly": store.OpenReadOnly} {
				db, err := open(t.Context(), path)
				if err == nil {
					t.Errorf("%s succeeded", name)
					_ = db.Close()
					continue
				}
				if !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), path) {
					t.Errorf("%s: error %q, want %q in it", name, err, tt.want)
				}
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func newDatabase(t *testing.T, path string) {
	t.Helper()
	db, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	commit(t, db, poll("a", 0, 100))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestReadOnlyOlder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	newDatabase(t, path)
	execRaw(t, path, "PRAGMA user_version = 0")
	if _, err := store.OpenReadOnly(t.Context(), path); err == nil || !strings.Contains(err.Error(), "bring it up to date") {
		t.Errorf("error %v", err)
	}
}

func TestDamagedLater(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := openAt(t, path)
	commit(t, db, poll("a", 0, 3))
	execRaw(t, path, "UPDATE details SET body = '{'", "INSERT INTO details (seq, body) VALUES (1, '{')", "UPDATE items SET outcome = 2 WHERE seq = 1")
	err := db.History(t.Context(), time.Time{}, func(store.Stored) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("error %v", err)
	}
}

// TestDiskFull bounds the file as a full disk would.
func TestDiskFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := openAt(t, path)
	commit(t, db, poll("a", 0, 10))
	store.LimitPages(t, db, 60)
	big := poll("b", 0, 500)
	err := db.CommitPolls(t.Context(), []store.Poll{big})
	if err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Fatalf("error %v", err)
	}
	store.LimitPages(t, db, 1<<20)
	if c := count(t, db); c.Items.Total != 10 || sum(c) != 10 {
		t.Errorf("a failed commit left %+v", c.Items)
	}
	if states, err := db.FeedStates(t.Context()); err != nil || len(states) != 1 {
		t.Errorf("a failed commit left %d states, %v", len(states), err)
	}
	commit(t, db, big)
}

func TestBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := openAt(t, path)
	store.BusyTimeout(t, db, 10)
	other := raw(t, path)
	conn, err := other.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	err = db.CommitPolls(t.Context(), []store.Poll{poll("a", 0, 1)})
	if err == nil || !strings.Contains(err.Error(), "another process is writing") {
		t.Errorf("error %v", err)
	}
	if _, err := conn.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	commit(t, db, poll("a", 0, 1))
}

func TestReadBesideWrite(t *testing.T) {
	db := open(t)
	store.NoSync(t, db)
	var wg sync.WaitGroup
	const polls, size = 40, 20
	for w := range 2 {
		wg.Go(func() {
			for n := range polls {
				if err := db.CommitPolls(t.Context(), []store.Poll{poll(fmt.Sprint("feed", w), n*size, (n+1)*size)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 2 {
		wg.Go(func() {
			for last := 0; last < 2*polls*size; {
				c, err := db.Counts(t.Context(), nil, noon)
				if err != nil {
					t.Error(err)
					return
				}
				if c.Items.Total < last || c.Items.Total%size != 0 || sum(c) != c.Items.Total {
					t.Errorf("saw half a commit: %+v after %d", c.Items, last)
					return
				}
				last = c.Items.Total
			}
		})
	}
	wg.Wait()
}

// TestKilled ends a process in the middle of its commits and looks at what it
// left: whole commits, and none missing that it had reported.
func TestKilled(t *testing.T) {
	if path := os.Getenv("STORE_TEST_KILLED"); path != "" {
		if _, err := store.Lock(path); err != nil {
			t.Fatal(err)
		}
		runtime.GC() // does not take the lock of somebody who forgot release
		db := openAt(t, path)
		for n := 0; ; n++ {
			commit(t, db, poll("a", n*50, (n+1)*50))
			fmt.Println("committed")
		}
	}
	path := filepath.Join(t.TempDir(), "x.db")
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), "STORE_TEST_KILLED="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	reported := make([]byte, 0, 1000)
	buf := make([]byte, 100)
	for bytes.Count(reported, []byte("committed")) < 5 {
		n, err := out.Read(buf)
		reported = append(reported, buf[:n]...)
		if err != nil {
			t.Fatalf("%v after %q", err, reported)
		}
	}
	var held *store.HeldError
	if _, err := store.Lock(path); !errors.As(err, &held) || held.Holder.PID != cmd.Process.Pid {
		t.Errorf("second lock: %v, want the process %d", err, cmd.Process.Pid)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed

	release, err := store.Lock(path)
	if err != nil {
		t.Fatalf("the lock outlived its holder: %v", err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
	db := openAt(t, path)
	c := count(t, db)
	if c.Items.Total < 250 || c.Items.Total%50 != 0 || sum(c) != c.Items.Total {
		t.Errorf("left %+v, want whole commits of 50 items, at least five", c.Items)
	}
	pending, err := db.Pending(t.Context(), 1<<20)
	if err != nil || len(pending) != c.Items.Total {
		t.Errorf("%d pending, %v; want %d", len(pending), err, c.Items.Total)
	}
	commit(t, db, poll("b", 0, 1))
}
