package relate

import (
	"slices"
	"strings"
)

// whole reads what stands between two groups: "P parent company O", "P, owned by O",
// "O, the parent of P", "O's P", "N, a unit of O".
func (d *document) whole(r *reading, a, b *group) {
	left, right := r.mention(a.last-1), r.mention(b.first)
	if !partType(left) || !partType(right) || b.first-a.last > nearby {
		return
	}
	between := span{a.last, b.first}
	s := span{a.first, b.last}
	switch {
	case r.holds(parent, between) && !r.holds(owns, between):
		if w := r.word(a.last); w != "," {
			d.add(r, left.Entity, partOf, right.Entity, s, "parent")
		}
	case r.holds(owns, between):
		d.add(r, right.Entity, partOf, left.Entity, s, "owner")
	case r.holds(owned, between) && !r.any(negation, a.last, b.first) && (r.word(a.last) == "," || r.word(a.last) == "(" || r.is(a.last, be)):
		for _, m := range b.mentions {
			d.add(r, left.Entity, partOf, r.Mentions[m].Entity, s, "unit")
		}
	case r.word(a.last) == "'s" && b.first-a.last == 1 && sameSort(left, right),
		r.word(a.last) == "," && r.word(a.last+1) == "whose" && b.first-a.last == 2 && sameSort(left, right):
		d.add(r, right.Entity, partOf, left.Entity, s, "unit")
	case right.Type == "platform" && r.word(a.last) == "'s" && left.Type == "company" && b.first-a.last <= 2,
		right.Type == "platform" && left.Type == "company" && r.word(a.last) == "-" && b.first-a.last <= 3 && r.word(a.last+1) == "owned":
		d.add(r, right.Entity, partOf, left.Entity, s, "owner")
	}
}

// partType tells what may be part of another: bodies, firms, platforms, houses.
func partType(m *Mention) bool {
	return slices.Contains([]string{"government_body", "company", "platform", "research_org", "media_outlet", "other_org"}, m.Type) && !m.Adjective
}

// holds tells whether a cue of the class stands within a span.
func (r *reading) holds(c class, s span) bool { return r.any(c, s.first, s.last) }

// sameSort tells whether two houses are of one kind, so that "A's B" says that B is
// part of A: two bodies, or two firms or institutes.
func sameSort(a, b *Mention) bool {
	return sortOf(a) == sortOf(b) && a.Type != "media_outlet" && b.Type != "media_outlet"
}

// stateOf tells whether a state stands before a body or house only to say whose it is.
func (r *reading) stateOf(a, b *group) bool {
	m := r.mention(a.last - 1)
	if m.Type != "state_actor" && m.Type != "place" {
		return false
	}
	return r.word(a.last) == "'s" && b.first == a.last+1 || m.Adjective && b.first == a.last
}

// ofState reads "the body B, Ruritania's security service": the state stands in the
// apposition, and no other body does.
func (d *document) ofState(r *reading, a, b *group) {
	left, right := r.mention(a.last-1), r.mention(b.first)
	if left.Type == "government_body" && right.Type == "state_actor" && !right.Adjective && r.word(a.last) == "of" && b.first-a.last <= 2 {
		d.add(r, left.Entity, partOf, right.Entity, span{a.first, b.last}, "unit")
		return
	}
	if left.Type == "government_body" && right.Type == "government_body" && a != b && r.word(a.last) == "of" && b.first-a.last <= 2 {
		d.add(r, left.Entity, partOf, right.Entity, span{a.first, b.last}, "unit")
		return
	}
	if left.Type == "state_actor" && right.Type == "government_body" && d.thing(right.Entity).kind == "government_body" && !r.is(b.first, spokes) &&
		(r.word(a.last) == "'s" && b.first == a.last+1 || left.Adjective && b.first == a.last && r.service(right)) {
		d.add(r, right.Entity, partOf, left.Entity, span{a.first, b.last}, "unit")
		return
	}
	if left.Type != "government_body" || right.Type != "state_actor" || r.word(a.last) != "," || b.first > a.last+2 || b.first == a.last {
		return
	}
	if r.word(b.last) != "'s" && !right.Adjective || !r.any(role, b.last, b.last+4) && !r.any(groupNoun, b.last, b.last+4) {
		return
	}
	d.add(r, left.Entity, partOf, right.Entity, span{a.first, b.last}, "unit")
}

// service tells whether a body is printed as a short form in capitals, as secret services are
// ("the Ruritanian XYZ"): of others the adjective is often no more than part of the name.
func (r *reading) service(m *Mention) bool {
	printed := r.Text[m.Start:m.End]
	return len(printed) <= 5 && printed == strings.ToUpper(printed)
}

// itsUnit reads "F, a consultancy in the capital, and its subsidiary G".
func (d *document) itsUnit(r *reading, g *group) {
	m := r.mention(g.first)
	if !partType(m) {
		return
	}
	i := g.first - 1
	for i > 0 && i > g.first-4 && !r.is(i, unit) && r.plain(i) && r.in[i] < 0 {
		i--
	}
	if !r.is(i, unit) {
		return
	}
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if r.is(j, owner) {
			if house := d.lastHouse(r, j); house != "" {
				d.add(r, m.Entity, partOf, house, span{j, g.last}, "unit")
			}
			return
		}
	}
}
