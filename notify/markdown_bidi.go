package notify

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// isolateUnits is what isolated adds at most.
const isolateUnits = 2

// isolated keeps foreign text that is written from right to left from reordering
// the words and numbers of ours around it: "3 sources" after an Arabic headline
// would else be torn in two (UAX #9, section 2.4.2: U+2068 and U+2069 isolate).
// Plain text holds no such character of its own, so the pair is always closed.
func isolated(s string) string {
	for _, r := range s {
		if r < utf8.RuneSelf {
			continue
		}
		p, _ := bidi.LookupRune(r)
		if c := p.Class(); c == bidi.R || c == bidi.AL {
			return "\u2068" + s + "\u2069"
		}
	}
	return s
}
