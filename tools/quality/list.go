package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// listUnjudged prints every alert that has neither label nor judgement, once.
func listUnjudged(out io.Writer, rows []row) {
	seen := map[string]bool{}
	for _, r := range rows {
		if r.GroupLabelled {
			continue
		}
		for _, s := range r.alerted.unjudged {
			if !seen[s.URL] {
				seen[s.URL] = true
				printSample(out, s)
			}
		}
	}
}

// printSample prints address, title, score, what became of it and why. Titles are
// quoted: they are foreign text, and a terminal obeys some characters.
func printSample(out io.Writer, s sample) {
	fmt.Fprintf(out, "%s\n    %q\n    %.2f, %s: %s\n", s.URL, s.Title, s.Score, s.Outcome, why(s.Reasons))
}

// why names the features that weighed most, either way, heaviest first.
func why(reasons []reason) string {
	sorted := slices.Clone(reasons)
	slices.SortStableFunc(sorted, func(a, b reason) int {
		return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight))
	})
	var parts []string
	for _, r := range sorted[:min(len(sorted), 6)] {
		parts = append(parts, fmt.Sprintf("%s %+.1f %q", r.Rule, r.Weight, r.Text))
	}
	return strings.Join(parts, ", ")
}
