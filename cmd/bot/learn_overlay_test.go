package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"meddlewatch/internal/race"
)

// otherNames stands in the place of the names from public knowledge: what documents
// print as something else, and an invented name. Were any of it read by the learner,
// its findings would change.
const otherNames = `
[[entity]]
name = "Quokka Ledger"
type = "campaign"
sources = ["https://example.org/quokka"]

[[entity]]
name = "Reuters"
type = "threat_group"
actor = "China"
aliases = [{ name = "Facebook" }, { name = "Researchers" }, { name = "said" }]
sources = ["https://example.org/reuters"]
`

// TestLearnerReadsNoNames builds the program with an empty list of added names, and
// with one that lists other names, and wants the same bytes of what it learns.
func TestLearnerReadsNoNames(t *testing.T) {
	if race.Enabled || testing.Short() {
		t.Skip("builds the program three times; it has one goroutine")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("needs the go command: ", err)
	}
	documents := learnable(t)
	normal := buildWith(t, nil)
	plain, asJSON := output(t, normal, append([]string{"learn"}, documents...)), output(t, normal, append([]string{"learn", "--json"}, documents...))
	if bytes.Count(plain, []byte("[[entity]]")) < 100 {
		t.Fatalf("too little was learned to compare:\n%s", plain)
	}
	for what, added := range map[string]string{"empty": "", "of other names": otherNames} {
		changed := buildWith(t, map[string]string{"seeds/added.toml": added})
		if got := output(t, changed, append([]string{"learn"}, documents...)); !bytes.Equal(got, plain) {
			t.Errorf("bot learn gives other bytes with a list of added names that is %s", what)
		}
		if got := output(t, changed, append([]string{"learn", "--json"}, documents...)); !bytes.Equal(got, asJSON) {
			t.Errorf("bot learn --json gives other bytes with a list of added names that is %s", what)
		}
	}
}

// learnable are the documents of the repository and, where it is there, of ../shared.
func learnable(t *testing.T) []string {
	t.Helper()
	var documents []string
	for _, pattern := range []string{"../../seeds/testdata/*/*", "../../../shared/seeds/*.txt"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if !strings.HasSuffix(name, ".json") {
				documents = append(documents, name)
			}
		}
	}
	if len(documents) < 10 {
		t.Fatalf("only %d documents", len(documents))
	}
	return documents
}

// buildWith builds the program with other contents in some of its files, by their
// paths from the root of the module, and returns the path of the program.
func buildWith(t *testing.T, contents map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	for name, text := range contents {
		path, err := filepath.Abs(filepath.Join("../..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); err != nil {
			t.Fatal(err) // an overlay of a file that is not there would change nothing
		}
		overlay.Replace[path] = filepath.Join(dir, filepath.Base(name))
		if err := os.WriteFile(overlay.Replace[path], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	data, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "bot")
	build := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-buildvcs=false", "-ldflags=-s -w", "-o", program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

func output(t *testing.T, program string, args []string) []byte {
	t.Helper()
	var out, mistakes bytes.Buffer
	run := exec.Command(program, args...)
	run.Stdout, run.Stderr = &out, &mistakes
	if err := run.Run(); err != nil {
		t.Fatalf("%v\n%s", err, mistakes.String())
	}
	return out.Bytes()
}
