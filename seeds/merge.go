package seeds

import (
	"slices"

	"meddlewatch"
)

// Merge lays lists over each other; a later one adds to and overrides the
// earlier. Entities are the same when their names are, without regard to case,
// width and spacing. Their order is that in which they first appear.
//
// Of an entity that is there already, the later list's class counts, as do its
// type and actor where it has them; aliases and receipts are added. An alias that
// is there already takes the later strength; its origin is that of the list whose
// strength is in force. An alias means one entity: a later list that gives it to
// another moves it there.
//
// An entity of class no silences all its aliases known so far: they become never.
// An entity of class no without aliases (remove = true in a file) is taken away,
// and nothing of it stays. The lists given are not changed.
//
// Relations and cues are added up; one that is there already is that of the later
// list, in its old place.
func Merge(lists ...meddlewatch.Watchlist) meddlewatch.Watchlist {
	m := merger{entities: map[string]*meddlewatch.Entity{}, places: map[string]place{}}
	for _, list := range lists {
		for _, e := range list.Entities {
			m.add(e)
		}
	}
	merged := meddlewatch.Watchlist{}
	merged.Relations, merged.Cues = said(lists)
	for _, key := range m.order {
		e := *m.entities[key]
		e.Aliases = slices.DeleteFunc(e.Aliases, func(a meddlewatch.Alias) bool { return a.Name == "" })
		merged.Entities = append(merged.Entities, e)
	}
	return merged
}

// merger is a watchlist that grows. Every key is a folded name.
type merger struct {
	order    []string
	entities map[string]*meddlewatch.Entity
	places   map[string]place // of every alias
}

// place is where an alias is: the entity, and its number there. An alias that
// moved away leaves an empty one behind, so that the numbers stay right.
type place struct {
	entity string
	number int
}

func (m *merger) add(e meddlewatch.Entity) {
	key := fold(e.Name)
	if removes(e) {
		m.remove(key)
		return
	}
	known := m.entities[key]
	if known == nil {
		known = &meddlewatch.Entity{Name: e.Name, Origin: e.Origin}
		m.entities[key] = known
		m.order = append(m.order, key)
	}
	if e.Type != "" {
		known.Type = e.Type
	}
	if e.Watch != "" {
		known.Watch = e.Watch
	}
	if e.Actor != "" {
		known.Actor = e.Actor
	}
	for _, a := range e.Aliases {
		if a.Origin == "" {
			a.Origin = e.Origin
		}
		m.addAlias(key, a)
	}
	if known.Watch == meddlewatch.WatchNo {
		for i := range known.Aliases {
			setStrength(&known.Aliases[i], meddlewatch.StrengthNever, e.Origin)
		}
	}
	for _, r := range e.Receipts {
		if !slices.Contains(known.Receipts, r) {
			known.Receipts = append(known.Receipts, r)
		}
	}
}

// addAlias gives an alias to an entity, and takes it from any other.
func (m *merger) addAlias(key string, a meddlewatch.Alias) {
	e := m.entities[key]
	at, known := m.places[fold(a.Name)]
	if known && at.entity == key {
		setStrength(&e.Aliases[at.number], a.Strength, a.Origin)
		if a.Lang != "" {
			e.Aliases[at.number].Lang = a.Lang
		}
		return
	}
	if known {
		m.entities[at.entity].Aliases[at.number] = meddlewatch.Alias{}
	}
	m.places[fold(a.Name)] = place{entity: key, number: len(e.Aliases)}
	e.Aliases = append(e.Aliases, a)
}

func (m *merger) remove(key string) {
	e := m.entities[key]
	if e == nil {
		return
	}
	for _, a := range e.Aliases {
		if a.Name != "" {
			delete(m.places, fold(a.Name))
		}
	}
	delete(m.entities, key)
	m.order = slices.DeleteFunc(m.order, func(k string) bool { return k == key })
}

// setStrength changes a strength and says whose it is now.
func setStrength(a *meddlewatch.Alias, s meddlewatch.Strength, by meddlewatch.Origin) {
	if s != "" && a.Strength != s {
		a.Strength = s
		a.Origin = by
	}
}

// UnknownRemovals returns the names that a list takes away although the earlier
// list has no such entity, in the order of the list: most likely they are
// misspelt. It is for a warning; Merge passes over them.
func UnknownRemovals(list, earlier meddlewatch.Watchlist) []string {
	known := map[string]bool{}
	for _, e := range earlier.Entities {
		known[fold(e.Name)] = true
	}
	var names []string
	for _, e := range list.Entities {
		if removes(e) && !known[fold(e.Name)] {
			names = append(names, e.Name)
		}
	}
	return names
}

// removes says whether an entity of a list stands for taking one away.
func removes(e meddlewatch.Entity) bool {
	return e.Watch == meddlewatch.WatchNo && len(e.Aliases) == 0
}
