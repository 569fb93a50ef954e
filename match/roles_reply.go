package match

// roleOfSpeaker is the part of a state that other reports accuse and that speaks. Of an
// act for which nobody else is named it is no bystander, it answers: "Kremlin calls talk
// of forged letters in Prague a story". Where it denies, it is the accused. A text that
// names no second state may tell of what it says to its own people.
func (r *reading) roleOfSpeaker(i int) role {
	answers, denies := r.answers(i)
	switch {
	case !answers || !r.namesOther(r.hits[i].state):
		return roleSpeaker
	case denies:
		return roleAgent
	default:
		return roleNeutral
	}
}

// answers says whether the state itself speaks, and neither to nor of another one: not
// "Moscow warns Belgrade of a plot", nor "Iran's Acme Bank says"; and whether it denies.
func (r *reading) answers(i int) (answers, denies bool) {
	s, spoken := &r.hits[i], int32(-1)
	for j := i + 1; j < len(r.hits); j++ {
		h := &r.hits[j]
		if h.sentence != s.sentence || spoken < 0 && h.first > s.last+1+besideGap {
			break
		}
		switch {
		case spoken >= 0 && h.kind.isState() && h.first-spoken-1 <= besideGap:
			return false, false
		case (h.kind == roleSpeak || h.kind == roleAccuse) && h.first > s.last:
			if h.first > s.last+1 && r.words[s.last+1].flags&flagCapital != 0 {
				return false, false
			}
			spoken = max(spoken, h.last)
		case h.kind == claimDeny:
			denies = true
		}
	}
	return spoken >= 0, spoken >= 0 && denies
}

// namesOther says whether the item names a state beside this one.
func (r *reading) namesOther(state uint16) bool {
	for j := range r.hits {
		if h := &r.hits[j]; h.kind.isState() && h.state != state {
			return true
		}
	}
	return false
}
