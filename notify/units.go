package notify

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// units is the length of text in UTF-16 code units, the longest way in which
// Discord's servers and clients count: a character beyond the Basic Multilingual
// Plane, such as most emoji, counts two (RFC 2781, section 2.1).
func units(s string) int {
	n := 0
	for i := range len(s) {
		n += byteUnits(s[i])
	}
	return n
}

// byteUnits is what one byte of UTF-8 adds to the number of UTF-16 units: the
// first byte of a character counts for all of it.
func byteUnits(b byte) int {
	switch {
	case b >= 0xF0:
		return 2
	case b >= 0x80 && b < 0xC0:
		return 0
	}
	return 1
}

// grapheme cuts the first grapheme cluster (UAX #29) from plain text. A pile of
// combining marks (see clusterBytes) comes back as its first character. The state
// is -1 at first, then what the call before returned.
func grapheme(s string, state int) (cluster, rest string, newState int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return s[:1], s[1:], -1 // two ASCII characters of plain text never join
	}
	cluster, rest, _, newState = uniseg.FirstGraphemeClusterInString(s, state)
	if len(cluster) > clusterBytes {
		_, n := utf8.DecodeRuneInString(cluster)
		cluster = cluster[:n]
	}
	return cluster, rest, newState
}

// tame takes the piles off overlong clusters of plain text and returns it with
// the byte offsets at which it may be cut. It stops after the cluster that goes
// beyond so many units: what is longer is cut anyway.
func tame(s string, limit int) (string, []int) {
	var b strings.Builder
	b.Grow(min(len(s), limit+clusterBytes))
	ends := make([]int, 0, min(len(s), limit+1))
	state := -1
	for used := 0; s != "" && used <= limit; {
		var cluster string
		cluster, s, state = grapheme(s, state)
		used += units(cluster)
		b.WriteString(cluster)
		ends = append(ends, b.Len())
	}
	return b.String(), ends
}

// clip shortens plain text so that, written at that spot with all that makes it
// harmless there, it takes at most so many UTF-16 units, at least four. What is
// cut ends at a grapheme border and with an ellipsis, and closes a quotation that
// it opens. The result is still plain: markdown writes it.
func clip(s string, limit int, at spot) string {
	s, ends := tame(s, limit)
	used, from, cut := 0, 0, 0
	for _, end := range ends {
		used += at.units(s, from, end)
		if used > limit {
			return cutQuote(strings.TrimRight(s[:cut], " ") + "…")
		}
		if used <= limit-2 { // room for the ellipsis and a quotation mark
			cut = end
		}
		from = end
	}
	return s
}

// cutQuote ends a quotation that lost its end. It knows the English marks only,
// which are the ones that this package writes.
func cutQuote(s string) string {
	if strings.LastIndex(s, "“") > strings.LastIndex(s, "”") && !strings.Contains(s, "„") {
		return s + "”"
	}
	return s
}
