package match

// role is the part a state plays in its sentence.
type role uint8

const (
	roleNeutral role = iota // only mentioned
	roleAgent               // acts, or is said to
	rolePatient             // is aimed at, or is only a place
	roleSpeaker             // says something of others
)

// Distances in words.
const (
	besideGap  = 1  // a role word and its state may have one word between them: "by the Kremlin"
	accuseSpan = 12 // an accuser and the accused stand so near to the word that joins them
)

// assignRoles gives every state its part. What stands behind it decides first
// ("Chinese voters" are aimed at, whoever "by Chinese voters" is about), then
// what stands before it, then an accusation that joins two states.
func (r *reading) assignRoles(states []State) {
	two := r.namesTwo()
	for i := range r.hits {
		h := &r.hits[i]
		if h.kind.isState() {
			h.served = r.servedBy(i)
			standing := states[h.state].Standing
			h.role = r.roleOf(i, standing)
			if two && h.role == roleSpeaker && standing != StandingRare {
				h.role = r.roleOfSpeaker(i)
			}
			h.home = r.atHome(i)
		}
	}
}

// atHome says whether an organ that mostly acts at home stands right behind the
// state, "Russian court", or is what it is named by: "State Duma".
func (r *reading) atHome(i int) bool {
	s := r.hits[i]
	for j := max(0, i-maxNested); j < len(r.hits) && r.hits[j].first <= s.last+1; j++ {
		h := &r.hits[j]
		if h.kind != roleHome {
			continue
		}
		if s.kind == actorForm && inside(*h, s) || h.first == s.last+1 && r.words[h.first].flags&flagApart == 0 {
			return true
		}
	}
	return false
}

func (r *reading) roleOf(i int, standing Standing) role {
	s := r.hits[i]
	if r.adjectiveOfAct(i) {
		return roleAgent
	}
	if r.insideAct(i) || r.hits[i].served || r.sided(i) {
		return roleAgent
	}
	if part, ok := r.roleByNext(i, standing); ok {
		return part
	}
	if part, ok := r.roleByPrevious(i); ok {
		return part
	}
	if part, ok := r.roleByAccusation(i); ok {
		return part
	}
	if s.kind == actorBody {
		r.hits[i].presumed = true
		return roleAgent
	}
	return roleNeutral
}

// roleByNext looks at the hits that begin right behind the state. The nearest
// decides; of several that are equally near, the one with the most words.
func (r *reading) roleByNext(i int, standing Standing) (role, bool) {
	s := r.hits[i]
	part, found := roleNeutral, false
	gap, words := int32(besideGap+1), int32(0)
	for _, h := range r.hits[i+1:] {
		if h.first == s.first && h.kind.isAct() {
			return roleAgent, true // the act names the state: "Chinese police stations"
		}
		if h.kind.isState() && h.first > s.last {
			break // what follows is of the other one: "planted by Moscow, Warsaw says"
		}
		d := h.first - s.last - 1
		if d > besideGap || h.sentence != s.sentence {
			break
		}
		if d < 0 || d > gap || d == gap && h.last-h.first < words {
			continue
		}
		if h.kind.isTarget() && s.kind == actorBody && standing != StandingRare {
			continue // "the Kremlin and lawmakers": only an adjective is whose voters they are
		}
		if h.kind == actAim && r.onlyNamed(i) {
			continue
		}
		p, ok := partBefore(h.kind, standing)
		if h.kind == roleAccuse && r.endsClause(h) {
			p = roleAgent // "hackers at work; Iran blamed"
		}
		if (p == roleSpeaker || p == rolePatient) && (r.words[s.last+1].flags|r.words[h.first].flags)&flagApart != 0 {
			continue // of somebody or something else: "planted by Moscow, officials say", "Russia: election"
		}
		if ok && (d < gap || h.last-h.first > words || p == roleAgent) {
			part, found, gap, words = p, true, d, h.last-h.first
		}
	}
	return part, found
}

// onlyNamed says whether words before the state make it part of what something else is
// about: it is not the state that divides in "trade with Ruritania divides voters".
func (r *reading) onlyNamed(i int) bool {
	part, ok := r.roleByPrevious(i)
	return ok && part == rolePatient
}

// endsClause says whether nothing stands behind the hit that it could be about.
func (r *reading) endsClause(h hit) bool {
	next := int(h.last) + 1
	return next == len(r.words) || next == r.split || r.words[next].Sentence != h.sentence || r.words[next].flags&flagApart != 0
}

// partBefore is the part of a state that stands right before a hit of the kind.
func partBefore(k kind, standing Standing) (role, bool) {
	if standing == StandingRare && (k == roleAgentAfter || k.isAct() && k != actOperation && k != actDeceive && k != actPropaganda) {
		return rolePatient, k == actElection || k == actForeign // "US election interference"
	}
	switch {
	case k == roleAgentAfter || k == roleAccused || k.isAct():
		return roleAgent, true
	case k == rolePatientAfter || k.isTarget() && (!k.rules() || standing == StandingRare):
		return rolePatient, true
	case k == roleSpeak || k == roleAccuse:
		return roleSpeaker, true
	case k == roleVoice && standing != StandingUsual:
		return roleSpeaker, true
	}
	return roleNeutral, false
}

// adjectiveOfAct says whether the state is an adjective in lower case right behind
// an act, as many languages have it: "désinformation russe".
func (r *reading) adjectiveOfAct(i int) bool {
	s := r.hits[i]
	if s.kind != actorForm || r.words[s.first].flags&flagCapital != 0 {
		return false
	}
	for j := i - 1; j >= 0 && r.hits[j].sentence == s.sentence && s.first-r.hits[j].first <= accuseSpan; j-- {
		if r.hits[j].kind.isAct() && r.hits[j].last == s.first-1 {
			return true
		}
	}
	return false
}

// insideAct says whether the state is a word of an act that began before it: "acting
// for Egypt".
func (r *reading) insideAct(i int) bool {
	s := r.hits[i]
	for j := i - 1; j >= 0 && j >= i-maxNested; j-- {
		h := r.hits[j]
		if !h.kind.isAct() || h.kind == actElection || h.kind == actMeddle || h.over && h.kind.hasObject() {
			continue // the state is what is meddled with: "sow discord among Americans"
		}
		if h.first < s.first && s.last <= h.last || h.first == s.first && h.last == s.last {
			return true // of the same words: an affair called after the state
		}
	}
	return false
}

// sided says whether a word right before the state makes what stands behind a follower of
// it and not its own: "pro-Russian politicians" are none of Russia's parliament.
func (r *reading) sided(i int) bool {
	s := r.hits[i]
	for j := i - 1; j >= 0 && j >= i-maxNested; j-- {
		if h := r.hits[j]; h.kind == roleSide && h.last == s.first-1 && h.sentence == s.sentence {
			return true
		}
	}
	return false
}

// servedBy says whether somebody spies, lobbies or pays for the state: "took bribes
// to speak for Moscow".
func (r *reading) servedBy(i int) bool {
	s := r.hits[i]
	served := int32(-1) // first word of "for" or the like right before the state
	for j := i - 1; j >= 0; j-- {
		h := r.hits[j]
		if h.sentence != s.sentence || s.first-h.last > accuseSpan {
			return false
		}
		if h.kind == roleAgentFor && s.first-h.last-1 <= besideGap {
			served = h.first
		}
		if h.last < served {
			switch h.kind {
			case actAgent, actSpy, actPay, actUndeclared, actMeddle, actElection:
				return true
			}
		}
	}
	return false
}

// roleByPrevious looks at the hits that end right before the state; the nearest
// decides, of several the one with the most words ("spying for", not "for").
func (r *reading) roleByPrevious(i int) (role, bool) {
	s := r.hits[i]
	part, found := roleNeutral, false
	gap, words := int32(besideGap+1), int32(0)
	for j := i - 1; j >= 0; j-- {
		h := r.hits[j]
		if h.sentence != s.sentence || s.first-h.first > accuseSpan {
			break
		}
		if h.kind != roleAgentBefore && h.kind != rolePatientBefore {
			continue
		}
		d, n := s.first-h.last-1, h.last-h.first
		if d < 0 || d > gap || d > besideGap || d == gap && n <= words {
			continue
		}
		part, found, gap, words = rolePatient, true, d, n
		if h.kind == roleAgentBefore {
			part = roleAgent
		}
	}
	return part, found
}

// roleByAccusation looks for a word of accusing near by: "A accuses B".
func (r *reading) roleByAccusation(i int) (role, bool) {
	s := r.hits[i]
	for j := i - 1; j >= 0; j-- {
		h := r.hits[j]
		if h.sentence != s.sentence || s.first-h.last > accuseSpan {
			break
		}
		if h.kind == roleAccuse && h.last < s.first {
			return roleAgent, true
		}
	}
	for _, h := range r.hits[i+1:] {
		if h.sentence != s.sentence || h.first-s.last > accuseSpan {
			break
		}
		switch h.kind {
		case roleAccused:
			return roleAgent, true
		case roleAccuse:
			return roleSpeaker, true
		}
	}
	return roleNeutral, false
}
