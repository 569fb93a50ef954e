package relate

import "slices"

// attributee is the operation of which an attribution to the right speaks.
func (r *reading) attributee(cue span) ([]string, span) {
	g := r.lastOperation(cue.first)
	if g == nil {
		return nil, span{}
	}
	if g.last == cue.first {
		return r.names(g), g.span
	}
	w := r.word(g.last)
	if w == `"` {
		w = r.word(g.last + 1)
	}
	before := cue.first - 1
	for r.is(before, hedge) || adverb(r.word(before)) || r.word(before) == "a" || r.word(before) == "an" || r.word(before) == "the" {
		before--
	}
	apposed := w == "," || w == "(" || w == "—" || w == "which"
	bound := before < g.last || r.is(before, be) || r.is(before, groupNoun) && (apposed || r.contiguous(g.last, before)) || r.word(before) == ","
	relative := apposed && (r.is(g.last+1, stop) || r.is(g.last+2, stop)) && !r.any(act, g.last, cue.first)
	relative = relative || r.reportedRelative(g.last, cue.first)
	relative = relative || apposed && r.describedBy(g.last, cue.first)
	joined := r.word(before) == "and" && apposed
	if bound || relative || joined || apposed && r.is(cue.first-1, connector) {
		return r.names(g), g.span
	}
	return nil, span{}
}

// describedBy tells whether a description of an operation reaches to token to: "N, a crew that
// works for", "N, a gang the firm believes answers to". It is one clause, and names nobody
// who could be what the cue speaks of instead.
func (r *reading) describedBy(from, to int) bool {
	noun := false
	for i := from + 1; i < to; i++ {
		switch w := r.word(i); {
		case w == "," || w == ";" || w == ":" || w == ".", r.is(i, connector):
			return false
		case r.is(i, groupNoun):
			noun = true
		case r.in[i] >= 0 && (r.groups[r.in[i]].sort == operation || r.groups[r.in[i]].sort == platform):
			return false
		}
	}
	return noun && to-from <= 2*nearby+2
}

// reportedRelative tells whether a relative clause ends before token to in which somebody
// says what the cue says: "N, which the ministry says is", "N is a group that F believes".
func (r *reading) reportedRelative(from, to int) bool {
	said := false
	for i := to - 1; i >= from && i >= to-2*nearby; i-- {
		switch w := r.word(i); {
		case w == "which" || w == "that" || w == "who":
			return said && (i-from <= 2 || r.any(groupNoun, from, i) && r.is(from, be))
		case r.is(i, say), r.is(i, report):
			said = true
		case !r.plain(i) && w != "(" && w != ")":
			return false
		}
	}
	return false
}

// lastOperation is the nearest operation before token i in its clause.
func (r *reading) lastOperation(i int) *group {
	for k := len(r.groups) - 1; k >= 0; k-- {
		if g := &r.groups[k]; g.sort == operation && g.last <= i && i-g.last <= actorReach && !r.anyWord(";", g.last, i) {
			return g
		}
	}
	return nil
}

// contiguous tells whether only nouns of operations stand between two tokens.
func (r *reading) contiguous(from, to int) bool {
	for i := from; i < to; i++ {
		if !r.is(i, groupNoun) && !r.is(i, interfere) && !r.is(i, be) && r.word(i) != `"` {
			return false
		}
	}
	return true
}

func adverb(w string) bool { return len(w) > 4 && w[len(w)-2:] == "ly" }

// calledAfter is the operation whose name follows: "…, known as N".
func (r *reading) calledAfter(i int) ([]string, span) {
	for _, h := range r.hits[called] {
		if h.first < i || h.first > i+nearby {
			continue
		}
		if g := r.next(h.last, nearby, r.plain); g != nil && g.sort == operation {
			return r.names(g), g.span
		}
	}
	return nil, span{}
}

// outlet is an outlet or firm that an attribution to the right describes: "N, which
// experts linked to P", "a site called N, run by P".
func (r *reading) outlet(cue span) ([]string, span) {
	for k := len(r.groups) - 1; k >= 0; k-- {
		g := &r.groups[k]
		if g.first >= cue.first {
			continue
		}
		m := r.mention(g.last - 1)
		w := r.word(g.last)
		if m.Type != "media_outlet" && m.Type != "company" || cue.first-g.last > nearby || w != "," && w != "(" && w != "which" && !r.is(g.last, be) {
			return nil, span{}
		}
		if r.any(say, g.last, cue.first) || r.any(act, g.last, cue.first) {
			return nil, span{}
		}
		return r.names(g), g.span
	}
	return nil, span{}
}

// doer is the subject of a verb that other verbs of the same subject stand before, or a
// description of it: "B hired people, paid others and ran N", "F, based abroad, ran N".
func (r *reading) doer(cue span) *group {
	if r.word(cue.first-1) == "," && !r.is(cue.first-2, stop) {
		for k := len(r.groups) - 1; k >= 0; k-- {
			if p := &r.groups[k]; p.last < cue.first && p.sort != operation && p.sort != event && r.word(p.last) == "," && cue.first-p.last <= 2*nearby {
				return p
			}
		}
		return nil
	}
	if r.word(cue.first-1) != "and" {
		return nil
	}
	return r.previous(cue.first, actorReach/2, func(i int) bool {
		return r.word(i) != ";" && !r.is(i, say) && !r.is(i, stop) && !r.is(i, report)
	})
}

// houses are those whom the sentence says persons belong to.
func (d *document) houses(r *reading, persons []string) []string {
	var out []string
	for _, n := range d.saidIn(r) {
		if n.Relation == partOf && slices.Contains(persons, n.Subject) {
			out = append(out, n.Object)
		}
	}
	return out
}
