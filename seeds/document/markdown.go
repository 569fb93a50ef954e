package document

import (
	"bytes"
	"regexp"
)

var (
	fence      = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	quoteMark  = regexp.MustCompile(`^ {0,3}(?:> ?)+`)
	atxHeading = regexp.MustCompile(`^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$`)
	mdItem     = regexp.MustCompile(`^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?(\S)`)
	definition = regexp.MustCompile(`^ {0,3}\[([^\]]+)\]:\s*(\S.*)$`)
	tableRule  = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$`)
)

// readMarkdown cuts Markdown (CommonMark, with the tables and footnotes of its common
// dialects). Front matter, code in fences, images and definitions of links are left
// out; a fence that is never closed is none. Indented code is read as text, because
// indented prose is the more frequent.
func readMarkdown(data []byte) []piece {
	m := markdownReader{lines: lines(data)}
	m.frontMatter()
	for m.at < len(m.lines) {
		m.line()
		m.at++
	}
	m.flush()
	for i := range m.pieces {
		m.pieces[i].text = inline(&m.pieces[i].text)
	}
	return m.pieces
}

type markdownReader struct {
	lines   []line
	at      int
	unended bool // a comment was begun that nothing ends
	piece   piece
	pieces  []piece
}

func (m *markdownReader) flush() {
	if len(m.piece.bytes) > 0 {
		m.pieces = append(m.pieces, m.piece)
	}
	m.piece = piece{kind: Paragraph}
}

// frontMatter skips what a site generator reads: lines between two of --- or +++.
func (m *markdownReader) frontMatter() {
	m.flush()
	if len(m.lines) == 0 {
		return
	}
	mark := string(bytes.TrimSpace(m.lines[0].text))
	if mark != "---" && mark != "+++" {
		return
	}
	if m.skipTo(func(l []byte) bool { return string(bytes.TrimSpace(l)) == mark }) {
		m.at++
	}
}

// skipTo goes to the first line after this one that ends what began here; where there
// is none it stays, and says so.
func (m *markdownReader) skipTo(end func([]byte) bool) bool {
	for i := m.at + 1; i < len(m.lines); i++ {
		if end(m.lines[i].text) {
			m.at = i
			return true
		}
	}
	return false
}

func (m *markdownReader) line() {
	l := m.lines[m.at]
	if q := quoteMark.FindIndex(l.text); q != nil {
		l = l.from(q[1])
	}
	if l.blank() {
		m.flush()
		return
	}
	if f := fence.FindSubmatch(l.text); f != nil {
		m.flush()
		m.skipTo(func(b []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(b, " >"), f[1]) })
		return
	}
	trimmed := bytes.TrimSpace(l.text)
	switch {
	case bytes.HasPrefix(trimmed, []byte("<!--")) && !bytes.Contains(trimmed, []byte("-->")) && !m.unended:
		m.flush()
		m.unended = !m.skipTo(func(b []byte) bool { return bytes.Contains(b, []byte("-->")) })
	case atxHeading.Match(l.text):
		h := atxHeading.FindSubmatchIndex(l.text)
		m.flush()
		if h[4] >= 0 {
			m.piece = piece{kind: Heading, level: h[3] - h[2], marked: true, wiki: true}
			m.piece.add(l.text[h[4]:h[5]], l.at+h[4])
			m.flush()
		}
	case underline.Match(l.text) && m.piece.kind == Paragraph && len(m.piece.bytes) > 0:
		m.piece.kind, m.piece.level, m.piece.marked, m.piece.wiki = Heading, 2, true, true
		if trimmed[0] == '=' {
			m.piece.level = 1
		}
		m.flush()
	case rulerLine.Match(l.text):
		m.flush()
	case definition.Match(l.text):
		m.flush()
		if d := definition.FindSubmatchIndex(l.text); l.text[d[2]] == '^' {
			m.piece = piece{kind: ListItem, frame: "references"}
			m.piece.add(l.text[d[4]:d[5]], l.at+d[4])
			m.flush()
		}
	case bytes.IndexByte(l.text, '|') >= 0 && m.at+1 < len(m.lines) && bytes.IndexByte(m.lines[m.at+1].text, '|') >= 0 && tableRule.Match(m.lines[m.at+1].text):
		m.flush()
		m.table()
	case mdItem.Match(l.text):
		i := mdItem.FindSubmatchIndex(l.text)[2]
		m.flush()
		m.piece.kind = ListItem
		m.piece.add(l.text[i:], l.at+i)
	case len(m.piece.bytes) == 0:
		m.piece.add(l.text, l.at)
	default:
		join(&m.piece.text, l)
	}
}

// table makes a list item of every row.
func (m *markdownReader) table() {
	for ; m.at < len(m.lines) && bytes.IndexByte(m.lines[m.at].text, '|') >= 0; m.at++ {
		l := m.lines[m.at]
		if tableRule.Match(l.text) {
			continue
		}
		from := len(l.text) - len(bytes.TrimLeft(l.text, " \t|"))
		to := len(bytes.TrimRight(l.text, " \t|"))
		if from < to {
			m.piece = piece{kind: ListItem}
			m.piece.add(l.text[from:to], l.at+from)
			m.flush()
		}
	}
	m.at--
}
