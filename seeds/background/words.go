package background

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Span is a word in a text: bytes Start to End. A word is a run of letters; an
// apostrophe within it belongs to it ("doesn't"), a possessive 's does not; single
// letters with full stops are one word ("U.S."). What holds a digit is no word.
type Span struct {
	Start, End int
	// Joined: nothing but blanks, hyphens and quotation marks stand between this word
	// and the one before, so that both are words in a row.
	Joined bool
}

// Words cuts a text into words as they are counted.
func Words(text string) []Span {
	var spans []Span
	joined := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r):
			end, next := wordEnd(text, i)
			if end == i {
				joined = false
			} else {
				spans = append(spans, Span{i, end, joined})
				joined = true
			}
			i = next
		case unicode.IsDigit(r):
			_, i = wordEnd(text, i)
			joined = false
		default:
			joined = joined && joins(r)
			i += size
		}
	}
	return spans
}

// joins says whether the rune keeps the words around it in a row.
func joins(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("-‐‑'\"“”‘’„«»", r)
}

// wordEnd returns where the word that begins at from ends, and where reading goes
// on. A word with a digit in it has no end of its own: end is from.
func wordEnd(text string, from int) (end, next int) {
	if end = abbreviationEnd(text, from); end > from {
		return end, end
	}
	digits, apostrophe := false, -1
	i := from
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
		case unicode.IsDigit(r):
			digits = true
		case (r == '\'' || r == '’') && apostrophe < 0 && startsLetter(text[i+size:]):
			apostrophe = i
		default:
			return closed(text, from, i, apostrophe, digits), i
		}
		i += size
	}
	return closed(text, from, i, apostrophe, digits), i
}

// closed returns the end of the word from:to without its possessive, or from where
// it holds a digit.
func closed(text string, from, to, apostrophe int, digits bool) int {
	switch {
	case digits:
		return from
	case apostrophe >= 0 && strings.EqualFold(strings.TrimLeft(text[apostrophe:to], "'’"), "s"):
		return apostrophe
	}
	return to
}

// abbreviationEnd returns the end of single letters that are each followed by a full
// stop, at least two of them, or from.
func abbreviationEnd(text string, from int) int {
	end, letters := from, 0
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) || end+size >= len(text) || text[end+size] != '.' {
			break
		}
		end += size + 1
		letters++
	}
	if letters < 2 || startsLetter(text[end:]) {
		return from
	}
	return end
}

func startsLetter(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}

// Fold returns the form under which a word is counted: lower case, composed
// (Unicode NFC), straight apostrophe, no full stops.
func Fold(word string) string {
	word = strings.ToLower(norm.NFC.String(word))
	if strings.ContainsAny(word, "’.") {
		word = strings.ReplaceAll(strings.ReplaceAll(word, "’", "'"), ".", "")
	}
	return word
}

// counted says whether a folded word is counted: at least two letters, all of them
// Latin or Cyrillic.
func counted(word string) bool {
	letters := 0
	for _, r := range word {
		switch {
		case r == '\'' || unicode.IsMark(r):
		case unicode.In(r, unicode.Latin, unicode.Cyrillic):
			letters++
		default:
			return false
		}
	}
	return letters >= 2
}
