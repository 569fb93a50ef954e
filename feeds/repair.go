package feeds

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// toUTF8 returns the bytes as valid UTF-8 without a byte order mark, and what had
// to be done. A valid UTF-8 document passes at the cost of one look at each byte.
//
// The order of belief: the operator's word, a byte order mark, zero bytes where
// UTF-16 and UTF-32 have them, validity as UTF-8 (text in another encoding is
// almost never valid by accident), the HTTP header, the XML declaration
// (RFC 7303 section 3), and last what the bytes look like.
func toUTF8(body []byte, contentType, forced string) ([]byte, []string) {
	if e, name := encodingOf(forced); e != nil {
		return decode(body, e, name, "as configured")
	}
	if e, mark, name := fromMark(body); mark > 0 {
		if e == nil {
			return validUTF8(body[mark:])
		}
		return decode(body[mark:], e, name, "from its byte order mark")
	}
	if e, name := fromZeros(body); e != nil {
		return decode(body, e, name, "from its zero bytes")
	}
	header, declared := headerCharset(contentType), declaredCharset(body)
	if utf8.Valid(body) {
		// Seven-bit encodings that switch by escape sequences look valid too.
		for _, label := range []string{header, declared} {
			if e, name := encodingOf(label); name == "iso-2022-jp" && bytes.IndexByte(body, 0x1b) >= 0 {
				return decode(body, e, name, "as it says")
			}
		}
		return body, nil
	}
	if e, name := encodingOf(header); e != nil && !isUTF16(name) {
		return decode(body, e, name, "as the server says")
	}
	if e, name := encodingOf(declared); e != nil && !isUTF16(name) {
		return decode(body, e, name, "as it says")
	}
	return validUTF8(body)
}

func isUTF16(name string) bool { return strings.HasPrefix(name, "utf-16") }

// encodingOf looks a label up; nil for UTF-8, for unknown labels, and for those
// that browsers refuse to decode.
func encodingOf(label string) (encoding.Encoding, string) {
	if label == "" {
		return nil, ""
	}
	e, name := charset.Lookup(label)
	if e == nil || name == "utf-8" || name == "replacement" || name == "x-user-defined" {
		return nil, ""
	}
	return e, name
}

// fromMark recognises a byte order mark and returns its length; the encoding is
// nil for UTF-8. The mark of UTF-32LE begins like that of UTF-16LE.
func fromMark(b []byte) (encoding.Encoding, int, string) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return nil, 3, "utf-8"
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4, "utf-32le"
	case bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4, "utf-32be"
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2, "utf-16le"
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2, "utf-16be"
	}
	return nil, 0, ""
}

// fromZeros recognises UTF-16 and UTF-32 without a mark: a document begins with
// an ASCII character, whose other bytes are zero.
func fromZeros(b []byte) (encoding.Encoding, string) {
	if len(b) < 4 {
		return nil, ""
	}
	switch [4]bool{b[0] == 0, b[1] == 0, b[2] == 0, b[3] == 0} {
	case [4]bool{true, true, true, false}:
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be"
	case [4]bool{false, true, true, true}:
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le"
	case [4]bool{true, false, true, false}:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	case [4]bool{false, true, false, true}:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	}
	return nil, ""
}

func decode(body []byte, e encoding.Encoding, name, why string) ([]byte, []string) {
	out, err := e.NewDecoder().Bytes(body)
	if err != nil {
		// Decoders of x/text replace what they cannot read; an error is a bug of
		// theirs, and the bytes are still worth a try.
		return validUTF8(body)
	}
	out = bytes.TrimPrefix(out, []byte("\ufeff"))
	return out, []string{fmt.Sprintf("decoded %s %s", name, why)}
}

// validUTF8 mends text that is, or should be, UTF-8. Where multi-byte sequences
// outnumber broken bytes, the broken ones came from a second source, mostly
// quotation marks of Windows; where they do not, it is no UTF-8 at all. Windows
// 1252 is what the web means by an unnamed encoding.
func validUTF8(body []byte) ([]byte, []string) {
	if utf8.Valid(body) {
		return body, nil
	}
	good, bad := 0, 0
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && n <= 1 {
			bad++
		} else {
			good++
		}
		i += max(n, 1)
	}
	if good < bad {
		return decode(body, charmap.Windows1252, "windows-1252", "as a guess")
	}
	out := make([]byte, 0, len(body)+2*bad)
	for i := 0; i < len(body); {
		r, n := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && n <= 1 {
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(body[i]))
			i++
			continue
		}
		out = append(out, body[i:i+n]...)
		i += n
	}
	return out, []string{"replaced bytes that are not UTF-8"}
}

func headerCharset(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// declaredCharset reads encoding="..." of the XML declaration.
func declaredCharset(body []byte) string {
	head := body[:min(len(body), 1024)]
	i := bytes.Index(head, []byte("<?xml"))
	if i < 0 {
		return ""
	}
	head = head[i:]
	if end := bytes.IndexByte(head, '>'); end >= 0 {
		head = head[:end]
	}
	_, rest, ok := bytes.Cut(head, []byte("encoding"))
	if !ok {
		return ""
	}
	rest = bytes.TrimLeft(rest, " \t\r\n=")
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	label, _, ok := bytes.Cut(rest[1:], rest[:1])
	if !ok {
		return ""
	}
	return string(label)
}
