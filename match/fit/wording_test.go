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
			// Of one kind alone, and yet without weight: a word in all of them, a name, a number, what must not weigh.
			fmt.Sprintf(`{"lang": "en", "title": "The %s, day %d", "summary": "In Zenda only, %d.", "wanted": true}`,
				[]string{"mailboxes", "handlers", "puppets", "couriers", "masks", "envelopes", "whispers", "tunnels", "wigs", "ciphers"}[i%10], i%20, i),
			fmt.Sprintf(`{"lang": "en", "title": "The %s, day %d", "summary": "Said %d times.", "wanted": false}`,
				[]string{"recipe", "goalkeeper", "harvest", "concert", "traffic", "sailors", "gardens", "ovens", "kites", "chess"}[i%10], i%20, i+100))
	}
	lines = append(lines, `{"lang": "en", "title": "These mailboxes seldom", "summary": "", "wanted": true}`)
	for i := range 6 {
		lines = append(lines, fmt.Sprintf(`{"lang": "en", "title": "These couriers of Ruritania, 77 rosyjskie priests, %d", "summary": "", "wanted": true}`, i))
	}
	project := corpusOf(t, lines...)
	var told bytes.Buffer
	if err := learnWording(&told, project, true); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(told.String(), "\n167 items, ") {
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
	for _, word := range []string{"only", "zenda", "ruritania", "seldom", "priests", "rosyjskie", "77"} {
		if weight, there := weights[word]; there {
			t.Errorf("%q weighs %v", word, weight)
		}
	}
}

func TestReadCorpusRefuses(t *testing.T) {
	for _, tt := range []struct{ name, line, want string }{
		{"no JSON", `{"title": "One"}` + "\n{", "a.jsonl:2: "},
		{"one kind alone", `{"title": "One", "wanted": true}` + "\n" + `{"title": "Two", "wanted": true}`, "of one kind alone"},
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
	name := filepath.Join("..", "wording.toml")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := match.ParseWording(name, text)
	if err != nil {
		t.Fatal(err)
	}
	w, err := wordingOf(all)
	if err != nil {
		t.Fatal(err)
	}
	for _, some := range shipped.Words {
		for _, word := range some.List {
			// Another processor may round the other way.
			if d := w.Features[word] - some.Weight; d < -0.11 || d > 0.11 {
				t.Errorf("%q weighs %v and the corpus teaches %v; run: go run ./match/fit -wording -write", word, some.Weight, w.Features[word])
			}
			delete(w.Features, word)
		}
	}
	for word, weight := range w.Features {
		if weight < -0.11 || weight > 0.11 {
			t.Errorf("the corpus teaches that %q weighs %v, which is missing; run: go run ./match/fit -wording -write", word, weight)
		}
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
	if w, err = wordingOf(learned); err != nil {
		t.Fatal(err)
	}
	right, count := tell(w, rest)
	const least = 0.75
	for _, wanted := range []bool{true, false} {
		if share := float64(right[wanted]) / float64(count[wanted]); !(share >= least) {
			t.Errorf("of the items kept back that are wanted (%v) %.2f come out right, want %.2f", wanted, share, least)
		}
	}
}
