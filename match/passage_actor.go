package match

// addActor finds who is said to act.
func (m *Matcher) addActor(r *reading, p *passage) {
	act := r.hits[p.act]
	denied := r.sides[act.sentence]&denialSide != 0
	var best feature
	bestSum, distance := 0.0, int32(0)
	for _, j := range r.around(p.act) {
		h := &r.hits[j]
		if !h.kind.mayAct() {
			continue // most hits: not worth a call
		}
		f, ok := m.actorFeature(*h, denied)
		if !ok {
			continue
		}
		sum, d := m.weights[f], actorDistance(act, *h)
		if h.sentence != act.sentence {
			sum += m.weights[featureActorApart]
		} else if d <= nearWords {
			sum += m.weights[featureActorNear]
		}
		if h.home {
			sum += m.weights[featureActorHome]
		}
		if p.actor < 0 || sum > bestSum || sum == bestSum && d < distance {
			best, bestSum, p.actor, distance = f, sum, j, d
		}
	}
	if p.actor < 0 {
		if act.kind != actForeign && act.kind != actIntrude { // who broke in is often not known yet
			p.add(m, featureNoActor, p.act)
		}
		return
	}
	p.add(m, best, p.actor)
	if r.hits[p.actor].home {
		p.add(m, featureActorHome, p.actor)
	}
	if r.hits[p.actor].sentence != act.sentence {
		p.add(m, featureActorApart, p.actor)
		return
	}
	if distance <= nearWords {
		p.add(m, featureActorNear, p.actor)
	}
	if distance <= besideGap && act.kind.isSoft() && r.hits[p.actor].role == roleAgent {
		p.add(m, featureActorBeside, p.actor)
	}
}

// actorDistance returns how many words stand between an act and who may have done it.
// "Foreign" within the words of the act, as in "foreign agent", names nobody beside it: a
// state that is named near by comes first.
func actorDistance(act, actor hit) int32 {
	if actor.kind == actorForeign && inside(actor, act) {
		return nearWords + 1
	}
	return between(act, actor)
}

// addLoneActor makes the actor the middle of a passage that has no act.
func (m *Matcher) addLoneActor(r *reading, p *passage) {
	p.add(m, featureNoAct, p.act)
	p.actor = p.act
	f, _ := m.actorFeature(r.hits[p.actor], false)
	p.add(m, f, p.actor)
	if r.hits[p.actor].home {
		p.add(m, featureActorHome, p.actor)
	}
}

// actorFeature says as what a hit may act.
func (m *Matcher) actorFeature(h hit, denied bool) (feature, bool) {
	if h.kind == actorForeign {
		return featureActorForeign, true
	}
	if !h.kind.isState() {
		return 0, false
	}
	part := h.role
	if denied && part == roleSpeaker {
		part = roleNeutral // who denies is the one who is accused
	}
	switch standing := m.states[h.state].Standing; part {
	case roleAgent:
		switch standing {
		case StandingUsual:
			return featureActorAgentUsual, true
		case StandingKnown:
			return featureActorAgentKnown, true
		default:
			return featureActorAgentRare, true
		}
	case roleNeutral:
		switch standing {
		case StandingUsual:
			return featureActorUsual, true
		case StandingKnown:
			return featureActorKnown, true
		}
	}
	return 0, false
}
