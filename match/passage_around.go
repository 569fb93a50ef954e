package match

// doubtful says whether an actor that is alone in its sentence may be busy with
// itself: a state that is only mentioned, or any state that spies, breaks in or
// bribes.
func (m *Matcher) doubtful(actor hit, act kind) bool {
	if !actor.kind.isState() {
		return false
	}
	switch act {
	case actSpy, actIntrude, actPry, actPay:
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
	for _, j := range r.around(p.act) {
		h := &r.hits[j]
		if !h.kind.isSign() || seen[h.kind] || h.sentence != act.sentence || inside(*h, act) {
			continue
		}
		if p.target >= 0 && inside(*h, r.hits[p.target]) || p.actor >= 0 && inside(*h, r.hits[p.actor]) {
			continue
		}
		seen[h.kind] = true
		p.signs++
		p.add(m, featureSignMoney+feature(h.kind-signMoney), j)
	}
	if p.signs > 1 {
		p.add(m, featureTwoSigns, -1)
	}
}

// addTakedown says whether the sentence of the act tells that a platform took something
// down: who removes accounts and names a state has found them to be at work for it.
func (m *Matcher) addTakedown(r *reading, p *passage) {
	act := r.hits[p.act]
	platform, removed, media := -1, false, act.kind == actDeceive || act.kind == actOperation
	for _, j := range r.around(p.act) {
		h := &r.hits[j]
		if h.sentence != act.sentence {
			continue
		}
		switch h.kind {
		case bodyPlatform:
			platform = j
		case claimRemove:
			removed = true
		case signMedia, actDeceive, actOperation:
			media = true
		}
	}
	if platform >= 0 && removed && media && p.actor >= 0 {
		p.add(m, featureTakedown, platform)
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
	for _, j := range r.around(p.act) {
		h := &r.hits[j]
		if h.sentence != act.sentence {
			continue
		}
		switch {
		case h.kind.isAct():
			switch {
			case h.kind == actAim && act.kind == actAim && !p.holds(r, *h):
				once(featureSecondAim, j)
			case h.kind.deed() != act.kind.deed() && h.kind != actAim:
				once(featureSecondAct, j)
			}
		case h.kind.hasState():
			alone = alone && (p.actor < 0 || h.state == r.hits[p.actor].state)
			if h.kind.isState() && p.actor >= 0 && r.hits[p.actor].kind.isState() && h.state != r.hits[p.actor].state && h.role != roleAgent {
				once(featurePair, j)
			}
		case h.kind.isBody():
			once(featureOfficial+feature(h.kind-bodyOfficial), j)
		case h.kind.isClaim():
			once(featureClaimCharge+feature(h.kind-claimCharge), j)
		}
	}
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
	for _, j := range r.around(p.act) {
		guard(j)
	}
}

// holds says whether a hit overlaps the act, the actor or the target of the passage.
func (p *passage) holds(r *reading, h hit) bool {
	for _, j := range [...]int{p.act, p.actor, p.target} {
		if j >= 0 && h.first <= r.hits[j].last && r.hits[j].first <= h.last {
			return true
		}
	}
	return false
}
