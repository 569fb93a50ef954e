package document

import (
	"bytes"
	"strings"
)

// looking is how far ahead the end of a link or tag is looked for, in bytes: addresses
// are shorter, and it keeps the time linear.
const looking = 1000

// inline takes the mark-up out of a block's text: emphasis, links to their text,
// images, code marks, tags.
func inline(t *text) text {
	var out text
	b := t.bytes
	ends := brackets(b)
	jump := make([]int32, len(b)) // from the bracket that ends a link's text to the end of the link
	from := 0
	drop := func(start, end int) {
		out.take(t, from, start)
		from = end
	}
	for i := 0; i < len(b); {
		n := 1
		switch c := b[i]; {
		case jump[i] > 0:
			n = int(jump[i]) - i
			drop(i, i+n)
		case c == '\\' && i+1 < len(b) && (strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~\\", b[i+1]) >= 0 || b[i+1] == '\n'):
			drop(i, i+1)
			n = 2
		case c == '`':
			for i+n < len(b) && b[i+n] == '`' {
				n++
			}
			drop(i, i+n)
		case c == '!' && i+1 < len(b) && b[i+1] == '[' && ends[i+1] > 0:
			if end := linkEnd(b, int(ends[i+1])); end > 0 {
				n = end - i
				drop(i, end)
			}
		case c == '[' && ends[i] > 0:
			n = openLink(b, i, ends, jump)
			if n > 0 {
				drop(i, i+n)
			} else {
				n = 1
			}
		case c == '<':
			if end := tagEnd(b, i); end > 0 {
				n = end - i
				drop(i, end)
			}
		case c == '&':
			end := bytes.IndexByte(b[i:min(len(b), i+40)], ';')
			if end > 0 {
				n = unescape(t, &out, i, i+end+1, &from)
			}
		case c == '*' || c == '_' || c == '~':
			for i+n < len(b) && b[i+n] == c {
				n++
			}
			if emphasis(b, i, i+n) {
				drop(i, i+n)
			}
		}
		i += n
	}
	out.take(t, from, len(b))
	return out
}

// unescape writes the character that bytes start to end stand for; it returns how far
// to go on.
func unescape(t, out *text, start, end int, from *int) int {
	var one text
	addUnescaped(&one, t.bytes[start:end], 0)
	if len(one.bytes) == end-start {
		return 1
	}
	out.take(t, *from, start)
	*from = end
	at := first(t.places, start)
	out.stand(one.String(), at, last(t.places, end-1)-at)
	return end - start
}

// brackets returns for each "[" where its "]" stands, 0 for those without and for all
// other bytes.
func brackets(b []byte) []int32 {
	ends := make([]int32, len(b))
	var open []int
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '[':
			open = append(open, i)
		case ']':
			if n := len(open); n > 0 {
				ends[open[n-1]] = int32(i)
				open = open[:n-1]
			}
		}
	}
	return ends
}

// openLink looks at the bracket at open: it returns how many bytes of it are mark-up
// (0: it is text) and notes where to jump at the end of the link's text.
func openLink(b []byte, open int, ends, jump []int32) int {
	end := int(ends[open])
	if open+1 < len(b) && b[open+1] == '^' {
		return end + 1 - open // reference to a footnote
	}
	if open+1 < len(b) && b[open+1] == '[' && int(ends[open+1]) == end-1 { // [[page|text]]
		start := open + 2
		if bar := bytes.IndexByte(b[start:end-1], '|'); bar >= 0 {
			start += bar + 1
		}
		jump[end-1] = int32(end) + 1
		return start - open
	}
	after := linkEnd(b, end)
	if after == 0 {
		return 0
	}
	jump[end] = int32(after)
	return 1
}

// linkEnd returns where a link ends whose text ends with the bracket at end: after
// "(address)" or "[name]"; 0 where neither follows.
func linkEnd(b []byte, end int) int {
	if end+1 >= len(b) {
		return 0
	}
	switch b[end+1] {
	case '(':
		depth := 0
		for i := end + 1; i < min(len(b), end+looking); i++ {
			switch b[i] {
			case '(':
				depth++
			case ')':
				if depth--; depth == 0 {
					return i + 1
				}
			}
		}
	case '[':
		if i := bytes.IndexByte(b[end+1:min(len(b), end+looking)], ']'); i >= 0 && !numbers(string(b[end+2:end+1+i])) {
			return end + 1 + i + 1
		}
	}
	return 0
}

// tagEnd returns where the tag, comment or address in angle brackets at start ends, 0
// where it is none.
func tagEnd(b []byte, start int) int {
	if start+1 >= len(b) || !isAlnum(b[start+1]) && b[start+1] != '/' && b[start+1] != '!' {
		return 0
	}
	if i := bytes.IndexByte(b[start:min(len(b), start+looking)], '>'); i > 0 {
		return start + i + 1
	}
	return 0
}

// emphasis reports whether a run of signs is mark-up: not between spaces, and, for
// underscores, not within a word.
func emphasis(b []byte, start, end int) bool {
	before, after := rune(' '), rune(' ')
	if start > 0 {
		before = lastRune(b[:start])
	}
	if end < len(b) {
		after = runeAt(string(b[end:min(len(b), end+4)]), 0)
	}
	switch b[start] {
	case '_':
		return (!wordly(before) || !wordly(after)) && (before != ' ' || after != ' ')
	case '~':
		return end-start == 2
	}
	return before != ' ' || after != ' '
}
