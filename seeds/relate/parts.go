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
		a, b := &r.groups[i], &r.groups[i+1]
		d.ofState(r, a, b)
		if i+2 < len(r.groups) && r.stateOf(b, &r.groups[i+2]) {
			b = &r.groups[i+2] // "a unit of Ruritania's ministry"
		}
		d.whole(r, a, b)
		d.itsUnit(r, b)
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
	d.speaksFor(r, i, who)
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
	office, its := d.within(r, who, role), false
	for j := i - 1; j >= 0 && j >= i-officeReach; j-- {
		switch m := r.mention(j); {
		case m != nil:
			held := office || d.officeOf(r, j) || j == i-2 && r.word(i-1) == "'s" && sortOf(m) == house
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
			if house := d.lastHouse(r, j); office && house != "" {
				d.add(r, who.Entity, partOf, house, span{j, i + 1}, "office")
				return
			}
		case r.word(j) == "," && j == i-1 && (r.is(j-1, role) || d.officeOf(r, j-1)):
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
	for r.word(j) == "," || r.word(j) == "(" || r.word(j) == "|" {
		j++
	}
	if j == i+1 {
		return
	}
	if r.word(j-1) == "(" { // "(also called M)"
		for j < len(r.tokens) && r.word(j) != ")" {
			j++
		}
		for j++; r.word(j) == "," || r.word(j) == "|"; {
			j++
		}
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
	if left.Type != "government_body" || right.Type != "state_actor" || r.word(a.last) != "," || b.first > a.last+2 || b.first == a.last {
		return
	}
	if r.word(b.last) != "'s" && !right.Adjective || !r.any(role, b.last, b.last+4) && !r.any(groupNoun, b.last, b.last+4) {
		return
	}
	d.add(r, left.Entity, partOf, right.Entity, span{a.first, b.last}, "unit")
}

// lastHouse is whose "its" is before an office: the last house or body of the sentence
// before token i, else that of the sentence before.
func (d *document) lastHouse(r *reading, i int) string {
	for k := len(r.groups) - 1; k >= 0; k-- {
		g := &r.groups[k]
		if g.last > i {
			continue
		}
		if m := r.mention(g.last - 1); m.Type != "platform" && (g.sort == house || m.Type == "government_body") {
			return m.Entity
		}
	}
	if r.is(0, owner) || i <= 2 {
		return d.house
	}
	return ""
}

// speaksFor reads "spokesman N said" without a house, behind a sentence whose subject was
// the house or state he speaks for.
func (d *document) speaksFor(r *reading, i int, who *Mention) {
	if d.house == "" || len(d.houses(r, []string{who.Entity})) > 0 || !r.is(i-1, spokes) || r.in[i] < 0 || !r.any(say, i+1, i+3) && !r.any(deny, i+1, i+3) {
		return
	}
	for k := range r.groups {
		if g := &r.groups[k]; g.first < i && (g.sort == house || r.mention(g.first).Type == "government_body") && i-g.last < nearby {
			return
		}
	}
	switch d.thing(d.house).kind {
	case "state_actor", "government_body", "company", "other_org":
		d.add(r, who.Entity, partOf, d.house, span{i - 1, i + 1}, "speaks for")
		if t := d.things[who.Entity]; t.country == "" {
			t.country = d.country(d.house)
		}
	}
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
