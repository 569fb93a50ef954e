package score

import (
	"html"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// DocOf returns the id under which the gold knows a document file: the file's name
// without extension, or what it begins with up to a character that is neither
// letter nor digit ("000" is 000_7d77.txt). The longest fitting id wins; "" where
// the gold does not cover the file.
func (g Gold) DocOf(file string) string {
	base := filepath.Base(file)
	best := ""
	for _, id := range g.Docs {
		rest, ok := strings.CutPrefix(base, id)
		next, _ := utf8.DecodeRuneInString(rest)
		if !ok || len(id) <= len(best) || unicode.IsLetter(next) || unicode.IsDigit(next) {
			continue
		}
		best = id
	}
	return best
}

// Only returns the gold of some of its documents, given by id: entities and
// relations that stand in one of them, with the mentions there.
func (g Gold) Only(ids []string) Gold {
	inOne := func(docs []string) bool {
		return slices.ContainsFunc(docs, func(d string) bool { return slices.Contains(ids, d) })
	}
	only := Gold{Docs: slices.Clone(ids)}
	for _, e := range g.Entities {
		if !inOne(e.Docs) {
			continue
		}
		e.Mentions = maps.Clone(e.Mentions)
		maps.DeleteFunc(e.Mentions, func(d string, _ int) bool { return !slices.Contains(ids, d) })
		only.Entities = append(only.Entities, e)
	}
	for _, r := range g.Relations {
		if inOne(r.Docs) {
			only.Relations = append(only.Relations, r)
		}
	}
	return only
}

// Alone returns the gold of one document with the text it has: as [Gold.Only], and
// with those surface forms only that stand in the text. Marks of HTML in the text
// are taken as they are, but for character references.
func (g Gold) Alone(id, text string) Gold {
	only := g.Only([]string{id})
	text = plain(html.UnescapeString(text))
	for i := range only.Entities {
		e := &only.Entities[i]
		forms := slices.Clone(e.Aliases)
		e.Aliases = slices.DeleteFunc(forms, func(form string) bool { return wholeWords(text, plain(form)) < 0 })
	}
	return only
}

// salience is how often the documents of the gold name the entity, repeated
// passages and boilerplate aside.
func (e Entity) salience() float64 {
	n := 0
	for _, m := range e.Mentions {
		n += m
	}
	return float64(n)
}
