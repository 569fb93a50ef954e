package relate

import "slices"

// reports finds who reported a campaign, or the interference of a state: firms,
// outlets, bodies and persons of another state than the one that is accused.
func (d *document) reports(r *reading) {
	speakers, outlets, at := d.reporters(r)
	for _, who := range [][]string{speakers, outlets} {
		if len(who) == 0 {
			continue
		}
		d.reporter = who[len(who)-1]
		what := d.reported(r, who)
		what = append(what, d.firmsFound(r, what)...)
		for _, it := range what {
			for _, w := range who {
				d.reportedBy(r, it, w, at)
			}
		}
		if len(what) > 0 {
			return
		}
	}
}

func (d *document) reportedBy(r *reading, what, who string, at span) {
	t := d.thing(what)
	if d.seen[fact{who, denies, what, r.index}] {
		return
	}
	state := d.country(what)
	if t.kind == "state_actor" {
		state = what
	}
	if home := d.country(who); home != "" && home == state {
		return // who is accused denies, and does not report
	}
	d.add(r, what, reportedBy, who, at, "reported by")
}

// reported is what the sentence's report is of: the campaigns it names, or takes up;
// else the interference of the state that is said to act; and where the document has
// no name for that, the state.
func (d *document) reported(r *reading, who []string) []string {
	if len(r.hits[noProof]) > 0 {
		return nil
	}
	if names := append(r.operationNames(), d.pagesNamed(r)...); len(names) > 0 {
		return names
	}
	if len(r.hits[anaphor]) > 0 {
		if names := d.meant(r, len(r.tokens)); len(names) > 0 {
			return names
		}
	}
	if len(d.campaigns) > 0 && r.startsWith(pronoun) && len(r.hits[act]) > 0 {
		return d.campaigns
	}
	if slices.ContainsFunc(who, func(w string) bool {
		return d.thing(w).kind == "research_org" || d.thing(w).kind == "company" && r.house() == w
	}) && len(r.hits[account]) > 0 {
		if names := d.implied(r); len(names) > 0 {
			return names // "the institute counted 70 posts"
		}
	}
	if len(r.hits[interfere]) == 0 && len(r.hits[act]) == 0 && len(r.hits[answerable]) == 0 && !r.promise() {
		return nil
	}
	return d.reportedStates(r, who)
}

func (d *document) reportedStates(r *reading, who []string) []string {
	var states, events []string
	promised := r.promise()
	for k := range r.groups {
		g := &r.groups[k]
		if g.sort != power || !d.mayAct(r, g) || r.is(g.last, election) || r.word(g.last) == "-" && r.is(g.last+1, based) || r.within(g) || !promised && r.speaks(g, len(r.tokens)) || !d.actorish(r, g, len(r.tokens)) {
			continue
		}
		for _, i := range g.mentions {
			state := d.country(r.Mentions[i].Entity)
			if t := d.thing(state); t.kind != "state_actor" || !d.aimedAt(state, object{name: d.election}, false) ||
				slices.ContainsFunc(who, func(w string) bool { return d.country(w) == state }) {
				continue
			}
			states = append(states, state)
			if e := d.interference(state, ""); e != "" {
				events = append(events, e)
			}
		}
	}
	asserted := r.asserts()
	switch {
	case len(events) > 0 && asserted:
		return events
	case len(events) > 0:
		return nil
	case d.about() != "" && len(states) == 0 && asserted && d.speaksOfElection(r):
		return []string{d.about()}
	case len(states) == 0 || len(d.events) > 0 || (!asserted && !promised):
		return nil
	}
	// Without a name for the interference only one accused state, and a firm or an
	// outlet that found it, make a statement worth keeping.
	slices.Sort(states)
	states = slices.Compact(states)
	if len(states) == 0 || len(states) > 1 && (!r.oneList(states) || !d.onlyOutlets(who)) || !slices.ContainsFunc(who, func(w string) bool {
		return slices.Contains([]string{"media_outlet", "company", "research_org", "government_body"}, d.thing(w).kind)
	}) {
		return nil
	}
	return states
}

// firmsFound are the firms that the sentence says are behind what it reports.
func (d *document) firmsFound(r *reading, what []string) []string {
	var out []string
	for _, n := range d.saidIn(r) {
		if n.Relation == attributedTo && slices.Contains(what, n.Subject) && d.thing(n.Object).kind == "company" {
			out = append(out, n.Object)
		}
	}
	return out
}

// onlyOutlets tells whether all who report are outlets.
func (d *document) onlyOutlets(who []string) bool {
	return !slices.ContainsFunc(who, func(w string) bool { return d.thing(w).kind != "media_outlet" })
}

// oneList tells whether states stand in one list, and so are accused together.
func (r *reading) oneList(states []string) bool {
	return slices.ContainsFunc(r.groups, func(g group) bool {
		names := r.names(&g)
		return !slices.ContainsFunc(states, func(s string) bool { return !slices.Contains(names, s) })
	})
}

// within tells whether a group only says where something happened.
func (r *reading) within(g *group) bool {
	i := g.first - 1
	for r.is(i, filler) && r.word(i) != "of" && !r.is(i, connector) && r.word(i) != "to" {
		i--
	}
	return r.is(i, at) && r.word(i) == "at" || r.word(i) == "in" || r.word(i) == "near" || r.word(i) == "across"
}

// speaksOfElection tells whether the sentence names an election, or has a word for one.
func (d *document) speaksOfElection(r *reading) bool {
	return len(r.hits[election]) > 0 || slices.ContainsFunc(r.Mentions, func(m Mention) bool { return d.thing(m.Entity).election })
}

// promise tells whether anybody in the sentence says that they will not interfere.
func (r *reading) promise() bool {
	return slices.ContainsFunc(r.hits[say], r.abstains)
}

// asserts tells whether the sentence says of anything that it was done, or is being tried.
func (r *reading) asserts() bool {
	if len(r.hits[noProof]) > 0 {
		return false
	}
	for _, c := range []class{act, interfere, answerable} {
		for _, h := range r.hits[c] {
			if !r.negated(h) {
				return true
			}
		}
	}
	return false
}
