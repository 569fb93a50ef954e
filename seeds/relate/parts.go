package relate

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
	d.leads(r)
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
	d.bareOffice(r, i, who)
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
		case office && r.is(j, theFirm) && r.word(j+1) == "'s" && d.house != "":
			d.belongsTo(r, who, d.house, span{j, i + 1})
			return
		case office && r.word(j) == "through" && r.word(j-1) == "," && r.mention(j-2) != nil:
			d.belongs(r, who, j-2, span{j - 2, i + 1}) // "the ministry, through its spokesman N"
			return
		case r.is(j, owner):
			its = true
			if house := d.lastHouse(r, j); office && house != "" {
				d.add(r, who.Entity, partOf, house, span{j, i + 1}, "office")
				return
			}
		case r.word(j) == "," && j >= i-2 && (j == i-1 || r.is(i-1, role)) && (r.is(j-1, role) || d.officeOf(r, j-1)):
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
		d.ofHouse(r, i, who)
		return
	}
	if m := r.mention(i + 2); m != nil && r.word(i+1) == "(" && r.word(i+3) == ")" && sortOf(m) == house {
		d.belongs(r, who, i+2, span{i, i + 4}) // "S (G)"
		return
	}
	if m := r.mention(i + 3); m != nil && r.word(i+1) == "," && r.word(i+2) == "whose" && m.Type == "other_org" {
		d.belongs(r, who, i+3, span{i, i + 4}) // "B, whose party P"
		return
	}
	j := r.description(i + 1)
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
		case r.is(j, theFirm) && r.word(j+2) == "'s" && r.is(j+3, role) && d.house != "":
			d.belongsTo(r, who, d.house, span{i, j + 4}) // "N, the agency's deputy head"
			return
		case r.is(j, role) && !office:
			office = true
		case r.word(j) == "," || r.word(j) == ";" || r.is(j, say) || r.is(j, act):
			return
		}
	}
}

// ofHouse reads "S of G"; of a state only where an office stands before the name.
func (d *document) ofHouse(r *reading, i int, who *Mention) {
	g := r.next(i+2, 4, func(j int) bool { return r.is(j, filler) || r.is(j, groupNoun) })
	if g == nil || g.sort == operation {
		return
	}
	m := r.mention(g.first)
	held := m.Type == "state_actor" && !m.Adjective && r.word(i+1) == "of" && (r.is(i-1, role) || d.within(r, who, role))
	if g.sort == house || m.Type == "government_body" || held {
		d.belongs(r, who, g.first, span{i, g.last})
	}
}

// description is where the description of a person begins that ends before token i: behind a
// comma and an age, behind other names in brackets, behind "is".
func (r *reading) description(i int) int {
	j := i
	for r.word(j) == "," || r.word(j) == "(" || r.word(j) == "|" || r.is(j, be) && j == i {
		j++
	}
	if w := r.word(j); j > i && len(w) == 2 && w[0] >= '0' && w[0] <= '9' && r.word(j+1) == "," {
		return j + 2
	}
	if j > i && r.word(j-1) == "(" {
		for j < len(r.tokens) && r.word(j) != ")" {
			j++
		}
		for j++; r.word(j) == "," || r.word(j) == "|"; {
			j++
		}
	}
	return j
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
	if r.is(0, owner) || i <= 2 || r.word(i-1) == `"` || r.word(i-1) == "," && r.word(i-2) == `"` {
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

// belongsTo records the house spoken of before as that of a person.
func (d *document) belongsTo(r *reading, who *Mention, house string, s span) {
	switch d.thing(house).kind {
	case "state_actor", "government_body", "company", "research_org", "media_outlet", "other_org", "platform":
		d.add(r, who.Entity, partOf, house, s, "office")
		if t := d.things[who.Entity]; t.country == "" {
			t.country = d.country(house)
		}
	}
}
