package seeds

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"meddlewatch"
	"meddlewatch/config"
)

// longestName is how many characters a name may have. The longest in the shipped
// lists has under 100; beyond 200 it is a pasted sentence that never matches.
const longestName = 200

// checker looks at rows one by one and together, and keeps every mistake.
type checker struct {
	file     string
	data     []byte
	mistakes config.Mistakes
}

// add notes a mistake at a byte of the file.
func (c *checker) add(at int, do, what string, args ...any) {
	before := c.data[:min(at, len(c.data))]
	line := bytes.Count(before, []byte("\n")) + 1
	lineStart := bytes.LastIndexByte(before, '\n') + 1
	c.mistakes = append(c.mistakes, config.Mistake{
		File: c.file,
		Line: line,
		Col:  utf8.RuneCount(before[lineStart:]) + 1,
		What: fmt.Sprintf(what, args...),
		Do:   do,
	})
}

// line returns the line of a byte, from 1.
func (c *checker) line(at int) int {
	return bytes.Count(c.data[:at], []byte("\n")) + 1
}

func (c *checker) check(rows []row) {
	entities := map[string]int{} // folded name to offset
	owners := map[string]owner{} // folded alias to the entity that has it
	for _, r := range rows {
		c.checkEntity(r)
		if key := fold(r.name.s); key != "" {
			if first, twice := entities[key]; twice {
				c.add(r.name.at, "put both into one [[entity]]",
					"%q is listed twice, first in line %d", r.name.s, c.line(first))
				continue
			}
			entities[key] = r.name.at
		}
		if r.remove {
			continue
		}
		names := []text{r.name}
		if len(r.aliases) > 0 {
			names = nil
			for _, a := range r.aliases {
				names = append(names, a.name)
			}
		}
		for _, n := range names {
			c.checkOwner(owners, r, n)
		}
	}
}

// owner is the entity that has an alias, and where.
type owner struct {
	entity string
	at     int
}

func (c *checker) checkOwner(owners map[string]owner, r row, n text) {
	key := fold(n.s)
	if key == "" {
		return
	}
	first, taken := owners[key]
	if !taken {
		owners[key] = owner{entity: fold(r.name.s), at: n.at}
		return
	}
	if first.entity == fold(r.name.s) {
		c.add(n.at, "keep one of them; upper and lower case are the same here",
			"alias %q is there already, in line %d", n.s, c.line(first.at))
		return
	}
	c.add(n.at, "keep it in one of them, or a match could not say which is meant",
		"%q is already an alias of another entity, in line %d", n.s, c.line(first.at))
}

func (c *checker) checkEntity(r row) {
	if r.single {
		c.add(r.at, "write [[entity]], with two brackets on each side", "[entity] begins a single table")
	}
	switch {
	case !r.name.given:
		c.add(r.at, `add name = "…", as articles print it`, "the entity has no name")
	default:
		c.checkName(r.name, "name")
	}
	if r.remove {
		if r.typ.given || r.watch.given || r.actor.given || len(r.aliases)+len(r.receipts)+len(r.sources) > 0 {
			c.add(r.at, "keep name and remove = true alone, or take remove = true out",
				"%q is removed and described at once", r.name.s)
		}
		return
	}
	c.checkType(r)
	c.checkWord(r.watch, "watch", "yes", "context", "no")
	if r.actor.given && !r.actor.wrong && strings.TrimSpace(r.actor.s) == "" {
		c.add(r.actor.at, "write the name of the state, or take the line out", "actor is empty")
	}
	for _, a := range r.aliases {
		c.checkAlias(a, r)
	}
	if len(r.aliases) == 0 && standsAlone(r.name.s, "", r) {
		c.add(r.name.at, `give it strength = "context" in aliases, or write the longer form`,
			"name %q is a single character, which cannot stand alone", r.name.s)
	}
	for _, t := range r.receipts {
		if !t.wrong && !isReceipt(t.s) {
			c.add(t.at, `write it as "report.txt:512" (bytes from 0), or put an address into sources`,
				"receipt %q is no document and offset", t.s)
		}
	}
	for _, t := range r.sources {
		if !t.wrong && strings.TrimSpace(t.s) == "" {
			c.add(t.at, "write the address of the source, or take it out", "a source is empty")
		}
	}
}

func (c *checker) checkType(r row) {
	types := meddlewatch.EntityTypes()
	switch {
	case !r.typ.given:
		who := "the entity"
		if name := strings.TrimSpace(r.name.s); name != "" {
			who = strconv.Quote(name)
		}
		c.add(r.at, `add type = "campaign", or another of `+strings.Join(types, ", "), "%s has no type", who)
	case !r.typ.wrong && !slices.Contains(types, r.typ.s):
		c.add(r.typ.at, "use one of "+strings.Join(types, ", "), "unknown type %q", r.typ.s)
	}
}

// checkWord checks a key that may be absent or one of a few words.
func (c *checker) checkWord(t text, key string, words ...string) {
	if t.given && !t.wrong && !slices.Contains(words, t.s) {
		last := len(words) - 1
		c.add(t.at, "use "+strings.Join(words[:last], ", ")+" or "+words[last], "unknown %s %q", key, t.s)
	}
}

func (c *checker) checkAlias(a aliasRow, r row) {
	if !a.name.given {
		c.add(a.at, `add name = "…", as articles print it`, "an alias of %q has no name", r.name.s)
	} else {
		c.checkName(a.name, "alias")
	}
	c.checkWord(a.strength, "strength", "strong", "context", "never")
	if standsAlone(a.name.s, a.strength.s, r) {
		c.add(a.name.at, `give it strength = "context", or write the longer form`,
			"alias %q is a single character, which cannot stand alone", a.name.s)
	}
	if a.lang.given && !a.lang.wrong {
		if _, err := language.Parse(strings.TrimSpace(a.lang.s)); err != nil {
			c.add(a.lang.at, `write a language tag such as "de" or "zh-Hant", or take it out`,
				"unknown language %q", a.lang.s)
		}
	}
}

// standsAlone says whether a name is a single character and strong: it would
// alert on any text.
func standsAlone(name, strength string, r row) bool {
	if strength == "" {
		strength = string(defaultStrength(meddlewatch.Watch(r.watch.s), r.typ.s))
	}
	return strength == string(meddlewatch.StrengthStrong) && utf8.RuneCountInString(strings.TrimSpace(name)) == 1
}

// checkName refuses names that could never be found in a text, and those that
// would break a terminal. what is "name" or "alias".
func (c *checker) checkName(t text, what string) {
	s := strings.TrimSpace(t.s)
	switch {
	case t.wrong:
	case s == "":
		c.add(t.at, "write it as articles print it, or take it out", "the %s is empty", what)
	case strings.ContainsFunc(s, unprintable):
		c.add(t.at, "write it as plain text on one line",
			"%s %q has a line break, a control or an invisible character", what, s)
	case !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		c.add(t.at, "write it as articles print it", "%s %q has no letter or digit", what, s)
	case utf8.RuneCountInString(s) > longestName:
		c.add(t.at, "write the name alone", "the %s has more than %d characters", what, longestName)
	}
}

// unprintable says whether a rune is a control, a bidirectional or another format
// character. Joiners are part of words in Persian and several Indian scripts.
func unprintable(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return unicode.IsControl(r)
	case r == '\u200c' || r == '\u200d':
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// isReceipt says whether s is document:offset.
func isReceipt(s string) bool {
	document, offset, ok := cutLast(s, ":")
	if !ok || strings.TrimSpace(document) == "" || offset == "" || strings.Contains(document, "://") {
		return false
	}
	return !strings.ContainsFunc(offset, func(r rune) bool { return r < '0' || r > '9' })
}

// cutLast cuts s around the last separator.
func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
