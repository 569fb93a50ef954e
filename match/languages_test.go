package match

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/config"
)

// sentences are invented items of one language, "headline | summary" each.
type sentences struct {
	Tuned labelledSentences `toml:"tuned"` // looked at while the lexicon was written
	Held  labelledSentences `toml:"held"`  // written before it, and never looked at
}

type labelledSentences struct {
	Floor    float64  `toml:"floor"` // what F1 must not fall below
	Relevant []string `toml:"relevant"`
	Other    []string `toml:"other"`
}

// TestLanguages judges invented items of every language that has a lexicon, with
// an empty watchlist: what the lexicons find by themselves.
func TestLanguages(t *testing.T) {
	m := newMatcher(t, meddlewatch.Watchlist{})
	for _, lang := range []string{"de", "en", "es", "fr", "pl", "ro", "ru", "zh"} {
		file := filepath.Join("testdata", "languages", lang+".toml")
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var s sentences
		if err := config.Decode(file, b, &s); err != nil {
			t.Fatal(err)
		}
		for name, part := range map[string]labelledSentences{"tuned": s.Tuned, "held": s.Held} {
			t.Run(lang+"/"+name, func(t *testing.T) {
				if part.Floor < 0.8 || len(part.Relevant) < 8 || len(part.Other) < 8 {
					t.Fatalf("a floor of %.2f, %d relevant and %d other items are too few to measure with", part.Floor, len(part.Relevant), len(part.Other))
				}
				checkSentences(t, m, part)
			})
		}
	}
}

// checkSentences counts F1 and names every item judged otherwise than labelled.
func checkSentences(t *testing.T, m *Matcher, part labelledSentences) {
	t.Helper()
	missed, wrong := 0, 0
	for _, text := range part.Relevant {
		if v := judgeSentence(m, text); !v.Relevant {
			missed++
			t.Logf("missed %.2f %s %s", v.Score, text, reasonsOf(v))
		}
	}
	for _, text := range part.Other {
		if v := judgeSentence(m, text); v.Relevant {
			wrong++
			t.Logf("wrong %.2f %s %s", v.Score, text, reasonsOf(v))
		}
	}
	found := len(part.Relevant) - missed
	f1 := 2 * float64(found) / float64(2*found+missed+wrong)
	t.Logf("F1 %.3f: %d found, %d missed, %d wrong", f1, found, missed, wrong)
	if f1 < part.Floor {
		t.Errorf("F1 is %.3f and the floor %.2f", f1, part.Floor)
	}
}

func judgeSentence(m *Matcher, text string) meddlewatch.Verdict {
	title, summary, _ := strings.Cut(text, " | ")
	return m.Judge(meddlewatch.Item{Title: title, Summary: summary})
}

// reasonsOf lists what spoke for and against, for a person who reads a failure.
func reasonsOf(v meddlewatch.Verdict) string {
	var b strings.Builder
	for _, r := range v.Reasons {
		b.WriteString("\n      " + r.Rule + " " + r.Text)
	}
	return b.String()
}
