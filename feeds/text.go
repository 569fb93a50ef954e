package feeds

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sizes of text that leaves this package, in bytes of UTF-8. A headline or a
// summary beyond them is not written for people; the rest is cut at a rune.
const (
	maxTitle   = 64 << 10
	maxSummary = 16 << 10
	maxContent = 64 << 10
)

// PlainTitle makes a headline plain: no mark-up, entities decoded (also those
// that were escaped twice), no control, bidirectional or zero-width characters,
// white space folded, at most 64 KiB. It never fails; "" stays "".
func PlainTitle(s string) string { return plain(s, maxTitle) }

// PlainText makes a description plain in the same way, up to 64 KiB: block
// elements become a space, scripts and styles vanish with their content. Text
// that holds neither '<' nor '&' and nothing to fold is returned as it is.
func PlainText(html string) string { return plain(html, maxContent) }

// plainSummary is PlainText with the smaller size of a summary.
func plainSummary(html string) string { return plain(html, maxSummary) }

// plain decodes HTML to text. Feeds escape once, twice or not at all, and say
// nothing about it; so text that still shows known elements or entities after
// the first round gets a second one. There is no third.
func plain(s string, limit int) string {
	if isPlain(s) {
		return cut(s, limit)
	}
	if strings.Contains(s, "<![CDATA[") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "<![CDATA[", ""), "]]>", "")
	}
	w := newTextWriter(len(s), limit)
	w.html(s, false)
	if !w.again {
		return w.String()
	}
	second := newTextWriter(len(w.buf), limit)
	second.html(w.String(), true)
	return second.String()
}

// isPlain reports whether plain would return s unchanged: printable ASCII with
// single spaces between words and nothing to decode.
func isPlain(s string) bool {
	space := true // a leading space is one too many
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c <= ' ' {
			if c != ' ' || space {
				return false
			}
			space = true
			continue
		}
		if c == '<' || c == '&' || c >= 0x7f {
			return false
		}
		space = false
	}
	return !space || s == ""
}

// cut shortens s to at most limit bytes without splitting a rune.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return strings.TrimRight(s[:limit], " ")
}

// textWriter collects plain text. It folds white space as it goes: a gap is
// remembered and written only when something follows it.
type textWriter struct {
	buf   []byte
	limit int
	gap   bool
	last  rune // last rune written; decides whether a joiner may follow
	again bool // an escaped '<' or '&' was decoded: a second round may find more
}

// newTextWriter makes room for what text of size bytes can become; mark-up only
// shrinks, so that is rarely too little.
func newTextWriter(size, limit int) textWriter {
	return textWriter{buf: make([]byte, 0, min(size, limit)), limit: limit}
}

func (w *textWriter) String() string { return string(w.buf) }

// full reports that the limit is reached and nothing more will be kept.
func (w *textWriter) full() bool { return len(w.buf) >= w.limit }

// html writes the text of s. In strict mode only elements of HTML count as
// mark-up: the second round must not eat a "<name>" that an author escaped.
func (w *textWriter) html(s string, strict bool) {
	tags := tagScanner{s: s}
	for i := 0; i < len(s) && !w.full(); {
		switch c := s[i]; {
		case c == '<':
			i = w.markup(&tags, i, strict)
		case c == '&':
			text, n := entity(s[i:])
			if n == 0 {
				w.rune('&')
				i++
				break
			}
			if text == "<" || text == "&" {
				w.again = true
			}
			for _, r := range text {
				w.rune(r)
			}
			i += n
		case c <= ' ':
			w.rune(rune(c))
			i++
		case c < 0x7f:
			end := i + 1
			for end < len(s) && s[end] > ' ' && s[end] < 0x7f && s[end] != '<' && s[end] != '&' {
				end++
			}
			w.ascii(s[i:end])
			i = end
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			w.rune(r)
			i += n
		}
	}
}

// ascii writes a run of printable ASCII without spaces.
func (w *textWriter) ascii(s string) {
	w.flush()
	if room := w.limit - len(w.buf); len(s) > room {
		s = s[:max(room, 0)]
	}
	if s == "" {
		return
	}
	w.buf = append(w.buf, s...)
	w.last = rune(s[len(s)-1])
}

// rune writes one rune, unless it is white space (a gap) or has no business in
// text that people read.
func (w *textWriter) rune(r rune) {
	switch {
	case r > 0xad && r < 0x0600 && r != 0x34f: // letters of Europe; the common case
	case r == ' ' || r >= '\t' && r <= '\r' || r == 0x85 || r == 0xa0 || r == 0x1680 || r == 0x3000 ||
		r >= 0x2000 && r <= 0x200a || r == 0x2028 || r == 0x2029 || r == 0x202f || r == 0x205f:
		w.gap = true
		return
	case r == 0x200c || r == 0x200d:
		if !joins(w.last) || w.gap {
			return
		}
	case hidden(r):
		return
	}
	w.flush()
	if len(w.buf)+utf8.RuneLen(r) > w.limit {
		w.limit = len(w.buf) // full: a shorter rune must not slip in behind a dropped one
		return
	}
	w.buf = utf8.AppendRune(w.buf, r)
	w.last = r
}

// flush writes the gap that is owed.
func (w *textWriter) flush() {
	if w.gap && len(w.buf) > 0 && len(w.buf)+1 < w.limit {
		w.buf = append(w.buf, ' ')
		w.last = ' '
	}
	w.gap = false
}

// joins reports whether a zero-width joiner or non-joiner after r can carry
// meaning: in Persian and the Indic scripts it is spelling, between emoji it makes
// one picture. Elsewhere it only hides a name from a search.
func joins(r rune) bool {
	return r >= 0x0600 && r <= 0x0dff || r >= 0x2600 && r <= 0x27bf || r == 0xfe0f || r >= 0x1f000
}

// hidden reports runes that are dropped: controls, bidirectional and other
// invisible format characters, tags, non-characters.
func hidden(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xad, r == 0x34f, r == 0x61c, r == 0x180e,
		r == 0x200b, r == 0x200e, r == 0x200f, r >= 0x202a && r <= 0x202e,
		r >= 0x2060 && r <= 0x206f, r == 0xfeff, r >= 0xfff9 && r <= 0xfffb,
		r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return r > unicode.MaxRune
}

// maxEntity is how far behind '&' the ';' may be: the longest name in HTML has
// 31 letters.
const maxEntity = 40

// entity decodes the character reference at the start of s and says how many
// bytes it takes; 0 when there is none. Only references ended by ';' count: the
// others stand in addresses ("?a=1&copy=2") more often than in text.
func entity(s string) (text string, n int) {
	end := strings.IndexByte(s[:min(len(s), maxEntity)], ';')
	if end < 2 {
		return "", 0
	}
	switch s[1:end] {
	case "amp":
		return "&", end + 1
	case "lt":
		return "<", end + 1
	case "gt":
		return ">", end + 1
	case "quot":
		return `"`, end + 1
	case "apos", "#39", "#039":
		return "'", end + 1
	case "nbsp", "#160":
		return " ", end + 1
	}
	ref := s[:end+1]
	text = html.UnescapeString(ref)
	// A known prefix without its own ';' ("&copyright;") leaves the ';' behind:
	// then it was no reference.
	if text == ref || strings.HasSuffix(text, ";") {
		return "", 0
	}
	return text, end + 1
}
