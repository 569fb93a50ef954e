package feeds

import "strings"

// tagScanner finds the ends of tags in s. It remembers what is no longer there,
// so that text full of unfinished tags is not searched to its end for each.
type tagScanner struct {
	s       string
	noClose bool // no '>' from here on
	simple  int  // tags whose quotes did not add up
}

// maxOddTags is how many tags with odd quotes are looked at twice; after that a
// tag simply ends at the next '>'.
const maxOddTags = 16

// end returns the index behind the '>' that ends the tag at i, or -1. A '>'
// inside a quoted attribute value does not end it.
func (t *tagScanner) end(i int) int {
	if t.noClose {
		return -1
	}
	first := strings.IndexByte(t.s[i:], '>')
	if first < 0 {
		t.noClose = true
		return -1
	}
	first += i + 1
	if t.simple > maxOddTags {
		return first
	}
	for j := i; ; {
		k := strings.IndexAny(t.s[j:], `>"'`)
		if k < 0 {
			break
		}
		j += k
		if t.s[j] == '>' {
			return j + 1
		}
		if !strings.HasSuffix(strings.TrimRight(t.s[i:j], " "), "=") {
			j++ // an apostrophe, not the start of a value
			continue
		}
		k = strings.IndexByte(t.s[j+1:], t.s[j])
		if k < 0 {
			break
		}
		j += k + 2
	}
	t.simple++
	return first
}

// markup handles the '<' at i and returns where to go on.
func (w *textWriter) markup(t *tagScanner, i int, strict bool) int {
	rest := t.s[i:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		return skipPast(t.s, i+4, "-->")
	case strings.HasPrefix(rest, "<?") || strings.HasPrefix(rest, "<!"):
		if end := t.end(i); end > 0 {
			return end
		}
	}
	name, closing := tagName(rest)
	if name == "" || strict && !isElement(name) {
		w.rune('<')
		return i + 1
	}
	end := t.end(i)
	if end < 0 {
		w.rune('<')
		return i + 1
	}
	if !isInline(name) {
		w.gap = true
	}
	if !closing && hidesContent(name) && t.s[end-2] != '/' {
		return skipElement(t.s, end, name)
	}
	return end
}

// skipPast returns the index behind the next mark, or the end of s.
func skipPast(s string, i int, mark string) int {
	if k := strings.Index(s[min(i, len(s)):], mark); k >= 0 {
		return i + k + len(mark)
	}
	return len(s)
}

// skipElement returns the index behind the end tag of the named element, or the
// end of s: an unfinished script has no text worth reading.
func skipElement(s string, i int, name string) int {
	for {
		k := strings.Index(s[i:], "</")
		if k < 0 {
			return len(s)
		}
		i += k + 2
		if len(s) >= i+len(name) && strings.EqualFold(s[i:i+len(name)], name) {
			return skipPast(s, i, ">")
		}
	}
}

// tagName returns the lower-case name of the tag at the start of s; "" when the
// '<' does not start a tag, as in "1 < 2".
func tagName(s string) (name string, closing bool) {
	i := 1
	if i < len(s) && s[i] == '/' {
		closing = true
		i++
	}
	start := i
	for i < len(s) && i < start+32 && (isLetter(s[i]) || i > start && (s[i] >= '0' && s[i] <= '9' || s[i] == '-' || s[i] == ':')) {
		i++
	}
	if i == start {
		return "", closing
	}
	if i < len(s) && !strings.ContainsRune(" \t\r\n/>\"'", rune(s[i])) {
		return "", closing // "<john@example.org>"
	}
	return strings.ToLower(s[start:i]), closing
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// isInline reports elements that stand inside a word without parting it.
func isInline(name string) bool {
	switch name {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
		"font", "i", "ins", "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
		"strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr":
		return true
	}
	return false
}

// hidesContent reports elements whose content is not text for a reader.
func hidesContent(name string) bool {
	switch name {
	case "script", "style", "template", "svg", "math", "iframe", "object":
		return true
	}
	return false
}

// isElement reports whether name is an element of HTML that feeds use.
func isElement(name string) bool {
	if isInline(name) || hidesContent(name) {
		return true
	}
	switch name {
	case "address", "area", "article", "aside", "audio", "blockquote", "body", "br", "button", "canvas",
		"caption", "center", "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "embed",
		"fieldset", "figcaption", "figure", "footer", "form", "frame", "h1", "h2", "h3", "h4", "h5", "h6",
		"head", "header", "hgroup", "hr", "html", "img", "input", "label", "legend", "li", "link", "main",
		"map", "menu", "meta", "nav", "noscript", "ol", "optgroup", "option", "output", "p", "param",
		"picture", "pre", "progress", "section", "select", "source", "summary", "table", "tbody", "td",
		"textarea", "tfoot", "th", "thead", "title", "tr", "track", "ul", "video":
		return true
	}
	return false
}
