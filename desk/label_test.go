package desk

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/store"
)

func emptyDB(t *testing.T) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// TestLabelsComeBack: what was labelled, listed and written as lines is what a
// backtest reads, whatever spelling of an address the items have.
func TestLabelsComeBack(t *testing.T) {
	db := emptyDB(t)
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	for i, l := range []Label{
		{URL: "https://a.example/1", Label: LabelRelevant, Story: "one"},
		{URL: "http://www.b.example/2/?utm_source=x", Label: LabelNot},
		{URL: "https://c.example/", Label: LabelBorderline}, // a home page has no link key
	} {
		replaced, err := SetLabel(t.Context(), db, l.URL, l.Label, l.Story, at.Add(time.Duration(i)*time.Second))
		if err != nil || replaced != nil {
			t.Fatalf("%v, %v", replaced, err)
		}
	}
	list, err := LabelList(t.Context(), db)
	if err != nil || len(list) != 3 {
		t.Fatalf("%v, %v", list, err)
	}
	var file bytes.Buffer
	for _, e := range list {
		if err := json.NewEncoder(&file).Encode(e); err != nil {
			t.Fatal(err)
		}
	}
	read, err := ReadLabels(&file, "exported")
	if err != nil {
		t.Fatal(err)
	}
	for _, labels := range []*Labels{LabelsOf(list), read} {
		for link, want := range map[string]string{
			"https://a.example/1?utm_source=rss": LabelRelevant, "https://b.example/2": LabelNot,
			"https://c.example/": LabelBorderline, "https://d.example/4": "",
		} {
			if got, _ := labels.Of(meddlewatch.Item{Link: link}); got.Label != want {
				t.Errorf("%s: %q, want %q", link, got.Label, want)
			}
		}
	}
	if LabelsOf(nil) != nil {
		t.Error("no labels are labels")
	}
}

// TestWhatWhyFindsCanBeLabelled: an item without a link has a GUID, and a home page is
// one with and without its slash.
func TestWhatWhyFindsCanBeLabelled(t *testing.T) {
	db := emptyDB(t)
	feed := meddlewatch.Feed{URL: "https://a.example/rss"}
	now := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	doc := feeds.Document{Entries: []feeds.Entry{
		{Title: "No page", GUID: "report-7"},
		{Title: "A page with a GUID", GUID: "report-8", Link: "https://a.example/8"},
		{Title: "A home page", Link: "https://beta.example/"},
	}}
	found := feeds.Identify(feed, doc, nil, now)
	p := store.Poll{State: meddlewatch.FeedState{Feed: feed.URL}, Items: found.Items, Sightings: found.Sightings}
	if err := db.CommitPolls(t.Context(), []store.Poll{p}); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ asked, title string }{
		{"report-7", "No page"},
		{"report-8", "A page with a GUID"},
		{"https://a.example/8", "A page with a GUID"},
		{"https://beta.example", "A home page"},
		{"https://beta.example/", "A home page"},
	} {
		address, err := AddressToLabel(t.Context(), db, []meddlewatch.Feed{feed}, tt.asked)
		if err != nil || address == "" {
			t.Errorf("%s: %q, %v", tt.asked, address, err)
			continue
		}
		if _, err := SetLabel(t.Context(), db, address, LabelRelevant, tt.asked, now); err != nil {
			t.Fatal(err)
		}
		list, err := LabelList(t.Context(), db)
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(p.Items, func(it meddlewatch.Item) bool { return it.Title == tt.title })
		if l, _ := LabelsOf(list).Of(p.Items[at]); l.Story != tt.asked {
			t.Errorf("%s: the item has the label %+v", tt.asked, l)
		}
		why, err := Why(t.Context(), db, ready(wordJudge{}), []meddlewatch.Feed{feed}, tt.asked)
		if err != nil || !why.Seen || why.Label == nil || why.Label.Story != tt.asked {
			t.Errorf("%s: why says %+v, %v", tt.asked, why, err)
		}
	}
}

func TestWhatCannotBeLabelled(t *testing.T) {
	db := emptyDB(t)
	for _, address := range []string{"news", "example.org/a", "ftp://example.org/a", "https:///a", "https://", "://"} {
		if got, err := AddressToLabel(t.Context(), db, nil, address); got != "" || err != nil {
			t.Errorf("the address %.20q is taken as %q, %v", address, got, err)
		}
	}
	for _, address := range []string{"", "https://a.example/\x1b[2J", "https://a.example/\u009b2J", "https://a.example/\u202e", "\xff", "https://a.example/" + strings.Repeat("a", 9000)} {
		if err := CheckAddress(address); err == nil {
			t.Errorf("the address %.20q is taken", address)
		} else if len(err.Error()) > 500 {
			t.Errorf("the error has %d bytes", len(err.Error()))
		}
	}
	if err := CheckAddress("https://example.org/a?b=c"); err != nil {
		t.Error(err)
	}
	for _, story := range []string{"a\nb", "\u202e", " ", strings.Repeat("a", 201), "\xff"} {
		if err := CheckStory(story); err == nil {
			t.Errorf("the story %.20q is taken", story)
		}
	}
	for _, story := range []string{"", "tuesday-report", "水军 2"} {
		if err := CheckStory(story); err != nil {
			t.Error(err)
		}
	}
	if _, err := ParseLabel("Relevant"); err == nil {
		t.Error("a label is taken that backtest would not read")
	}
}
