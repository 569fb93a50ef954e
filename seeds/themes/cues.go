package themes

import (
	_ "embed"
	"slices"
	"strings"
)

var (
	//go:embed cues.txt
	cuesFile string
	//go:embed words.txt
	wordsFile string
)

// section is a part of a data file: its name, and its lines without comments and
// empty ones.
type section struct {
	name  string
	lines []string
}

// sections reads a data file. Lines before the first section belong to none and
// are left out.
func sections(file string) []section {
	var all []section
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		name, isName := strings.CutPrefix(line, "[")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case isName:
			all = append(all, section{name: strings.TrimSuffix(name, "]")})
		case len(all) > 0:
			last := &all[len(all)-1]
			last.lines = append(last.lines, line)
		}
	}
	return all
}

// topic is the kind of a phrase that is no act.
const topic = -1

// slot is a place in a pattern: a word must fill it.
type slot struct{ pattern, place int }

// cues are the patterns that tell what a phrase says.
type cues struct {
	kinds    []string
	patterns []pattern
	slots    wordMap[[]slot]
}

type pattern struct {
	kind   int // index into kinds
	length int // in words
	run    bool
}

func readCues(file string) *cues {
	c := &cues{}
	for kind, s := range sections(file) {
		c.kinds = append(c.kinds, s.name)
		for _, line := range s.lines {
			text, run := strings.CutPrefix(line, "=")
			words := strings.Fields(text)
			number := len(c.patterns)
			c.patterns = append(c.patterns, pattern{kind, len(words), run})
			for place, choices := range words {
				for choice := range strings.SplitSeq(choices, "|") {
					c.slots.add(choice, func(slots []slot) []slot { return append(slots, slot{number, place}) })
				}
			}
		}
	}
	return c
}

// of returns the slots that a folded word fills.
func (c *cues) of(word string) []slot {
	var all []slot
	c.slots.each(word, func(slots []slot) { all = append(all, slots...) })
	return all
}

// inPhrase says whether one of the slots is of a pattern for words of a phrase.
func (c *cues) inPhrase(slots []slot) bool {
	return slices.ContainsFunc(slots, func(s slot) bool { return !c.patterns[s.pattern].run })
}

// kind returns the first kind that has a pattern for the words of a phrase, given
// the slots they fill, or topic.
func (c *cues) kind(words [][]slot) int {
	best := topic
	reached := map[int]int{} // pattern to how many of its words were there
	for _, slots := range words {
		for _, s := range slots {
			p := c.patterns[s.pattern]
			if p.run || reached[s.pattern] != s.place {
				continue
			}
			reached[s.pattern]++
			if s.place == p.length-1 && (best == topic || p.kind < best) {
				best = p.kind
			}
		}
	}
	return best
}

// wordMap finds what is known of a word, by the word or by how it begins.
type wordMap[T any] struct {
	exact map[string]T
	stems map[string]T
}

// add changes what is known of an entry, a word or a stem with a star.
func (m *wordMap[T]) add(entry string, change func(T) T) {
	if m.exact == nil {
		m.exact, m.stems = map[string]T{}, map[string]T{}
	}
	if stem, isStem := strings.CutSuffix(entry, "*"); isStem {
		m.stems[stem] = change(m.stems[stem])
		return
	}
	m.exact[entry] = change(m.exact[entry])
}

// each calls found for every entry that the word is or begins with, shortest stem
// first, the word itself last.
func (m *wordMap[T]) each(word string, found func(T)) {
	for end := range word {
		if v, ok := m.stems[word[:end]]; ok && end > 0 {
			found(v)
		}
	}
	if v, ok := m.stems[word]; ok {
		found(v)
	}
	if v, ok := m.exact[word]; ok {
		found(v)
	}
}
