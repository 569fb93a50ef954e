package document

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a line of a file without its end, from byte at on.
type line struct {
	text []byte
	at   int
}

// lines cuts data at line feeds, with or without carriage returns, and at single
// carriage returns.
func lines(data []byte) []line {
	var out []line
	at := 0
	if bytes.HasPrefix(data, []byte(mark)) {
		at = len(mark)
	}
	for at < len(data) {
		end := bytes.IndexAny(data[at:], "\r\n")
		if end < 0 {
			return append(out, line{data[at:], at})
		}
		out = append(out, line{data[at : at+end], at})
		at += end + 1
		if data[at-1] == '\r' && at < len(data) && data[at] == '\n' {
			at++
		}
	}
	return out
}

func (l line) blank() bool { return len(bytes.TrimSpace(l.text)) == 0 }

// from returns the line without its first n bytes.
func (l line) from(n int) line { return line{l.text[n:], l.at + n} }

var (
	wikiHeading = regexp.MustCompile(`^\s*(={1,6})\s*(.*?[^=\s])\s*(={1,6})\s*$`)
	listItem    = regexp.MustCompile(`^\s*(?:[-*•‣▪●◦·–]+|\d{1,3}[.)]|\([a-z0-9]{1,2}\))\s+(\S)`)
	underline   = regexp.MustCompile(`^\s*(?:={3,}|-{3,})\s*$`)
	rulerLine   = regexp.MustCompile(`^[\s\-=_*~#.•]*$`)
)

// readPlain cuts plain text. Blank lines part paragraphs; without them each line is
// one, unless the text was wrapped at a width.
func readPlain(data []byte) []piece {
	var pieces []piece
	all := lines(data)
	width := wrapWidth(all)
	for i := 0; i < len(all); {
		if all[i].blank() {
			i++
			continue
		}
		end := i
		for end < len(all) && !all[end].blank() {
			end++
		}
		pieces = append(pieces, group(all[i:end], width, end-i == 1)...)
		i = end
	}
	titles(pieces)
	return pieces
}

// group makes pieces of lines that stand together.
func group(ls []line, width int, single bool) []piece {
	var out []piece
	for i := 0; i < len(ls); i++ {
		l := ls[i]
		if m := wikiHeading.FindSubmatchIndex(l.text); m != nil {
			p := piece{kind: Heading, level: min(m[3]-m[2], m[7]-m[6]), marked: true, wiki: true}
			p.add(l.text[m[4]:m[5]], l.at+m[4])
			out = append(out, p)
			continue
		}
		if i+1 < len(ls) && underline.Match(ls[i+1].text) && headline(string(l.text)) {
			p := piece{kind: Heading, level: 1, marked: true}
			p.add(l.text, l.at)
			out = append(out, p)
			i++
			continue
		}
		if rulerLine.Match(l.text) {
			continue
		}
		p := piece{kind: Paragraph}
		if m := listItem.FindSubmatchIndex(l.text); m != nil {
			p.kind = ListItem
			l = l.from(m[2])
		}
		p.add(l.text, l.at)
		for width > 0 && i+1 < len(ls) && wraps(ls[i], ls[i+1], width) {
			i++
			join(&p.text, ls[i])
		}
		if single && p.kind == Paragraph && headline(string(l.text)) {
			p.kind, p.level = Heading, 6
		}
		out = append(out, p)
	}
	return out
}

// join appends a line to a wrapped paragraph: with the line feed before it, which
// becomes a space, or without where a hyphen or a script without spaces parts the
// words.
func join(t *text, l line) {
	trimmed := bytes.TrimRight(t.bytes, " \t")
	before, size := utf8.DecodeLastRune(trimmed)
	after, _ := utf8.DecodeRune(bytes.TrimLeft(l.text, " \t"))
	l = l.from(len(l.text) - len(bytes.TrimLeft(l.text, " \t")))
	hyphen := false
	if before == '-' {
		previous, _ := utf8.DecodeLastRune(trimmed[:len(trimmed)-size])
		hyphen = unicode.IsLetter(previous) && unicode.IsLower(after)
	}
	if !hyphen && (!alone(before) || !alone(after)) {
		t.add([]byte{'\n'}, l.at-1)
	}
	t.add(l.text, l.at)
}

// wrapWidth returns the width in characters at which a text was wrapped, 0 where its
// lines are paragraphs. It was wrapped where nearly every line that goes on is so
// long that the first word of the next did not fit, and many of them end within a
// sentence.
func wrapWidth(all []line) int {
	width, pairs := 0, 0
	for _, l := range all {
		if n := utf8.RuneCount(bytes.TrimSpace(l.text)); n > width && bytes.ContainsAny(bytes.TrimSpace(l.text), " \t") || n > width && n <= 80 {
			width = n
		}
	}
	if width < 40 || width > 130 {
		return 0
	}
	within := 0 // breaks inside a sentence
	for i := 0; i+1 < len(all); i++ {
		if all[i].blank() || all[i+1].blank() || listItem.Match(all[i+1].text) {
			continue
		}
		if !wraps(all[i], all[i+1], width) {
			continue
		}
		pairs++
		if end := bytes.TrimRight(all[i].text, " \t\"”’')]»"); len(end) > 0 && !stops(lastRune(end)) {
			within++
		}
	}
	if pairs < 2 || within*2 < pairs {
		return 0
	}
	return width
}

// wraps reports whether the second line may be the rest of the first: its first word
// did not fit any more, or it goes on in lower case after a line of some length. Lists
// and headings begin anew.
func wraps(a, b line, width int) bool {
	if listItem.Match(b.text) || wikiHeading.Match(b.text) || rulerLine.Match(b.text) {
		return false
	}
	n := utf8.RuneCount(bytes.TrimRight(a.text, " \t"))
	word := bytes.TrimLeft(b.text, " \t")
	if i := bytes.IndexAny(word, " \t"); i >= 0 {
		word = word[:i]
	}
	next, _ := utf8.DecodeRune(word)
	if n > width || n < width/3 {
		return false
	}
	fits := utf8.RuneCount(word)
	if alone(next) {
		fits = 1
	}
	return n+1+fits > width || unicode.IsLower(next) && !stops(lastRune(bytes.TrimRight(a.text, " \t")))
}

func lastRune(b []byte) rune {
	r, _ := utf8.DecodeLastRune(b)
	return r
}

// headline reports whether a line that stands alone looks like a heading: short, no
// stop at its end, a letter or digit at its beginning.
func headline(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > 600 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	ending := s
	for strings.HasSuffix(ending, "]") && strings.LastIndexByte(ending, '[') > 0 {
		ending = ending[:strings.LastIndexByte(ending, '[')] // a citation after the stop
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(ending, closers+" "))
	if s == "" || unicode.IsLower(first) || !wordly(first) && !strings.ContainsRune("\"“‘'«„", first) {
		return false
	}
	if stops(last) && last != '?' || strings.ContainsRune(":;,…-", last) || strings.Contains(s, "...") {
		return false
	}
	if n := len(strings.Fields(s)); n > 16 {
		return false
	}
	runes := utf8.RuneCountInString(s)
	if alone(first) {
		return runes <= 40 && !strings.ContainsAny(s, "。，；")
	}
	return runes <= 140
}

// titles makes the first paragraph of a text its heading where it looks like one.
func titles(pieces []piece) {
	if len(pieces) > 1 && pieces[0].kind == Paragraph && headline(pieces[0].String()) {
		pieces[0].kind, pieces[0].level = Heading, 6
	}
}

// stops reports whether a character ends sentences, in any script.
func stops(r rune) bool {
	return strings.ContainsRune(".!?…。！？．।॥؟۔։።", r)
}
