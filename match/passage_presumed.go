package match

// addPresumed says whether an actor is only taken for one because of what it is, and no
// word near it says that it acts: a leader or a government that is merely named.
func (m *Matcher) addPresumed(r *reading, p *passage) {
	if p.actor >= 0 && r.hits[p.actor].presumed && between(r.hits[p.act], r.hits[p.actor]) > nearWords {
		p.add(m, featureActorPresumed, p.actor)
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
