package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// TestCheckWarnsOfWhatItsOwnItemsAreFullOf: the word statistics do not know a name
// with digits, or one of another script; the bot's own items do.
func TestCheckWarnsOfWhatItsOwnItemsAreFullOf(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	db, err := store.Open(t.Context(), filepath.Join(dir, "data", "meddlewatch.db"))
	if err != nil {
		t.Fatal(err)
	}
	p := store.Poll{State: meddlewatch.FeedState{Feed: "https://a.example/feed", Status: meddlewatch.FeedFine}}
	for i := range 1200 {
		it := meddlewatch.Item{
			ID: meddlewatch.ID(i + 1), Title: fmt.Sprintf("Valley news, number %d", i), Link: fmt.Sprint("https://a.example/", i),
			Arrived: now.Add(-time.Hour),
		}
		switch {
		case i%50 == 0:
			it.Title += " and Tea-77"
		case i%50 == 1:
			it.Title += "纸乌鸦"
		case i%300 == 2:
			it.Title += " and Tin-Otter-5"
		}
		p.Items = append(p.Items, it)
	}
	if err := db.CommitPolls(t.Context(), []store.Poll{p}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"config.toml": "[watchlist]\nfiles = [\"w.toml\"]\n",
		"w.toml":      "[[entity]]\nname = \"Crow\"\ntype = \"campaign\"\naliases = [\n{ name = \"Tea-77\" },\n{ name = \"纸乌鸦\" },\n{ name = \"Tin-Otter-5\" } ]\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs bytes.Buffer
	a := &app{
		stdin: strings.NewReader(""), stdout: &out, stderr: &errs,
		env: func(string) string { return "" }, now: func() time.Time { return now },
	}
	if code := a.main(t.Context(), []string{"--config", filepath.Join(dir, "config.toml"), "check"}); code != exitFine {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("it warns\n%s", &errs)
	}
	for i, want := range []string{
		`w.toml:5:10: the alias "Tea-77" is in 24 of 1200 items of the bot's own last week, such as “Valley news, number 0 and Tea-77”, `,
		`w.toml:6:10: the alias "纸乌鸦" is in 24 of 1200 items of the bot's own last week, such as “Valley news, number 1纸乌鸦”, `,
	} {
		if !strings.HasPrefix(lines[i], "warning: ") || !strings.Contains(lines[i], want) {
			t.Errorf("line %d is\n%s\nwant\n%s", i, lines[i], want)
		}
	}
}
