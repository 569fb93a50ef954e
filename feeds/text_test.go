package feeds

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// unclean names what plain text must not hold; "" when there is nothing.
func unclean(s string) string {
	if !utf8.ValidString(s) {
		return "invalid UTF-8"
	}
	if strings.TrimSpace(s) != s || strings.Contains(s, "  ") {
		return "unfolded white space"
	}
	for _, r := range s {
		switch {
		case unicode.IsControl(r):
			return "a control character"
		case unicode.Is(unicode.Bidi_Control, r):
			return "a bidirectional control"
		case r == 0x200b || r == 0xfeff || r == 0x2060:
			return "a zero-width character"
		}
	}
	return ""
}

func TestPlainText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"plain", "Ferry returns to winter timetable", "Ferry returns to winter timetable"},
		{"white space", "\n  Ferry\t returns \r\n", "Ferry returns"},
		{"unicode spaces", "Ferry\u00a0returns\u2003to\u3000winter", "Ferry returns to winter"},
		{"inline elements part no word", "<b>F</b>erry <i>returns</i>", "Ferry returns"},
		{"block elements part words", "<p>Ferry</p><p>returns<br>to<br/>winter</p><ul><li>one</li><li>two</li></ul>", "Ferry returns to winter one two"},
		{"script and style", "Ferry<script>if (a < b) alert('</p>')</script><style>p{}</style> returns", "Ferry returns"},
		{"unfinished script", "Ferry <script>alert(1)", "Ferry"},
		{"comment", "Ferry <!-- <b>not</b> --> returns", "Ferry returns"},
		{"angle bracket in a value", `Ferry <img alt="a > b" src='x'> returns`, "Ferry returns"},
		{"odd quotes", `Ferry <img alt="a> returns`, "Ferry returns"},
		{"apostrophe in a tag", `Ferry <a href=x title=don't>returns</a> it's`, "Ferry returns it's"},
		{"less than", "1 < 2 and 3 > 2, I <3 rye", "1 < 2 and 3 > 2, I <3 rye"},
		{"address in brackets", "Write to <desk@alpha.example>", "Write to <desk@alpha.example>"},
		{"unfinished tag", "Ferry <b returns", "Ferry <b returns"},
		{"entities", "Rye &amp; barley &#8211; &#x201C;fine&#x201d; &eacute;t&eacute;&nbsp;&hellip;", "Rye & barley – “fine” été …"},
		{"twice escaped", "Rye &amp;amp; barley &amp;#8211; fine", "Rye & barley – fine"},
		{"escaped mark-up", "&lt;p&gt;Ferry&lt;/p&gt;&lt;p&gt;returns&lt;/p&gt;", "Ferry returns"},
		{"escaped word in brackets", "the &lt;mayor&gt; said", "the <mayor> said"},
		{"no entities in addresses", "https://alpha.example/?a=1&copy=2&lt=3", "https://alpha.example/?a=1&copy=2&lt=3"},
		{"unknown entity", "AT&T; R&D &unknown;", "AT&T; R&D &unknown;"},
		{"controls", "Fer\x00ry\x1b \x7freturns\u0085x", "Ferry returns x"},
		{"control references", "Ferry&#0;&#1;&#27; returns", "Ferry\ufffd returns"},
		{"windows references", "it&#146;s", "it’s"},
		{"bidirectional", "Ferry \u202egnp.exe\u202c \u2066x\u2069\u200f", "Ferry gnp.exe x"},
		{"zero width", "Fer\u200bry re\u00adturns\ufeff \u200dx\u200cy", "Ferry returns xy"},
		{"joiners that spell", "می\u200cخواهد 👩\u200d🚀", "می\u200cخواهد 👩\u200d🚀"},
		{"invalid UTF-8", "Fer\xffry", "Fer\ufffdry"},
		{"CDATA marks", "<![CDATA[Ferry <b>returns</b>]]>", "Ferry returns"},
		{"declaration", "<!DOCTYPE html><html><body>Ferry</body></html>", "Ferry"},
		{"other scripts", "<p>Паром</p><p>渡輪</p>", "Паром 渡輪"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := PlainText(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPlainTextLimits(t *testing.T) {
	for name, in := range map[string]string{
		"ascii": strings.Repeat("x", 200<<10), "words": strings.Repeat("rye ", 50<<10), "umlauts": "x" + strings.Repeat("ä", 100<<10),
		"entities": strings.Repeat("&auml;", 100<<10), "html": strings.Repeat("<p>渡輪 x</p>", 30<<10),
	} {
		for limit, f := range map[int]func(string) string{maxContent: PlainText, maxSummary: plainSummary} {
			got := f(in)
			if len(got) > limit || len(got) < limit-8 || unclean(got) != "" {
				t.Errorf("%s: %d bytes of %d (%s)", name, len(got), limit, unclean(got))
			}
		}
	}
}

// TestPlainTextIsLinear feeds 4 MB of the worst kinds; each must take time in
// proportion to its length, which is far below the bound here.
func TestPlainTextIsLinear(t *testing.T) {
	for _, unit := range []string{"<a", "<a =\"", "<a ='\" >", "<svg>", "<script>", "<!--", "<![CDATA[", "&lt;", "&", "&amp;", "<p>", "</", "\u200b", "<a x=\">\" "} {
		in := strings.Repeat(unit, 4<<20/len(unit))
		start := time.Now()
		PlainText(in)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q repeated takes %v", unit, took)
		}
	}
}

func FuzzPlainText(f *testing.F) {
	for _, s := range []string{"Ferry", "<p>a</p>", "&amp;lt;b&gt;", "<a href='>'>x", "\u202e\u200d", "<![CDATA[x]]>", "<script>", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, got := range []string{PlainText(s), PlainTitle(s), plainSummary(s)} {
			if bad := unclean(got); bad != "" {
				t.Fatalf("%s in %q from %q", bad, got, s)
			}
			if len(got) > maxContent {
				t.Fatalf("%d bytes", len(got))
			}
		}
	})
}
