package match

// roleOfSpeaker is the part of a state that other reports accuse and that speaks. Of an
// act for which nobody else is named it is no bystander, it answers: "Kremlin calls talk
// of forged letters in Prague a story". Where it denies, it is the accused. A text that
// names no second state may tell of what it says to its own people.
func (r *reading) roleOfSpeaker(i int) role {
	answers, denies := r.answers(i)
	switch {
	case !answers:
		return roleSpeaker
	case denies:
		return roleAgent
	default:
		return roleNeutral
	}
}

// answers says whether the state itself speaks of an act, and neither to nor of another
// one: not "Moscow warns Belgrade of a plot", nor "Iran's Acme Bank says"; and whether it
// denies, in the same breath: not "Moscow says so, which senators deny".
func (r *reading) answers(i int) (answers, denies bool) {
	s, spoken := &r.hits[i], int32(-1)
	for j := i + 1; j < min(i+lookAround, len(r.hits)); j++ {
		h := &r.hits[j]
		if h.sentence != s.sentence || spoken < 0 && h.first > s.last+1+besideGap {
			break
		}
		switch {
		case spoken >= 0 && h.kind.isState() && h.state != s.state && h.first-spoken-1 <= besideGap:
			return false, false
		case (h.kind == roleSpeak || h.kind == roleAccuse) && h.first > s.last:
			if h.first > s.last+1 && r.words[s.last+1].flags&flagCapital != 0 {
				return false, false
			}
			spoken = max(spoken, h.last)
		case h.kind == claimDeny:
			denies = denies || !r.apart(s.last+1, h.first)
		case h.kind.isAct() && h.first > s.last:
			answers = true
		}
	}
	answers = answers && spoken >= 0
	return answers, answers && denies
}

// apart says whether a mark separates the words from first to last from one another.
func (r *reading) apart(first, last int32) bool {
	for i := first; i <= last; i++ {
		if r.words[i].flags&flagApart != 0 {
			return true
		}
	}
	return false
}

// namesTwo says whether the item names more than one state.
func (r *reading) namesTwo() bool {
	one := -1
	for i := range r.hits {
		if !r.hits[i].kind.isState() {
			continue
		}
		if one >= 0 && r.hits[i].state != r.hits[one].state {
			return true
		}
		one = i
	}
	return false
}
