package relate

import "slices"

// Distances in tokens.
const (
	actorReach  = 45 // from an act to the left, to the one who acts
	agentReach  = 14 // from an act to the "by" of a passive
	objectReach = 30 // from an act to what it aims at
	nearby      = 6  // between a verb and its subject or object, with the words that describe it
)

// actors returns those who do what the cue says, and where they stand: behind "by",
// or before the act, or in the sentence before where a word takes them up.
func (d *document) actors(r *reading, cue span) ([]string, span) {
	if g := r.agent(cue); g != nil && d.mayAct(r, g) {
		return r.names(g), g.span
	}
	if g := d.subject(r, cue.first); g != nil {
		return r.names(g), g.span
	}
	return nil, span{}
}

// agent is who stands behind the "by" of a passive or of a noun.
func (r *reading) agent(cue span) *group {
	if g := r.blamed(cue); g != nil {
		return g
	}
	if !r.passive(cue) && !r.marks[cue.first].has(actNoun) {
		return nil
	}
	for i := cue.last; i < len(r.tokens) && i < cue.last+agentReach; i++ {
		if r.is(i, by) {
			if g := r.next(i+1, nearby, r.plain); g != nil && (g.sort == power || g.sort == operation) {
				return g
			}
			return nil
		}
		if r.word(i) == ";" || r.word(i) == "," && i > cue.last+1 && !r.is(i+1, by) {
			return nil
		}
	}
	return nil
}

// blamed is the one to whom an act is attributed: "attributed the attacks on P to N".
func (r *reading) blamed(cue span) *group {
	if !r.any(attributes, cue.first-24, cue.first) {
		return nil
	}
	for _, h := range r.hits[attributes] {
		// "tied N, a gang long active abroad, to the leak of …"
		if g := r.next(h.last, 3, r.plain); h.first < cue.first && h.first > cue.first-24 && g != nil && g.sort == operation && g.last < cue.first && (r.is(cue.first-1, onto) || r.is(cue.first-2, onto)) {
			return g
		}
	}
	object := r.next(cue.last, 3*nearby, r.plain)
	if object == nil {
		return nil
	}
	for i := object.last; i < object.last+3; i++ {
		if r.is(i, onto) {
			return r.next(i+1, nearby, r.plain)
		}
	}
	return nil
}

// passive tells whether the verb is a participle that says what is done to its subject.
func (r *reading) passive(cue span) bool {
	if r.is(cue.last, by) {
		return true
	}
	for i := cue.first - 1; i >= cue.first-3; i-- {
		if r.is(i, be) {
			// "has been trying to influence" is active: its cue is no participle.
			return !r.is(i+1, attributed) && r.participle(cue)
		}
	}
	return false
}

func (r *reading) participle(cue span) bool {
	w := r.word(cue.first)
	return len(w) > 2 && (w[len(w)-2:] == "ed" || w[len(w)-2:] == "en" || w[len(w)-1:] == "t" || w == "hit")
}

// mayAct tells whether a group holds anybody who could be behind an act: no person,
// house, platform or event, and no country that the document knows only as a place.
func (d *document) mayAct(r *reading, g *group) bool {
	if g.sort == operation {
		return true
	}
	return g.sort == power && slices.ContainsFunc(g.mentions, func(m int) bool { return r.Mentions[m].Type != "place" })
}

// aside tells whether a group is only where, against or between whom something
// happens, or who accuses another of it.
func (r *reading) aside(g *group) bool {
	i := g.first - 1
	if r.is(i, attributed) {
		return false
	}
	for r.is(i, filler) && !r.is(i, connector) && r.word(i) != "to" && r.word(i) != "of" {
		i--
	}
	if r.is(i, aside) {
		return true
	}
	if r.is(i, at) && (r.is(i-1, act) || r.is(i-1, negation)) {
		return true
	}
	return r.is(i, by) && r.any(accuse, i-2, i)
}

// speaks tells whether a group is the subject of a verb of speaking or accusing
// before token i: who says it is not who does it.
func (r *reading) speaks(g *group, i int) bool {
	for j := g.last; j < i && j < g.last+4; j++ {
		switch {
		case r.word(j-1) == "-": // "-linked"
		case r.is(j, accuse) && !r.is(j, be) && !r.is(j-1, be) && !r.is(j-2, be), r.is(j, report) && !r.is(j, act) && !r.is(j, be) && !r.is(j-1, be) && !r.is(j-1, attributed), r.is(j, say), r.is(j, deny):
			return true
		case !r.plain(j), r.in[j] >= 0:
			return false
		}
	}
	return false
}

// taken returns whom a word stands for that takes up the sentence before: the
// campaigns for "these accounts", the states too for "it".
func (d *document) taken(r *reading, cue span) []string {
	for i := cue.first - 1; i >= 0 && i >= cue.first-actorReach; i-- {
		switch {
		case r.in[i] >= 0 && d.mayAct(r, &r.groups[r.in[i]]):
			return nil
		case r.is(i, anaphor):
			if len(d.campaigns) == 0 && len(d.topic) > 0 {
				return d.topic
			}
			return d.lately()
		case r.is(i, pronoun) && cue.first-i <= nearby:
			if names := d.meant(r, cue.first); len(names) > 0 {
				return names
			}
			return d.lately()
		}
	}
	if r.any(account, max(0, cue.first-nearby), cue.first) {
		return d.implied(r) // "hundreds of accounts attacked …"
	}
	return nil
}

// lately is the operation that was spoken of last, or else who acted.
func (d *document) lately() []string {
	if len(d.campaigns) > 0 {
		return d.campaigns
	}
	if d.actingAt == d.blocks {
		return d.acting
	}
	return nil
}
