package relate

const negationReach = 6 // words

// negated tells whether what the cue says is said not to be so, not to be known, or
// only thought of.
func (r *reading) negated(cue span) bool {
	if r.is(cue.first, abstain) {
		return true
	}
	for _, h := range r.hits[noProof] {
		if h.first < cue.first {
			return true
		}
	}
	for _, h := range r.hits[unreal] {
		if h.first < cue.first && !r.anyWord(",", h.first, cue.first) {
			return true
		}
	}
	for _, h := range r.hits[deny] {
		if h.first < cue.first && !r.anyWord(",", h.first, cue.first) {
			return true
		}
	}
	for i := cue.first - 1; i >= 0 && i >= cue.first-negationReach; i-- {
		if r.word(i) == "," || r.word(i) == ";" || r.word(i) == "but" {
			return false
		}
		if r.is(i, negation) && !r.is(i, interfere) {
			return r.word(i+1) != "only"
		}
	}
	return false
}

func (r *reading) anyWord(word string, from, to int) bool {
	for i := max(from, 0); i < to && i < len(r.tokens); i++ {
		if r.tokens[i].word == word {
			return true
		}
	}
	return false
}
