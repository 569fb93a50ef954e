package relearn

import (
	"maps"
	"slices"
)

// settle gives every alias to one entity. What the person wrote comes first, then
// what was found, in its order. A learned alias that goes to another is forgotten
// where it was, so that it may come back; an entity that has no alias left goes, but
// the person's stay as they were.
func settle(all []*merged) {
	for _, m := range all {
		m.merge()
	}
	for !settled(all) {
	}
}

// settled makes one attempt. It is false where an entity had to be kept: then the
// owners change, once for each entity at most.
func settled(all []*merged) bool {
	owners := map[string]*merged{}
	for _, m := range all {
		if m.out == nil {
			continue
		}
		for _, p := range m.out.parts {
			if m.own[p.id] || m.kept {
				owners[p.id] = m
			}
		}
	}
	lost := map[*merged][]string{}
	for _, m := range all {
		if m.out == nil || m.removal {
			continue
		}
		left := len(m.out.parts)
		for _, p := range m.out.parts {
			if owner := owners[p.id]; owner == nil {
				owners[p.id] = m
			} else if owner != m {
				lost[m] = append(lost[m], p.id)
				left--
			}
		}
		if left == 0 && m.file != nil && !m.kept && m.edited() {
			m.keep()
			return false
		}
	}
	for _, m := range all {
		for _, key := range lost[m] {
			out, base := *m.out, thing{}
			out.parts = append([]part(nil), out.parts...)
			out.drop(key)
			m.out = &out
			if m.base != nil {
				base = *m.base
				base.parts = append([]part(nil), base.parts...)
				base.drop(key)
				m.base = &base
			}
		}
		if m.out != nil && !m.removal && len(m.out.parts) == 0 {
			m.out, m.base = nil, nil
		}
	}
	return true
}

// renamer says under which name an entity that was found stood before: the
// canonical name changes when another form is printed more often. It is the entity
// of the base that no longer is found, whose names hold the new one or the other way
// round, with most names in common; the first by name of several.
func renamer(base map[string]*thing, file, found []*thing) func(*thing) string {
	order := slices.Sorted(maps.Keys(base))
	stillFound, inFile := map[string]bool{}, map[string]bool{}
	for _, t := range found {
		stillFound[t.id] = true
	}
	for _, t := range file {
		inFile[t.id] = true
	}
	return func(n *thing) string {
		if base[n.id] != nil || inFile[n.id] {
			return ""
		}
		best, most := "", 0
		for _, id := range order {
			old := base[id]
			if stillFound[id] {
				continue
			}
			_, holds := old.find(n.id)
			_, held := n.find(id)
			if !holds && !held {
				continue
			}
			common := 1
			for _, p := range n.parts {
				if _, both := old.find(p.id); both {
					common++
				}
			}
			if common > most {
				best, most = id, common
			}
		}
		return best
	}
}
