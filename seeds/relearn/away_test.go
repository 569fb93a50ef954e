package relearn_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meddlewatch/internal/race"
	"meddlewatch/seeds/learn"
	"meddlewatch/seeds/relearn"
)

// Where nobody edited the list, taking a document away leaves what the other teaches
// alone, and adding it again what both teach, for all pairs of documents.
func TestDocumentsTakenAway(t *testing.T) {
	if race.Enabled {
		t.Skip("one goroutine over many documents: nothing for the race detector")
	}
	l, err := learn.New()
	if err != nil {
		t.Fatal(err)
	}
	files := documents(t)
	alone := make([][]byte, len(files))
	found := make([]learn.Findings, len(files))
	for i := range files {
		found[i], alone[i] = teach(t, l, files[i])
	}
	for i := range files {
		for j := i + 1; j < len(files); j++ {
			both, list := teach(t, l, files[i], files[j])
			for what, one := range map[string]struct {
				old  []byte
				f    learn.Findings
				want []byte
			}{
				"taking the second away": {list, found[i], alone[i]},
				"taking the first away":  {list, found[j], alone[j]},
				"adding the second":      {alone[i], both, list},
				"adding the first":       {alone[j], both, list},
			} {
				got, _, err := relearn.Update("w.toml", one.old, one.f)
				if err != nil {
					t.Fatalf("%s, %s and %s: %v", what, files[i].Name, files[j].Name, err)
				}
				if !bytes.Equal(got, one.want) {
					t.Errorf("%s, %s and %s: %s", what, files[i].Name, files[j].Name, firstDifference(got, one.want))
				}
			}
		}
	}
}

func teach(t *testing.T, l *learn.Learner, files ...learn.File) (learn.Findings, []byte) {
	t.Helper()
	f, err := l.Learn(files)
	if err != nil {
		t.Fatal(err)
	}
	list, err := relearn.Write(f)
	if err != nil {
		t.Fatal(err)
	}
	return f, list
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got " + g[i] + ", want " + w[i]
		}
	}
	return "one is longer"
}

func documents(t *testing.T) []learn.File {
	t.Helper()
	names, err := filepath.Glob("../testdata/documents/*")
	if err != nil {
		t.Fatal(err)
	}
	var files []learn.File
	for _, name := range names {
		if strings.HasSuffix(name, ".json") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, learn.File{Name: filepath.Base(name), Data: data})
	}
	if len(files) < 10 {
		t.Fatalf("only %d documents in ../testdata/documents", len(files))
	}
	return files
}
