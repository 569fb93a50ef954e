package learn_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"meddlewatch/seeds/learn"
	"meddlewatch/seeds/relearn"
)

// Two runs, and two learners, give the same bytes.
func TestSameBytes(t *testing.T) {
	files := ownDocuments(t)
	var first, list []byte
	for run := range 3 {
		f, err := newLearner(t).Learn(files)
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		text, err := relearn.Write(f)
		if err != nil {
			t.Fatal(err)
		}
		if run == 0 {
			first, list = data, text
		}
		if !bytes.Equal(data, first) || !bytes.Equal(text, list) {
			t.Fatalf("run %d gives other bytes", run+1)
		}
	}
}

// The order in which documents are given does not change what they teach together;
// it may change counts, where one document tells again what another has told.
func TestOrderOfDocuments(t *testing.T) {
	l := newLearner(t)
	files := ownDocuments(t)
	f, err := l.Learn(files)
	if err != nil {
		t.Fatal(err)
	}
	want := named(f)
	turned := slices.Clone(files)
	slices.Reverse(turned)
	for what, other := range map[string][]learn.File{
		"reversed": turned,
		"rotated":  slices.Concat(files[5:], files[:5]),
	} {
		g, err := l.Learn(other)
		if err != nil {
			t.Fatal(err)
		}
		differ(t, what, want, named(g))
	}
}

// named is which entities, aliases and relations there are.
func named(f learn.Findings) []string {
	var out []string
	for _, e := range f.Entities {
		out = append(out, fmt.Sprintf("%s: %s %s", e.Name, e.Type, e.Watch))
		for _, a := range e.Aliases {
			out = append(out, fmt.Sprintf("%s: alias %s", e.Name, a.Name))
		}
	}
	for _, r := range f.Relations {
		out = append(out, fmt.Sprintf("%s %s %s", r.Subject, r.Relation, r.Object))
	}
	return out
}
