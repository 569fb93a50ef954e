package relate

import "slices"

// conclude adds what follows from all sentences together.
func (d *document) conclude() {
	d.principals()
	d.bodiesOfStates()
	d.victims()
	d.concludeStory()
	d.resolve()
	d.plausibleDenials()
	d.concludeDenials()
	d.ownInterference()
	d.statesAim()
	d.partsOfInterference()
}

// bodiesOfStates: what belongs to a body of a state belongs to the state.
func (d *document) bodiesOfStates() {
	for _, n := range d.found {
		if n.Relation != attributedTo {
			continue
		}
		state := d.country(n.Object)
		if t := d.thing(state); t.kind == "state_actor" && !d.says(n.Subject, attributedTo, state) {
			n.Object, n.Rule = state, "body of a state"
			d.record(n)
		}
	}
}

// ownInterference: interference that is called a state's is attributed to it, and
// to those of that state who are said to have aimed at the same election.
func (d *document) ownInterference() {
	about := d.about()
	for _, name := range d.events {
		t := d.thing(name)
		if state := d.thing(t.country); state.kind != "state_actor" {
			continue
		}
		d.record(Relation{Subject: name, Relation: attributedTo, Object: t.country, Sentence: t.first.sentence, Start: t.first.start, End: t.first.end, Rule: "named after"})
		if t.of != "" && d.aimedAt(t.country, object{name: t.of}, false) && !d.says(t.country, targets, t.of) {
			d.record(Relation{Subject: t.country, Relation: targets, Object: t.of, Sentence: t.first.sentence, Start: t.first.start, End: t.first.end, Rule: "named after"})
		}
		if name != about || t.of == "" {
			continue
		}
		for _, n := range d.found {
			if n.Relation == targets && n.Object == t.of && d.country(n.Subject) == t.country && d.power(n.Subject) {
				n.Subject, n.Relation, n.Object, n.Rule = name, attributedTo, n.Subject, "aims at the same election"
				d.record(n)
			}
		}
	}
}

// power tells whether a name is a state or one of its bodies.
func (d *document) power(name string) bool {
	t := d.thing(name)
	return t.kind == "state_actor" || t.kind == "government_body"
}

// statesAim: at whom and at which election the campaign of a state aims, the state
// aims. Whole countries are left to the campaign: a state's aims there are told in
// words of their own.
func (d *document) statesAim() {
	owners := map[string][]string{}
	for _, n := range d.found {
		if t := d.thing(n.Object); n.Relation == attributedTo && t.kind == "state_actor" && t.country == "" && n.Rule != "based in" && !slices.Contains(owners[n.Subject], n.Object) {
			owners[n.Subject] = append(owners[n.Subject], n.Object)
		}
	}
	for _, n := range d.found {
		if n.Relation != targets || n.Rule == "speaks of" || (d.thing(n.Object).kind != "person" && !d.thing(n.Object).election) {
			continue
		}
		for _, state := range owners[n.Subject] {
			if !d.says(state, targets, n.Object) && d.aimedAt(state, object{name: n.Object}, false) {
				n := n
				n.Subject, n.Rule = state, "its campaign"
				d.record(n)
			}
		}
	}
}

// partsOfInterference: campaigns of the state whose interference the document is
// about are part of it, and it is part of foreign interference in the same election.
func (d *document) partsOfInterference() {
	about := d.about()
	if about == "" {
		return
	}
	event := d.thing(about)
	for _, n := range d.found {
		if t := d.thing(n.Subject); n.Relation == attributedTo && n.Object == event.country && sortOf(&Mention{Type: t.kind}) == operation && !d.says(n.Subject, partOf, about) {
			n.Relation, n.Object, n.Rule = partOf, about, "subject of the document"
			d.record(n)
		}
	}
	for _, name := range d.events {
		if t := d.thing(name); t.country == "" && t.foreign && (t.of == event.of) {
			d.record(Relation{Subject: about, Relation: partOf, Object: name, Sentence: t.first.sentence, Start: t.first.start, End: t.first.end, Rule: "subject of the document"})
		}
	}
}

// plausibleDenials leaves out denials of an operation by those who cannot be accused of
// it: those it aims at, their state, and states other than the one it is said to
// belong to. Who is impersonated denies having said something, which is another matter.
func (d *document) plausibleDenials() {
	states, aims, homes := map[string][]string{}, map[string][]string{}, map[string][]string{}
	for _, n := range d.found {
		switch {
		case n.Relation == attributedTo && d.thing(n.Object).kind == "state_actor":
			states[n.Subject] = append(states[n.Subject], n.Object)
		case n.Relation == targets:
			aims[n.Subject] = append(aims[n.Subject], n.Object)
			if home := d.country(n.Object); home != "" {
				homes[n.Subject] = append(homes[n.Subject], home)
			}
		}
	}
	d.found = slices.DeleteFunc(d.found, func(n Relation) bool {
		if n.Relation != denies || sortOf(&Mention{Type: d.thing(n.Object).kind}) != operation {
			return false
		}
		home := d.country(n.Subject)
		if e := d.things[d.story.election]; e != nil && e.home != "" && e.home == home && !slices.Contains(states[n.Object], home) {
			return true
		}
		if slices.Contains(aims[n.Object], n.Subject) || home != "" && slices.Contains(homes[n.Object], home) && !slices.Contains(states[n.Object], home) {
			return true
		}
		return home != "" && len(states[n.Object]) > 0 && !slices.Contains(states[n.Object], home)
	})
}

// victims takes back what states are said to aim at that the document knows as those
// aimed at: to whom nothing is attributed, and who suffer more often than they act.
func (d *document) victims() {
	acts, suffers, owns := map[string]int{}, map[string]int{}, map[string]bool{}
	for _, n := range d.found {
		actor, aim := d.country(n.Subject), d.country(n.Object)
		switch {
		case n.Relation == attributedTo:
			owns[aim] = true
		case n.Relation == targets && aim != "" && aim != actor:
			acts[actor]++
			suffers[aim]++
		case n.Relation == targets:
			acts[actor]++
		}
	}
	d.found = slices.DeleteFunc(d.found, func(n Relation) bool {
		home := d.country(n.Subject)
		return n.Relation == targets && d.power(n.Subject) && home != "" && !owns[home] && suffers[home] > acts[home]
	})
}
