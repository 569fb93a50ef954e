package seeds

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// fold returns the form in which two names are compared: compatibility forms
// composed (Unicode NFKC, UAX #15), lower case, single spaces, and without the
// difference between straight and curly apostrophes.
func fold(name string) string {
	name = strings.ToLower(norm.NFKC.String(name))
	name = strings.Map(straight, name)
	return strings.Join(strings.Fields(name), " ")
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
