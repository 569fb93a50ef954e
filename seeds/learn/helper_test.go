package learn_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meddlewatch/seeds/learn"
)

func newLearner(t testing.TB) *learn.Learner {
	t.Helper()
	l, err := learn.New()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// mustLearn learns from one text, as a file of the given name.
func mustLearn(t testing.TB, l *learn.Learner, name, text string) learn.Findings {
	t.Helper()
	f, err := l.Learn([]learn.File{{Name: name, Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// ownDocuments are the documents with answer keys, those that nobody tunes to too.
func ownDocuments(t testing.TB) []learn.File {
	t.Helper()
	files := read(t, "../testdata/documents/*", "../testdata/heldout/*")
	if len(files) < 10 {
		t.Fatalf("only %d documents in ../testdata", len(files))
	}
	return files
}

// seedDocuments are the five documents that the built-in list is learned from.
func seedDocuments(t testing.TB) []learn.File {
	t.Helper()
	const folder = "../../../shared/seeds"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("needs ../shared beside the repository: ", err)
	}
	return read(t, folder+"/*.txt")
}

func read(t testing.TB, patterns ...string) []learn.File {
	t.Helper()
	var files []learn.File
	for _, p := range patterns {
		names, err := filepath.Glob(p)
		if err != nil {
			t.Fatal(err)
		}
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
	}
	return files
}
