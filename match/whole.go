package match

// whole is what the hits of an item say together, whichever act is looked at.
type whole struct {
	acts       int    // kinds of acts but actAim
	specialist int    // first hit of a body that looks into such things; -1 none
	platform   bool   // a platform is named
	foreign    bool   // somebody foreign is named
	body       bool   // a body that looks into such things is named
	organ      bool   // an organ that acts at home is named with its state
	states     int    // states that are named: none, one, or two for more
	state      uint16 // the first
}

// wholeOf reads the hits of an item once.
func wholeOf(hits []hit) whole {
	w := whole{specialist: -1}
	var known [kindCount]bool
	for j, h := range hits[:min(len(hits), hitsLimit)] {
		switch {
		case h.kind.hasState() && w.states == 0:
			w.states, w.state = 1, h.state
		case h.kind.hasState() && h.state != w.state:
			w.states = 2
		}
		w.platform = w.platform || h.kind == bodyPlatform
		w.organ = w.organ || h.home
		w.foreign = w.foreign || h.kind == actorForeign
		w.body = w.body || h.kind.isBody()
		if j >= actsLimit {
			continue
		}
		if k := h.kind.deed(); k.isAct() && k != actAim && !known[k] {
			known[k] = true
			w.acts++
		}
		if h.kind == bodySpecialist && w.specialist < 0 {
			w.specialist = j
		}
	}
	return w
}

// atHome says whether nothing in the item points abroad: one state acts, no other is named,
// nor somebody foreign. A state that most reports name is still at work abroad where a
// body that looks into such things is named, or a political target of more than an everyday
// act, unless its own parliament or the like is named too: who picks a candidate picks one
// at home.
func (m *Matcher) atHome(r *reading, p *passage, w *whole) bool {
	if p.actor < 0 || !r.hits[p.actor].kind.isState() {
		return false
	}
	actor, act := r.hits[p.actor], r.hits[p.act].kind
	switch {
	case actor.served || act == actUndeclared || act == actForeign:
		return false // whoever does it for a state does it elsewhere, as whoever is foreign
	case w.foreign || w.states == 2 || w.states == 1 && w.state != actor.state:
		return false
	case m.states[actor.state].Standing != StandingUsual:
		return true
	}
	targeted := act != actAim && p.target >= 0 && !r.hits[p.target].kind.rules()
	return !w.body && (w.organ || !targeted)
}

// addWhole adds what the item as a whole makes more or less likely.
func (m *Matcher) addWhole(r *reading, p *passage, w *whole) {
	if m.atHome(r, p, w) {
		p.add(m, featureAtHome, p.actor)
		if m.states[r.hits[p.actor].state].Standing != StandingUsual {
			p.add(m, featureAtHomeKnown, p.actor)
		}
	}
	switch {
	case w.acts >= 3:
		p.add(m, featureManyActs, -1)
	case w.acts == 2:
		p.add(m, featureTwoActs, -1)
	}
	if w.specialist >= 0 {
		p.add(m, featureSpecialist, w.specialist)
	}
	if len(r.words)-r.split < bareWords && r.hits[p.act].first < int32(r.split) {
		p.add(m, featureBare, -1)
	}
}
