package relate

import "slices"

// parts finds who and what belongs to what: a person to their house or state, a
// platform to its owner, a unit to its service.
func (d *document) parts(r *reading) {
	for i := range r.tokens {
		m := r.mention(i)
		if m == nil {
			continue
		}
		if m.Type == "person" {
			d.office(r, i, m)
		}
	}
	for i := 0; i+1 < len(r.groups); i++ {
		d.whole(r, &r.groups[i], &r.groups[i+1])
	}
}

// belongs records a person's house or state. A state counts where the document
// treats it as one that acts; as a mere place it says where somebody comes from.
func (d *document) belongs(r *reading, who *Mention, house int, s span) bool {
	m := r.mention(house)
	switch m.Type {
	case "state_actor", "government_body", "company", "research_org", "media_outlet", "other_org", "platform":
		d.add(r, who.Entity, partOf, m.Entity, s, "office")
		if t := d.things[who.Entity]; t.country == "" {
			t.country = d.country(m.Entity)
		}
		return true
	}
	return false
}

const officeReach = 9 // tokens of an office, with the house it is held in

// office reads what stands around the name of a person.
func (d *document) office(r *reading, i int, who *Mention) {
	state := who.Country
	if state == "" {
		state = d.beginsWith(r.Text[who.Start:who.End])
	}
	if d.thing(state).kind == "state_actor" && d.within(r, who, role) {
		d.add(r, who.Entity, partOf, state, span{i, i + 1}, "office")
	}
	d.officeBefore(r, i, who)
	d.officeAfter(r, i, who)
}

// within tells whether a mention itself holds a cue of the class: an office before the
// name of a person, the accounts in "Russian bot accounts".
func (d *document) within(r *reading, m *Mention, c class) bool {
	_, hits := d.cues.find(tokenize(r.Text[m.Start:m.End], nil))
	return len(hits[c]) > 0
}

// officeBefore reads "Chinese Foreign Minister W", "Embassy spokesperson L",
// "director of the Office O W", "House H Council C Advisor J".
func (d *document) officeBefore(r *reading, i int, who *Mention) {
	office, its := false, false
	for j := i - 1; j >= 0 && j >= i-officeReach; j-- {
		switch m := r.mention(j); {
		case m != nil:
			held := office || d.officeOf(r, j)
			if m.Type == "person" || m.Type == "event" || !held || !d.belongs(r, who, j, span{j, i + 1}) {
				return
			}
			if m.Type != "government_body" || r.mention(j-1) == nil {
				return // "the Ministry's spokesperson": the house is all
			}
		case r.is(j, role):
			office = true
		case r.is(j, owner):
			its = true
		case its && (r.is(j, connector) || r.is(j, aside)):
		case r.word(j) == "(" || r.word(j) == ")" || r.word(j) == "/" || r.word(j) == "'s" || r.word(j) == "-":
		case r.is(j, filler) && !r.is(j, connector) && r.word(j) != "to", r.is(j, roleOf):
		default:
			return
		}
	}
}

// officeOf tells whether a house at token i is one in which an office is held that
// stands before it: "director of the …".
func (d *document) officeOf(r *reading, i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if r.is(j, roleOf) && r.is(j-1, role) {
			return true
		}
		if !r.is(j, filler) {
			return false
		}
	}
	return false
}

// officeAfter reads "S of G", "M, a writer at N", "K, who led the agency A", "L, the
// ministry M's spokeswoman".
func (d *document) officeAfter(r *reading, i int, who *Mention) {
	if r.is(i+1, at) {
		if g := r.next(i+2, 4, func(j int) bool { return r.is(j, filler) || r.is(j, groupNoun) }); g != nil && g.sort != operation && (g.sort == house || r.mention(g.first).Type == "government_body") {
			d.belongs(r, who, g.first, span{i, g.last})
		}
		return
	}
	j := i + 1
	for r.word(j) == "," || r.word(j) == "(" {
		j++
	}
	if j == i+1 {
		return
	}
	office := r.any(whoLeads, j, j+1)
	for ; j < len(r.tokens) && j < i+2+officeReach; j++ {
		switch m := r.mention(j); {
		case m != nil:
			next := r.is(j+1, role) || r.word(j+1) == "'s" && r.is(j+2, role)
			if m.Type == "place" {
				continue
			}
			if m.Type == "person" || (!office && !next) {
				return
			}
			d.belongs(r, who, j, span{i, j + 1})
			return
		case r.is(j, role) && !office:
			office = true
		case r.word(j) == "," || r.word(j) == ";" || r.is(j, say) || r.is(j, act):
			return
		}
	}
}

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
	case r.holds(owned, between) && (r.word(a.last) == "," || r.word(a.last) == "(" || r.is(a.last, be)):
		for _, m := range b.mentions {
			d.add(r, left.Entity, partOf, r.Mentions[m].Entity, s, "unit")
		}
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
