package learn_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meddlewatch/seeds/learn"
	"meddlewatch/seeds/score"
)

func try(t *testing.T, goldFile string, files ...string) {
	data, err := os.ReadFile(goldFile)
	if err != nil {
		t.Skip(err)
	}
	gold, err := score.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	l, err := learn.New()
	if err != nil {
		t.Fatal(err)
	}
	var in []learn.File
	var names []string
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, filepath.Base(f))
		in = append(in, learn.File{Name: filepath.Base(f), Data: data})
	}
	f, err := l.Learn(in)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + score.Score(f, gold, names).Text())
	if os.Getenv("ALL") != "" {
		for _, e := range f.Entities {
			t.Logf("%-40s %-15s %-8s %v %d %v", e.Name, e.Type, e.Watch, e.Salience, e.Mentions, e.Aliases)
		}
		for _, r := range f.Relations {
			t.Log(r.Subject, r.Relation, r.Object, r.Hedge)
		}
	}
}

func TestOwn(t *testing.T) {
	golds, _ := filepath.Glob("../testdata/documents/*.gold.json")
	for _, g := range golds {
		base := strings.TrimSuffix(g, ".gold.json")
		for _, ext := range []string{".txt", ".md", ".html"} {
			if _, err := os.Stat(base + ext); err == nil {
				t.Run(filepath.Base(base), func(t *testing.T) { try(t, g, base+ext) })
			}
		}
	}
}

func TestGold(t *testing.T) {
	s, _ := filepath.Glob("../../../shared/seeds/*.txt")
	try(t, "../../../shared/eval/gold-seeds-dev.json", s[0], s[1], s[3])
}
