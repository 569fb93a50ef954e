package seeds

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"
)

// readLines decodes a JSON Lines file of the examples strictly.
func readLines[T any](t *testing.T, name string) []T {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "examples", name))
	if err != nil {
		t.Fatal(err)
	}
	var all []T
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		var one T
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		if err := d.Decode(&one); err != nil {
			t.Fatalf("%s:%d: %v", name, n, err)
		}
		all = append(all, one)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestExamples(t *testing.T) {
	type item struct {
		Title, URL, Summary, Outlet, Lang string
		Published, Arrived                time.Time
	}
	type label struct{ URL, Label, Story string }
	items := readLines[item](t, "items.jsonl")
	labels := readLines[label](t, "labels.jsonl")

	if len(items) < 35 || len(items) != len(labels) {
		t.Fatalf("%d items, %d labels", len(items), len(labels))
	}
	seen := map[string]bool{}
	langs := map[string]int{}
	for i, it := range items {
		u, err := url.Parse(it.URL)
		if err != nil || u.Scheme != "https" || !strings.HasSuffix(u.Hostname(), ".example.org") {
			t.Errorf("%q is not an invented address", it.URL)
		}
		if seen[it.URL] {
			t.Errorf("%s is there twice", it.URL)
		}
		seen[it.URL] = true
		if it.Title == "" || it.Summary == "" || it.Outlet == "" {
			t.Errorf("%s: something is empty", it.URL)
		}
		if _, err := language.Parse(it.Lang); err != nil {
			t.Errorf("%s: lang %q", it.URL, it.Lang)
		}
		langs[it.Lang]++
		if !it.Arrived.After(it.Published) {
			t.Errorf("%s arrived before it was published", it.URL)
		}
		if i > 0 && it.Arrived.Before(items[i-1].Arrived) {
			t.Errorf("%s is not in the order of arrival", it.URL)
		}
	}
	for _, lang := range []string{"en", "de", "pl", "es"} {
		if langs[lang] == 0 {
			t.Errorf("no item in %s", lang)
		}
	}

	count := map[string]int{}
	told := map[string]int{}
	for _, l := range labels {
		if !seen[l.URL] {
			t.Errorf("a label for %s, which is no item", l.URL)
		}
		if l.Story == "" {
			t.Errorf("%s has no story", l.URL)
		}
		count[l.Label]++
		if l.Label == "relevant" {
			told[l.Story]++
		}
	}
	if count["relevant"] < 15 || count["not_relevant"] < 12 || len(count) != 2 {
		t.Errorf("labels: %v", count)
	}
	twice := 0
	for _, n := range told {
		if n > 1 {
			twice++
		}
	}
	if twice < 3 {
		t.Errorf("only %d stories are told twice", twice)
	}
}
