package naming

import (
	"strings"

	"meddlewatch/seeds/lists"
)

// known holds the names of the world that are no campaign and no group.
type known struct {
	names  map[string]bool // countries, their people, cities, bodies, outlets, platforms, in lower case
	states map[string]bool // words for a state or its people: a name does not begin with one
	given  map[string]bool // given names and surnames that stand first
	titles map[string]bool // last words of titles of persons
	stops  map[string]bool // words that are no name alone
	heads  map[string]bool // last words of names of firms, bodies, outlets, laws
}

func newKnown(l *lists.Lists) *known {
	k := &known{
		names: make(map[string]bool), states: make(map[string]bool), given: make(map[string]bool),
		titles: make(map[string]bool), stops: make(map[string]bool), heads: make(map[string]bool),
	}
	name := func(forms ...string) {
		for _, f := range forms {
			k.names[strings.ToLower(f)] = true
		}
	}
	for _, c := range l.Countries {
		for _, forms := range [][]string{{c.Name, c.Capital}, c.Names, c.Adjectives, c.People, c.Metonyms} {
			name(forms...)
			for _, f := range forms {
				k.states[strings.ToLower(f)] = true
			}
		}
	}
	for _, c := range l.Cities {
		name(c.Name)
	}
	for _, b := range l.Bodies {
		name(b.Name)
		name(b.Forms...)
	}
	for _, o := range l.Outlets {
		name(o.Name)
		name(o.Forms...)
	}
	for _, p := range l.Platforms {
		name(p.Name, p.Owner)
		name(p.Forms...)
	}
	name(l.Parties...)
	delete(k.names, "")
	delete(k.states, "")
	for _, forms := range [][]string{l.GivenNames, l.Surnames} {
		for _, f := range forms {
			k.given[strings.ToLower(f)] = true
		}
	}
	for _, t := range l.Titles {
		fields := strings.Fields(strings.ToLower(t))
		if len(fields) > 0 {
			k.titles[strings.TrimSuffix(fields[len(fields)-1], ".")] = true
		}
	}
	for _, s := range l.Stops {
		k.stops[strings.ToLower(s)] = true
	}
	for _, h := range l.Heads {
		if h.Where == "end" && !validType(h.Type) {
			k.heads[strings.TrimSuffix(strings.ToLower(h.Word), ".")] = true
		}
	}
	return k
}
