package relate

// answers finds denials that name neither what is denied nor use a verb of denying: a
// spokesperson of the accused state calls the report a novel, or says that it does not
// meddle.
func (d *document) answers(r *reading) {
	for _, cue := range r.hits[report] {
		d.answer(r, cue)
	}
	for _, cue := range r.hits[calls] {
		d.answer(r, cue)
	}
	for _, cue := range r.hits[told] {
		d.answer(r, cue)
	}
}

func (d *document) answer(r *reading, cue span) {
	if !r.protests(cue) {
		return
	}
	g := r.speaker(cue)
	if g == nil {
		return
	}
	if g.sort != person && r.mention(g.first).Type != "government_body" && r.mention(g.first).Type != "state_actor" || r.mention(g.last-1).Adjective {
		return
	}
	for _, who := range d.spokesmen(r, g) {
		n := r.statement(who, denies, span{g.first, cue.last}, "protests")
		n.Object = d.country(who)
		if n.Object == "" && !r.is(cue.first, calls) {
			n.Object = r.stateAfter(cue.last) // "told reporters that C never meddles"
		}
		d.protested = append(d.protested, n)
	}
}

// resolve records the protests, now that it is known what is said of whom. Until then the
// object of one is the state it speaks for.
func (d *document) resolve() {
	for _, n := range d.protested {
		home := n.Object
		for _, what := range d.accusations(home) {
			if t := d.things[n.Subject]; t != nil && t.country == "" && n.Subject != home {
				t.country = home
			}
			if !d.says(n.Subject, denies, what) {
				n.Object = what
				d.record(n)
			}
		}
	}
}

// protests tells whether what is said is a verdict on an accusation, or that the act is
// refused: "called the note a novel", "has neither the means nor the wish to sway".
func (r *reading) protests(cue span) bool {
	if r.is(cue.first, calls) {
		for i := cue.last; i < len(r.tokens) && i < cue.last+4; i++ {
			if r.is(i, accusation) && r.word(i) != "it" && r.word(i) != "that" {
				return true
			}
		}
	}
	for _, c := range []class{act, actNoun, interfere} {
		for _, h := range r.hits[c] {
			if h.first <= cue.first || h.first > cue.first+speechReach || !r.is(h.first, act) && !r.is(h.first, interfere) {
				continue
			}
			for i := h.first - 1; i > cue.first && i >= h.first-8; i-- {
				if r.is(i, refuse) {
					return true
				}
				if r.word(i) == ";" {
					break
				}
			}
		}
	}
	return false
}

// stateAfter is the one state that a sentence names as a subject from token i on; "" none.
func (r *reading) stateAfter(i int) string {
	for k := range r.groups {
		g := &r.groups[k]
		if m := r.mention(g.first); g.first >= i && g.first <= i+4 && m.Type == "state_actor" && !m.Adjective && len(r.names(g)) == 1 {
			return m.Entity
		}
	}
	return ""
}

// accusations is what somebody answers to who belongs to an accused state: the
// interference the document names, else its campaign.
func (d *document) accusations(home string) []string {
	if home == "" {
		return nil
	}
	if e := d.interference(home, d.election); e != "" {
		return []string{e}
	}
	if name := d.story.campaign; name != "" && (d.says(name, attributedTo, home) || !d.owned[name] && d.accused[home]) {
		return []string{name}
	}
	return nil
}

// concludeDenials: who denies a campaign of their own state, where the document has no name
// for the interference as such, denies that state's part; and the state denies it with them.
func (d *document) concludeDenials() {
	for _, n := range d.found {
		t := d.thing(n.Subject)
		home := d.country(n.Subject)
		if n.Relation != denies || home == "" || d.thing(home).kind != "state_actor" || t.kind != "person" && t.kind != "government_body" || d.thing(n.Object).kind != "campaign" {
			continue
		}
		if len(d.events) > 0 || !d.says(n.Object, attributedTo, home) {
			continue
		}
		own, state := n, n
		own.Object, own.Rule = home, "for the state"
		state.Subject, state.Rule = home, "for the state"
		if t.kind == "person" && !d.says(own.Subject, denies, own.Object) {
			d.record(own)
		}
		if !d.says(state.Subject, denies, state.Object) {
			d.record(state)
		}
	}
}
