package learn_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/seeds/learn"
	"meddlewatch/seeds/score"
)

// readFiles reads documents as the command line does.
func readFiles(t *testing.T, paths ...string) []learn.File {
	t.Helper()
	var files []learn.File
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, learn.File{Name: filepath.Base(path), Data: data})
	}
	return files
}

// learned learns from documents and compares with a gold.
func learned(t *testing.T, l *learn.Learner, gold string, paths ...string) score.Report {
	t.Helper()
	data, err := os.ReadFile(gold)
	if err != nil {
		t.Fatal(err)
	}
	g, err := score.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	found, err := l.Learn(readFiles(t, paths...))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, path := range paths {
		names = append(names, filepath.Base(path))
	}
	return score.Score(found, g, names)
}

// TestSeeds holds what the learner has to find in three of the documents that the
// shipped watchlist is made of. What it misses is in the log.
func TestSeeds(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared")
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not here; it is not part of the project", dir)
	}
	var paths []string
	for _, id := range []string{"000", "001", "003"} {
		found, err := filepath.Glob(filepath.Join(dir, "seeds", id+"_*"))
		if err != nil || len(found) != 1 {
			t.Fatalf("document %s: %v, %v", id, found, err)
		}
		paths = append(paths, found...)
	}
	r := learned(t, newLearner(t), filepath.Join(dir, "eval", "gold-seeds-dev.json"), paths...)
	t.Log("\n" + r.Text())
	for _, want := range []struct {
		name  string
		got   score.Share
		least float64
	}{
		{"recall of yes", r.RecallYes, 1},
		{"recall of context", r.RecallContext, 0.85},
		{"precision", r.Precision, 0.85},
		{"types", r.Types, 0.90},
		{"aliases", r.Aliases, 0.85},
		{"relations, precision", r.Relations.Precision, 0.7},
		{"relations, recall", r.Relations.Recall, 0.5},
	} {
		if want.got.Of == 0 || want.got.Value() < want.least {
			t.Errorf("%s: %s, at least %.2f is needed", want.name, want.got, want.least)
		}
	}
	if r.Salience == nil || *r.Salience < 0.7 {
		t.Errorf("salience: %v", r.Salience)
	}
	if len(r.AlertableNot) > 1 || len(r.AlertableNo) > 0 {
		t.Errorf("alertable, and not yes in the gold: %q; no: %q", r.AlertableNot, r.AlertableNo)
	}
}

// TestOwnDocuments learns from every document of our own and logs what is missed.
// The floors over all of them are those of "make quality".
func TestOwnDocuments(t *testing.T) {
	l := newLearner(t)
	golds, err := filepath.Glob("../testdata/documents/*.gold.json")
	if err != nil || len(golds) < 10 {
		t.Fatalf("%d golds, %v", len(golds), err)
	}
	for _, gold := range golds {
		base := strings.TrimSuffix(gold, ".gold.json")
		t.Run(filepath.Base(base), func(t *testing.T) {
			paths, err := filepath.Glob(base + ".[thm]*")
			if err != nil || len(paths) != 1 {
				t.Fatalf("documents: %v, %v", paths, err)
			}
			r := learned(t, l, gold, paths...)
			t.Log("\n" + r.Text())
			if len(r.AlertableNo) > 0 {
				t.Errorf("alertable, and noise: %q", r.AlertableNo)
			}
			if r.Precision.Value() < 0.7 {
				t.Errorf("precision %s", r.Precision)
			}
		})
	}
}

// TestOrdinaryNewsTeachesNothingToAlertBy reads a document full of the words that
// campaigns are named with, and of politics at home.
func TestOrdinaryNewsTeachesNothingToAlertBy(t *testing.T) {
	found, err := newLearner(t).Learn(readFiles(t, "../testdata/documents/typhoon-week-roundup.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Entities) == 0 {
		t.Fatal("nothing was learned")
	}
	for _, e := range found.Entities {
		if e.Watch == meddlewatch.WatchYes {
			t.Errorf("%s (%s) is worth an alert", e.Name, e.Type)
		}
		for _, a := range e.Aliases {
			if a.Strength == meddlewatch.StrengthStrong {
				t.Errorf("%s: %q is strong", e.Name, a.Name)
			}
		}
	}
}
