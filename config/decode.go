// Package config turns TOML files into checked values. It decides what a valid
// file is and says of an invalid one, for every mistake at once, where it is,
// what is wrong and what to do. It knows nothing of what the values are used for.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Mistake is one thing wrong in a file.
type Mistake struct {
	File string
	Line int // from 1
	Col  int // from 1, in characters
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

// Decode reads a TOML file strictly into the struct that v points to. Types that
// implement encoding.TextUnmarshaler check themselves. A non-nil error is a
// Mistakes.
func Decode(file string, data []byte, v any) error {
	d := toml.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if err == nil {
		return nil
	}
	var de *toml.DecodeError
	if errors.As(err, &de) {
		line, col := de.Position()
		return Mistakes{{File: file, Line: line, Col: col, What: de.Error(), Do: "correct it"}}
	}
	return Mistakes{{File: file, Line: 1, Col: 1, What: err.Error(), Do: "correct it"}}
}
