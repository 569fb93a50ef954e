package story

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// roundedStem is the term of a number: large ones, but for years, count with two
// digits, since 4,789 accounts are 4,800 to others.
func roundedStem(raw string, stem uint32) uint32 {
	var buf [64]byte
	digits := fold(buf[:0], raw)
	if len(digits) < 4 || len(digits) > 12 {
		return stem
	}
	n, err := strconv.ParseUint(string(digits), 10, 64)
	if err != nil || n < 1000 || n >= 1900 && n < 2100 {
		return stem
	}
	unit := uint64(1)
	for n/unit >= 100 {
		unit *= 10
	}
	return uint32(mix((n+unit/2)/unit*unit)) &^ bandBit
}

// count notes word i where it is a number that says which of a series is meant.
func (r *reader) count(f *features, text string, words []word, i int) {
	if i+1 >= len(words) || words[i+1].number {
		return
	}
	number, ok := ordinalOf(text, words[i])
	if !ok {
		return
	}
	o := ordinal{noun: words[i+1].stem, number: number}
	for k := range f.counted {
		if f.counted[k] == (ordinal{}) {
			f.counted[k] = o
		}
		if f.counted[k] == o {
			return
		}
	}
}

// ordinalOf reads an ordinal in digits: "12th", or "12." within a sentence.
func ordinalOf(text string, w word) (uint16, bool) {
	digits := 0
	for digits < w.end-w.start && text[w.start+digits] >= '0' && text[w.start+digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 3 {
		return 0, false
	}
	number, err := strconv.ParseUint(text[w.start:w.start+digits], 10, 16)
	if err != nil {
		return 0, false
	}
	switch strings.ToLower(text[w.start+digits : w.end]) {
	case "st", "nd", "rd", "th":
		return uint16(number), true
	case "":
		rest := text[w.end:]
		if len(rest) < 3 || rest[0] != '.' || rest[1] != ' ' {
			return 0, false
		}
		next, _ := utf8.DecodeRuneInString(rest[2:])
		return uint16(number), unicode.IsLower(next)
	}
	return 0, false
}
