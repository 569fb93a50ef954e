package feeds

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"meddlewatch"
)

// memory is the store of the calm suite: sightings by key, and every ID given.
type memory struct {
	sightings map[meddlewatch.Key]meddlewatch.Sighting
	ids       map[meddlewatch.ID]string
}

// poll reads one document as a worker does and returns the new titles.
func (m *memory) poll(t *testing.T, feed meddlewatch.Feed, body []byte, now time.Time) []string {
	t.Helper()
	doc, err := Parse(body, ParseOptions{URL: feed.URL})
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	known := make(map[meddlewatch.Key]meddlewatch.Sighting)
	for _, key := range Keys(feed.URL, doc.Entries) {
		if s, ok := m.sightings[key]; ok {
			known[key] = s
		}
	}
	found := Identify(feed, doc, known, now)
	for _, s := range found.Sightings {
		m.sightings[s.Key] = s
	}
	var titles []string
	for _, it := range found.Items {
		if other, ok := m.ids[it.ID]; ok {
			t.Errorf("item %q has the ID of %q", it.Title, other)
		}
		m.ids[it.ID] = it.Title
		if !it.Arrived.Equal(now) || it.Feed != feed.URL {
			t.Errorf("item %q arrived %v from %q", it.Title, it.Arrived, it.Feed)
		}
		titles = append(titles, it.Title)
	}
	return titles
}

// TestCalm runs every file of testdata/calm: documents of feeds in the order in
// which they are polled, each followed by the titles that must be new. A document
// is named FEED-NUMBER, its expectation FEED-NUMBER.new. Every document is polled
// a second time, which must bring nothing and change nothing.
func TestCalm(t *testing.T) {
	files, err := filepath.Glob("testdata/calm/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 40 {
		t.Fatalf("%d files in testdata/calm, expected at least 40", len(files))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			archive := txtar.Parse(data)
			if len(archive.Files) < 2 || len(archive.Files)%2 != 0 {
				t.Fatalf("%d parts; documents and expectations come in pairs", len(archive.Files))
			}
			m := memory{sightings: map[meddlewatch.Key]meddlewatch.Sighting{}, ids: map[meddlewatch.ID]string{}}
			now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
			for i := 0; i < len(archive.Files); i += 2 {
				document, expected := archive.Files[i], archive.Files[i+1]
				if expected.Name != document.Name+".new" {
					t.Fatalf("%s is followed by %s", document.Name, expected.Name)
				}
				name, _, _ := strings.Cut(document.Name, "-")
				feed := meddlewatch.Feed{URL: "https://" + name + ".example/feed.xml"}
				want := slices.DeleteFunc(strings.Split(string(expected.Data), "\n"), func(s string) bool { return s == "" })
				if got := m.poll(t, feed, document.Data, now); !slices.Equal(got, want) {
					t.Errorf("%s: new are %q, want %q", document.Name, got, want)
				}
				before := fmt.Sprint(m.sightings)
				if got := m.poll(t, feed, document.Data, now.Add(time.Minute)); len(got) > 0 {
					t.Errorf("%s polled again: new are %q, want none", document.Name, got)
				}
				if after := fmt.Sprint(m.sightings); after != before {
					t.Errorf("%s polled again changes sightings:\n%s\n%s", document.Name, before, after)
				}
				now = now.Add(15 * time.Minute)
			}
		})
	}
}
