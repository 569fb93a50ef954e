package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Mistake is one thing wrong in a file.
type Mistake struct {
	File string
	Line int // from 1; a mistake of the file as a whole is at line 1, column 1
	Col  int // from 1, in characters, a byte order mark not counted
	What string
	Do   string // what to do next
}

// String is "FILE:LINE:COL: what is wrong; what to do".
func (m Mistake) String() string {
	return fmt.Sprintf("%s:%d:%d: %s; %s", m.File, m.Line, m.Col, m.What, m.Do)
}

// Mistakes is everything wrong in a file, in the order of its lines.
type Mistakes []Mistake

// Error is a line a mistake.
func (ms Mistakes) Error() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}

// Warning is something that works but that a person should know of, at a place
// like that of a mistake.
type Warning Mistake

// String is "FILE:LINE:COL: what there is to know; what to do".
func (w Warning) String() string { return Mistake(w).String() }

// Invalid is how a type that checks itself says what is wrong with a value. It is
// returned from UnmarshalText, or from a method "Validate() error" of anything
// that Decode fills; errors.Join returns several at once.
//
// What and Do are the two halves of a Mistake. They must not repeat a value that
// may be a secret: the place is known, the person can look.
type Invalid struct {
	// Key is where a table's Validate found the fault: a key of that table, or a
	// dotted path of keys and of indexes from 0 ("feeds.2.url"). Empty, or not in
	// the file, it is the value itself.
	Key  string
	What string
	Do   string
}

// Error is both halves.
func (e Invalid) Error() string { return e.What + "; " + e.Do }

// mistakeOf builds a mistake of the file as a whole.
func mistakeOf(file, what, do string) Mistake {
	return Mistake{File: file, Line: 1, Col: 1, What: what, Do: do}
}

// invalids takes apart what a check returned. A foreign error becomes a fault
// without a key: its text is all there is to say.
func invalids(err error) []Invalid {
	if err == nil {
		return nil
	}
	var one Invalid
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []Invalid
		for _, e := range joined.Unwrap() {
			all = append(all, invalids(e)...)
		}
		return all
	}
	if errors.As(err, &one) {
		return []Invalid{one}
	}
	return []Invalid{{What: oneLine(err.Error()), Do: "correct it"}}
}

// oneLine keeps a foreign message on its line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// inOrder sorts by place and takes out repetitions.
func (ms Mistakes) inOrder() Mistakes {
	slices.SortStableFunc(ms, func(a, b Mistake) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Col - b.Col
	})
	return slices.Compact(ms)
}
