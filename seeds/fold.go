package seeds

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold returns the form in which two names are compared: compatibility forms
// composed (Unicode NFKC, UAX #15), lower case, single spaces, and without the
// difference between straight and curly apostrophes.
func fold(name string) string {
	if simple(name) {
		return strings.ToLower(name)
	}
	return foldAny(name)
}

// foldAny is fold for a name of any letters and spaces.
func foldAny(name string) string {
	name = strings.ToLower(norm.NFKC.String(name))
	name = strings.Map(straight, name)
	return strings.Join(strings.Fields(name), " ")
}

// simple says whether nothing but upper case can be folded, as in most names: ASCII in
// words with a single space between them.
func simple(name string) bool {
	spaced := true // there is a space before, or nothing
	for i := range len(name) {
		switch c := name[i]; {
		case c >= utf8.RuneSelf, c < ' ':
			return false
		case c == ' ' && spaced:
			return false
		default:
			spaced = c == ' '
		}
	}
	return !spaced || name == ""
}

// straight turns the curly forms of the apostrophe into the straight one.
func straight(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ':
		return '\''
	}
	return r
}

// Fold is that form for others who have to say whether two names are the same in a
// watchlist.
func Fold(name string) string { return fold(name) }
