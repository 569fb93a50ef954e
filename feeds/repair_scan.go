package feeds

import (
	"bytes"
	"strings"
)

// Limits of a document that is handed to the XML parser as it is. Its cost grows
// with declared namespaces times elements, and its stack with depth; what is
// beyond goes through mend, which flattens and thins it first.
const (
	maxDepth      = 100
	maxScopeWork  = 4 << 20 // namespace declarations × elements
	maxElements   = 250_000 // ten megabytes of common feeds have fewer
	maxNamespaces = 32      // kept by mend
)

// shape is what one cheap pass over the tags of a document tells.
type shape struct {
	raw      int // item and entry elements
	depth    int // deepest nesting, roughly
	elements int // start tags
}

// scan walks over the tags of an XML document, skipping comments, CDATA and
// processing instructions. It does not check anything.
func scan(text []byte) shape {
	var s shape
	depth, end := 0, 0 // end: index of the next '>'
	for i := 0; ; {
		k := bytes.IndexByte(text[i:], '<')
		if k < 0 {
			return s
		}
		i += k
		rest := text[i:]
		switch {
		case len(rest) < 2:
			return s
		case bytes.HasPrefix(rest, []byte("<!--")):
			i = after(text, i+4, "-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			i = after(text, i+9, "]]>")
		case rest[1] == '/':
			depth--
			i += 2
		case rest[1] == '?' || rest[1] == '!':
			i += 2
		default:
			name := elementName(rest)
			if name == "" {
				i++
				continue
			}
			s.elements++
			if isItem(name) {
				s.raw++
			}
			if end <= i {
				if k = bytes.IndexByte(rest, '>'); k < 0 {
					return s
				}
				end = i + k
			}
			if text[end-1] != '/' {
				depth++
				s.depth = max(s.depth, depth)
			}
			// Only to behind the name: an odd quote must not hide a tag.
			i += 1 + len(name)
		}
	}
}

// hostile reports documents that would cost the parser far more than their size.
func (s shape) hostile(text []byte) bool {
	return s.depth > maxDepth || s.elements > maxElements || bytes.Count(text, []byte("xmlns"))*s.elements > maxScopeWork
}

// after returns the index behind the next mark, or the end of text.
func after(text []byte, i int, mark string) int {
	if i > len(text) {
		return len(text)
	}
	if k := bytes.Index(text[i:], []byte(mark)); k >= 0 {
		return i + k + len(mark)
	}
	return len(text)
}

// elementName returns the name behind the '<' at the start of tag, with its
// prefix; "" where no element starts.
func elementName(tag []byte) string {
	i := 1
	for i < len(tag) && (isNameByte(tag[i]) || i > 1 && (tag[i] >= '0' && tag[i] <= '9' || tag[i] == '-' || tag[i] == '.')) {
		i++
	}
	return string(tag[1:i])
}

func isNameByte(c byte) bool { return isLetter(c) || c == '_' || c == ':' }

// localName returns a name without its prefix, in lower case.
func localName(name string) string {
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return strings.ToLower(name)
}

// isItem reports the elements that hold one entry of a feed.
func isItem(name string) bool {
	local := localName(name)
	return local == "item" || local == "entry"
}

// rootOf finds the root element of a feed and returns where it starts, its local
// name, and whether something other than a prolog stands before it. The name is
// "" where there is no feed.
func rootOf(text []byte) (start int, name string, junk bool) {
	doctype := false
	for i := 0; ; {
		k := bytes.IndexByte(text[i:], '<')
		if k < 0 {
			return 0, "", false
		}
		if len(bytes.TrimSpace(text[i:i+k])) > 0 {
			junk = true
		}
		i += k
		rest := text[i:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			i = after(text, i+4, "-->")
			continue
		case bytes.HasPrefix(rest, []byte("<?")):
			i = after(text, i+2, ">")
			continue
		case bytes.HasPrefix(rest, []byte("<!")):
			end := after(text, i+2, ">")
			if !doctype {
				doctype = true
				end = afterSubset(text, i, end)
			}
			i = end
			continue
		}
		element := elementName(rest)
		switch name := localName(element); name {
		case "rss", "feed", "rdf", "channel":
			return i, name, junk
		}
		junk = true
		i += 1 + len(element)
	}
}

// afterSubset returns the index behind a document type declaration whose first
// '>' ends at end: with an internal subset in brackets, that was not its last.
// Entities declared there are never expanded.
func afterSubset(text []byte, start, end int) int {
	if bytes.IndexByte(text[start:end], '[') < 0 {
		return end
	}
	if k := bytes.IndexByte(text[start:], ']'); k >= 0 {
		return after(text, start+k, ">")
	}
	return end
}
