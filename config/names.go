package config

import (
	"slices"
	"strconv"
	"strings"
)

// label is what a message calls a value: by its key, or as an entry of the list
// under that key. The zero value is the file as a whole.
type label struct {
	key   string
	entry bool
}

func (l label) String() string {
	if l.entry {
		return "an entry of " + quoteKey(l.key)
	}
	return quoteKey(l.key)
}

// header is the line a section begins with.
func (l label) header() string {
	switch {
	case l.key == "":
		return "this file"
	case !plainKey(l.key):
		return "this section"
	case l.entry:
		return "[[" + l.key + "]]"
	}
	return "[" + l.key + "]"
}

// quoteKey is a key as a message may show it.
func quoteKey(name string) string {
	if !plainKey(name) {
		return "this key"
	}
	return strconv.Quote(name)
}

// plainKey says whether a key looks like a word. What does not may be a secret in
// the wrong place: random tokens mix cases, or hold many digits.
func plainKey(name string) bool {
	const longest, mostDigits = 32, 4
	digits := 0
	for _, r := range name {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r != '_' && r != '-' && (r < 'a' || r > 'z'):
			return false
		}
	}
	return name != "" && len(name) <= longest && digits <= mostDigits
}

// nearest finds the known name that somebody who wrote name most likely meant:
// another case, or at most two slips (one in a short name). "" is none, or more
// than one equally near.
func nearest(name string, known []string) string {
	const longest = 40 // of what is compared at all
	if len(name) > longest {
		return ""
	}
	name = strings.ReplaceAll(strings.ToLower(name), "-", "_")
	best, slips, tie := "", 3, false
	for _, k := range slices.Sorted(slices.Values(known)) {
		most := 2
		if min(len(k), len(name)) < 5 {
			most = 1
		}
		d := distance(name, k)
		switch {
		case d > most || d > slips:
		case d == slips:
			tie = true
		default:
			best, slips, tie = k, d, false
		}
	}
	if tie {
		return ""
	}
	return best
}

// distance counts the slips between two words: letters missing, added, wrong, or
// two neighbours swapped (optimal string alignment).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
