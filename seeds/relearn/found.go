package relearn

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"meddlewatch"
	"meddlewatch/seeds"
	"meddlewatch/seeds/learn"
)

// longest is how many characters a name may have in a watchlist file.
const longest = 200

// foundEntities are the entities of findings as a watchlist can hold them: names on
// one line, an alias with one entity (the first, which is the more salient), a single
// character never strong, and nothing above never in an entity of class no. What is
// left without a name or an alias is left out.
func foundEntities(f learn.Findings) ([]*thing, error) {
	var things []*thing
	names, aliases := map[string]bool{}, map[string]bool{}
	for _, e := range f.Entities {
		name := clean(e.Name)
		if name == "" || names[seeds.Fold(name)] {
			continue
		}
		if !slices.Contains(meddlewatch.EntityTypes(), e.Type) {
			return nil, fmt.Errorf("the learner says that %q is of the unknown type %q; please report this", e.Name, e.Type)
		}
		if !slices.Contains(classes(), string(e.Watch)) {
			return nil, fmt.Errorf("the learner says that %q is of the unknown class %q; please report this", e.Name, e.Watch)
		}
		t := &thing{id: seeds.Fold(name), name: name, fields: []string{e.Type, string(e.Watch), clean(e.Actor)}, receipts: e.Receipts, notes: map[string]string{}}
		mentions := map[string]int{}
		forms := e.Aliases
		if len(forms) == 0 {
			forms = []learn.Alias{{Name: name, Strength: meddlewatch.StrengthContext}}
		}
		for _, a := range forms {
			p := newPart(clean(a.Name), strength(a, e.Watch), tag(a.Lang))
			key := p.id
			if key == "" || aliases[key] && mentions[key] == 0 {
				continue // no name, or another's
			}
			first := mentions[key] == 0
			mentions[key] += max(a.Mentions, 1)
			if first {
				aliases[key] = true
				t.parts = append(t.parts, p)
				t.notes[key] = place(a)
			}
		}
		if len(t.parts) == 0 {
			continue
		}
		for _, p := range t.parts {
			t.notes[p.id] += count(mentions[p.id], "mention")
		}
		names[seeds.Fold(name)] = true
		things = append(things, t)
	}
	return things, nil
}

// strength is how far an alias may go in a file.
func strength(a learn.Alias, watch meddlewatch.Watch) meddlewatch.Strength {
	switch {
	case watch == meddlewatch.WatchNo:
		return meddlewatch.StrengthNever
	case a.Strength == meddlewatch.StrengthStrong && utf8.RuneCountInString(clean(a.Name)) > 1:
		return meddlewatch.StrengthStrong
	case a.Strength == meddlewatch.StrengthNever:
		return meddlewatch.StrengthNever
	}
	return meddlewatch.StrengthContext
}

func foundRelations(f learn.Findings) ([]*thing, error) {
	var things []*thing
	known := map[string]*thing{}
	for _, r := range f.Relations {
		if !slices.Contains(meddlewatch.RelationKinds(), r.Relation) {
			return nil, fmt.Errorf("the learner says %q of %q and %q, which is no known relation; please report this", r.Relation, r.Subject, r.Object)
		}
		subject, object := clean(r.Subject), clean(r.Object)
		if subject == "" || object == "" {
			continue
		}
		t := relationThing(subject, r.Relation, object, onLine(r.Hedge))
		if first := known[t.id]; first != nil {
			first.receipts = append(slices.Clone(first.receipts), r.Receipts...)
			continue
		}
		t.receipts = r.Receipts
		known[t.id] = t
		things = append(things, t)
	}
	return things, nil
}

func foundThemes(f learn.Findings) ([]*thing, error) {
	var things []*thing
	known := map[string]bool{}
	for _, theme := range f.Themes {
		name := clean(theme.Name)
		if name == "" || known[seeds.Fold(name)] {
			continue
		}
		if theme.Kind != "" && !slices.Contains(meddlewatch.CueKinds(), theme.Kind) {
			return nil, fmt.Errorf("the learner says that the theme %q is of the unknown kind %q; please report this", theme.Name, theme.Kind)
		}
		t := &thing{id: seeds.Fold(name), name: name, fields: []string{theme.Kind, ""}, receipts: theme.Receipts}
		for _, phrase := range theme.Phrases {
			p := newPart(clean(phrase), "", "")
			if _, twice := t.find(p.id); p.id != "" && !twice {
				t.parts = append(t.parts, p)
			}
		}
		if len(t.parts) > 0 {
			known[seeds.Fold(name)] = true
			things = append(things, t)
		}
	}
	return things, nil
}

// clean is a name as a watchlist file may hold it, or "" where there is none.
func clean(name string) string {
	name = onLine(name)
	if utf8.RuneCountInString(name) > longest || !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return ""
	}
	return name
}

// onLine is a text on one line, without invisible characters but the joiners of
// Persian and of Indian scripts.
func onLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200c' || r == '\u200d':
			return r
		case r == utf8.RuneError, unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// tag is a language tag, or "" where it is none.
func tag(lang string) string {
	if _, err := language.Parse(lang); err != nil {
		return ""
	}
	return lang
}

// place is where an alias is printed first, for its comment.
func place(a learn.Alias) string {
	if a.Receipt == nil {
		return ""
	}
	r := a.Receipt
	return fmt.Sprintf("%s:%d+%d %s, ", onLine(r.Document), r.Offset, r.Length, onLine(r.Rule))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
