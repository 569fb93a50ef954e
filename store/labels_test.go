package store_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// TestLabels: a label belongs to an address, known or not; what it replaces is told.
func TestLabels(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := openAt(t, path)
	p := poll("a", 0, 3)
	p.Items[2].LinkKey = 0 // found by its address as it stands
	commit(t, db, p)
	joined := meddlewatch.Judgement{Item: p.Items[0], Outcome: meddlewatch.OutcomeUpdate, Placement: meddlewatch.Placement{Story: 77, Joined: true}}
	alone := meddlewatch.Judgement{Item: p.Items[2], Outcome: meddlewatch.OutcomeAlert, Placement: meddlewatch.Placement{Story: p.Items[2].ID}}
	if err := db.CommitJudgements(t.Context(), []meddlewatch.Judgement{joined, alone}, nil, nil, nil); err != nil {
		t.Fatal(err)
	}

	// Beside the one that runs, as a second process would.
	beside, err := store.OpenBeside(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := beside.Close(); err != nil {
			t.Error(err)
		}
	}()
	put := func(key meddlewatch.Key, l store.Label, want *store.Label) {
		t.Helper()
		if got, err := beside.PutLabel(t.Context(), key, l); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("replaced %+v, %v; want %+v", got, err, want)
		}
	}
	first := store.Label{URL: p.Items[0].Link, Label: "relevant", Story: "mine", At: noon}
	second := store.Label{URL: p.Items[0].Link + "?x", Label: "not", At: noon.Add(time.Second)}
	put(p.Items[0].LinkKey, first, nil)
	put(p.Items[0].LinkKey, second, &first)
	unjudged := store.Label{URL: p.Items[1].Link, Label: "relevant", At: noon.Add(2 * time.Second)}
	put(p.Items[1].LinkKey, unjudged, nil)
	keyless := store.Label{URL: p.Items[2].Link, Label: "relevant", At: noon.Add(3 * time.Second)}
	put(0, keyless, nil)
	unknown := store.Label{URL: "https://never.example/1", Label: "borderline", At: noon.Add(4 * time.Second)}
	put(meddlewatch.Key(meddlewatch.HashOf("link", unknown.URL)), unknown, nil)

	second.Title = p.Items[0].Title
	unjudged.Title = p.Items[1].Title
	keyless.Title = p.Items[2].Title
	want := []store.Label{second, unjudged, keyless, unknown}
	if got, err := db.Labels(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\ngot  %+v\nwant %+v", err, got, want)
	}
	if got, err := db.LabelOf(t.Context(), 0, p.Items[2].Link); err != nil || !reflect.DeepEqual(got, &keyless) {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := db.LabelOf(t.Context(), 12345, "https://never.example/2"); err != nil || got != nil {
		t.Errorf("got %+v, %v", got, err)
	}

	// The words go, the label stays.
	if _, err := db.Prune(t.Context(), noon.Add(time.Hour), time.Minute, time.Minute); err != nil {
		t.Fatal(err)
	}
	second.Title = ""
	if got, err := db.LabelOf(t.Context(), p.Items[0].LinkKey, ""); err != nil || !reflect.DeepEqual(got, &second) {
		t.Errorf("after a prune: %+v, %v", got, err)
	}

	if got, err := db.RemoveLabel(t.Context(), p.Items[0].LinkKey, ""); err != nil || got == nil || got.Label != "not" {
		t.Errorf("removed %+v, %v", got, err)
	}
	if got, err := db.RemoveLabel(t.Context(), p.Items[0].LinkKey, ""); err != nil || got != nil {
		t.Errorf("removed twice: %+v, %v", got, err)
	}
}

// TestOpenBeside never creates a database and brings none up to date.
func TestOpenBeside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	if _, err := store.OpenBeside(t.Context(), path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	db := openAt(t, path)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	execRaw(t, path, "PRAGMA user_version = 1")
	if _, err := store.OpenBeside(t.Context(), path); err == nil {
		t.Error("an older schema is written to")
	}
}

// TestForgotten: what History passes over is counted.
func TestForgotten(t *testing.T) {
	db := open(t)
	p := poll("a", 0, 10)
	commit(t, db, p)
	var js []meddlewatch.Judgement
	for _, it := range p.Items[:8] {
		js = append(js, meddlewatch.Judgement{Item: it, Outcome: meddlewatch.OutcomeBelowThreshold, Placement: meddlewatch.Placement{Story: it.ID}})
	}
	if err := db.CommitJudgements(t.Context(), js, nil, nil, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Prune(t.Context(), p.Items[6].Arrived.Add(time.Minute), time.Minute, 0); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		since      time.Time
		kept, gone int
	}{
		{noon.Add(-time.Hour), 4, 6},
		{p.Items[4].Arrived, 4, 2},
		{p.Items[8].Arrived, 2, 0},
		{noon.Add(time.Hour), 0, 0},
	} {
		kept := 0
		err := db.History(t.Context(), tt.since, func(store.Stored) error { kept++; return nil })
		gone, ferr := db.Forgotten(t.Context(), tt.since)
		if err != nil || ferr != nil || kept != tt.kept || gone != tt.gone {
			t.Errorf("since %v: %d kept and %d gone, want %d and %d (%v, %v)", tt.since, kept, gone, tt.kept, tt.gone, err, ferr)
		}
	}
}
