package store_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// seen is evidence for an invented name in the n-th item of a feed.
func seen(name, outlet string, n int) meddlewatch.Evidence {
	it := item("a", n)
	return meddlewatch.Evidence{
		Name: name, Type: "campaign", Rule: "dubbed", Sure: true, Item: it.ID, Link: it.Link, Outlet: outlet,
		At: it.Arrived, Field: meddlewatch.FieldSummary, Start: 3, End: 9, Actors: []string{"Ruritania"},
	}
}

func commitFound(t *testing.T, db *store.DB, found ...meddlewatch.Evidence) {
	t.Helper()
	if err := db.CommitJudgements(t.Context(), nil, nil, nil, found); err != nil {
		t.Fatal(err)
	}
}

func candidates(t *testing.T, db *store.DB) []meddlewatch.Candidate {
	t.Helper()
	list, err := db.Candidates(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestCandidates(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := openAt(t, path)
	a, b, c, d := seen("Paper Crow", "Wire", 1), seen("PAPER-CROW", "Courier", 2), seen("paper crow", "WIRE", 3), seen("Storm-0000", "Wire", 3)
	b.Type, b.Sure, b.Strength = "threat_group", false, meddlewatch.StrengthStrong
	commitFound(t, db, a, b)
	commitFound(t, db, c, d)
	want := []meddlewatch.Candidate{
		{
			Name: "Paper Crow", Type: "campaign", State: meddlewatch.CandidateCollected, First: a.At, Last: c.At,
			Evidence: []meddlewatch.Evidence{a, b, c}, Outlets: 2, Items: 3,
		},
		{
			Name: "Storm-0000", Type: "campaign", State: meddlewatch.CandidateCollected, First: d.At, Last: d.At,
			Evidence: []meddlewatch.Evidence{d}, Outlets: 1, Items: 1,
		},
	}
	if got := candidates(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}

	at := noon.Add(time.Hour)
	if err := db.Propose(t.Context(), []string{"storm 0000", "unknown"}, at); err != nil {
		t.Fatal(err)
	}
	if err := db.Propose(t.Context(), []string{"Storm-0000"}, at.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	want[1].State, want[1].Proposed = meddlewatch.CandidateProposed, at
	for _, tt := range []struct {
		from, to time.Time
		want     int
	}{{noon, at, 0}, {at, at.Add(time.Second), 1}, {at.Add(time.Second), at.Add(3 * time.Hour), 0}} {
		if n, err := db.Proposed(t.Context(), tt.from, tt.to); err != nil || n != tt.want {
			t.Errorf("from %s to %s: %d proposed, %v; want %d", tt.from, tt.to, n, err, tt.want)
		}
	}
	reader, err := store.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if got := candidates(t, reader); !reflect.DeepEqual(got, want) {
		t.Errorf("read beside: got  %+v\nwant %+v", got, want)
	}
	if err := reader.Propose(t.Context(), []string{"Paper Crow"}, at); err == nil {
		t.Error("a reader writes")
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	if got, err := db.Candidates(t.Context(), c.At.Add(time.Millisecond)); err != nil || len(got) != 0 {
		t.Errorf("seen since later: %v, %v", got, err)
	}
}

// TestArticlesCountOnce: neither a batch committed again, nor an item judged again,
// nor a copy of an article changes the counts.
func TestArticlesCountOnce(t *testing.T) {
	db := open(t)
	a, again, other := seen("Paper Crow", "Wire", 1), seen("Paper Crow", "Wire", 1), seen("Paper Crow", "Courier", 2)
	a.Article, other.Article = 77, 77
	again.Article = 77
	commitFound(t, db, a)
	commitFound(t, db, a, again)
	commitFound(t, db, other)
	if got := candidates(t, db)[0]; got.Items != 1 || got.Outlets != 1 || len(got.Evidence) != 1 {
		t.Errorf("%d items, %d outlets, %d places; want one of each", got.Items, got.Outlets, len(got.Evidence))
	}
	// Without an article it is the item that counts.
	commitFound(t, db, seen("Tin Otter", "Wire", 5), seen("Tin Otter", "Wire", 5), seen("Tin Otter", "Wire", 6))
	if got := candidates(t, db)[1]; got.Items != 2 || got.Outlets != 1 {
		t.Errorf("%d items, %d outlets; want 2 and 1", got.Items, got.Outlets)
	}
}

func TestEvidenceIsCommittedWithItsVerdicts(t *testing.T) {
	db := open(t)
	items := commit(t, db, poll("a", 0, 1))[0].Items
	bad := []meddlewatch.Judgement{{Item: items[0], Outcome: "nonsense"}}
	found := []meddlewatch.Evidence{seen("Paper Crow", "Wire", 0)}
	if err := db.CommitJudgements(t.Context(), bad, nil, nil, found); err == nil {
		t.Fatal("a bad judgement is committed")
	}
	if got := candidates(t, db); len(got) != 0 {
		t.Errorf("evidence without its verdict: %+v", got)
	}
	good := []meddlewatch.Judgement{{Item: items[0], Outcome: meddlewatch.OutcomeDomestic}}
	err := db.CommitJudgements(t.Context(), good, nil, nil, append(found, seen("–", "Wire", 0)))
	if err == nil || !strings.Contains(err.Error(), "no letter or digit") {
		t.Errorf("a name without letters: %v", err)
	}
	if pending, err := db.Pending(t.Context(), 1); err != nil || len(pending) != 1 || len(candidates(t, db)) != 0 {
		t.Errorf("a verdict without its evidence: %v, %v", pending, err)
	}
}

func TestEvidenceIsCapped(t *testing.T) {
	db := open(t)
	var found []meddlewatch.Evidence
	for n := range 30 {
		e := seen("Paper Crow", fmt.Sprint("Outlet ", n), n)
		e.Sure = n == 3 || n >= 28
		found = append(found, e)
	}
	commitFound(t, db, found...)
	got := candidates(t, db)[0]
	if got.Items != 30 || got.Outlets != 30 {
		t.Errorf("%d items, %d outlets; want 30 of each", got.Items, got.Outlets)
	}
	// The two sure ones at the end take the places of the youngest others.
	want := append(append([]meddlewatch.Evidence{}, found[:18]...), found[28:]...)
	if !reflect.DeepEqual(got.Evidence, want) {
		t.Errorf("kept %+v", got.Evidence)
	}
}

func TestPruneCandidates(t *testing.T) {
	const day = 24 * time.Hour
	db := open(t)
	at := func(name string, days int) meddlewatch.Evidence {
		e := seen(name, "Wire", days)
		e.At = noon.Add(time.Duration(days) * day)
		return e
	}
	commitFound(t, db, at("Old", 0), at("Asked", 0), at("Seen again", 0), at("Seen again", 60))
	if err := db.Propose(t.Context(), []string{"Asked"}, noon); err != nil {
		t.Fatal(err)
	}
	prune := func(days int, keep time.Duration, gone int, left ...string) {
		t.Helper()
		got, err := db.Prune(t.Context(), noon.Add(time.Duration(days)*day), 0, keep)
		if err != nil || got.Candidates != gone {
			t.Errorf("after %d days: %+v, %v; want %d names gone", days, got, err, gone)
		}
		var names []string
		for _, c := range candidates(t, db) {
			names = append(names, c.Name)
		}
		if !reflect.DeepEqual(names, left) {
			t.Errorf("after %d days there are %q, want %q", days, names, left)
		}
	}
	prune(90, 400*day, 0, "Old", "Asked", "Seen again")
	prune(91, 400*day, 1, "Asked", "Seen again")
	prune(151, 400*day, 1, "Asked")
	prune(4000, 0, 0, "Asked")
	prune(401, 400*day, 1)
	// A name that comes back begins anew.
	commitFound(t, db, at("Old", 0))
	if got := candidates(t, db); len(got) != 1 || got[0].Items != 1 || got[0].Outlets != 1 {
		t.Errorf("come back: %+v", got)
	}
}
