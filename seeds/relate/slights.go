package relate

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
			continue
		}
		for _, o := range d.behindAct(nil, r, cue, at) {
			if o.whole && !r.is(cue.first, audience) {
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

// slighter is the operation that is the subject of a verb, by name or by what runs
// for it ("its posts", "some accounts"); nobody where another is named in between.
func (d *document) slighter(r *reading, cue span) ([]string, span) {
	for i := cue.first - 1; i >= 0 && i >= cue.first-actorReach; i-- {
		if k := r.in[i]; k >= 0 {
			g := &r.groups[k]
			if g.sort == operation && !r.aside(g) && !r.any(called, g.first-nearby, g.first) {
				return r.names(g), g.span
			}
			if g.sort == platform || r.aside(g) || r.any(account, g.last, cue.first) {
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
