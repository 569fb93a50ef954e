package match

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// fileEntry is an entry of a lexicon file with where it stands.
type fileEntry struct {
	file    string // "en.toml"
	line    int
	lang    string // as [Language.Lang]
	list    string // "acts.foreign", "states.forms"
	text    string
	sourced bool // an outside source vouches for it
}

// kind is a kind as good as that of the list for finding the entry: between the words of
// an act a state may stand.
func (l fileEntry) kind() kind {
	switch {
	case strings.HasPrefix(l.list, "acts."):
		return actMeddle
	case strings.HasPrefix(l.list, "states."):
		return actorForm
	}
	return targetVote
}

// A comment that begins with sourceMark names the outside source of the entries behind
// it: at the head of a file of all its entries, in a list of those up to its end or to the
// next such comment. With noSource behind the mark they have none.
const (
	sourceMark = "# Source: "
	noSource   = "none"
)

var (
	keyLine  = regexp.MustCompile(`^("[^"]*"|\w+) = `)
	quotings = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

// readEntries lists the entries of a lexicon file in their order. It reads lines, because
// a TOML decoder drops the comments; the file must be one that ParseLexicons reads.
func readEntries(file, text string) ([]fileEntry, error) {
	var all []fileEntry
	at := fileEntry{file: file}
	section, head, inList, ofFile := "", true, false, false
	for n, line := range strings.Split(text, "\n") {
		at.line = n + 1
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			source, marked := strings.CutPrefix(line, sourceMark)
			switch {
			case !marked:
			case inList:
				at.sourced = source != noSource
			case head:
				ofFile = source != noSource
			default:
				return nil, fmt.Errorf("%s:%d: this source stands between lists; put it inside one, or at the head of the file", file, at.line)
			}
			continue
		}
		if !inList && strings.HasPrefix(line, "[") {
			section, head = strings.Trim(line, "[]"), false
			continue
		}
		if key := keyLine.FindStringSubmatch(line); !inList && key != nil {
			line = line[len(key[0]):]
			if !strings.HasPrefix(line, "[") {
				if key[1] == "lang" {
					at.lang = strings.Trim(line, `"`)
				}
				continue
			}
			inList, at.list, at.sourced = true, section+"."+key[1], ofFile
		}
		for _, quoted := range quotings.FindAllString(line, -1) {
			entry, err := strconv.Unquote(quoted)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %s: %w", file, at.line, quoted, err)
			}
			at.text = entry
			all = append(all, at)
		}
		inList = inList && !strings.Contains(quotings.ReplaceAllString(line, ""), "]")
	}
	return all, nil
}

// shippedEntries lists the entries of all lexicons that are shipped.
func shippedEntries(tb testing.TB) (all []fileEntry) {
	tb.Helper()
	files, err := ownFiles("lexicons")
	if err != nil {
		tb.Fatal(err)
	}
	for _, name := range files {
		text, err := embedded.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		list, err := readEntries(path.Base(name), string(text))
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, slices.DeleteFunc(list, func(e fileEntry) bool { return strings.HasPrefix(e.list, "tongues.") })...)
	}
	return all
}

// What is read line by line is what the decoder reads.
func TestReadEntriesOfShippedLexicons(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	var read, decoded []string
	for _, e := range shippedEntries(t) {
		read = append(read, e.lang+": "+e.text)
		if e.list == "states.affairs" { // which are two terms each
			read = append(read, e.lang+": "+e.text)
		}
	}
	for _, e := range data.Lexicons.terms() {
		decoded = append(decoded, e.lang+": "+e.text)
	}
	slices.Sort(read)
	slices.Sort(decoded)
	if !slices.Equal(read, decoded) {
		t.Errorf("%d entries are read line by line, %d by the decoder", len(read), len(decoded))
	}
}

func TestReadEntries(t *testing.T) {
	const marked = `# Words.
lang = "nv"

[acts]
foreign = ["a foreign hand", "hand/paw \"abroad\""]
spy = [
  "lurk*", # seen
  # Source: the Law on Lurkers of Norvania.
  "lurk* in [brackets]",
  # which goes on here
  "lurker",
  # Source: none
  "peep",
]

[[states]]
name = "Norvania"
forms = [
  "Norvania",
]
`
	for _, c := range []struct{ name, text, want string }{
		{"a source in a list", marked, "5 acts.foreign nv a foreign hand, 5 acts.foreign nv hand/paw \"abroad\", " +
			"7 acts.spy nv lurk*, 9 acts.spy nv lurk* in [brackets] sourced, 11 acts.spy nv lurker sourced, " +
			"13 acts.spy nv peep, 19 states.forms nv Norvania"},
		{"a source of the file", "# Source: a dictionary.\n" + marked, "6 acts.foreign nv a foreign hand sourced, " +
			"6 acts.foreign nv hand/paw \"abroad\" sourced, 8 acts.spy nv lurk* sourced, 10 acts.spy nv lurk* in [brackets] sourced, " +
			"12 acts.spy nv lurker sourced, 14 acts.spy nv peep, 20 states.forms nv Norvania sourced"},
		{"an empty list", "[acts]\nspy = []\npay = [\"fee\"]\n", "3 acts.pay  fee"},
		{
			"between lists", "[acts]\nspy = []\n# Source: a law.\npay = [\"fee\"]\n",
			"x.toml:3: this source stands between lists; put it inside one, or at the head of the file",
		},
		{"a broken escape", "[acts]\nspy = [\"\\fee\\q\"]\n", `x.toml:2: "\fee\q": invalid syntax`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			list, err := readEntries("x.toml", c.text)
			for _, e := range list {
				s := fmt.Sprintf("%d %s %s %s", e.line, e.list, e.lang, e.text)
				if e.sourced {
					s += " sourced"
				}
				got = append(got, s)
			}
			if err != nil {
				got = []string{err.Error()}
			}
			if have := strings.Join(got, ", "); have != c.want {
				t.Errorf("got  %s\nwant %s", have, c.want)
			}
		})
	}
}
