package document

import (
	"strings"
	"testing"
)

func TestReadRefuses(t *testing.T) {
	tests := []struct{ name, file, data, want string }{
		{"nothing", "a.txt", "", "a.txt is empty"},
		{"blanks", "a.txt", " \n\t\r\n", "a.txt is blank"},
		{"only a byte order mark", "a.txt", "\uFEFF", "a.txt is blank"},
		{"signs alone", "a.txt", "-- *** --\n", "a.txt has no text"},
		{"a folder before the name", "x/y/a.txt", "", "a.txt is empty"},
		{"pdf", "a.txt", "%PDF-1.7\n...", "is a PDF; save its text"},
		{"office", "a.md", "PK\x03\x04\x14\x00", "Office"},
		{"rtf", "a.txt", `{\rtf1\ansi Hello}`, "RTF"},
		{"gzip", "a.html", "\x1f\x8b\x08", "gzip"},
		{"utf-16 with a mark", "a.txt", "\xff\xfeT\x00h\x00e\x00", "UTF-16LE, not UTF-8; convert it: iconv -f UTF-16LE"},
		{"utf-16 big endian", "a.txt", "\xfe\xff\x00T\x00h", "UTF-16BE"},
		{"utf-16 without a mark", "a.txt", "T\x00h\x00e\x00 \x00f\x00i\x00r\x00m\x00", "UTF-16LE"},
		{"latin-1", "a.txt", "The caf\xe9 was shut.", "byte 0xE9 at offset 7"},
		{"cut in a character", "a.txt", "The caf\xc3", "byte 0xC3 at offset 7"},
		{"zero byte", "a.txt", "The firm spoke.\x00", "zero byte at offset 15"},
		{"controls", "a.txt", "ab\x01\x02\x03\x04\x05cd", "5 control characters"},
		{"large html", "a.html", "<p>" + strings.Repeat("word ", MaxHTML/5+1), "a.html is larger than 2 MB; learn from the article alone"},
		{"large html in a text file", "a.txt", "<!DOCTYPE html><p>" + strings.Repeat("word ", MaxHTML/5+1), "larger than 2 MB"},
		{"large text", "a.txt", strings.Repeat("word ", MaxText/5+1), "larger than 16 MB"},
		{"html without text", "a.html", "<html><script>var a = 1</script><img src=x></html>", "has no text"},
		{"html of links", "a.html", `<ul><li><a href="a">One</a><li><a href="b">Two</a></ul>`, "has no article"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, err := Read(test.file, []byte(test.data))
			if err == nil {
				t.Fatalf("it was read: %+v", d.Blocks)
			}
			if !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "a.") {
				t.Errorf("error %q, want one with %q that begins with the name", err, test.want)
			}
		})
	}
}
