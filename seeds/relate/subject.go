package relate

// subject is the nearest group before token i that may act there.
func (d *document) subject(r *reading, i int) *group {
	if g := r.relative(i); g != nil && d.mayAct(r, g) {
		return g
	}
	var vague *group
	for j := i - 1; j >= 0 && j >= i-actorReach; j-- {
		if r.word(j) == ";" || r.is(j, others) {
			return vague
		}
		k := r.in[j]
		if k < 0 {
			continue
		}
		g := &r.groups[k]
		if g.first < j {
			j = g.first
		}
		if !d.mayAct(r, g) || (g.last != i && r.aside(g)) {
			continue
		}
		if r.speaks(g, i) {
			return vague
		}
		if r.attribute(g) {
			continue
		}
		if !d.actorish(r, g, i) {
			if vague == nil {
				vague = r.described(k)
			}
			continue
		}
		return r.described(k)
	}
	return vague
}

// attribute tells whether a group only says whose something is that does not act: "the
// position of the party"; officials and groups of a body do.
func (r *reading) attribute(g *group) bool {
	i := g.first - 1
	if r.is(i, filler) && r.word(i) != "of" {
		i--
	}
	if r.word(i) != "of" || i == 0 {
		return false
	}
	for _, c := range []class{role, groupNoun, actNoun, act, filler, connector, interfere} {
		if r.is(i-1, c) {
			return false
		}
	}
	return r.in[i-1] < 0
}

// actorish tells whether a group is somebody who acts, and not just an adjective of
// something else ("Danish newspapers"): what it describes is a group, an office, or
// the act at token i.
func (d *document) actorish(r *reading, g *group, i int) bool {
	m := r.mention(g.last - 1)
	if !m.Adjective || g.last == i || r.word(g.last) == "-" {
		return true
	}
	for _, c := range []class{groupNoun, actNoun, role, act, interfere} {
		if r.any(c, g.last, g.last+3) || d.within(r, m, c) {
			return true
		}
	}
	return false
}

// described turns from a power that only describes an operation to that operation:
// "N, a group linked to the ministry, …".
func (r *reading) described(k int) *group {
	g := &r.groups[k]
	if k == 0 || g.sort == operation {
		return g
	}
	before := &r.groups[k-1]
	if before.sort != operation || before.last >= len(r.tokens) {
		return g
	}
	switch r.word(before.last) {
	case ",", "(", "—", "which", "that":
	case `"`:
		if w := r.word(before.last + 1); w != "," && w != "(" {
			return g
		}
	default:
		return g
	}
	for _, h := range r.hits[act] {
		if h.first >= before.last && h.first < g.first && !r.describes(h) {
			return g
		}
	}
	if r.any(say, before.last, g.first) {
		return g
	}
	return before
}

// relative is the operation whose description an act stands in: "N shares servers with M, a
// set of pages that went after P" speaks of M.
func (r *reading) relative(i int) *group {
	g := r.lastOperation(i)
	if g == nil || !r.aside(g) || r.word(g.last) != "," || i-g.last > 2*nearby {
		return nil
	}
	switch r.word(g.last + 1) {
	case "a", "an", "the", "which", "another", "one":
	default:
		return nil
	}
	for j := g.last + 1; j < i; j++ {
		if !r.plain(j) || r.in[j] >= 0 {
			return nil
		}
	}
	return g
}

const appositionReach = 26 // tokens of what describes a house between its name and its verb

// apposedSubject is the subject of a verb behind a description between commas: "G, the body
// that watches for M, put out", "F's unit U, which follows them as M, confirmed".
func (r *reading) apposedSubject(cue span) *group {
	i := cue.first - 1
	for r.is(i, be) || adverb(r.word(i)) {
		i--
	}
	if r.word(i) != "," && r.word(i) != ")" {
		return nil
	}
	for k := range r.groups {
		p := &r.groups[k]
		if p.last >= i {
			return nil
		}
		if p.sort == operation || p.sort == event || p.sort == platform || r.aside(p) || cue.first-p.last > appositionReach || r.word(p.last) != "," {
			continue
		}
		switch r.word(p.last + 1) {
		case "the", "a", "an", "which", "who", "whose", "its", "one", "through":
			if !r.anyWord(";", p.last, i) {
				return p
			}
		}
		if r.in[p.last+1] >= 0 || r.is(p.last+1, role) {
			return p
		}
	}
	return nil
}
