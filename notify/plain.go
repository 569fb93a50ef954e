package notify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// clusterBytes is the longest grapheme cluster that is shown whole. The longest
// emoji in use (a family with skin tones) takes 41 bytes; more than this is a
// pile of combining marks that would climb over its neighbours.
const clusterBytes = 64

// plain makes foreign text harmless on a screen: valid UTF-8, one line, single
// spaces, and no character that commands a terminal (C0, DEL, C1), turns the
// direction of text, or cannot be seen. Feed text was cleaned when it was read;
// this is the second lock on the same door.
func plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s { // an invalid byte arrives as U+FFFD
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case hidden(r):
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// hidden says whether a rune has no place in a line of text. The category Cf
// holds the bidirectional controls and most invisible characters; kept of it are
// the joiners that Persian, Indic scripts and emoji need, the tags of which flags
// are made, and signs that are visible although they are of that category.
func hidden(r rune) bool {
	switch {
	case unicode.IsControl(r):
		return true
	case r == '\u200c', r == '\u200d', r >= 0xE0020 && r <= 0xE007F:
		return false
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false
	}
	return unicode.Is(unicode.Cf, r)
}

// shorten cuts text that is already plain to at most so many columns, the last
// one an ellipsis, and takes the piles off overlong clusters.
func shorten(s string, columns int) string {
	var b strings.Builder
	used, cut, state := 0, 0, -1
	for rest := s; rest != ""; {
		var cluster string
		var bounds int
		cluster, rest, bounds, state = uniseg.StepString(rest, state)
		if len(cluster) > clusterBytes {
			_, n := utf8.DecodeRuneInString(cluster)
			cluster = cluster[:n]
			bounds = width(cluster) << uniseg.ShiftWidth
		}
		used += bounds >> uniseg.ShiftWidth
		if used > columns || b.Len()+len(cluster) > columns*clusterBytes {
			return strings.TrimRight(b.String()[:cut], " ") + "…"
		}
		b.WriteString(cluster)
		if used < columns {
			cut = b.Len()
		}
	}
	return b.String()
}

// width is the number of columns that text takes on a screen: two for East Asian
// wide characters and emoji, none for marks that sit on another character.
func width(s string) int { return uniseg.StringWidth(s) }
