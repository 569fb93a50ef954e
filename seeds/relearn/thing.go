package relearn

import (
	"slices"

	"meddlewatch"
	"meddlewatch/seeds"
	"meddlewatch/seeds/learn"
)

// thing is an entity, a relation or a theme, seen as what three versions of it can
// be compared by: single fields, and parts that are there or are not.
type thing struct {
	id     string   // what makes it the same as another: its folded name
	name   string   // of a relation: its key in [learned]
	fields []string // an entity: type, watch, actor; a relation: hedge; a theme: kind, lang
	parts  []part   // aliases of an entity, phrases of a theme

	// What belongs to it and is not compared: where it was found, and of each part, by
	// its id, how often and where.
	receipts []learn.Receipt
	notes    map[string]string
}

// part is an alias or a phrase. Two are the same part when their folded names are.
type part struct {
	id       string // the folded name
	name     string
	strength meddlewatch.Strength
	lang     string
}

func newPart(name string, strength meddlewatch.Strength, lang string) part {
	return part{id: seeds.Fold(name), name: name, strength: strength, lang: lang}
}

// The numbers of an entity's fields.
const (
	fieldType = iota
	fieldWatch
	fieldActor
)

// find returns the part with an id.
func (t *thing) find(key string) (part, bool) {
	if t == nil {
		return part{}, false
	}
	i := slices.IndexFunc(t.parts, func(p part) bool { return p.id == key })
	if i < 0 {
		return part{}, false
	}
	return t.parts[i], true
}

// drop takes the part with an id out.
func (t *thing) drop(key string) {
	t.parts = slices.DeleteFunc(t.parts, func(p part) bool { return p.id == key })
}

func entityThing(e meddlewatch.Entity) *thing {
	t := &thing{id: seeds.Fold(e.Name), name: e.Name, fields: []string{e.Type, string(e.Watch), e.Actor}}
	for _, a := range e.Aliases {
		t.parts = append(t.parts, newPart(a.Name, a.Strength, a.Lang))
	}
	return t
}

func themeThing(theme seeds.Theme) *thing {
	t := &thing{id: seeds.Fold(theme.Name), name: theme.Name, fields: []string{theme.Kind, theme.Lang}}
	for _, p := range theme.Phrases {
		t.parts = append(t.parts, newPart(p, "", ""))
	}
	return t
}

func relationThing(subject, relation, object, hedge string) *thing {
	return &thing{
		id:     seeds.RelationKey(seeds.Fold(subject), relation, seeds.Fold(object)),
		name:   seeds.RelationKey(subject, relation, object),
		fields: []string{hedge},
	}
}

// The base is what the learner last wrote, by id.

func baseEntities(table seeds.LearnedTable) map[string]*thing {
	base := map[string]*thing{}
	for name, e := range table.Entity {
		t := entityThing(meddlewatch.Entity{Name: name, Type: e.Type, Watch: e.Watch, Actor: e.Actor, Aliases: e.Aliases})
		base[t.id] = t
	}
	return base
}

func baseThemes(table seeds.LearnedTable) map[string]*thing {
	base := map[string]*thing{}
	for name, theme := range table.Theme {
		t := themeThing(seeds.Theme{Name: name, Kind: theme.Kind, Phrases: theme.Phrases})
		base[t.id] = t
	}
	return base
}

func baseRelations(table seeds.LearnedTable) map[string]*thing {
	base := map[string]*thing{}
	for key, r := range table.Relation {
		subject, relation, object, _ := seeds.SplitRelationKey(key)
		t := relationThing(subject, relation, object, r.Hedge)
		base[t.id] = t
	}
	return base
}

// baseTable is the way back: what the next run will be told.
func baseTable(entities, relations, themes []*merged) seeds.LearnedTable {
	table := seeds.LearnedTable{
		Entity: map[string]seeds.LearnedEntity{}, Relation: map[string]seeds.LearnedRelation{}, Theme: map[string]seeds.LearnedTheme{},
	}
	for _, m := range entities {
		if b := m.base; b != nil {
			e := seeds.LearnedEntity{Type: b.fields[fieldType], Watch: meddlewatch.Watch(b.fields[fieldWatch]), Actor: b.fields[fieldActor]}
			for _, p := range b.parts {
				e.Aliases = append(e.Aliases, meddlewatch.Alias{Name: p.name, Strength: p.strength, Lang: p.lang})
			}
			table.Entity[b.name] = e
		}
	}
	for _, m := range relations {
		if m.base != nil {
			table.Relation[m.base.name] = seeds.LearnedRelation{Hedge: m.base.fields[0]}
		}
	}
	for _, m := range themes {
		if b := m.base; b != nil {
			t := seeds.LearnedTheme{Kind: b.fields[0]}
			for _, p := range b.parts {
				t.Phrases = append(t.Phrases, p.name)
			}
			table.Theme[b.name] = t
		}
	}
	return table
}
