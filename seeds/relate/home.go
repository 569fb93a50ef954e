package relate

// Offices without a house, and houses without a state: what the words beside them leave
// open because the reader knows it.

// bareOffice reads "Foreign Minister N said", "the agency's deputy head N", "fellow N explained":
// the house or state is the one spoken of before.
func (d *document) bareOffice(r *reading, i int, who *Mention) {
	if len(d.houses(r, []string{who.Entity})) > 0 {
		return
	}
	first, national, spoke := i, false, false
	for first > 0 && first > i-officeReach && (r.is(first-1, role) || r.is(first-1, filler) && !r.is(first-1, connector) && r.in[first-1] < 0 && r.word(first-1) != "to" && r.word(first-1) != "of") {
		first--
		if r.is(first, past) {
			return
		}
		national = national || r.is(first, highOffice) || r.is(first, envoy)
		spoke = spoke || r.is(first, expert)
	}
	national = national || d.within(r, who, highOffice) || d.within(r, who, envoy)
	if g := r.groupBefore(first); g != nil && first-g.last <= 1 && r.word(g.last) != "," {
		return // what stands right before the office was read as its house, or is none
	}
	switch {
	case national:
		if home := d.homeSpokenOf(r, first, i); home != "" {
			d.add(r, who.Entity, partOf, home, span{first, i + 1}, "office of the state spoken of")
			if t := d.things[who.Entity]; t.country == "" {
				t.country = home
			}
		}
	case spoke && r.onlyPerson(who) && (r.any(say, i+1, i+3) || r.any(say, first-2, first)):
		switch d.thing(d.house).kind {
		case "company", "research_org", "other_org":
			d.add(r, who.Entity, partOf, d.house, span{first, i + 1}, "speaks for")
		}
	}
}

// groupBefore is the last group that ends at or before token i.
func (r *reading) groupBefore(i int) *group {
	for k := len(r.groups) - 1; k >= 0; k-- {
		if g := &r.groups[k]; g.last <= i {
			return g
		}
	}
	return nil
}

// onlyPerson tells whether a sentence names no house beside the person.
func (r *reading) onlyPerson(who *Mention) bool {
	for i := range r.tokens {
		if m := r.mention(i); m != nil && sortOf(m) == house && m.Entity != who.Entity {
			return false
		}
	}
	return true
}

// homeSpokenOf is the state of a minister whose office names none: of one who governs at
// home, the state that votes; of one who speaks abroad, that of whoever denied just before or of
// the body or state with which the sentence before began. Only who begins a clause counts.
func (d *document) homeSpokenOf(r *reading, first, i int) string {
	if first > 0 && r.plain(first-1) && r.word(first-1) != `"` && !r.is(first-1, say) && r.word(first-1) != "that" {
		return ""
	}
	if r.any(highOffice, first, i+1) {
		if e := d.things[d.story.election]; e != nil && d.thing(e.home).kind != "" && !d.accused[e.home] {
			return e.home
		}
		return ""
	}
	for k := range r.groups {
		g := &r.groups[k]
		if m := r.mention(g.first); g.last <= i && m.Type == "state_actor" && !m.Adjective && r.word(g.first-1) == "in" {
			return d.country(m.Entity) // "In the capital of C, Foreign Minister N said"
		}
	}
	for _, list := range [][]Relation{d.found, d.protested} {
		for k := len(list) - 1; k >= 0 && list[k].Sentence >= r.index-1; k-- {
			if n := list[k]; n.Relation == denies && n.Sentence < r.index && d.sentences[n.Sentence].Block == r.Block {
				return d.country(n.Subject)
			}
		}
	}
	if d.houseAt == d.blocks && d.thing(d.house).kind == "state_actor" {
		return d.country(d.house)
	}
	return ""
}

// leads reads "F, an agency led by N", "F is headed by N".
func (d *document) leads(r *reading) {
	for _, cue := range r.hits[ledBy] {
		who := r.next(cue.last, nearby, r.plain)
		if who == nil || who.sort != person || r.negated(cue) {
			continue
		}
		g := r.groupBefore(cue.first)
		for g != nil && g.first > 0 && r.mention(g.last-1).adjective() {
			g = r.groupBefore(g.first) // "F, a Ruritanian agency led by N"
		}
		if g == nil || cue.first-g.last > 2*nearby {
			continue
		}
		m := r.mention(g.last - 1)
		if m.Type == "place" || m.Type == "state_actor" {
			if p := r.groupBefore(g.first); p != nil && g.first-p.last <= 3 {
				m = r.mention(p.last - 1)
			}
		}
		switch m.Type {
		case "company", "research_org", "media_outlet", "other_org", "government_body":
			for _, n := range r.names(who) {
				d.add(r, n, partOf, m.Entity, span{g.first, who.last}, "leads")
			}
		}
	}
}
