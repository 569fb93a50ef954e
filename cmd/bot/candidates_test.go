package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

// mainThatFinds is the program with a discoverer that a script can foresee.
func mainThatFinds() {
	a := newApp()
	a.discover = bracketFinder{}
	os.Exit(a.main(context.Background(), os.Args[1:]))
}

// bracketFinder takes what stands in brackets behind "named" for a name, and
// proposes what three outlets have.
type bracketFinder struct{}

var inBrackets = regexp.MustCompile(`named \[([^]]+)\]`)

// Evidence returns the names in the title.
func (bracketFinder) Evidence(it meddlewatch.Item, _ meddlewatch.Verdict, known func(string) bool) ([]meddlewatch.Evidence, error) {
	var found []meddlewatch.Evidence
	for _, at := range inBrackets.FindAllStringSubmatchIndex(it.Title, -1) {
		e := meddlewatch.Evidence{
			Name: it.Title[at[2]:at[3]], Type: "campaign", Rule: "in brackets", Sure: true,
			Field: meddlewatch.FieldTitle, Start: at[2], End: at[3],
		}
		if strings.Contains(it.Title, "Ruritania") {
			e.Actors = []string{"Ruritania"}
		}
		if !known(e.Name) {
			found = append(found, e)
		}
	}
	return found, nil
}

// Propose returns what three outlets have.
func (bracketFinder) Propose(candidates []meddlewatch.Candidate, _ int, _ time.Time) []string {
	var names []string
	for _, c := range candidates {
		if c.Outlets >= 3 {
			names = append(names, c.Name)
		}
	}
	return names
}

func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "real.toml"), filepath.Join(dir, "link.toml")
	if err := replaceFile(file, nil, []byte("one")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.toml", link); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(link, []byte("one"), []byte("two")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is not kept: %v, %v", info, err)
	}
	err := replaceFile(file, []byte("one"), []byte("three"))
	if err == nil || !strings.Contains(err.Error(), "changed by somebody else") {
		t.Errorf("a file that has changed: %v", err)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "two" {
		t.Errorf("holds %q, %v", text, err)
	}
	err = replaceFile(filepath.Join(dir, "none", "x.toml"), nil, []byte("x"))
	if err == nil || !strings.Contains(err.Error(), "see that its folder is there") {
		t.Errorf("no folder: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 2 {
		t.Errorf("something was left behind: %v, %v", left, err)
	}
}

func TestShellWord(t *testing.T) {
	for word, want := range map[string]string{
		"Storm-0000": "Storm-0000", "Paper Crow": "'Paper Crow'", "it's": `'it'\''s'`, "$(x)": "'$(x)'", "": "''", "龙": "龙",
	} {
		if got := shellWord(word); got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
}
