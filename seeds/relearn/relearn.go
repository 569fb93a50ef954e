// Package relearn writes findings as a watchlist file that people edit, and brings
// new findings into a file that they have edited.
//
// It decides which value stands where a person and the learner differ: always the
// person's. To know whose a value is, every file ends with a table [learned] that
// holds what the learner itself had last written; a value that differs from it is
// the person's, and what it names and the file does not, the person took out. What
// the values mean, and what is found, is left to others.
package relearn

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"meddlewatch"
	"meddlewatch/seeds"
	"meddlewatch/seeds/learn"
)

// Write returns findings as a new watchlist file.
func Write(f learn.Findings) ([]byte, error) {
	out, _, err := Update("", nil, f)
	return out, err
}

// Update brings findings into a watchlist file, whose name is for messages. What the
// person changed, added or took out since the learner last wrote stays; everything
// else becomes what the findings say. A file without a table [learned] is the
// person's as a whole. The same file and findings give the same bytes, and a second
// time changes nothing.
//
// A config.Mistakes says what is wrong in the file.
func Update(file string, old []byte, f learn.Findings) ([]byte, Changes, error) {
	before, err := seeds.ParseFile(file, old, meddlewatch.OriginEdited)
	if err != nil {
		return nil, Changes{}, err
	}
	l, err := newList(before, old, f)
	if err != nil {
		return nil, Changes{}, err
	}
	// In this order, so that the list, which may be large, is let go before the check.
	out, changes := l.render(), l.changes(before.Documents)
	if _, err := seeds.ParseFile("the new watchlist", out, meddlewatch.OriginEdited); err != nil {
		return nil, Changes{}, fmt.Errorf("the watchlist that was learned is not sound, so nothing was written; please report this: %w", err)
	}
	return out, changes, nil
}

// list is all that a file will say.
type list struct {
	head                        []string // the person's comments
	entities, relations, themes []*merged
	documents                   []learn.Document
}

func newList(before seeds.File, old []byte, f learn.Findings) (*list, error) {
	entities, err := foundEntities(f)
	if err != nil {
		return nil, err
	}
	relations, err := foundRelations(f)
	if err != nil {
		return nil, err
	}
	themes, err := foundThemes(f)
	if err != nil {
		return nil, err
	}
	l := &list{documents: f.Documents}
	notes := commentsOf(old)
	known := map[string]bool{} // documents that were or are learned from
	for _, d := range before.Documents {
		known[d.Name] = true
	}
	for _, d := range f.Documents {
		known[d.Name] = true
	}

	var file []*thing
	for _, e := range before.Entities {
		file = append(file, entityThing(e))
	}
	base := baseEntities(before.Learned)
	l.entities = align(base, file, entities, renamer(base, file, entities))
	for i, e := range before.Entities {
		m := of(l.entities, file[i])
		m.comments = notes.of("entity", i, len(before.Entities))
		m.removal = e.Watch == meddlewatch.WatchNo && len(e.Aliases) == 0
		m.receipts, m.sources = persons(e.Receipts, known)
	}
	settle(l.entities)

	file = nil
	for _, r := range before.Relations {
		file = append(file, relationThing(r.Subject, r.Relation, r.Object, r.Hedge))
	}
	l.relations = align(baseRelations(before.Learned), file, relations, nil)
	for i, r := range before.Relations {
		m := of(l.relations, file[i])
		m.comments = notes.of("relation", i, len(file))
		m.receipts, _ = persons(r.Receipts, known)
	}

	file = nil
	for _, t := range before.Themes {
		file = append(file, themeThing(t))
	}
	l.themes = align(baseThemes(before.Learned), file, themes, nil)
	for i, t := range before.Themes {
		m := of(l.themes, file[i])
		m.comments = notes.of("theme", i, len(file))
		m.receipts, _ = persons(t.Receipts, known)
	}
	for _, m := range append(slices.Clone(l.relations), l.themes...) {
		m.merge()
	}
	l.head = slices.Concat(notes.head, notes.loose("entity", len(before.Entities)),
		notes.loose("relation", len(before.Relations)), notes.loose("theme", len(before.Themes)))
	return l, nil
}

// of returns what a thing of the file became.
func of(all []*merged, file *thing) *merged {
	return all[slices.IndexFunc(all, func(m *merged) bool { return m.file == file })]
}

// persons parts the receipts that only a person can have written, for the document
// was never learned from, from addresses.
func persons(all []string, known map[string]bool) (receipts, sources []string) {
	for _, r := range all {
		document, _, ok := cutOffset(r)
		switch {
		case !ok:
			sources = append(sources, r)
		case !known[document]:
			receipts = append(receipts, r)
		}
	}
	return receipts, sources
}

// cutOffset cuts document:offset.
func cutOffset(s string) (document, offset string, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 1 || i == len(s)-1 || strings.Contains(s, "://") || strings.Trim(s[i+1:], "0123456789") != "" {
		return "", "", false
	}
	return s[:i], s[i+1:], true
}

// byName are the keys of a table in order.
func byName[V any](table map[string]V) []string { return slices.Sorted(maps.Keys(table)) }
