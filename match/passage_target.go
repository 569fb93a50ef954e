package match

// addTarget finds what is aimed at: not the actor's own voters and parliament, and its
// critics and politicians only where a second country is named.
func (m *Matcher) addTarget(r *reading, p *passage) {
	act := r.hits[p.act]
	bestSum, distance := 0.0, int32(0)
	asked, abroad := false, false
	for _, j := range r.around(p.act) {
		h := &r.hits[j]
		if h.kind == targetExile || h.kind == targetPolitician && r.ofActor(*h, p) {
			if !asked {
				asked, abroad = true, r.abroad(p)
			}
			if !abroad {
				continue
			}
		}
		if !h.kind.isTarget() || p.actor >= 0 && r.ownedBy(j, r.hits[p.actor]) {
			continue
		}
		if r.named(j) || r.speaks(j) || act.kind == actAim && inside(act, *h) {
			continue // an "aide" does nothing to an aide
		}
		if h.sentence != act.sentence && h.kind != targetVote && h.kind != targetOffice {
			continue // what every article names somewhere
		}
		d := between(act, *h)
		sum := 0.0
		r.targetFeatures(act, *h, d, func(f feature) { sum += m.weights[f] })
		if p.target < 0 && sum >= 0 || sum > bestSum || sum == bestSum && d < distance {
			bestSum, p.target, distance = sum, j, d
		}
	}
	if p.target < 0 {
		return
	}
	r.targetFeatures(act, r.hits[p.target], distance, func(f feature) { p.add(m, f, p.target) })
}

// ofActor says whether a politician belongs to the state that acts.
func (r *reading) ofActor(h hit, p *passage) bool {
	return p.actor >= 0 && r.hits[p.actor].kind.isState() && h.state == r.hits[p.actor].state
}

// abroad says whether a second country, or a platform, is named near the act, or no state
// is known to act.
func (r *reading) abroad(p *passage) bool {
	if p.actor < 0 || r.hits[p.actor].kind == actorForeign {
		return true
	}
	for _, j := range r.around(p.act) {
		h := &r.hits[j]
		if h.kind == bodyPlatform || h.kind.hasState() && h.state != r.hits[p.actor].state {
			return true
		}
	}
	return false
}

// addHiddenWork says whether a state that is named in some reports only does what is the
// same whoever does it: has undeclared agents, or pays, watches or runs people in
// politics or in exile abroad.
func (m *Matcher) addHiddenWork(r *reading, p *passage) {
	if p.actor < 0 {
		return
	}
	actor := r.hits[p.actor]
	if !actor.kind.isState() || actor.role != roleAgent || m.states[actor.state].Standing == StandingUsual {
		return
	}
	switch r.hits[p.act].kind {
	case actUndeclared:
		p.add(m, featureKnownHidden, p.actor)
	case actPay, actAgent, actSpy:
		if p.target < 0 || m.states[actor.state].Standing != StandingKnown {
			return
		}
		switch r.hits[p.target].kind {
		case targetOffice, targetVote, targetExile:
			p.add(m, featureKnownHidden, p.actor)
		case targetLeader: // gifts to one are no secret
			if r.hits[p.act].kind == actSpy {
				p.add(m, featureKnownHidden, p.actor)
			}
		}
	}
}

// objectGap is how many words may stand between a verb and its object: "skewed the May
// vote".
const objectGap = 2

// targetFeatures calls f with what a target says as that of an act so many words away.
func (r *reading) targetFeatures(act, target hit, distance int32, f func(feature)) {
	f(targetFeature(target.kind))
	together := target.sentence == act.sentence
	if !together && (distance > leadGap || !r.isLead(target, act)) {
		f(featureTargetApart)
		return
	}
	if together && distance <= nearWords && aimsAt(act.kind, target.kind) {
		f(featureTargetNear)
	}
	if with, ok := withTarget(act.kind, target.kind); ok {
		f(with)
	}
	if together && (act.kind == actAim || act.kind == actMeddle) && !target.kind.rules() && act.last < target.first && distance <= objectGap {
		f(featureObject)
	}
}

// aimsAt says whether a target is a political one for the act. Those who govern are named
// everywhere; that a leader is tapped, hacked or bribed is another matter. Politicians by
// name are the ones of whom most is said: only what was hacked or forged is about them, and
// not what leaked out of their own circle.
func aimsAt(act, target kind) bool {
	switch target {
	case targetGovernment:
		return false
	case targetLeader:
		return act.isHostile()
	case targetPolitician:
		return act == actIntrude || act == actDeceive
	}
	return true
}

// named says whether a target is only a word of something else: a "disinformation
// campaign" aims at no campaign, and a "Communist Party" is no victim.
func (r *reading) named(target int) bool {
	t := r.hits[target]
	covers := func(h hit) bool {
		return inside(t, h) && (h.kind.isState() || h.kind.isAct() && !h.kind.hasObject())
	}
	for j := target - 1; j >= 0 && j >= target-maxNested && r.hits[j].last >= t.first; j-- {
		if covers(r.hits[j]) {
			return true
		}
	}
	for j := target + 1; j < len(r.hits) && r.hits[j].first == t.first; j++ {
		if covers(r.hits[j]) {
			return true
		}
	}
	return false
}

// speaks says whether a target is the one who speaks: "lawmakers say", but not
// "lawmaker charged with".
func (r *reading) speaks(target int) bool {
	t := r.hits[target]
	speaks := false
	for j := target + 1; j < len(r.hits) && r.hits[j].first <= t.last+1; j++ {
		if h := r.hits[j]; h.first == t.last+1 && h.sentence == t.sentence {
			switch h.kind {
			case roleAccused:
				return false
			case roleSpeak, roleAccuse:
				speaks = true
			}
		}
	}
	return speaks
}

// addTriple says whether actor, act and a political target stand in one sentence,
// and of an act that names no target whether none stands there.
func (m *Matcher) addTriple(r *reading, p *passage) {
	act := r.hits[p.act]
	targeted := act.kind == actElection || act.kind == actForeign || act.kind == actOperation || act.kind == actUndeclared
	if p.target >= 0 {
		t := r.hits[p.target]
		targeted = targeted || aimsAt(act.kind, t.kind) && t.sentence == act.sentence
	}
	switch {
	case !targeted:
		p.add(m, featureUntargeted, p.act)
	case p.actor >= 0 && r.hits[p.actor].sentence == act.sentence:
		p.add(m, featureTriple, p.act)
		if act.first < int32(r.split) {
			p.add(m, featureTripleTitle, p.act)
		}
	}
}

// withTarget is the feature of an act that says little without a political target
// in its sentence.
func withTarget(act, target kind) (feature, bool) {
	switch act {
	case actMeddle:
		return featureMeddleTarget, !target.rules()
	case actDeceive:
		return featureDeceiveTarget, !target.rules() || target == targetPolitician
	case actDisinform:
		return featureDisinformTarget, !target.rules()
	case actPropaganda:
		return featurePropagandaTarget, !target.rules()
	case actIntrude, actPry:
		switch target {
		case targetVote:
			return featureIntrudeVote, true
		case targetGovernment:
			return featureIntrudeGovernment, true
		case targetLeader:
			return featureIntrudeLeader, true
		}
		return featureIntrudeOffice, target == targetOffice || target == targetPolitician && act == actIntrude
	case actSpy:
		switch target {
		case targetExile:
			return featureSpyExile, true
		case targetLeader:
			return featureSpyLeader, true
		}
		return featureSpyOffice, target == targetVote || target == targetOffice
	case actPay:
		return featurePayTarget, target != targetGovernment && target != targetPolitician
	case actAim:
		return featureAimTarget, target == targetVote || target == targetOffice || target == targetExile
	}
	return 0, false
}

func targetFeature(k kind) feature { return featureTargetVote + feature(k-targetVote) }

// ownedBy says whether the target right behind or before the name of the
// actor's own state: "Russian voters" when Russia acts.
func (r *reading) ownedBy(target int, actor hit) bool {
	t := r.hits[target]
	for j := target - 1; j >= 0 && j >= target-6; j-- {
		h := r.hits[j]
		if h.kind.isState() && h.sentence == t.sentence {
			return between(h, t) <= besideGap && h.role == rolePatient && actor.kind != actorForeign && h.state == actor.state
		}
	}
	return false
}

// leadGap is how many words may stand between what a headline tells and what the sentence
// behind it adds.
const leadGap = 14

// isLead says whether one of two hits stands at the end of the title and the other in the
// sentence behind it. Both tell the same: "Iranian spies at work", and "They read the mail
// of two senators".
func (r *reading) isLead(a, b hit) bool {
	if r.split == 0 || r.split == len(r.words) {
		return false
	}
	title, lead := r.words[r.split-1].Sentence, r.words[r.split].Sentence
	return a.sentence == title && b.sentence == lead || a.sentence == lead && b.sentence == title
}
