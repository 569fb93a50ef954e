package main

import (
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// All names are invented.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"stream", "domain"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	names := `{"campaigns": [{"canonical": "Kestrelmoot", "aliases": [{"name": "Vanebrook"}, {"name": "kestrelmoot"}]}]}`
	if err := os.WriteFile(filepath.Join(dir, "domain", "campaigns.json"), []byte(names), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "stream", "items-test.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	for i, title := range []string{
		"Vanebrook opens a shop", "An influence operation dubbed 'Kestrelmoot' used fake accounts", "Council votes", "The disinformation campaign known as 'Kestrelmoot' goes on",
	} {
		fmt.Fprintf(z, `{"title": %q, "link": "https://news%d.example/%d", "day": "2026-03-0%d"}`+"\n", title, i, i, i+1)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := run(dir, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"4 items in 4 days; 1 names collected, 1 proposed: at most 1 a day",
		"| 2026-03-04 | Kestrelmoot | campaign |",
		"| Kestrelmoot | 2 | 2026-03-02 | 2026-03-04 | 2 |",
		"| Vanebrook | 1 | 2026-03-01 | no |",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}

func TestRunWithoutStreams(t *testing.T) {
	err := run(t.TempDir(), &strings.Builder{})
	if err == nil || !strings.Contains(err.Error(), "-data") {
		t.Errorf("the error does not say what to do: %v", err)
	}
}

func TestPrints(t *testing.T) {
	for _, tt := range []struct {
		text, name string
		want       bool
	}{
		{"the KESTRELMOOT group", "Kestrelmoot", true},
		{"the Kestrelmoot group", "KESTRELMOOT", true},
		{"Kestrelmoots", "Kestrelmoot", false},
		{"a kestrelmoot", "Kestrelmoot", false},
		{"Kestrelmoots and Kestrelmoot", "Kestrelmoot", true},
	} {
		if got := prints(tt.text, tt.name); got != tt.want {
			t.Errorf("prints(%q, %q) = %v", tt.text, tt.name, got)
		}
	}
}
