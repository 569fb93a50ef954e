package match

// Distances between an act and what belongs to it, in hits and words.
const (
	lookAround      = 40 // so many hits to each side of an act are looked at
	nearWords       = 5  // an actor so near to its act is near
	besideSentences = 2  // what stands so many sentences away still belongs to an act
	lateAfter       = 4  // sentences; what stands behind them is told in passing
	actsLimit       = 200
	hitsLimit       = 400 // of an item; what stands behind them is no article any more
	bareWords       = 5   // a summary of fewer words says nothing
)

// passage is an act with the actor and the target that fit it best, and the
// features of that combination.
type passage struct {
	act    int // index of the hit; -1 none
	actor  int // -1 none
	target int // -1 none
	signs  int // kinds of signs
	sum    float64
	list   []signal
}

// signal is a feature that is there, with the hit that shows it.
type signal struct {
	feature feature
	hit     int // index of the hit; -1: the item as a whole
}

// best returns the passage with the greatest sum, or one without an act.
func (m *Matcher) best(r *reading) passage {
	best := passage{act: -1, actor: -1, target: -1}
	whole := wholeOf(r.hits)
	acts := 0
	for i := range r.hits {
		if !r.hits[i].kind.isAct() {
			continue
		}
		if acts++; acts > actsLimit {
			break
		}
		p := m.passageOf(r, i, &whole)
		if r.hits[i].kind == actAim && (p.actor < 0 || p.target < 0) {
			continue // what anybody does is an act only with both
		}
		if best.act < 0 || p.sum > best.sum {
			best = p
		}
	}
	if best.act >= 0 {
		return best
	}
	for i, h := range r.hits {
		if _, ok := m.actorFeature(h, false); !ok {
			continue
		}
		if acts++; acts > actsLimit {
			break
		}
		p := m.passageOf(r, i, &whole)
		if p.signs == 0 && (p.target < 0 || !r.abroad(i)) {
			continue
		}
		if best.act < 0 || p.sum > best.sum {
			best = p
		}
	}
	return best
}

// passageOf builds the passage around the act.
func (m *Matcher) passageOf(r *reading, i int, whole *whole) passage {
	p := passage{act: i, actor: -1, target: -1, list: make([]signal, 0, 16)}
	act := r.hits[i]
	if act.kind.isAct() {
		p.add(m, featureAct+feature(act.kind-actForeign), i)
		m.addActor(r, &p)
	} else {
		p.add(m, featureNoAct, i)
		p.actor = i
		f, _ := m.actorFeature(act, false)
		p.add(m, f, i)
		if act.home {
			p.add(m, featureActorHome, i)
		}
	}
	m.addTarget(r, &p)
	m.addTriple(r, &p)
	if r.hits[i].first < int32(r.split) {
		switch {
		case act.kind.isHostile():
			p.add(m, featureTitleHostile, i)
		case act.kind.isAct() && act.kind != actAim:
			p.add(m, featureTitleAct, i)
		}
		if p.actor >= 0 && r.hits[p.actor].first < int32(r.split) {
			p.add(m, featureTitleActor, p.actor)
		}
	}
	if act.sentence > lateAfter {
		p.add(m, featureLate, i)
	}
	m.addSigns(r, &p)
	m.addNeighbours(r, &p)
	m.addWhole(r, &p, whole)
	return p
}

func (p *passage) add(m *Matcher, f feature, hit int) {
	p.list = append(p.list, signal{f, hit})
	p.sum += m.weights[f]
}

// around calls f for the hits near an act: those of its sentence and of those
// beside it.
func (r *reading) around(i int, f func(j int)) {
	act := r.hits[i]
	for j := i - 1; j >= 0 && j >= i-lookAround && act.sentence-r.hits[j].sentence <= besideSentences; j-- {
		f(j)
	}
	for j := i + 1; j < len(r.hits) && j <= i+lookAround && r.hits[j].sentence-act.sentence <= besideSentences; j++ {
		f(j)
	}
}

// abroad says whether another state than that of the hit is named near it: without one,
// a state and a vote are its own.
func (r *reading) abroad(i int) bool {
	found := false
	r.around(i, func(j int) {
		found = found || r.hits[j].kind.isState() && r.hits[j].state != r.hits[i].state
	})
	return found || r.hits[i].kind == actorForeign
}

// between returns how many words stand between two hits; 0 where they touch or overlap.
func between(a, b hit) int32 {
	if a.first > b.first {
		a, b = b, a
	}
	return max(b.first-a.last-1, 0)
}

// addActor finds who is said to act.
func (m *Matcher) addActor(r *reading, p *passage) {
	act := r.hits[p.act]
	denied := false
	r.around(p.act, func(j int) {
		denied = denied || r.hits[j].kind == claimDeny && r.hits[j].sentence == act.sentence
	})
	var best feature
	bestSum, distance := 0.0, int32(0)
	consider := func(j int) {
		f, ok := m.actorFeature(r.hits[j], denied)
		if !ok {
			return
		}
		sum, d := m.weights[f], between(act, r.hits[j])
		if r.hits[j].sentence != act.sentence {
			sum += m.weights[featureActorApart]
		} else if d <= nearWords {
			sum += m.weights[featureActorNear]
		}
		if r.hits[j].home {
			sum += m.weights[featureActorHome]
		}
		if p.actor < 0 || sum > bestSum || sum == bestSum && d < distance {
			best, bestSum, p.actor, distance = f, sum, j, d
		}
	}
	r.around(p.act, consider)
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

// addTarget finds what is aimed at: not the actor's own voters and parliament.
func (m *Matcher) addTarget(r *reading, p *passage) {
	act := r.hits[p.act]
	abroad := p.actor < 0 || r.hits[p.actor].kind == actorForeign // a second country is named
	r.around(p.act, func(j int) {
		abroad = abroad || r.hits[j].kind.isState() && r.hits[j].state != r.hits[p.actor].state
	})
	bestSum, distance := 0.0, int32(0)
	r.around(p.act, func(j int) {
		h := r.hits[j]
		if h.kind == targetExile && !abroad {
			return // a state and its critics at home
		}
		if !h.kind.isTarget() || p.actor >= 0 && r.ownedBy(j, r.hits[p.actor]) {
			return
		}
		if r.named(j) || r.speaks(j) {
			return
		}
		if h.sentence != act.sentence && h.kind != targetVote && h.kind != targetOffice {
			return // what every article names somewhere
		}
		sum, d := m.weights[targetFeature(h.kind)], between(act, h)
		if h.sentence != act.sentence {
			sum += m.weights[featureTargetApart]
		}
		if p.target < 0 && sum >= 0 || sum > bestSum || sum == bestSum && d < distance {
			bestSum, p.target, distance = sum, j, d
		}
	})
	if p.target < 0 {
		return
	}
	target := r.hits[p.target]
	p.add(m, targetFeature(target.kind), p.target)
	if target.sentence != act.sentence {
		p.add(m, featureTargetApart, p.target)
		return
	}
	if distance <= nearWords && target.kind != targetGovernment {
		p.add(m, featureTargetNear, p.target)
	}
	if f, ok := withTarget(act.kind, target.kind); ok {
		p.add(m, f, p.target)
	}
}

// inside says whether a hit stands within another.
func inside(h, outer hit) bool { return outer.first <= h.first && h.last <= outer.last }

// named says whether a target is only a word of something else: a "disinformation
// campaign" aims at no campaign, and a "Communist Party" is no victim.
func (r *reading) named(target int) bool {
	t := r.hits[target]
	covers := func(h hit) bool {
		return inside(t, h) && (h.kind.isState() || h.kind.isAct() && h.kind != actElection)
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

// speaks says whether a target is the one who speaks: "lawmakers say".
func (r *reading) speaks(target int) bool {
	t := r.hits[target]
	for j := target + 1; j < len(r.hits) && r.hits[j].first <= t.last+1; j++ {
		if h := r.hits[j]; h.first == t.last+1 && h.sentence == t.sentence && (h.kind == roleSpeak || h.kind == roleAccuse) {
			return true
		}
	}
	return false
}

// addTriple says whether actor, act and a political target stand in one sentence,
// and of an act that names no target whether none stands there.
func (m *Matcher) addTriple(r *reading, p *passage) {
	act := r.hits[p.act]
	targeted := act.kind == actElection || act.kind == actForeign || act.kind == actOperation || act.kind == actUndeclared
	if p.target >= 0 {
		t := r.hits[p.target]
		targeted = targeted || t.kind != targetGovernment && t.sentence == act.sentence
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
		return featureMeddleTarget, target != targetGovernment
	case actDeceive:
		return featureDeceiveTarget, target != targetGovernment
	case actDisinform:
		return featureDisinformTarget, target != targetGovernment
	case actPropaganda:
		return featurePropagandaTarget, target != targetGovernment
	case actIntrude:
		if target == targetVote {
			return featureIntrudeVote, true
		}
		if target == targetGovernment {
			return featureIntrudeGovernment, true
		}
		return featureIntrudeOffice, target == targetOffice
	case actSpy:
		if target == targetExile {
			return featureSpyExile, true
		}
		return featureSpyOffice, target == targetVote || target == targetOffice
	case actPay:
		return featurePayTarget, target != targetGovernment
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

// doubtful says whether an actor that is alone in its sentence may be busy with
// itself: a state that is only mentioned, or any state that spies, breaks in or
// bribes.
func (m *Matcher) doubtful(actor hit, act kind) bool {
	if !actor.kind.isState() {
		return false
	}
	switch act {
	case actSpy, actIntrude, actPay:
		return true
	}
	return actor.role == roleNeutral && m.states[actor.state].Standing != StandingUsual
}

func guardFeature(k kind) feature { return featureGuardHomonym + feature(k-guardHomonym) }

// addSigns adds what else in the sentence of the act points to hidden work, the first of
// each kind, and whether there are several.
func (m *Matcher) addSigns(r *reading, p *passage) {
	act := r.hits[p.act]
	var seen [kindCount]bool
	r.around(p.act, func(j int) {
		h := r.hits[j]
		if !h.kind.isSign() || seen[h.kind] || h.sentence != act.sentence || inside(h, act) {
			return
		}
		if p.target >= 0 && inside(h, r.hits[p.target]) || p.actor >= 0 && inside(h, r.hits[p.actor]) {
			return
		}
		seen[h.kind] = true
		p.signs++
		p.add(m, featureSignMoney+feature(h.kind-signMoney), j)
	})
	if p.signs > 1 {
		p.add(m, featureTwoSigns, -1)
	}
}

// addNeighbours adds what stands around the act and makes it more or less likely.
func (m *Matcher) addNeighbours(r *reading, p *passage) {
	act := r.hits[p.act]
	var seen [features]bool
	alone := true // no other state in the sentence
	once := func(f feature, j int) {
		if !seen[f] {
			seen[f] = true
			p.add(m, f, j)
		}
	}
	r.around(p.act, func(j int) {
		h := r.hits[j]
		if h.sentence != act.sentence {
			return
		}
		switch {
		case h.kind.isAct():
			if h.kind != act.kind && h.kind != actAim {
				once(featureSecondAct, j)
			}
		case h.kind.isState():
			alone = alone && (p.actor < 0 || h.state == r.hits[p.actor].state)
			if p.actor >= 0 && r.hits[p.actor].kind.isState() && h.state != r.hits[p.actor].state && h.role != roleAgent {
				once(featurePair, j)
			}
		case h.kind.isBody():
			once(featureOfficial+feature(h.kind-bodyOfficial), j)
		case h.kind.isClaim():
			once(featureClaimCharge+feature(h.kind-claimCharge), j)
		}
	})
	if alone && p.actor >= 0 && m.doubtful(r.hits[p.actor], act.kind) {
		p.add(m, featureActorAlone, p.actor)
	}
	// Guards speak from the title and from near by.
	guard := func(j int) {
		if k := r.hits[j].kind; k.isGuard() {
			once(guardFeature(k), j)
		}
	}
	for j := 0; j < len(r.hits) && j < lookAround && r.hits[j].first < int32(r.split); j++ {
		guard(j)
	}
	r.around(p.act, guard)
}
