package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meddlewatch/match"
)

// corpusOf writes a project with a corpus of these lines.
func corpusOf(t *testing.T, lines ...string) (project string) {
	t.Helper()
	project = t.TempDir()
	folder := filepath.Join(project, filepath.FromSlash(corpusFolder))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(project, "match"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "a.jsonl"), []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return project
}

// Items here are made up.
func TestLearnWording(t *testing.T) {
	var lines []string
	for i := range 80 {
		lines = append(lines,
			fmt.Sprintf(`{"lang": "en", "title": "The %s, day %d", "summary": "Said %d times.", "wanted": true}`,
				[]string{"mailboxes", "handlers", "puppets", "couriers", "masks", "envelopes", "whispers", "tunnels", "wigs", "ciphers"}[i%10], i%20, i),
			fmt.Sprintf(`{"lang": "en", "title": "The %s, day %d", "summary": "Said %d times.", "wanted": false}`,
				[]string{"recipe", "goalkeeper", "harvest", "concert", "traffic", "sailors", "gardens", "ovens", "kites", "chess"}[i%10], i%20, i+100))
	}
	lines = append(lines, `{"lang": "en", "title": "Seldom mailboxes", "summary": "", "wanted": true}`)
	project := corpusOf(t, lines...)
	var told bytes.Buffer
	if err := learnWording(&told, project, true); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(told.String(), "\n161 items, ") {
		t.Errorf("told %q", told.String())
	}
	name := filepath.Join(project, "match", "wording.toml")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	w, err := match.ParseWording(name, text)
	if err != nil {
		t.Fatal(err)
	}
	weights := map[string]float64{}
	for _, some := range w.Words {
		for _, word := range some.List {
			weights[word] = some.Weight
		}
	}
	if weights["mailboxes"] <= 0 || weights["handlers"] <= 0 || weights["recipe"] >= 0 {
		t.Errorf("what tells the kinds apart weighs %v", weights)
	}
	for _, word := range []string{"the", "day", "17", "seldom"} { // too common, in both kinds alike, or too seldom
		if weight := weights[word]; weight < -0.1 || weight > 0.1 {
			t.Errorf("%q tells nothing and weighs %v", word, weight)
		}
	}
}

func TestReadCorpusRefuses(t *testing.T) {
	for _, tt := range []struct{ name, line, want string }{
		{"no JSON", `{"title": "One"}` + "\n{", "a.jsonl:2: "},
		{"no words", `{"title": "—", "summary": "!"}`, "a.jsonl:1: no words"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := learnWording(io.Discard, corpusOf(t, tt.line), false); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
	if err := learnWording(io.Discard, t.TempDir(), false); err == nil || !strings.Contains(err.Error(), "-project") {
		t.Errorf("without a corpus: %v", err)
	}
}

// The wording that is shipped is what the corpus that is shipped teaches, and it tells most
// items that it did not learn from.
func TestShippedWording(t *testing.T) {
	all, err := readCorpus(filepath.Join("..", "..", filepath.FromSlash(corpusFolder)))
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := os.ReadFile("../wording.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(wordingText(wordingOf(all)), shipped) {
		t.Error("match/wording.toml is not what the corpus teaches; run: go run ./match/fit -wording -write")
	}
	learned, rest := apart(all)
	if len(rest) < len(all)/10 || len(learned) < len(all)/2 {
		t.Errorf("%d items learned from and %d kept back", len(learned), len(rest))
	}
	seen := map[string]bool{}
	for _, e := range all {
		if text := e.item.Title + "|" + e.item.Summary; seen[text] {
			t.Errorf("%q is there twice", text)
		} else {
			seen[text] = true
		}
	}
	right, count := tell(wordingOf(learned), rest)
	const least = 0.75
	for _, wanted := range []bool{true, false} {
		if share := float64(right[wanted]) / float64(count[wanted]); !(share >= least) {
			t.Errorf("of the items kept back that are wanted (%v) %.2f come out right, want %.2f", wanted, share, least)
		}
	}
}
