package document

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf8"
)

// The largest files that are read. A page of 2 MB is no article but a whole site or
// an application, and its frame would outweigh its text.
const (
	MaxText = 16 << 20 // bytes of a text or Markdown file
	MaxHTML = 2 << 20  // bytes of an HTML file
)

// magic is how files that are no text begin, and what their readers call them.
// Source: the registrations of the formats, as kept in the IANA media types and in
// file(1).
var magic = []struct{ begin, is, advice string }{
	{"%PDF-", "a PDF", "save its text as .txt"},
	{"PK\x03\x04", "a ZIP archive or an Office or e-book file", "save its text as .txt"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file", "save its text as .txt"},
	{"{\\rtf", "an RTF document", "save its text as .txt"},
	{"\x1f\x8b", "a gzip archive", "unpack it first"},
	{"BZh", "a bzip2 archive", "unpack it first"},
	{"\xfd7zXZ\x00", "an xz archive", "unpack it first"},
	{"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"},
	{"\x89PNG\r\n", "a picture", "save its text as .txt"},
	{"\xff\xd8\xff", "a picture", "save its text as .txt"},
	{"GIF8", "a picture", "save its text as .txt"},
	{"SQLite format 3\x00", "a database", "give the documents themselves"},
	{"\x7fELF", "a program", "give the documents themselves"},
}

// refuse says why data cannot be a document, as a sentence for the person who gave
// it; nil where it can. A file of blanks is refused, because who gives it expects
// something of it.
func refuse(name string, data []byte, html bool) error {
	if len(data) == 0 {
		return fmt.Errorf("%s is empty; check that it was saved", name)
	}
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.begin)) {
			return fmt.Errorf("%s is %s; %s", name, m.is, m.advice)
		}
	}
	if html && len(data) > MaxHTML {
		return fmt.Errorf("%s is larger than %d MB; learn from the article alone", name, MaxHTML>>20)
	}
	if len(data) > MaxText {
		return fmt.Errorf("%s is larger than %d MB; split it", name, MaxText>>20)
	}
	if enc := wide(data); enc != "" {
		return fmt.Errorf("%s is %s, not UTF-8; convert it: iconv -f %s -t UTF-8", name, enc, enc)
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return fmt.Errorf("%s is binary (a zero byte at offset %d); save its text as .txt", name, i)
	}
	if i := badByte(data); i >= 0 {
		return fmt.Errorf("%s is not UTF-8 (byte 0x%02X at offset %d); convert it, for example: iconv -f WINDOWS-1252 -t UTF-8", name, data[i], i)
	}
	controls := 0
	for _, c := range data {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' {
			controls++
		}
	}
	if controls > 4 && controls > len(data)/100 {
		return fmt.Errorf("%s is binary (%d control characters); save its text as .txt", name, controls)
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte(mark)))) == 0 {
		return fmt.Errorf("%s is blank; check that it was saved", name)
	}
	return nil
}

// mark is the byte order mark that some editors put before UTF-8.
const mark = "\uFEFF"

// wide names the encoding of text in units of two or four bytes, by its byte order
// mark or, where it has none, by every other byte being zero.
func wide(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		return "UTF-32LE"
	case bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}):
		return "UTF-32BE"
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return "UTF-16LE"
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return "UTF-16BE"
	}
	head := data[:min(len(data), 1024)&^1]
	units, le, be := len(head)/2, 0, 0
	for i := 0; i+1 < len(head); i += 2 {
		switch u := binary.LittleEndian.Uint16(head[i:]); {
		case u != 0 && u < 0x100:
			le++
		case u != 0 && u&0xff == 0:
			be++
		}
	}
	switch {
	case units >= 4 && le > units*2/3 && bytes.IndexByte(head, 0) >= 0:
		return "UTF-16LE"
	case units >= 4 && be > units*2/3 && bytes.IndexByte(head, 0) >= 0:
		return "UTF-16BE"
	}
	return ""
}

// badByte returns the offset of the first byte that is no UTF-8, -1 if there is none.
func badByte(data []byte) int {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
