package origin

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"meddlewatch/seeds/lists"
)

// names finds outlets by what they are called in texts and in addresses.
type names struct {
	byWord map[string][]form // by the first word, longest forms first
	starts [256]bool         // first bytes of first words: most words of a text begin with another
	byHost map[string]string // canonical name by host label, squeezed; "" several outlets
}

// form is one name of an outlet.
type form struct {
	text   string
	outlet string // canonical
}

// newNames takes the outlets of the lists and further forms of some.
func newNames(outlets []lists.Outlet, further map[string][]string) *names {
	n := &names{byWord: map[string][]form{}, byHost: map[string]string{}}
	for _, o := range outlets {
		n.add(o.Name, o.Name)
		n.addHost(o.Name, o.Name)
		for _, f := range append(slices.Clone(o.Forms), further[o.Name]...) {
			n.add(f, o.Name)
			// What also means something else says nothing in an address.
			if !slices.Contains(o.Doubtful, f) {
				n.addHost(f, o.Name)
			}
		}
	}
	for _, forms := range n.byWord {
		slices.SortStableFunc(forms, func(a, b form) int { return len(b.text) - len(a.text) })
	}
	return n
}

// add takes a form as printed. An article may be missing where two words remain; the
// names that are one word behind it, such as The Hill, are words or names of persons
// without it.
func (n *names) add(text, outlet string) {
	forms := []string{text}
	if bare, ok := strings.CutPrefix(text, "The "); ok {
		forms = []string{text, "the " + bare}
		if strings.Contains(bare, " ") {
			forms = []string{bare}
		}
	}
	for _, f := range forms {
		if first := f[:wordEnd(f, 0)]; first != "" {
			n.byWord[first] = append(n.byWord[first], form{f, outlet})
			n.starts[first[0]] = true
		}
	}
}

// addHost takes a form as an address may spell it: "The Washington Post" is
// washingtonpost and thewashingtonpost.
func (n *names) addHost(text, outlet string) {
	bare, _ := strings.CutPrefix(text, "The ")
	for _, label := range []string{squeeze(text), squeeze(bare)} {
		if have, ok := n.byHost[label]; ok && have != outlet {
			outlet = ""
		}
		n.byHost[label] = outlet
	}
}

// at returns the outlet whose name stands at text[start:], and where it ends; "" none.
func (n *names) at(text string, start, firstEnd int) (outlet string, end int) {
	if start == firstEnd || !n.starts[text[start]] {
		return "", start
	}
	for _, f := range n.byWord[text[start:firstEnd]] {
		end = start + len(f.text)
		if strings.HasPrefix(text[start:], f.text) && (end == len(text) || !inWord(text, end)) && !goesOn(text[end:]) {
			return f.outlet, end
		}
	}
	return "", start
}

// goesOn says whether a name is the beginning of a longer one that no list has: The
// Times of Norvania.
func goesOn(rest string) bool {
	return strings.HasPrefix(rest, " of ") || strings.HasPrefix(rest, " Of ")
}

// named returns the outlet that text is a name of, with or without article.
func (n *names) named(text string) string {
	text = strings.TrimSpace(text)
	for _, t := range []string{text, strings.TrimPrefix(text, "The ")} {
		if t == "" {
			break
		}
		if outlet, end := n.at(t, 0, wordEnd(t, 0)); end == len(t) {
			return outlet
		}
	}
	return ""
}

// squeeze keeps the letters and digits of a name, in lower case.
func squeeze(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// wordEnd returns where the run of letters, marks and digits at i ends.
func wordEnd(text string, i int) int {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			if !asciiWord(c) {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) {
			return i
		}
		i += size
	}
	return i
}

// inWord says whether a letter, mark or digit stands at i.
func inWord(text string, i int) bool {
	if c := text[i]; c < utf8.RuneSelf {
		return asciiWord(c)
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return wordRune(r)
}

func asciiWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
