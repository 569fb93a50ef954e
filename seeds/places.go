package seeds

import (
	"bytes"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Places knows where names and phrases stand in a watchlist file.
type Places struct {
	data     []byte
	names    map[string]int // folded alias to its offset
	entities map[string]int // folded name of an entity to its offset
	phrases  map[string]int // folded phrase of a theme to its offset
}

// FindPlaces reads where things stand in the content of a watchlist file, or of a
// file of decisions. What cannot be read has no place.
func FindPlaces(data []byte) Places {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	p := Places{data: data, names: map[string]int{}, entities: map[string]int{}, phrases: map[string]int{}}
	rows, err := readRows(data)
	if err != nil {
		return p
	}
	for _, r := range rows {
		p.entities[fold(r.name.s)] = r.name.at
		for _, a := range r.aliases {
			p.names[fold(a.name.s)] = a.name.at
		}
		if len(r.aliases) == 0 {
			p.names[fold(r.name.s)] = r.name.at
		}
	}
	p.findPhrases()
	return p
}

// findPhrases finds the phrases of [[theme]] tables.
func (p Places) findPhrases() {
	var parser unstable.Parser
	parser.Reset(p.data)
	theme := false
	for parser.NextExpression() {
		switch n := parser.Expression(); n.Kind {
		case unstable.Table, unstable.ArrayTable:
			theme = keyPath(n) == "theme"
		case unstable.KeyValue:
			if !theme || keyPath(n) != "phrases" {
				continue
			}
			for _, t := range textsOf(n.Value()) {
				p.phrases[fold(t.s)] = t.at
			}
		}
	}
}

// Alias returns the line and column of an alias, both from 1.
func (p Places) Alias(name string) (line, col int, ok bool) { return p.place(p.names, name) }

// Entity returns those of the name of an entity.
func (p Places) Entity(name string) (line, col int, ok bool) { return p.place(p.entities, name) }

// Phrase returns those of a phrase of a theme.
func (p Places) Phrase(phrase string) (line, col int, ok bool) { return p.place(p.phrases, phrase) }

func (p Places) place(in map[string]int, name string) (line, col int, ok bool) {
	at, ok := in[fold(name)]
	if !ok {
		return 0, 0, false
	}
	before := p.data[:min(at, len(p.data))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1, true
}
