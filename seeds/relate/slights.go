package relate

const slightReach = 8 // tokens from such a verb or noun to its object

// slights finds whom a campaign or group speaks ill of, whose voice or look it
// borrows and whose audiences it addresses. Done by others that would say nothing:
// only operations count as subjects, never states or bodies.
func (d *document) slights(r *reading) {
	for _, cue := range r.hits[slight] {
		if r.negated(cue) {
			continue
		}
		names, at := d.slighter(r, cue)
		if len(names) == 0 {
			names, at = r.spreader(cue)
		}
		if len(names) == 0 {
			continue
		}
		for _, o := range d.behindAct(nil, r, cue, at) {
			if o.whole && (!r.is(cue.first, audience) || d.thing(o.name).kind != "state_actor") || o.at.first > cue.last+slightReach || r.quoted(o.at.first) != r.quoted(cue.first) {
				continue
			}
			for _, n := range names {
				if d.aimedAt(n, o, false) {
					d.add(r, n, targets, o.name, span{min(cue.first, at.first), max(cue.last, o.at.last)}, "speaks of")
				}
			}
		}
	}
}

// spreader is the operation behind a participle: "a letter with the logo of O, spread by N".
func (r *reading) spreader(cue span) ([]string, span) {
	for i := cue.last; i < len(r.tokens) && i < cue.last+objectReach; i++ {
		if !r.is(i, by) {
			continue
		}
		if g := r.next(i+1, nearby, r.plain); g != nil && g.sort == operation && r.is(i-1, spread) {
			return r.names(g), g.span
		}
	}
	return nil, span{}
}

// undergoes finds who stands in the subject of a passive: "claims against the minister M
// were spread by N", "the emails of M were leaked by N".
func (d *document) undergoes(r *reading) {
	for k := 1; k < len(r.groups); k++ {
		g := &r.groups[k]
		if g.sort != operation {
			continue
		}
		i := g.first - 1
		for i > g.first-nearby && !r.is(i, by) && r.plain(i) && r.in[i] < 0 {
			i--
		}
		if !r.is(i, by) || r.is(i-1, harmless) && !r.is(i-1, spread) || r.is(i-1, attributed) && !r.is(i-1, spread) {
			continue
		}
		if !r.is(i-2, be) && !r.is(i-3, be) {
			continue
		}
		o := r.previous(i-1, 2*nearby, func(j int) bool { return r.word(j) != ";" })
		if o == nil || r.negated(span{i, i + 1}) {
			continue
		}
		switch r.mention(o.first).Type {
		case "person", "government_body", "other_org", "event":
		default:
			continue
		}
		for _, it := range d.appendObjects(nil, r, o, false) {
			for _, n := range r.names(g) {
				if d.aimedAt(n, it, false) {
					d.add(r, n, targets, it.name, span{o.first, g.last}, "done by")
				}
			}
		}
	}
}

// handles finds the object of any verb an operation is the subject of: "N stalked
// the candidate C". What does no harm (praise, hire, quote) is data.
func (d *document) handles(r *reading) {
	for k := 0; k+1 < len(r.groups); k++ {
		g, o := &r.groups[k], &r.groups[k+1]
		if g.sort != operation || r.aside(g) || o.first-g.last < 1 || o.first-g.last > nearby || !r.verbal(g.last, o.first) || r.negated(span{o.first, o.last}) {
			continue
		}
		switch r.mention(o.first).Type {
		case "person", "event", "government_body", "other_org":
			for _, it := range d.appendObjects(nil, r, o, false) {
				for _, n := range r.names(g) {
					if d.aimedAt(n, it, false) {
						d.add(r, n, targets, it.name, span{g.first, o.last}, "its object")
					}
				}
			}
		}
	}
}

// verbal tells whether the tokens between two groups can be a verb of harm with the words
// that describe its object, and nothing else.
func (r *reading) verbal(from, to int) bool {
	verb := false
	for i := from; i < to; i++ {
		switch w := r.word(i); {
		case !r.plain(i), r.is(i, harmless), r.is(i, be), r.is(i, attributed), r.is(i, called), r.is(i, by), r.is(i, report), r.is(i, via), r.is(i, say), w == `"`:
			return false
		case r.is(i, into) && i > from+1, r.is(i, connector):
			return false
		case len(w) > 3 && (w[len(w)-2:] == "ed" || w[len(w)-3:] == "ing"):
			verb = true
		}
	}
	return verb
}

// timing finds the election that an operation acts for: "N flooded the forums weeks
// before the vote V".
func (d *document) timing(r *reading) {
	if len(r.hits[interfere]) == 0 && len(r.hits[account]) == 0 && len(r.hits[act]) == 0 {
		return
	}
	for _, cue := range r.hits[timed] {
		g := r.next(cue.last, nearby, r.plain)
		if g == nil || g.sort != event || r.negated(cue) {
			continue
		}
		names, at := d.slighter(r, cue)
		if o := r.lastOperation(cue.first); len(names) == 0 && o != nil && !r.aside(o) {
			names, at = r.names(o), o.span
		}
		for _, m := range g.mentions {
			e := r.Mentions[m].Entity
			for _, n := range names {
				if d.thing(e).election && d.aimedAt(n, object{name: e}, false) {
					d.add(r, n, targets, e, span{at.first, g.last}, "ahead of")
				}
			}
		}
	}
}

// slighter is the operation that is the subject of a verb, by name or by what runs
// for it ("its posts", "some accounts"); nobody where another is named in between.
func (d *document) slighter(r *reading, cue span) ([]string, span) {
	for i := cue.first - 1; i >= 0 && i >= cue.first-actorReach; i-- {
		if k := r.in[i]; k >= 0 {
			g := &r.groups[k]
			if g.sort == operation && !r.aside(g) && (!r.any(called, g.first-nearby, g.first) || r.any(account, 0, g.first)) {
				return r.names(g), g.span
			}
			second := k > 0 && r.anyWord("and", g.last, cue.first) // another verb of the same subject
			if g.sort == platform || r.aside(g) || r.any(account, g.last, cue.first) || second {
				i = g.first
				continue
			}
			return nil, span{}
		}
		if r.is(i, anaphor) || r.is(i, account) && !r.is(i, act) {
			if names := d.meant(r, cue.first); len(names) > 0 {
				return names, span{i, i + 1}
			}
			return d.implied(r), span{i, i + 1}
		}
		if r.is(i, pronoun) && cue.first-i <= nearby {
			return d.meant(r, cue.first), span{i, i + 1}
		}
	}
	return nil, span{}
}
