package match

// addPresumed says whether an actor is only taken for one because of what it is, and no
// word near it says that it acts: a leader or a government that is merely named.
func (m *Matcher) addPresumed(r *reading, p *passage) {
	if p.actor >= 0 && r.hits[p.actor].presumed && between(r.hits[p.act], r.hits[p.actor]) > nearWords {
		p.add(m, featureActorPresumed, p.actor)
	}
}
