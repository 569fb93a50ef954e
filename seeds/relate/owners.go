package relate

// ownedBefore reads "Russia's N", "the Iran-backed group N", "the Chinese network
// known as N".
func (d *document) ownedBefore(r *reading, g *group) {
	noun := false
	for i := g.first - 1; i >= 0 && i >= g.first-8; i-- {
		if k := r.in[i]; k >= 0 {
			m, p := r.mention(i), &r.groups[k]
			if r.word(p.first-1) == "-" && !r.is(p.first-2, suffix) {
				return // "pro-Russian" is a side, not an owner
			}
			genitive := r.word(i+1) == "'s"
			linked := r.word(i+1) == "-" && r.is(i+2, suffix)
			if genitive || linked || (m.Adjective || d.cues.nouns) && (noun || i == g.first-1 || r.word(g.first-1) == `"`) {
				d.attribute(r, r.names(g), d.masterNames(r, p), span{p.first, g.last}, r.adjectiveRule(i))
			}
			return
		}
		switch {
		case r.word(i) == `"`, r.is(i, called), r.word(i) == "'s", r.word(i) == "-", r.is(i, suffix):
		case r.is(i, groupNoun):
			noun = true
		case !r.plain(i), r.is(i, into), r.is(i, by), r.is(i, be), r.is(i, connector), r.is(i, say), r.is(i, report), r.is(i, stop), r.is(i, onto), r.is(i, attributed):
			return
		}
	}
}

// named reads "this campaign, known as N" behind a sentence that said whose it is.
func (d *document) named(r *reading, g *group) {
	for i := g.first - 1; i >= 0 && i >= g.first-nearby; i-- {
		if r.is(i, called) && r.any(anaphor, i-nearby, i) {
			d.attribute(r, r.names(g), d.acting, span{i, g.last}, "taken up")
			for _, n := range r.names(g) {
				for _, aim := range d.aimed {
					d.add(r, n, targets, aim, span{i, g.last}, "taken up")
				}
			}
			return
		}
		if r.in[i] >= 0 {
			return
		}
	}
}

// attributedBefore reads languages whose verb ends the clause: "N, die Russland
// zugeschrieben wird", "与俄罗斯有关的N".
func (d *document) attributedBefore(r *reading, cue span) {
	p := r.previous(cue.first, nearby, r.plain)
	if p == nil || r.negated(cue) {
		return
	}
	g := r.next(cue.last, nearby, r.plain)
	if g == nil || g.sort != operation {
		g = r.lastOperation(p.first)
	}
	if g != nil {
		d.attribute(r, r.names(g), d.masterNames(r, p), span{min(g.first, p.first), max(g.last, cue.last)}, "attributed to")
	}
}

// adjectiveRule keeps apart where an operation sits from whose it is.
func (r *reading) adjectiveRule(i int) string {
	if r.word(i+1) == "-" && r.is(i+2, based) {
		return "based in"
	}
	return "described as"
}

// ownerOf reads "its N": it belongs to the first power of the sentence that may act.
func (d *document) ownerOf(r *reading, g *group) {
	for i := g.first - 1; i >= 0 && i >= g.first-4; i-- {
		if r.in[i] >= 0 || !r.plain(i) {
			return
		}
		if !r.is(i, owner) {
			continue
		}
		for k := range r.groups {
			p := &r.groups[k]
			if p.first >= i {
				return
			}
			if p.sort == power && d.mayAct(r, p) && !r.speaks(p, i) && (!r.aside(p) || r.any(report, p.first-3, p.first)) {
				d.attribute(r, r.names(g), d.masterNames(r, p), span{p.first, g.last}, "its")
				return
			}
		}
		return
	}
}

// describedAfter reads "N, a Russian influence operation", "N is an Iran-linked
// group", "N (a suspected Chinese network)".
func (d *document) describedAfter(r *reading, g *group) {
	i := g.last
	if r.word(i) == `"` || r.is(i, groupNoun) {
		i++
	}
	if w := r.word(i); w != "," && w != "(" && w != "—" && !r.is(i, be) && !r.is(i, hedge) {
		return
	}
	if r.negated(span{i + 1, i + 2}) {
		return
	}
	p := r.next(i+1, nearby+2, func(j int) bool {
		return r.plain(j) && !r.is(j, act) && !r.is(j, into) && !r.is(j, by) && (!r.is(j, stop) || r.is(j, be)) && !r.is(j, connector) && !r.is(j, say)
	})
	if p == nil || p.sort != power {
		return
	}
	m := r.mention(p.last - 1)
	linked := r.word(p.last) == "-" && r.is(p.last+1, suffix)
	if !m.Adjective && !d.cues.nouns && !linked && r.word(p.last) != "'s" {
		return
	}
	for j := p.last; j < len(r.tokens) && j < p.last+nearby; j++ {
		if r.is(j, groupNoun) || linked {
			d.attribute(r, r.names(g), d.masterNames(r, p), span{g.first, j + 1}, r.adjectiveRule(p.last-1))
			return
		}
		if !r.plain(j) || r.in[j] >= 0 || r.is(j, into) {
			return
		}
	}
}
