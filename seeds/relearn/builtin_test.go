package relearn_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"meddlewatch/seeds/learn"
	"meddlewatch/seeds/relearn"
)

// TestBuiltinListIsLearned learns from the documents that the shipped watchlist
// names and compares: nobody edits that file by hand. "make learned" makes it anew.
func TestBuiltinListIsLearned(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "seeds")
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not here; it is not part of the project", dir)
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(paths) != 5 {
		t.Fatalf("%d documents, %v", len(paths), err)
	}
	var files []learn.File
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, learn.File{Name: filepath.Base(path), Data: data})
	}
	learner, err := learn.New()
	if err != nil {
		t.Fatal(err)
	}
	found, err := learner.Learn(files)
	if err != nil {
		t.Fatal(err)
	}
	want, err := relearn.Write(found)
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := os.ReadFile("../learned.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(shipped, want) {
		t.Error("seeds/learned.toml is not what the learner makes of the documents; run \"make learned\"")
	}
}
