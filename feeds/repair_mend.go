package feeds

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mend rewrites a document as well-formed XML, from its root element on: it
// closes what is open, drops end tags of nothing, quotes attributes, escapes what
// is no mark-up, and leaves out characters that XML forbids. Elements deeper than
// maxDepth lose their tags and keep their text. An item that the end of the
// document cuts off is dropped: with half an address it would be taken for
// another item tomorrow, when all of it is there.
func mend(text []byte) ([]byte, []string) {
	m := mender{in: text, out: make([]byte, 0, len(text)+len(text)/16)}
	if name := elementName(text); localName(name) == "channel" {
		m.out = append(m.out, `<rss version="2.0">`...)
		m.open = append(m.open, openTag{name: "rss"})
	}
	m.run()
	m.finish()
	return m.out, m.notes
}

type openTag struct {
	name   string
	start  int // where its tag begins in out
	scopes int // namespaces it declares
}

type mender struct {
	in     []byte
	out    []byte
	open   []openTag
	deep   int  // open elements beyond maxDepth, not written
	scopes int  // namespaces in scope
	count  int  // elements seen
	closed bool // the root element has ended
	notes  []string
}

// note remembers a kind of repair once.
func (m *mender) note(s string) {
	for _, n := range m.notes {
		if n == s {
			return
		}
	}
	m.notes = append(m.notes, s)
}

func (m *mender) run() {
	in := m.in
	for i := 0; i < len(in) && !m.closed; {
		k := bytes.IndexByte(in[i:], '<')
		if k < 0 {
			m.text(in[i:])
			return
		}
		m.text(in[i : i+k])
		i += k
		rest := in[i:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			i = after(in, i+4, "-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			end := after(in, i+9, "]]>")
			if !bytes.HasSuffix(in[i:end], []byte("]]>")) {
				return
			}
			m.out = append(m.out, "<![CDATA["...)
			m.characters(in[i+9 : end-3])
			m.out = append(m.out, "]]>"...)
			i = end
		case bytes.HasPrefix(rest, []byte("<?")):
			i = after(in, i+2, ">")
		case bytes.HasPrefix(rest, []byte("<!")):
			i = after(in, i+2, ">")
		case bytes.HasPrefix(rest, []byte("</")):
			name := elementName(rest[1:])
			end := bytes.IndexByte(rest, '>')
			if end < 0 {
				return
			}
			m.close(name)
			i += end + 1
		default:
			n := m.start(rest)
			if n < 0 {
				return
			}
			if n == 0 {
				m.note("escaped a '<' that starts no tag")
				m.out = append(m.out, "&lt;"...)
				n = 1
			}
			i += n
		}
	}
}

// start writes the start tag at the beginning of rest and returns its length; 0
// where there is none, -1 where the document ends inside it.
func (m *mender) start(rest []byte) int {
	name := elementName(rest)
	if name == "" || strings.Count(name, ":") > 1 || strings.Trim(name, ":") != name {
		return 0
	}
	if m.count++; m.count > maxElements {
		m.note("stopped where the document has too many elements")
		return -1
	}
	if isItem(name) {
		m.closeItem()
	}
	begin := len(m.out)
	m.out = append(append(m.out, '<'), name...)
	i, scopes, selfClosing := 1+len(name), 0, false
	for {
		for i < len(rest) && (rest[i] <= ' ' || rest[i] == '/') {
			selfClosing = rest[i] == '/'
			i++
		}
		if i >= len(rest) {
			m.out = m.out[:begin]
			return -1
		}
		if rest[i] == '>' {
			i++
			break
		}
		if rest[i] == '<' { // the '>' is missing
			m.note("ended an unfinished tag")
			break
		}
		n, declares := m.attribute(rest[i:], m.scopes+scopes < maxNamespaces)
		if declares {
			scopes++
		}
		i += n
		selfClosing = false
	}
	switch {
	case len(m.open) >= maxDepth:
		m.out = m.out[:begin]
		m.note("flattened what was nested too deeply")
		if !selfClosing {
			m.deep++
		}
	case selfClosing:
		m.out = append(m.out, "/>"...)
		m.closed = len(m.open) == 0
	default:
		m.out = append(m.out, '>')
		m.open = append(m.open, openTag{name: name, start: begin, scopes: scopes})
		m.scopes += scopes
	}
	return i
}

// attribute writes one attribute in good form and returns the bytes read and
// whether it declares a namespace. What has no usable name is left out.
func (m *mender) attribute(rest []byte, mayDeclare bool) (n int, declares bool) {
	name := elementName(append([]byte("<"), rest[:min(len(rest), 128)]...))
	if name == "" {
		return 1, false
	}
	i := len(name)
	value := []byte(nil)
	j := i
	for j < len(rest) && rest[j] <= ' ' {
		j++
	}
	if j < len(rest) && rest[j] == '=' {
		j++
		for j < len(rest) && rest[j] <= ' ' {
			j++
		}
		value, i = attributeValue(rest, j)
	}
	if strings.Count(name, ":") > 1 || strings.Trim(name, ":") != name {
		return i, false
	}
	if name == "xmlns" || strings.HasPrefix(name, "xmlns:") {
		if !mayDeclare {
			m.note("left out surplus namespaces")
			return i, false
		}
		declares = true
	}
	m.out = append(append(append(m.out, ' '), name...), `="`...)
	m.escaped(bytes.ReplaceAll(bytes.ReplaceAll(value, []byte(`"`), []byte("&quot;")), []byte("<"), []byte("&lt;")))
	m.out = append(m.out, '"')
	return i, declares
}

// attributeValue reads a value at i, quoted or not, and returns where it ends. A
// quote that is not closed before the next tag ends at the '>'.
func attributeValue(rest []byte, i int) ([]byte, int) {
	if i < len(rest) && (rest[i] == '"' || rest[i] == '\'') {
		end := bytes.IndexAny(rest[i+1:], "<"+string(rest[i]))
		if end >= 0 && rest[i+1+end] == rest[i] {
			return rest[i+1 : i+1+end], i + end + 2
		}
		i++
		if end = bytes.IndexAny(rest[i:], "<>"); end < 0 {
			end = len(rest) - i
		}
		return rest[i : i+end], i + end
	}
	end := bytes.IndexAny(rest[i:], " \t\r\n<>")
	if end < 0 {
		end = len(rest) - i
	}
	return rest[i : i+end], i + end
}

// close ends the named element and everything open inside it.
func (m *mender) close(name string) {
	if m.deep > 0 {
		m.deep--
		return
	}
	for i := len(m.open) - 1; i >= 0; i-- {
		if strings.EqualFold(m.open[i].name, name) {
			if i < len(m.open)-1 {
				m.note("closed what was left open")
			}
			m.closeTo(i)
			m.closed = i == 0
			return
		}
	}
	m.note("dropped an end tag of nothing")
}

func (m *mender) closeTo(i int) {
	for len(m.open) > i {
		top := m.open[len(m.open)-1]
		m.out = append(append(append(m.out, "</"...), top.name...), '>')
		m.scopes -= top.scopes
		m.open = m.open[:len(m.open)-1]
	}
}

// closeItem ends an item that is still open when the next one begins.
func (m *mender) closeItem() {
	for i, tag := range m.open {
		if isItem(tag.name) {
			m.note("closed an item that was left open")
			m.deep = 0
			m.closeTo(i)
			return
		}
	}
}

// finish closes what the document left open.
func (m *mender) finish() {
	if len(m.open) == 0 {
		return
	}
	for i, tag := range m.open {
		if isItem(tag.name) {
			m.note("dropped the item in which the document breaks off")
			m.out = m.out[:tag.start]
			m.open = m.open[:i]
			break
		}
	}
	m.note("closed a document that breaks off")
	m.closeTo(0)
}

// text writes character data; outside of the root there is none.
func (m *mender) text(s []byte) {
	if len(m.open) > 0 {
		m.escaped(s)
	}
}

// escaped writes text in which an ampersand that starts no reference, and every
// '>', stands for itself.
func (m *mender) escaped(s []byte) {
	for {
		i := bytes.IndexAny(s, "&>")
		if i < 0 {
			m.characters(s)
			return
		}
		m.characters(s[:i])
		if s[i] == '>' {
			m.out = append(m.out, "&gt;"...)
			s = s[i+1:]
			continue
		}
		n := reference(s[i:])
		switch {
		case n > 0:
			m.out = append(m.out, s[i:i+n]...)
		case n < 0: // of a character that XML forbids
			m.note("dropped control characters")
			n = -n
		default:
			m.out = append(m.out, "&amp;"...)
			n = 1
		}
		s = s[i+n:]
	}
}

// reference returns the length of the reference at the start of s, 0 where there
// is none, and the negative length where it names a forbidden character.
func reference(s []byte) int {
	end := bytes.IndexByte(s[:min(len(s), maxEntity)], ';')
	if end < 2 {
		return 0
	}
	name := s[1:end]
	if name[0] != '#' {
		for _, c := range name {
			if !isLetter(c) && (c < '0' || c > '9') {
				return 0
			}
		}
		return end + 1
	}
	digits, base := string(name[1:]), 10
	if digits != "" && digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0
	}
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) || forbidden(rune(n)) {
		return -(end + 1)
	}
	return end + 1
}

// characters writes text without what XML 1.0 section 2.2 forbids.
func (m *mender) characters(s []byte) {
	from := 0
	for i := 0; i < len(s); {
		if s[i] >= 0x20 && s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(s[i:])
		if forbidden(r) || r == utf8.RuneError && n == 1 {
			m.note("dropped control characters")
			m.out = append(m.out, s[from:i]...)
			from = i + n
		}
		i += n
	}
	m.out = append(m.out, s[from:]...)
}

func forbidden(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
}
