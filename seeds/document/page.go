package document

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// element is an open element, with what it and those around it say of text.
type element struct {
	name    string
	kind    Kind
	level   int
	frame   string
	article bool
}

// page is an HTML file being read.
type page struct {
	*markup
	z      *html.Tokenizer
	strict bool           // whether elements and classes tell frames
	open   []element      // the outermost is first
	count  map[string]int // of open elements by name
	skip   string         // name of an element whose content is dropped
	depth  int            // how many of that name are open within it
	link   bool
	breaks int // line breaks since the last text
	piece  piece
	pieces []piece
}

func newPage(b []byte, m *markup, strict bool) *page {
	return &page{markup: m, z: html.NewTokenizer(bytes.NewReader(b)), strict: strict, count: map[string]int{}}
}

func (p *page) read() []piece {
	at := 0
	for {
		kind := p.z.Next()
		raw := p.z.Raw()
		switch kind {
		case html.TextToken:
			if p.skip == "" {
				p.text(raw, at)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			p.start(at, len(raw), kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := p.z.TagName()
			p.end(string(name))
		case html.ErrorToken:
			p.flush()
			return p.pieces
		}
		at += len(raw)
	}
}

// text appends text of the file, its entities read.
func (p *page) text(raw []byte, at int) {
	if len(bytes.TrimSpace(raw)) > 0 {
		p.breaks = 0
		if p.link {
			p.piece.linked += len(bytes.TrimSpace(raw))
		}
	}
	addUnescaped(&p.piece.text, raw, at)
}

// addUnescaped appends text of the file in which "&amp;" stands for "&".
func addUnescaped(t *text, raw []byte, at int) {
	for len(raw) > 0 {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			break
		}
		t.add(raw[:i], at)
		raw, at = raw[i:], at+i
		n := 1
		for n < len(raw) && n < 40 && (raw[n] == '#' && n == 1 || isAlnum(raw[n])) {
			n++
		}
		if n < len(raw) && raw[n] == ';' {
			n++
		}
		if s := string(raw[:n]); html.UnescapeString(s) != s {
			t.stand(html.UnescapeString(s), at, n)
		} else {
			t.add(raw[:n], at)
		}
		raw, at = raw[n:], at+n
	}
	t.add(raw, at)
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// void are the elements without content.
const void = " area base br col embed hr img input link meta param source track wbr "

// start reads a start tag that stands at bytes at to at+size.
func (p *page) start(at, size int, selfClosing bool) {
	b, more := p.z.TagName()
	name := string(b)
	if p.skip != "" {
		if p.skip == "p" && p.blocks[name] {
			p.skip = "" // a paragraph ends where the next block begins
		} else {
			if name == p.skip && !selfClosing {
				p.depth++
			}
			return
		}
	}
	frame, dropped := p.says(name, more)
	switch {
	case name == "br":
		p.breaks++
		if p.breaks > 1 {
			p.flush()
		} else {
			p.piece.stand("\n", at, size)
		}
		return
	case strings.Contains(void, " "+name+" "):
		if name == "hr" {
			p.flush()
		}
		return
	case dropped:
		if !selfClosing {
			p.skip, p.depth = name, 1
		}
		return
	case name == "a":
		p.link = true
		return
	case name == "td" || name == "th":
		if len(bytes.TrimSpace(p.piece.bytes)) > 0 {
			p.piece.stand(" | ", at, size)
		}
		return
	}
	if p.blocks[name] || frame != "" {
		p.flush()
		p.push(name, frame)
	}
}

// says reads the attributes of a tag: what frame its element is, and whether its
// content is to be dropped.
func (p *page) says(name string, more bool) (frame string, dropped bool) {
	root := name == "html" || name == "body"
	dropped = p.drop[name]
	if p.strict && !root {
		frame = p.frames[name]
	}
	for more {
		var k, v []byte
		k, v, more = p.z.TagAttr()
		if root {
			continue // a script shows the page that is hidden until then
		}
		value := strings.ToLower(string(v))
		switch string(k) {
		case "hidden":
			dropped = dropped || value != "until-found"
		case "aria-hidden":
			dropped = dropped || value == "true"
		case "style":
			style := strings.ReplaceAll(value, " ", "")
			dropped = dropped || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
		case "role":
			if p.strict && p.roles[value] != "" {
				frame = p.roles[value]
			}
		case "class", "id", "itemprop", "rel":
			for _, c := range strings.Fields(value) {
				dropped = dropped || p.dropClasses[c]
				if p.strict && p.classes[c] != "" && name != "a" && name != "main" && name != "article" {
					frame = p.classes[c]
				}
			}
		}
	}
	return frame, dropped
}

// push opens an element, after those that it ends by itself.
func (p *page) push(name, frame string) {
	for len(p.open) > 0 && implied(p.open[len(p.open)-1].name, name, p.blocks[name]) {
		p.pop()
	}
	e := element{kind: Paragraph}
	if n := len(p.open); n > 0 {
		e = p.open[n-1]
	}
	e.name = name
	if name == "header" && e.article {
		frame = "" // of the article itself: it holds the headline
	}
	if frame != "" && (e.frame == "" || e.frame == "header") {
		e.frame = frame
	}
	switch name {
	case "article", "main":
		e.article = true
	case "h1", "h2", "h3", "h4", "h5", "h6":
		e.kind, e.level = Heading, int(name[1]-'0')
	case "title":
		e.kind, e.level = Heading, titleLevel
	case "li", "dd", "dt", "tr":
		e.kind, e.level = ListItem, 0
	case "blockquote", "section":
		e.kind, e.level = Paragraph, 0
	}
	p.open = append(p.open, e)
	p.count[name]++
}

// implied reports whether an open element ends where another begins (HTML Living
// Standard, optional tags).
func implied(open, next string, block bool) bool {
	switch open {
	case "p":
		return block
	case "li":
		return next == "li"
	case "dt", "dd":
		return next == "dt" || next == "dd"
	case "tr":
		return next == "tr"
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return len(next) == 2 && next[0] == 'h' && next[1] >= '1' && next[1] <= '6'
	}
	return false
}

func (p *page) pop() {
	n := len(p.open) - 1
	p.count[p.open[n].name]--
	p.open = p.open[:n]
}

// end reads an end tag.
func (p *page) end(name string) {
	switch {
	case p.skip != "":
		if name == p.skip {
			if p.depth--; p.depth == 0 {
				p.skip = ""
			}
		}
	case name == "a":
		p.link = false
	case p.count[name] > 0:
		p.flush()
		for p.open[len(p.open)-1].name != name {
			p.pop()
		}
		p.pop()
	}
}

// flush ends the block that was being read.
func (p *page) flush() {
	p.breaks = 0
	if len(bytes.TrimSpace(p.piece.bytes)) > 0 {
		e := element{kind: Paragraph}
		if n := len(p.open); n > 0 {
			e = p.open[n-1]
		}
		p.piece.kind, p.piece.level, p.piece.marked = e.kind, e.level, e.kind == Heading
		p.piece.frame, p.piece.article = e.frame, e.article
		if e.frame == "header" && e.kind == Heading {
			p.piece.frame = ""
		}
		p.pieces = append(p.pieces, p.piece)
	}
	p.piece = piece{}
}
