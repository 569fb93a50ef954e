package seeds_test

import (
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// goldSource returns the document beside an answer key and its ending.
func goldSource(t *testing.T, stem string) (source, kind string) {
	for _, kind := range []string{"txt", "md", "html"} {
		data, err := os.ReadFile(stem + "." + kind)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(data) {
			t.Fatalf("%s.%s is not UTF-8", stem, kind)
		}
		return string(data), kind
	}
	t.Fatalf("%s.txt, .md and .html are all absent", stem)
	return "", ""
}

// withoutLines empties the lines that a list of "7" and "3-5" names, from 1.
func withoutLines(t *testing.T, source string, ranges []string) string {
	lines := strings.Split(source, "\n")
	for _, text := range ranges {
		from, to, isRange := strings.Cut(text, "-")
		if !isRange {
			to = from
		}
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || first < 1 || last < first || last > len(lines) {
			t.Fatalf("%q is not a range of the %d lines", text, len(lines))
		}
		clear(lines[first-1 : last])
	}
	return strings.Join(lines, "\n")
}

// goldText returns what a reader sees: no markup comment, no tag, one space
// between words and a line between blocks.
func goldText(t *testing.T, source, kind string) string {
	switch kind {
	case "html":
		root, err := html.Parse(strings.NewReader(source))
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		visibleText(root, &out)
		source = out.String()
	case "md":
		for {
			before, rest, found := strings.Cut(source, "<!--")
			if !found {
				break
			}
			_, after, _ := strings.Cut(rest, "-->")
			source = before + after
		}
	}
	var blocks []string
	var block []string
	for line := range strings.SplitSeq(source+"\n\n", "\n") {
		words := strings.Fields(line)
		if len(words) == 0 && len(block) > 0 {
			blocks = append(blocks, strings.Join(block, " "))
			block = nil
		}
		block = append(block, words...)
	}
	return strings.Join(blocks, "\n\n")
}

// visibleText writes the text of a page. A line break of the source is a space;
// the edge of anything but inline markup ends a block.
func visibleText(node *html.Node, out *strings.Builder) {
	inline := []atom.Atom{atom.A, atom.Abbr, atom.B, atom.Cite, atom.Code, atom.Em, atom.I, atom.Q, atom.S, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Img, atom.Input}
	switch node.Type {
	case html.TextNode:
		out.WriteString(strings.ReplaceAll(node.Data, "\n", " "))
	case html.ElementNode:
		if slices.Contains([]atom.Atom{atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template}, node.DataAtom) {
			return
		}
	}
	isBlock := node.Type == html.ElementNode && !slices.Contains(inline, node.DataAtom)
	if isBlock {
		out.WriteString("\n\n")
	}
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		visibleText(child, out)
	}
	if isBlock {
		out.WriteString("\n\n")
	}
}

// goldForm is a form of an entity as it is counted.
type goldForm struct {
	text, entity string
	adjective    bool
}

// countForms counts how often each form stands in a text as whole words: the
// longest first, each stretch of text for one of them.
func countForms(text string, forms []goldForm) map[goldForm]int {
	forms = slices.Clone(forms)
	slices.SortStableFunc(forms, func(a, b goldForm) int {
		if len(a.text) != len(b.text) {
			return len(b.text) - len(a.text)
		}
		return strings.Compare(a.text, b.text)
	})
	taken := make([]bool, len(text))
	counts := map[goldForm]int{}
	for _, form := range forms {
		for start := 0; form.text != ""; {
			at := strings.Index(text[start:], form.text)
			if at < 0 {
				break
			}
			at += start
			end := at + len(form.text)
			if slices.Contains(taken[at:end], true) || insideWord(text, at) || insideWord(text, end) {
				start = at + 1
				continue
			}
			for i := at; i < end; i++ {
				taken[i] = true
			}
			counts[form]++
			start = end
		}
	}
	return counts
}

// insideWord says whether letters or digits stand on both sides of a place. Han
// is written without spaces, so that every place beside it may end a word.
func insideWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	word := func(r rune) bool {
		return r != utf8.RuneError && !unicode.Is(unicode.Han, r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	return word(before) && word(after)
}

func TestCountForms(t *testing.T) {
	china := goldForm{text: "China", entity: "China"}
	force := goldForm{text: "China Task Force", entity: "China Task Force"}
	chinese := goldForm{text: "Chinese", entity: "China", adjective: true}
	body := goldForm{text: "安全部", entity: "body"}
	forms := []goldForm{china, force, chinese, body}
	tests := []struct {
		name, source, kind string
		want               map[goldForm]int
	}{
		{"possessive", "China's words, China.", "txt", map[goldForm]int{china: 2}},
		{"longest first", "China and the China Task Force", "txt", map[goldForm]int{china: 1, force: 1}},
		{"over a line break", "the China\nTask Force", "txt", map[goldForm]int{force: 1}},
		{"not over a paragraph", "China\n\nTask Force", "txt", map[goldForm]int{china: 1}},
		{"no part of a word", "Indochina, Chinatown, ChinaX", "txt", map[goldForm]int{}},
		{"case", "china CHINA", "txt", map[goldForm]int{}},
		{"adjective apart", "Chinese words of China", "txt", map[goldForm]int{china: 1, chinese: 1}},
		{"Han", "中國安全部說", "txt", map[goldForm]int{body: 1}},
		{"comment of Markdown", "<!-- China -->\n**China**", "md", map[goldForm]int{china: 1}},
		{"page", "<title>China</title><p>China&rsquo;s <b>China&nbsp;Task</b> Force<script>China</script>", "html", map[goldForm]int{china: 1, force: 1}},
		{"not over blocks", "<ul><li>China</li><li>Task Force</li></ul>", "html", map[goldForm]int{china: 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := countForms(goldText(t, test.source, test.kind), forms); !maps.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestWithoutLines(t *testing.T) {
	if got := withoutLines(t, "a\nb\nc\nd", []string{"1", "3-4"}); got != "\nb\n\n" {
		t.Errorf("got %q", got)
	}
}
