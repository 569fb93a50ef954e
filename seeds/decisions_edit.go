package seeds

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"meddlewatch"
)

// decisionsHead begins a new file of decisions.
const decisionsHead = `# Names found in the news that you accepted or rejected. "bot candidates" writes
# this file, and you may edit it: an [[entity]] is watched like one of your
# watchlist, a [[rejected]] name is not proposed again. Your watchlist files
# override what stands here.
`

// Accept returns the file with the candidate on the watchlist: as an entity, in
// place of its rejection where there is one. A name that is accepted already
// changes nothing. Everything else in the file stays as it is, byte for byte.
//
// The error is a config.Mistakes where the file has some, else a sentence that
// says why the file cannot be changed.
func Accept(file string, data []byte, c meddlewatch.Candidate) ([]byte, error) {
	return decide(file, data, c.Name, meddlewatch.CandidateAccepted, entityBlock(c))
}

// Reject returns the file with the candidate among the rejected names, in place of
// its entity where it was accepted. Otherwise it is like Accept.
func Reject(file string, data []byte, c meddlewatch.Candidate) ([]byte, error) {
	return decide(file, data, c.Name, meddlewatch.CandidateRejected, rejectedBlock(c))
}

// decide puts a block in place of the one that has the name, or at the end, and
// checks that this changed what is known of the name and nothing else.
func decide(file string, data []byte, name string, want meddlewatch.CandidateState, text string) ([]byte, error) {
	before, err := ParseDecisions(file, data)
	if err != nil {
		return nil, err
	}
	if before.State(name) == want {
		return data, nil
	}
	if entity, ok := before.accepts(name); ok && meddlewatch.NameKey(entity) != meddlewatch.NameKey(name) {
		return nil, fmt.Errorf("%s: %q is an alias of %q, which is accepted; take the alias out there by hand, or give %q as the name",
			file, name, entity, entity)
	}
	if bytes.Contains(data, []byte("\r\n")) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	after := putBlock(data, name, text)
	now, err := ParseDecisions(file, after)
	if err != nil || now.State(name) != want || !reflect.DeepEqual(now.without(name), before.without(name)) {
		return nil, fmt.Errorf("%s: the decision on %q cannot be written into this file without changing something else in it; write it in by hand:\n\n%s", file, name, text)
	}
	return after, nil
}

// without returns the decisions but the one on a name.
func (d Decisions) without(name string) Decisions {
	key := meddlewatch.NameKey(name)
	rest := Decisions{Accepted: d.Accepted}
	rest.Accepted.Entities = nil
	for _, e := range d.Accepted.Entities {
		if meddlewatch.NameKey(e.Name) != key {
			rest.Accepted.Entities = append(rest.Accepted.Entities, e)
		}
	}
	for _, r := range d.Rejected {
		if meddlewatch.NameKey(r.Name) != key {
			rest.Rejected = append(rest.Rejected, r)
		}
	}
	return rest
}

// place puts a block where the name has one, else at the end.
func putBlock(data []byte, name, text string) []byte {
	// The parser counts from behind a byte order mark.
	body := bytes.TrimPrefix(data, []byte("\ufeff"))
	mark := data[:len(data)-len(body)]
	blocks, err := decisionBlocks(body)
	if err != nil {
		return data // it was read a moment ago; the check that follows says no
	}
	key := meddlewatch.NameKey(name)
	for _, b := range blocks {
		if b.kind != kindOther && b.name.given && meddlewatch.NameKey(b.name.s) == key {
			end := b.end - len(trailing(body[b.start:b.end]))
			return slices.Concat(mark, body[:b.start], []byte(text), body[end:])
		}
	}
	newline := "\n"
	if strings.Contains(text, "\r\n") {
		newline = "\r\n"
	}
	switch {
	case len(body) == 0:
		body = []byte(decisionsHead)
	case !bytes.HasSuffix(body, []byte("\n")):
		body = slices.Concat(body, []byte(newline))
	}
	return slices.Concat(mark, body, []byte(newline+text))
}

// trailing returns the blank lines and comments at the end of a block: they belong to
// what follows, or to nobody.
func trailing(block []byte) []byte {
	end := len(block)
	for end > 0 {
		start := lineStart(block, end-1)
		if line := bytes.TrimSpace(block[start:end]); len(line) > 0 && line[0] != '#' {
			break
		}
		end = start
	}
	return block[end:]
}

func rejectedBlock(c meddlewatch.Candidate) string {
	text := "[[rejected]]\n" + seenComment(c) + "name = " + quoted(c.Name) + "\n"
	if c.Type != "" {
		text += "type = " + quoted(c.Type) + "\n"
	}
	return text
}

// entityBlock is a candidate as an entity of class yes. Its aliases are the
// spellings in the evidence, its actor is the state that all evidence which names
// one agrees on, its sources are the addresses of the evidence.
func entityBlock(c meddlewatch.Candidate) string {
	var b strings.Builder
	b.WriteString("[[entity]]\n" + seenComment(c))
	fmt.Fprintf(&b, "name = %s\ntype = %s\nwatch = \"yes\"\n", quoted(c.Name), quoted(cmp.Or(c.Type, "campaign")))
	if actor := agreedActor(c.Evidence); actor != "" {
		fmt.Fprintf(&b, "actor = %s\n", quoted(actor))
	}
	b.WriteString("# strong: stands alone; context: only beside an act of interference.\naliases = [\n")
	for _, name := range spellings(c) {
		fmt.Fprintf(&b, "  { name = %s, strength = %q },\n", quoted(name), strengthOf(name, c.Evidence))
	}
	b.WriteString("]\n")
	if links := addresses(c.Evidence); len(links) > 0 {
		b.WriteString("sources = [\n")
		for _, link := range links {
			fmt.Fprintf(&b, "  %s,\n", quoted(link))
		}
		b.WriteString("]\n")
	}
	return b.String()
}

// seenComment says who printed the name and since when. It stands below the
// header, so that it goes with its block.
func seenComment(c meddlewatch.Candidate) string {
	if c.Items == 0 {
		return ""
	}
	var outlets []string
	for _, e := range c.Evidence {
		if e.Outlet != "" && !slices.Contains(outlets, e.Outlet) {
			outlets = append(outlets, e.Outlet)
		}
	}
	text := fmt.Sprintf("first seen %s, items: %d, outlets: %d", c.First.UTC().Format("2006-01-02"), c.Items, c.Outlets)
	if len(outlets) > 0 {
		text += " (" + strings.Join(outlets[:min(len(outlets), 5)], ", ") + ")"
	}
	return "# " + strings.Map(func(r rune) rune {
		if unprintable(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "?")) + "\n"
}

// spellings are the forms of the name, the candidate's own first.
func spellings(c meddlewatch.Candidate) []string {
	names := []string{c.Name}
	for _, e := range c.Evidence {
		if !slices.ContainsFunc(names, func(n string) bool { return fold(n) == fold(e.Name) }) {
			names = append(names, e.Name)
		}
	}
	return names
}

// strengthOf lets a name stand alone only where its shape can be no ordinary word,
// because it holds letters and digits, or where all evidence that says something
// of its strength calls it strong.
func strengthOf(name string, all []meddlewatch.Evidence) meddlewatch.Strength {
	if strings.ContainsFunc(name, unicode.IsLetter) && strings.ContainsFunc(name, unicode.IsDigit) && len(name) >= 4 {
		return meddlewatch.StrengthStrong
	}
	best := meddlewatch.StrengthContext
	for _, e := range all {
		switch e.Strength {
		case "":
		case meddlewatch.StrengthStrong:
			best = meddlewatch.StrengthStrong
		default:
			return meddlewatch.StrengthContext
		}
	}
	return best
}

func agreedActor(all []meddlewatch.Evidence) string {
	agreed := ""
	for _, e := range all {
		for _, actor := range e.Actors {
			if agreed != "" && actor != agreed {
				return ""
			}
			agreed = actor
		}
	}
	return agreed
}

// addresses are those of the evidence, each once.
func addresses(all []meddlewatch.Evidence) []string {
	var links []string
	for _, e := range all {
		if e.Link != "" && !slices.Contains(links, e.Link) {
			links = append(links, e.Link)
		}
	}
	return links
}

// quoted is a TOML basic string. A JSON string is one, but for the delete
// character, which TOML wants escaped.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return strings.ReplaceAll(strings.TrimSuffix(b.String(), "\n"), "\x7f", `\u007f`)
}
