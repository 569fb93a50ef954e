package match

// addDoubts adds to the best passage what the rest of the text says against it. A passage
// looks at its own sentences; these are signs that the text is about another matter.
func (m *Matcher) addDoubts(r *reading, p *passage) {
	if p.act < 0 {
		return
	}
	if i := r.placeOf(p); i >= 0 {
		p.add(m, featureActorPlace, i)
	}
	if i := r.guardAgain(); i >= 0 {
		p.add(m, featureGuardAgain, i)
	}
	if i := r.plainSpying(p); i >= 0 {
		p.add(m, featurePlainSpying, i)
	}
	if len(r.words)-r.split > longText {
		p.add(m, featureLong, -1)
	}
}

// longText is so many words of a summary that acts, actors and targets meet by chance.
const longText = 100

// placeOf returns where the state that acts is also the place, or what is aimed at; -1
// where it only acts: "propaganda of Moscow" beside "prices in Russia".
func (r *reading) placeOf(p *passage) int {
	if p.actor < 0 || !r.hits[p.actor].kind.isState() {
		return -1
	}
	for i, h := range r.hits {
		if i != p.actor && h.kind.isState() && h.role == rolePatient && h.state == r.hits[p.actor].state {
			return i
		}
	}
	return -1
}

// guardAgain returns a word of another matter of which another one came before; -1 where
// none comes twice.
func (r *reading) guardAgain() int {
	var seen [kindCount]bool
	for i, h := range r.hits {
		if h.kind.isGuard() {
			if seen[h.kind] {
				return i
			}
			seen[h.kind] = true
		}
	}
	return -1
}

// plainSpying returns the word of spying in a text that tells of agents or of spying and
// names nothing political beside it; -1 otherwise.
func (r *reading) plainSpying(p *passage) int {
	act := r.hits[p.act]
	switch act.kind {
	case actSpy, actAgent, actUndeclared, actDeceive, actMeddle:
	default:
		return -1
	}
	spy := -1
	for i, h := range r.hits {
		if h.sentence == act.sentence && h.kind.isTarget() && !h.kind.rules() && !inside(h, act) {
			return -1
		}
		if h.kind == actSpy && spy < 0 {
			spy = i
		}
	}
	return spy
}
