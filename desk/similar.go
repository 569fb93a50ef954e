package desk

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	mostSimilar     = 5   // names that are worth listing
	longestCompared = 200 // characters of a name; longer ones are no slips of the pen
)

// similar returns the names that somebody who wrote name may have meant, the nearest
// first: one is part of the other, or at most a third of the letters differ.
func similar(name string, known []string) []string {
	type near struct {
		name  string
		slips int
	}
	name = strings.ToLower(strings.TrimSpace(name))
	length := utf8.RuneCountInString(name)
	if length == 0 || length > longestCompared {
		return nil
	}
	var found []near
	for _, k := range known {
		folded := strings.ToLower(k)
		if utf8.RuneCountInString(folded) > longestCompared {
			continue
		}
		slips := distance([]rune(name), []rune(folded))
		if 3*slips <= length || strings.Contains(folded, name) || strings.Contains(name, folded) {
			found = append(found, near{k, slips})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.slips - b.slips })
	var names []string
	for _, f := range found[:min(len(found), mostSimilar)] {
		names = append(names, f.name)
	}
	return names
}

// distance counts the letters to be added, left out or replaced (Levenshtein).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		corner := row[0]
		row[0] = i + 1
		for j := range b {
			step := corner
			if a[i] != b[j] {
				step = 1 + min(corner, row[j], row[j+1])
			}
			corner, row[j+1] = row[j+1], step
		}
	}
	return row[len(b)]
}
