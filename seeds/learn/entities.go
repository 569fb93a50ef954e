package learn

import (
	"cmp"
	"slices"
	"strings"

	"meddlewatch"
)

// entities makes the findings of what was named: class, aliases with their
// strength, counts and receipts; and which further names each has. The mentions are
// let go on the way, for they take more memory than all else.
func (s *survey) entities(relations []Relation) (list []Entity, aliases []Relation) {
	acting, actors := s.acting(relations), s.actors(relations)
	list = make([]Entity, 0, len(s.order))
	s.mentions = nil
	for _, t := range s.order {
		if len(t.mentions) == 0 || s.onlyAdjective(t) {
			continue
		}
		e := Entity{Name: t.name, Type: t.typ, Watch: s.watch(t, acting)}
		if t.country != foreign && t.country != t.name && (e.Watch == meddlewatch.WatchYes || t.typ == "government_body") {
			e.Actor = t.country
		}
		if t.typ == "campaign" || t.typ == "threat_group" || t.typ == "company" {
			e.Actor = actors[t.name]
		}
		if t.typ == "place" && t.country == t.name && e.Watch == meddlewatch.WatchYes {
			e.Type = "state_actor"
		}
		if t.typ == "state_actor" && e.Watch != meddlewatch.WatchYes {
			e.Type = "government_body"
		}
		s.describe(&e, t)
		list = append(list, e)
		aliases = append(aliases, s.aliasRelations(t, e.Watch)...)
		t.mentions = nil
	}
	slices.SortStableFunc(list, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(b.Salience, a.Salience), cmp.Compare(b.Mentions, a.Mentions), strings.Compare(a.Name, b.Name))
	})
	return list, aliases
}

// describe fills in what the mentions of an entity give.
func (s *survey) describe(e *Entity, t *thing) {
	index := map[string]int{}
	documents := map[int]bool{}
	e.Receipts = make([]Receipt, 0, len(t.mentions))
	add := func(name, kind string, m *mention, counted bool) {
		i, known := index[name]
		if !known {
			i = len(e.Aliases)
			index[name] = i
			e.Aliases = append(e.Aliases, Alias{
				Name: name, Kind: kind, Strength: s.strength(e, t, name), Receipt: s.receipt(m),
			})
		}
		if counted {
			e.Aliases[i].Mentions++
		}
	}
	for _, m := range t.mentions {
		add(m.text, m.kind, m, true)
		if m.bare != "" {
			add(m.bare, "name", m, false)
		}
		if m.prefixed != "" {
			add(m.prefixed, "titled", m, false)
		}
		if m.form != "" {
			add(m.form, m.formKind, m, false)
		}
		if m.abbr != "" {
			add(m.abbr, "abbreviation", m, false)
			add(strings.TrimSpace(m.text[:strings.LastIndex(m.text, "(")]), "name", m, false)
		}
		if m.kind == "short" && m.before == "the" && t.typ == "media_outlet" {
			add("the "+m.text, "short", m, false)
		}
		e.Mentions++
		if m.counts && m.kind != "adjective" && m.kind != "people" {
			e.Salience++
		}
		documents[m.document] = true
		e.Receipts = append(e.Receipts, *s.receipt(m))
	}
	slices.SortStableFunc(e.Aliases, func(a, b Alias) int {
		return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), strings.Compare(a.Name, b.Name))
	})
	for d := range s.documents {
		if documents[d] {
			e.Documents = append(e.Documents, s.documents[d].Name)
		}
	}
}

// receipt is the place of a mention.
func (s *survey) receipt(m *mention) *Receipt {
	d := &s.documents[m.document]
	offset, length := d.Blocks[m.block].Place(int(m.start), int(m.end))
	rule := m.rule
	if m.seeAlso {
		rule += ", in a list of links"
	}
	return &Receipt{Document: d.Name, Offset: offset, Length: length, Rule: rule}
}

// onlyAdjective says whether a state is printed in adjectives and peoples alone, and
// nobody acts for it: "two Ruritanian nationals" name no state.
func (s *survey) onlyAdjective(t *thing) bool {
	return t.typ == "place" && t.country == t.name && t.acts == 0 &&
		!slices.ContainsFunc(t.mentions, func(m *mention) bool { return m.kind != "adjective" && m.kind != "people" })
}
