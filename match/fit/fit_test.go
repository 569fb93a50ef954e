package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meddlewatch/desk"
	"meddlewatch/match"
)

// toy is examples of two features, one that tells what is relevant and one that tells
// nothing.
func toy() []*example {
	var list []*example
	for n := range 40 {
		e := &example{labelled: true, weight: 1, relevant: n%2 == 0, features: []string{"act-operation"}}
		if !e.relevant {
			e.features = []string{"guard-war"}
		}
		if n%4 < 2 {
			e.features = append(e.features, "pair")
		}
		list = append(list, e)
	}
	return list
}

func prior(t *testing.T) match.Weights {
	t.Helper()
	w, err := match.ParseWeights("prior.toml", priorFile)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestDescend(t *testing.T) {
	p := prior(t)
	p.Features["act-operation"], p.Features["guard-war"], p.Features["pair"] = 0.5, -0.5, 0
	got := descend(toy(), p, 0.1, nil)
	if w := got.Features; w["act-operation"] <= 0.5 || w["guard-war"] >= -0.5 {
		t.Errorf("what tells something weighs %v and %v, no more than before", w["act-operation"], w["guard-war"])
	}
	if w := got.Features["pair"]; w < -0.5 || w > 0.5 {
		t.Errorf("what tells nothing weighs %v", w)
	}
	if again := descend(toy(), p, 0.1, nil); !equal(got, again) {
		t.Error("the same examples give other weights")
	}
	if strong := got.Features["name-strong"] + got.Bias; strong < strongAlone-0.1 || strong > strongAlone+0.1 {
		t.Errorf("a strong name alone sums up to %v, not to %v", strong, strongAlone)
	}
}

// What comes after keeps its prior, the others are as if it were not there, and the bias
// makes room for it.
func TestDescendAfter(t *testing.T) {
	p := prior(t)
	p.Features["act-operation"], p.Features["guard-war"], p.Features["pair"], p.Features["long"] = 0.5, -0.5, 0, -2
	bare := descend(toy(), p, 0.1, nil)
	with := toy()
	for _, e := range with {
		e.features = append(e.features, "long")
	}
	got := descend(with, p, 0.1, []string{"long"})
	if got.Features["long"] != -2 {
		t.Errorf("a weight set by hand became %v", got.Features["long"])
	}
	for _, f := range []string{"act-operation", "guard-war", "pair"} {
		if got.Features[f] != bare.Features[f] {
			t.Errorf("%s is %v, and %v without what comes after", f, got.Features[f], bare.Features[f])
		}
	}
	if got.Bias <= bare.Bias {
		t.Errorf("the bias is %v and was %v: it does not make room", got.Bias, bare.Bias)
	}
}

// A weight stays on the side of its prior, whatever the data say.
func TestDescendKeepsSides(t *testing.T) {
	p := prior(t)
	p.Features["act-operation"], p.Features["guard-war"] = -0.5, 0.5
	got := descend(toy(), p, 0.1, nil)
	if w := got.Features; w["act-operation"] > 0 || w["guard-war"] < 0 {
		t.Errorf("act-operation is %v and guard-war %v: they crossed zero", w["act-operation"], w["guard-war"])
	}
	if got.Features["source-vendor"] != p.Features["source-vendor"] {
		t.Error("a weight that is set by hand was changed")
	}
}

func TestRewriteKeepsComments(t *testing.T) {
	text := "# Why.\n\nbias = -5.4\n\n[features]\n\n# What is done.\nact-spy = 0.1\nunknown = 1.0\n"
	got := string(rewrite([]byte(text), match.Weights{Bias: -6, Features: map[string]float64{"act-spy": -0.3}}))
	if want := "# Why.\n\nbias = -6.0\n\n[features]\n\n# What is done.\nact-spy = -0.3\nunknown = 1.0\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestLocked: SHA-256 of "a" begins with c, of "b" with 3, of "d" with 1.
func TestLocked(t *testing.T) {
	for _, tt := range []struct {
		name  string
		label desk.Label
		want  bool
	}{
		{"open story", desk.Label{Story: "a", URL: "b"}, false},
		{"story of the lock-box", desk.Label{Story: "b", URL: "a"}, true},
		{"without a story, by its address", desk.Label{URL: "d"}, true},
		{"without a story, open", desk.Label{URL: "a"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := locked(tt.label); got != tt.want {
				t.Errorf("locked is %v", got)
			}
		})
	}
}

func TestReadSentences(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("xx.toml", "[tuned]\nfloor = 0.8\nrelevant = [\"One | more\", \"Two | \"]\nother = [\"Three | \"]\n[held]\nfloor = 0.8\nrelevant = [\"Four | \"]\nother = []\n")
	list, err := set{Sentences: "./xx.toml", Weight: 0.3}.readSentences(1, "", dir)
	if err != nil || len(list) != 3 {
		t.Fatalf("%d examples, %v; want the three that are tuned on", len(list), err)
	}
	if e := list[0]; e.item.Title != "One" || e.item.Summary != "more" || !e.relevant || !e.labelled || e.weight != 0.3 || e.set != 1 {
		t.Errorf("%+v", e)
	}
	if list[2].relevant {
		t.Error("an other item is relevant")
	}
	if _, err := (set{Sentences: "./yy.toml"}).readSentences(0, "", dir); err == nil || !strings.Contains(err.Error(), "-project") {
		t.Errorf("a file that is not there: %v", err)
	}
}
