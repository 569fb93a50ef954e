package document

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// show is a document in short: a line a block with kind, frame and text.
func show(d Document) string {
	var s strings.Builder
	for _, b := range d.Blocks {
		kind := map[Kind]string{Paragraph: "p", Heading: "h", ListItem: "l"}[b.Kind]
		if b.SeeAlso {
			kind += " also"
		}
		if b.Frame != "" {
			kind += " " + b.Frame
		}
		fmt.Fprintf(&s, "%s: %s\n", kind, b.Text)
	}
	return s.String()
}

func TestRead(t *testing.T) {
	tests := []struct{ name, file, data, want string }{
		{
			"a paragraph a line", "a.txt",
			"The ministry spoke of a plot on Tuesday.\nIt named nobody at all, and said that it would go on with what it had begun to look into.\nIt ended.\n",
			"p: The ministry spoke of a plot on Tuesday.\np: It named nobody at all, and said that it would go on with what it had begun to look into.\np: It ended.\n",
		},
		{
			"wrapped lines", "a.txt",
			"The ministry of the interior said on Tuesday that a network had\nposed as voters in three countries, and that it was state-\nlinked and paid for by a bank.\n\nA second paragraph is here.\n",
			"p: The ministry of the interior said on Tuesday that a network had posed as voters in three countries, and that it was state-linked and paid for by a bank.\np: A second paragraph is here.\n",
		},
		{
			"wrapped without blank lines between paragraphs", "a.txt",
			"The ministry of the interior said on Tuesday that a network had\nposed as voters in three countries.\nThe second paragraph of the text says that the service had been\nwarned by a firm.\n",
			"p: The ministry of the interior said on Tuesday that a network had posed as voters in three countries.\np: The second paragraph of the text says that the service had been warned by a firm.\n",
		},
		{
			"an encyclopedia", "a.txt",
			"= Title of it =\nProse is here.[1][2]\n==Part==\n* one\n- two\n3. three\n== See also ==\n- Another article\n== References ==\n1. Doe 2024.\n",
			"h: Title of it\np: Prose is here.\nh: Part\nl: one\nl: two\nl: three\nh section: See also\nl also: Another article\nh section: References\nl references: Doe 2024.\n",
		},
		{
			"see also without marks", "a.txt",
			"Some Title\n\nProse is here, and it is long enough.\n\nSee also\n\nForeign meddling\nArmed neutrality\n\nProse goes on here after all of that.\n",
			"h: Some Title\np: Prose is here, and it is long enough.\nh section: See also\np also: Foreign meddling\np also: Armed neutrality\np: Prose goes on here after all of that.\n",
		},
		{
			"markdown", "a.md",
			"---\ntitle: x\n---\n# A *title*\n\nSome `code` and [a link](u \"t\") ![i](p) in\ntwo lines\\.\n\n```\ndropped\n```\n- [x] one\n  more\n- two\n\nSetext\n===\n\n> said [[Page|he]]<br>\n\n| a | b |\n|---|---|\n| **c** | d |\n",
			"h: A title\np: Some code and a link in two lines.\nl: one more\nl: two\nh: Setext\np: said he\nl: a | b\nl: c | d\n",
		},
		{
			"a fence that never closes", "a.md", "One is here.\n\n```\nTwo is here.\n",
			"p: One is here.\np: Two is here.\n",
		},
		{
			"html", "a.html",
			"<title>Head - Site</title><nav><a href=x>Home page</a></nav><main><h1>Head</h1><p class=byline>By Jane Doe</p><p>One is here.<p>Two <span hidden>not</span>is here.<ul><li>x <b>y</b><li>z</ul><table><tr><td>a<td>b</table></main><footer>Example Press</footer>",
			"h title: Head - Site\np navigation: Home page\nh: Head\np byline: By Jane Doe\np: One is here.\np: Two is here.\nl: x y\nl: z\nl: a | b\np footer: Example Press\n",
		},
		{
			"an article among teasers", "a.html",
			"<p>Our site tells you of things.<article><p>" + strings.Repeat("The firm spoke. ", 20) + "</article><p>Some more of the site.",
			"p navigation: Our site tells you of things.\np: " + strings.TrimSpace(strings.Repeat("The firm spoke. ", 20)) + "\np navigation: Some more of the site.\n",
		},
		{
			"a form around the whole page", "a.html",
			"<form><p>" + strings.Repeat("The firm spoke. ", 20) + "</form>",
			"p: " + strings.TrimSpace(strings.Repeat("The firm spoke. ", 20)) + "\n",
		},
		{
			"a page hidden until its script runs", "a.html", "<html class=hidden><body style='display: none'><p>The firm spoke.",
			"p: The firm spoke.\n",
		},
		{
			"html in a file called text", "a.txt", "\n<!DOCTYPE html><p>One.<p>Two is here.", "p: One.\np: Two is here.\n",
		},
		{
			"joiners of other scripts", "a.txt", "نامه\u200cها رسید. a\u200db.", "p: نامه\u200cها رسید. ab.\n",
		},
		{
			"brackets that are words", "a.txt", "“They [had] more,” he wrote in [2024].[note 3] It ends.[citation needed]", "p: “They [had] more,” he wrote in [2024]. It ends.\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := mustRead(t, test.file, test.data)
			if got := show(d); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
			checkDocument(t, d, []byte(test.data))
		})
	}
}

// Each takes milliseconds; were one of the steps quadratic it would take minutes.
func TestHostileTextTakesLinearTime(t *testing.T) {
	for _, test := range []struct{ file, unit string }{
		{"a.txt", "aaa.Bbb."},
		{"a.txt", " (Photo:"},
		{"a.txt", "[1] "},
		{"a.txt", "a\u00ad"},
		{"a.txt", "a... "},
		{"a.txt", ".\"( "},
		{"a.txt", "a\n"},
		{"a.txt", "/Getty Images A"},
		{"a.txt", "["},
		{"a.txt", "1. "},
		{"a.md", "["},
		{"a.md", "[a]("},
		{"a.md", "![a]"},
		{"a.md", "<!--\n"},
		{"a.md", "~~~\n"},
		{"a.md", "`"},
		{"a.md", "* a"},
		{"a.md", "<a"},
		{"a.md", "&a"},
		{"a.md", "a|a\n-|-\n"},
		{"a.md", "> "},
		{"a.html", "<div>a"},
		{"a.html", "<b></div>a"},
		{"a.html", "<p hidden>a"},
		{"a.html", "<a>b"},
		{"a.html", "&amp"},
		{"a.html", "<li><ul>a</b>"},
		{"a.html", "<br>a"},
		{"a.html", "<td>a"},
		{"a.html", "<"},
	} {
		t.Run(test.file+" "+test.unit, func(t *testing.T) {
			begin := time.Now()
			if d, err := Read(test.file, []byte(strings.Repeat(test.unit, 1<<18/len(test.unit)))); err == nil {
				MarkRepeats([]Document{d})
			}
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("256 KB took %v", took)
			}
		})
	}
}
