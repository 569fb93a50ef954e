package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meddlewatch/store"
)

// full is a disk that is full.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// TestNoAnswerIsNoSuccess: a command whose answer does not arrive has failed.
func TestNoAnswerIsNoSuccess(t *testing.T) {
	dir := t.TempDir()
	db, err := store.Open(t.Context(), filepath.Join(dir, "data", "meddlewatch.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(config, []byte("[[feeds]]\nurl = \"https://a.example/feed\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"--help"},
		{"label", "--help"},
		{"version"},
		{"version", "--json"},
		{"why", "https://a.example/1"},
		{"why", "https://a.example/1", "--json"},
		{"label"},
		{"label", "--json"},
		{"label", "https://a.example/2", "not"},
		{"state"},
		{"candidates"},
		{"feeds"},
		{"feeds", "export"},
		{"check"},
		{"backtest", "--history", "30d"},
		{"backtest", "--history", "30d", "--json"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			var errs bytes.Buffer
			a := &app{
				stdin: strings.NewReader(""), stdout: full{}, stderr: &errs,
				env: func(string) string { return "" }, now: time.Now,
			}
			if code := a.main(t.Context(), append([]string{"--config", config}, args...)); code != exitFailed {
				t.Errorf("exit code %d, want %d", code, exitFailed)
			}
			if !strings.Contains(errs.String(), "no space left") {
				t.Errorf("it says %q", &errs)
			}
		})
	}
}
