package document

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean brings text to the form that is learned from: one line, every run of space
// one space, none at the ends, without characters that are not seen and without
// marks of citation.
func clean(t *text, d *data) text {
	spaced := spaces(t)
	cuts := citations(spaced.bytes, d)
	if len(cuts) == 0 {
		return spaced
	}
	var out text
	from := 0
	for _, c := range cuts {
		out.take(&spaced, from, c[0])
		from = c[1]
	}
	out.take(&spaced, from, len(spaced.bytes))
	return spaces(&out)
}

func spaces(t *text) text {
	out := text{bytes: make([]byte, 0, len(t.bytes))}
	pending, from := -1, 0 // a space not written yet; the beginning of what is to be taken as it is
	previous := rune(0)
	flush := func(end int) {
		if from < end {
			if pending >= 0 && !out.empty() {
				out.space(t, pending)
			}
			pending = -1
			out.take(t, from, end)
		}
	}
	for i := 0; i < len(t.bytes); {
		r, n := utf8.DecodeRune(t.bytes[i:])
		switch {
		case unicode.IsSpace(r):
			flush(i)
			if pending < 0 {
				pending = i
			}
			from = i + n
		case unseen(r, previous):
			flush(i)
			from = i + n
		default:
			previous = r
		}
		i += n
	}
	flush(len(t.bytes))
	return out
}

// unseen reports whether a character is not seen in print: controls, soft hyphens,
// zero-width spaces and marks of direction. The two joiners shape the scripts after
// Greek, Cyrillic and Hebrew (Persian, the scripts of India) and emoji, and are kept there.
func unseen(r, previous rune) bool {
	switch r {
	case '\u200c', '\u200d':
		return previous < 0x0600
	case '\ufffc', '\ufffd': // stand where an object was, or what no decoder could read
		return true
	}
	return unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}

// citations returns the marks of citation in a text, as ranges to be cut out, with
// the space before one where nothing but a stop or the end follows.
func citations(b []byte, d *data) [][2]int {
	var cuts [][2]int
	for i := 0; ; {
		open := bytes.IndexByte(b[i:], '[')
		if open < 0 {
			return cuts
		}
		open += i
		end := bytes.IndexByte(b[open:min(len(b), open+64)], ']')
		if end < 0 {
			i = open + 1
			continue
		}
		end += open + 1
		i = open + 1
		if !citation(b, open, end, d) {
			continue
		}
		i = end
		start := open
		if start > 0 && b[start-1] == ' ' && (end == len(b) || bytes.IndexByte([]byte(" .,;:!?)"), b[end]) >= 0) {
			start--
		}
		if n := len(cuts); n > 0 && cuts[n-1][1] == open {
			cuts[n-1][1] = end
		} else {
			cuts = append(cuts, [2]int{start, end})
		}
	}
}

// citation reports whether the bracket from open to end is a mark of citation: a
// number ("[12]", "[3–5]"), a note of the encyclopedia ("[note 2]", "[a]" right after
// a word), a link of its editors ("[edit]").
func citation(b []byte, open, end int, d *data) bool {
	inner := lower(string(bytes.TrimSpace(b[open+1 : end-1])))
	if inner == "" {
		return false
	}
	if numbers(inner) {
		return true
	}
	if len(inner) == 1 && inner[0] >= 'a' && inner[0] <= 'z' {
		glued := open > 0 && b[open-1] != ' '
		follows, _ := utf8.DecodeRune(b[end:])
		return glued && !unicode.IsLetter(follows)
	}
	return d.notes[noteWord(inner)]
}

// numbers reports whether a bracket holds numbers of at most three digits, and nothing
// else: a year in brackets is a word of the author's.
func numbers(s string) bool {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",-–; ^", r) }) {
		if len(part) > 3 || strings.Trim(part, "0123456789") != "" {
			return false
		}
	}
	return strings.ContainsAny(s, "0123456789")
}

// noteWord takes the number off "note 2".
func noteWord(s string) string {
	return strings.TrimRight(s, " 0123456789")
}
