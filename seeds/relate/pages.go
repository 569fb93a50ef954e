package relate

// pages finds the accounts, channels and pages that a document follows by name: "a channel
// called O", "O, a channel on P". They are spoken of as operations are.
func (d *document) pagesIn(r *reading) {
	for k := range r.groups {
		g := &r.groups[k]
		if m := r.mention(g.first); m.Type != "media_outlet" || r.isSource(g) {
			continue
		}
		if r.namedPage(g) {
			d.pages[r.mention(g.first).Entity] = true
		}
		if !d.pages[r.mention(g.first).Entity] {
			continue
		}
		for j := range r.groups {
			p := &r.groups[j]
			if p.sort != platform || !r.pageOn(g, p) {
				continue
			}
			for _, m := range p.mentions {
				d.add(r, r.mention(g.first).Entity, conductedVia, r.Mentions[m].Entity, span{min(g.first, p.first), max(g.last, p.last)}, "page on a platform")
			}
		}
	}
}

// isSource tells whether an outlet is one that reports in the sentence.
func (r *reading) isSource(g *group) bool {
	return r.is(g.first-1, according) || r.is(g.first-2, according) || r.is(g.first-1, told) || r.is(g.last, report) && !r.is(g.last, account) && r.word(g.last) != "posted"
}

// namedPage tells whether the words beside an outlet make it an account, channel or page.
func (r *reading) namedPage(g *group) bool {
	i := g.first - 1
	for r.word(i) == `"` || r.is(i, called) {
		i--
	}
	if i < g.first-1 && r.is(i, account) {
		return true
	}
	if r.word(g.last) != "," {
		return false
	}
	for j := g.last + 1; j < g.last+nearby; j++ {
		if r.is(j, account) {
			return true
		}
		if !r.plain(j) || r.is(j, stop) {
			return false
		}
	}
	return false
}

// pageOn tells whether a platform is where a page is run, found or taken down: "O, a P
// channel", "a page named O posted on P", "took O off P".
func (r *reading) pageOn(g, p *group) bool {
	if r.is(p.last, account) && p.first-g.last <= 3 && p.first >= g.last {
		return true
	}
	i := p.first - 1
	for r.is(i, filler) && !r.is(i, connector) {
		i--
	}
	return r.is(i, via) && r.word(i) != "to" || r.word(i) == "off" || p.last < g.first && r.is(p.first-1, via)
}

// pagesNamed are the pages of a sentence.
func (d *document) pagesNamed(r *reading) []string {
	var names []string
	for k := range r.groups {
		if g := &r.groups[k]; d.pages[r.mention(g.first).Entity] {
			names = append(names, r.mention(g.first).Entity)
		}
	}
	return names
}

// aimList reads "its favourite target is P", "the targets included P and Q".
func (d *document) aimList(r *reading) {
	for _, cue := range r.hits[aimNoun] {
		g := r.next(cue.last, nearby, r.plain)
		if g == nil || r.negated(cue) || g.sort == operation {
			continue
		}
		names, at := r.operationsUpTo(cue.first)
		if len(names) == 0 {
			if names = d.campaigns; len(names) == 0 {
				names = d.orStory(d.topic)
			}
			at = cue
		}
		for _, o := range d.appendObjects(nil, r, g, false) {
			for _, n := range names {
				if d.aimedAt(n, o, false) {
					d.add(r, n, targets, o.name, span{at.first, g.last}, "its target")
				}
			}
		}
	}
}
