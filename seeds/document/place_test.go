package document

import (
	"strings"
	"testing"
)

// mustRead reads a document that has to be readable.
func mustRead(t testing.TB, name, data string) Document {
	t.Helper()
	d, err := Read(name, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// find returns the block that holds a text, and where in it.
func find(t testing.TB, d Document, s string) (*Block, int) {
	t.Helper()
	for i := range d.Blocks {
		if at := strings.Index(d.Blocks[i].Text, s); at >= 0 {
			return &d.Blocks[i], at
		}
	}
	t.Fatalf("no block holds %q", s)
	return nil, 0
}

func TestPlacesPointToTheBytesOfTheFile(t *testing.T) {
	tests := []struct{ name, file, data, text, want string }{
		{"plain", "a.txt", "First line here.\nThe firm named it.\n", "named it", "named it"},
		{"after a byte order mark", "a.txt", "\uFEFFThe firm named it.", "The firm", "The firm"},
		{"carriage returns", "a.txt", "One is here.\r\nThe firm named it.\r\n", "The firm", "The firm"},
		{"no-break space", "a.txt", "The minister of\u00a0the interior spoke.", "of the interior", "of\u00a0the interior"},
		{"soft hyphen", "a.txt", "A net\u00adwork was found.", "network", "net\u00adwork"},
		{"zero-width space", "a.txt", "A net\u200bwork was found.", "network was", "net\u200bwork was"},
		{"beside a soft hyphen", "a.txt", "A net\u00adwork was found.", "was found", "was found"},
		{"citation left out", "a.txt", "It was named.[1][2] The firm spoke.", "named. The", "named.[1][2] The"},
		{"entity in html", "a.html", "<p>Smith &amp; Sons spoke at length.</p>", "Smith & Sons", "Smith &amp; Sons"},
		{"entity at the end", "a.html", "<p>They said &quot;no&quot; and left.</p>", "\"no\"", "&quot;no&quot;"},
		{"numeric entity", "a.html", "<p>The caf&#233; was shut.</p>", "café", "caf&#233;"},
		{"tags within", "a.html", "<p>The <b>secret</b> <i>service</i> spoke.</p>", "secret service", "secret</b> <i>service"},
		{"after a script", "a.html", "<script>var a = '<p>';</script><p>The firm spoke.</p>", "firm", "firm"},
		{"markdown link", "a.md", "The [secret service](https://example.org) spoke.", "secret service spoke", "secret service](https://example.org) spoke"},
		{"markdown emphasis", "a.md", "The **secret** service spoke.", "secret service", "secret** service"},
		{"markdown entity", "a.md", "Smith &amp; Sons spoke.", "& Sons", "&amp; Sons"},
		{"markdown quote over lines", "a.md", "> The secret\n> service spoke.", "secret service", "secret\n> service"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b, at := find(t, mustRead(t, test.file, test.data), test.text)
			offset, length := b.Place(at, at+len(test.text))
			if got := test.data[offset : offset+length]; got != test.want {
				t.Errorf("place of %q is %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestPlaceOfRangesAtTheEdge(t *testing.T) {
	b, _ := find(t, mustRead(t, "a.txt", "  One two."), "One")
	for _, test := range []struct{ start, end, offset, length int }{
		{0, 0, 2, 0}, {3, 1, 5, 0}, {-4, 3, 2, 3}, {4, 400, 6, 4},
	} {
		if o, n := b.Place(test.start, test.end); o != test.offset || n != test.length {
			t.Errorf("Place(%d, %d) = %d, %d, want %d, %d", test.start, test.end, o, n, test.offset, test.length)
		}
	}
	if o, n := new(Block).Place(0, 3); o != 0 || n != 0 {
		t.Errorf("an empty block stands at %d, %d", o, n)
	}
}

// checkDocument checks what holds for every document: text is valid and clean, places
// are inside the file and in order, bytes that stand verbatim are those of the file,
// sentences are inside their block and in order.
func checkDocument(t testing.TB, d Document, data []byte) {
	t.Helper()
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Text == "" || strings.ToValidUTF8(b.Text, "") != b.Text || strings.TrimSpace(b.Text) != b.Text || strings.ContainsAny(b.Text, "\n\r\t\u00ad\u200b") {
			t.Fatalf("block %d is not clean: %q", i, b.Text)
		}
		before := 0
		for j, p := range b.places {
			end := len(b.Text)
			if j+1 < len(b.places) {
				end = b.places[j+1].text
			}
			if j == 0 && p.text != 0 || end <= p.text || p.file < before {
				t.Fatalf("block %d: place %d is out of order", i, j)
			}
			before = p.file + max(p.size, 1)
			if p.size > 0 {
				if p.file+p.size > len(data) {
					t.Fatalf("block %d: place %d ends after the file", i, j)
				}
				continue
			}
			if p.file+end-p.text > len(data) {
				t.Fatalf("block %d: place %d ends after the file", i, j)
			}
			for k := p.text; k < end; k++ {
				if c := data[p.file+k-p.text]; c != b.Text[k] && b.Text[k] != ' ' {
					t.Fatalf("block %d: byte %d is %q, in the file %q", i, k, b.Text[k], c)
				}
			}
		}
		last := 0
		for j, s := range b.Sentences {
			if s.Start < last || s.End <= s.Start || s.End > len(b.Text) {
				t.Fatalf("block %d: sentence %d is [%d:%d] after %d of %d", i, j, s.Start, s.End, last, len(b.Text))
			}
			if part := b.Text[s.Start:s.End]; strings.ToValidUTF8(part, "") != part {
				t.Fatalf("block %d: sentence %d cuts a character: %q", i, j, part)
			}
			last = s.End
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.txt", "A title\n\nBy Jane Doe\n\nOne is here... two by the U.S.\n\nmilitary.[1] \"So,\" he said.\n")
	f.Add("a.txt", "= A =\n== See also ==\n- b\n* c\n1. d\n外交部表示。不！")
	f.Add("a.md", "---\na: b\n---\n# H\n> q\n\n[a](b)![c](d)`e`\n\n|a|b|\n|-|-|\n|c|d|\n[^1]: x &amp; \\*y [[p|q]] <b> **")
	f.Add("a.html", "<html><title>a</title><nav><a href=b>c</a></nav><p>d &amp; e<p hidden>f<div>g<br><br>h<table><tr><td>i<td>j</table>")
	f.Add("a", "<!-- x --><html>&#x0;&notit;<svg/><a><li></a></ul>t")
	f.Fuzz(func(t *testing.T, name, data string) {
		d, err := Read(name, []byte(data))
		if err != nil {
			return
		}
		if len(d.Blocks) == 0 {
			t.Fatal("no block and no error")
		}
		checkDocument(t, d, []byte(data))
		MarkRepeats([]Document{d, d})
	})
}
