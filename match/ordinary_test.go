package match

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"meddlewatch"
)

// ordinaryItem is invented news that nobody who watches for foreign interference
// wants: what newsrooms publish by the dozen, and hard neighbours of the subject.
type ordinaryItem struct {
	Lang    string `json:"lang"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
	Group   string `json:"group"` // what it is about; "-near" where it lies close to the subject
	Part    string `json:"part"`  // "tuned" may be looked at, "held" is only counted
}

// Rates of wrong alerts that are not exceeded: what the rules reached on each part.
const (
	ordinaryTunedCeiling = 0.016
	ordinaryHeldCeiling  = 0.017
)

// TestOrdinary counts the alerts on news of months that no labelled stream covers,
// with an empty watchlist. The groups and the wrong ones of the tuned part are told,
// of the held part the total alone.
func TestOrdinary(t *testing.T) {
	m := newMatcher(t, meddlewatch.Watchlist{})
	items, wrong := map[string]int{}, map[string]int{}
	for _, i := range ordinaryItems(t) {
		v := m.Judge(meddlewatch.Item{Title: i.Title, Summary: i.Summary, Lang: i.Lang})
		counted := []string{i.Part}
		if i.Part == "tuned" {
			counted = append(counted, "tuned "+i.Group)
		}
		for _, name := range counted {
			items[name]++
			if v.Relevant {
				wrong[name]++
			}
		}
		if v.Relevant && i.Part == "tuned" {
			t.Logf("wrong %.2f %s | %s %s", v.Score, i.Title, i.Summary, reasonsOf(v))
		}
	}
	names := make([]string, 0, len(items))
	for name := range items {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t.Logf("%-22s %3d items, %2d alerts, %.3f", name, items[name], wrong[name], float64(wrong[name])/float64(items[name]))
	}
	for _, c := range []struct {
		part    string
		ceiling float64
	}{{"tuned", ordinaryTunedCeiling}, {"held", ordinaryHeldCeiling}} {
		part, ceiling := c.part, c.ceiling
		if items[part] < 200 {
			t.Errorf("%d %s items are too few to measure with", items[part], part)
		}
		if rate := float64(wrong[part]) / float64(items[part]); rate > ceiling {
			t.Errorf("%.3f of the %s ordinary items alert; the ceiling is %.3f", rate, part, ceiling)
		}
	}
}

// ordinaryItems reads the items and checks that the part of each follows from its
// title, so that no item changes sides after a look at how it is judged.
func ordinaryItems(t *testing.T) []ordinaryItem {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "ordinary.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var items []ordinaryItem
	seen := map[string]bool{}
	lines := bufio.NewScanner(bytes.NewReader(b))
	for lines.Scan() {
		var i ordinaryItem
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		if err := d.Decode(&i); err != nil {
			t.Fatalf("line %d of ordinary.jsonl: %v", len(items)+1, err)
		}
		part := "tuned"
		if sha256.Sum256([]byte(i.Title))[0]%2 == 1 {
			part = "held"
		}
		if i.Part != part || i.Summary == "" || i.Group == "" || i.Lang == "" || seen[i.Title] {
			t.Errorf("%q is there twice, lacks a field, or is not of part %q, which its title says it is", i.Title, part)
		}
		seen[i.Title] = true
		items = append(items, i)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return items
}
