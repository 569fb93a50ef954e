// Package config turns TOML files into checked values. It decides what a valid
// file is and says of an invalid one, for every mistake at once, where it is,
// what is wrong and what to do. It knows nothing of what the values are used for.
//
// No message repeats a value of a file, and keys only where they look like
// words: whatever was pasted into the wrong place stays there.
package config

import (
	"bytes"
	"errors"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// Decode reads a TOML 1.0 file strictly into the struct (or map) that v points
// to. What the file does not mention keeps its value, so that defaults are set
// before; a list is replaced as a whole.
//
// Types that implement encoding.TextUnmarshaler check themselves, and a method
// "Validate() error" on anything that is filled is called when it is complete;
// both say what is wrong with an [Invalid]. If v itself has a method
// "ExplainUnknown(key string) error", it may say more of a key that nobody knows.
//
// A non-nil error is a Mistakes: a single one where the file is no TOML, else all
// there are; v is then filled in part and of no use.
func Decode(file string, data []byte, v any) error {
	_, err := decode(file, data, v)
	return err
}

// decode is Decode that also hands out the tree, for faults that only show
// outside of the file.
func decode(file string, data []byte, v any) (*document, error) {
	doc, mistakes := parse(file, data)
	if doc.root == nil {
		return doc, mistakes
	}
	mistakes = append(mistakes, assign(doc, v)...)
	if len(mistakes) > 0 {
		return doc, mistakes.inOrder()
	}
	return doc, nil
}

// document is a file that could be read, with what is needed to point into it.
type document struct {
	file  string
	data  []byte // without byte order mark
	lines []int  // offsets of the beginnings of lines, filled when first needed
	root  *node  // nil where the file is no TOML
}

// at is a mistake at a byte offset.
func (d *document) at(offset int, what, do string) Mistake {
	if d.lines == nil {
		d.lines = []int{0}
		for i, c := range d.data {
			if c == '\n' {
				d.lines = append(d.lines, i+1)
			}
		}
	}
	offset = min(max(offset, 0), len(d.data))
	line := sort.SearchInts(d.lines, offset+1)
	start := d.lines[line-1]
	return Mistake{
		File: d.file, Line: line, Col: utf8.RuneCount(d.data[start:offset]) + 1,
		What: what, Do: do,
	}
}

// lineOf is the line of a byte offset, from 1.
func (d *document) lineOf(offset int) int { return d.at(offset, "", "").Line }

// parse turns bytes into a tree. The mistakes it returns are those of TOML
// itself; without a tree there is exactly one.
func parse(file string, data []byte) (*document, Mistakes) {
	doc := &document{file: file}
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return doc, Mistakes{mistakeOf(file, "the file is written in UTF-16", "save it as UTF-8")}
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	doc.data = data
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return doc, Mistakes{doc.at(i, "the file holds binary data", "name a text file in TOML")}
	}
	if i := invalidUTF8(data); i >= 0 {
		return doc, Mistakes{doc.at(i, "this character is not UTF-8", "save the file as UTF-8")}
	}

	b := builder{doc: doc, root: newTable(0), keys: map[string]string{}}
	b.parser.Reset(data)
	for b.parser.NextExpression() {
		b.expression(b.parser.Expression())
	}
	if err := b.parser.Error(); err != nil {
		return doc, Mistakes{doc.syntax(err)}
	}
	if len(b.mistakes) == 0 {
		// The finer rules about what may be defined twice, and where, are the
		// library's: it has the last word.
		if err := toml.Unmarshal(data, &struct{}{}); err != nil {
			return doc, Mistakes{doc.syntax(err)}
		}
	}
	doc.root = b.root
	return doc, b.mistakes
}

func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// syntax turns an error of the library into a mistake. Its String method would
// print neighbouring lines, and some of its messages print keys; neither is used.
func (d *document) syntax(err error) Mistake {
	offset, message := len(d.data), err.Error()
	var pe *unstable.ParserError
	var de *toml.DecodeError
	switch {
	case errors.As(err, &pe):
		// A highlight is a subslice of the data: both end at the same capacity.
		offset, message = cap(d.data)-cap(pe.Highlight), pe.Message
	case errors.As(err, &de):
		line, col := de.Position()
		message = de.Error()
		offset = 0
		for range line - 1 {
			offset += bytes.IndexByte(d.data[offset:], '\n') + 1
		}
		offset += col - 1
	}
	message = strings.TrimPrefix(message, "toml: ")
	for _, hint := range syntaxHints {
		if strings.Contains(message, hint.message) {
			return d.at(offset, hint.what, hint.do)
		}
	}
	return d.at(offset, "this is no TOML: "+oneLine(message), "correct the line")
}

// syntaxHints says the library's messages in the words of somebody who does not
// know TOML; the first that fits is taken. What holds a name of the file must be
// among them.
var syntaxHints = []struct{ message, what, do string }{
	{"already", "this key or section is defined a second time", "keep one of the two"},
	{"should be a table", "this section has the name of a plain value", "rename or remove one of the two"},
	{"at start of value", "this is no value", "put text in double quotes"},
	{"expected keyword", "this is no value", "put text in double quotes, or write true or false"},
	{"strings must be quoted", "this text has no quotes", "put it in double quotes"},
	{"expected newline", "the line goes on where the value ends", "put text in double quotes, and each key on a line of its own"},
	{"expected '=' after key", "a key without a value", "write: key = value"},
	{"expected value", "a key without a value", "write a value after the equals sign"},
	{"start of key", "this is no key", "write: key = value, [section], or # and a comment"},
	{"expected ']' to close", "the name of the section does not end", "close it with ]"},
	{"expected ']]' to close", "the name of the section does not end", "close it with ]]"},
	{"expected ',' or ']'", "the entries of the list are not separated", "put a comma between them, and ] at the end"},
	{"array is incomplete", "the list does not end", "close it with ]"},
	{"expected ',' or '}'", "the entries of the table are not separated", "put a comma between them, and } at the end"},
	{"inline table is incomplete", "the table does not end", "close it with }"},
	{"strings cannot have new lines", "the text does not end on its line", "close it with the same quote it began with"},
	{"unterminated", "the text does not end", "close it with the same quote it began with"},
	{"not terminated", "the text does not end", "close it with the same three quotes it began with"},
	{"invalid escape", "this is no escape sequence", `write a backslash as \\, or put the text in single quotes`},
	{"leading zeroes", "a number must not begin with 0", "take the zero away, or put text in double quotes"},
}
