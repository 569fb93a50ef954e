package relate

// platforms finds by which platforms a campaign was conducted: what was run, spread or
// taken down there.
func (d *document) platforms(r *reading) {
	for i := range r.groups {
		g := &r.groups[i]
		if g.sort != platform || !d.used(r, g) {
			continue
		}
		users, at := d.users(r, g)
		for _, u := range users {
			for _, m := range g.mentions {
				d.add(r, u, conductedVia, r.Mentions[m].Entity, span{min(at.first, g.first), max(at.last, g.last)}, "on a platform")
			}
		}
	}
}

// used tells whether something is run on platforms: "accounts on X and T", "T channels",
// "the owner of F shut down accounts".
func (d *document) used(r *reading, g *group) bool {
	if len(r.hits[account]) == 0 && len(r.hits[act]) == 0 && d.accounts(r) == nil {
		return false
	}
	if len(r.hits[takedown]) > 0 || r.is(g.last, account) || r.is(g.last+1, account) && r.plain(g.last) {
		return true
	}
	for i := g.first - 1; i >= 0 && i >= g.first-nearby; i-- {
		switch {
		case r.is(i, via) && r.word(i) != "to" && !r.is(i, filler), r.is(i, via) && r.is(i-1, via):
			return true
		case r.is(i, connector), r.in[i] >= 0 && r.groups[r.in[i]].sort == platform:
		case !r.is(i, filler) && !r.is(i, via) && !r.is(i, account) || r.in[i] >= 0:
			return false
		}
	}
	return false
}

// users are those who run what is on a platform: the operation of the sentence, or
// that of the sentence before; else the state whose accounts they are.
func (d *document) users(r *reading, g *group) ([]string, span) {
	nearest := -1
	for k := range r.groups {
		if o := &r.groups[k]; o.sort == operation && (nearest < 0 || o.first < g.first) {
			nearest = k
		}
	}
	if nearest >= 0 {
		return r.names(&r.groups[nearest]), r.groups[nearest].span
	}
	if names := d.meant(r, g.first); len(names) > 0 {
		return names, g.span
	}
	if p := d.accounts(r); p != nil {
		return r.names(p), p.span
	}
	if names := d.implied(r); len(names) > 0 {
		return names, g.span
	}
	for _, h := range r.hits[account] {
		// "Chinese bot accounts", "accounts linked to Iran".
		if p := r.previous(h.first, 4, r.plain); p != nil && r.owns(d, p) {
			return r.names(p), p.span
		}
		for _, a := range r.hits[attributed] {
			if a.first < h.last || a.first > h.last+officeReach || r.negated(a) {
				continue
			}
			if p := r.next(a.last, nearby, r.plain); p != nil && r.owns(d, p) {
				return r.names(p), p.span
			}
		}
	}
	for _, h := range r.hits[act] {
		if p := d.subject(r, h.first); p != nil && r.owns(d, p) && !r.negated(h) {
			return r.names(p), p.span
		}
	}
	return nil, span{}
}

// accounts is the first group that is itself a word for accounts of a state.
func (d *document) accounts(r *reading) *group {
	for k := range r.groups {
		if g := &r.groups[k]; r.owns(d, g) && d.within(r, r.mention(g.first), account) {
			return g
		}
	}
	return nil
}

// owns tells whether accounts can be those of a group.
func (r *reading) owns(d *document, p *group) bool {
	return p.sort == power && d.mayAct(r, p) && !r.aside(p)
}

// implied are the operations that accounts belong to of which the sentence does not
// say whose they are: that of the paragraph, or of the heading of the section.
func (d *document) implied(r *reading) []string {
	if len(r.hits[account]) == 0 {
		return nil
	}
	for k := range r.groups {
		if g := &r.groups[k]; r.owns(d, g) && d.thing(r.mention(g.first).Entity).kind == "state_actor" && d.actorish(r, g, len(r.tokens)) {
			return nil
		}
	}
	if len(d.campaigns) > 0 {
		return d.campaigns
	}
	if d.section {
		return d.topic
	}
	if len(r.hits[interfere]) > 0 {
		return d.orStory(nil) // "some 90 fake profiles attacked …"
	}
	return nil
}
