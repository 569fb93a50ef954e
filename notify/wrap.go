package notify

import (
	"strings"

	"github.com/rivo/uniseg"
)

// wrap breaks plain text into lines of at most so many columns: at spaces, else
// where Unicode's line breaking (UAX #14) allows it, as between the characters of
// Chinese or Japanese, else between grapheme clusters. An address is never
// broken, as a broken one cannot be followed: it may stand out over the edge.
func wrap(s string, columns int) []string {
	var lines []string
	line, used := "", 0
	flush := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line, used = "", 0
	}
	for word := range strings.SplitSeq(s, " ") {
		glue := " "
		for _, piece := range pieces(word, columns) {
			w := width(piece)
			if used > 0 && used+len(glue)+w > columns {
				flush()
			}
			if used > 0 {
				line += glue
				used += len(glue)
			}
			line += piece
			used += w
			glue = ""
		}
	}
	flush()
	return lines
}

// pieces cuts a word where a line may end. A piece is wider than a line only
// where it is an address.
func pieces(word string, columns int) []string {
	if strings.Contains(word, "://") || width(word) <= columns && isASCII(word) {
		return []string{word}
	}
	var out []string
	piece, used, state := "", 0, -1
	for rest := word; rest != ""; {
		var cluster string
		var bounds int
		cluster, rest, bounds, state = uniseg.StepString(rest, state)
		w := bounds >> uniseg.ShiftWidth
		if used+w > columns {
			out = append(out, piece)
			piece, used = "", 0
		}
		piece += cluster
		used += w
		if bounds&uniseg.MaskLine != uniseg.LineDontBreak {
			out = append(out, piece)
			piece, used = "", 0
		}
	}
	if piece != "" {
		out = append(out, piece)
	}
	return out
}

// isASCII says whether a word is a plain Western one, which is broken at its
// spaces only and not after every hyphen or slash.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
