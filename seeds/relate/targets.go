package relate

import "slices"

// aims finds who aims at whom: a verb ("interfered in"), or a noun with what joins
// it to its object ("a campaign against"), those who act, and what is aimed at.
func (d *document) aims(r *reading) {
	for _, cue := range r.hits[act] {
		if !r.describes(cue) && (!r.noun(cue) || r.aimsAt(cue)) {
			d.aim(r, cue)
		}
	}
	for _, cue := range r.hits[actNoun] {
		if !r.marks[cue.first].has(act) && r.aimsAt(cue) {
			d.aim(r, cue)
		}
	}
	for _, cue := range r.hits[suffered] {
		d.suffers(r, cue)
	}
	d.remember(r)
}

// suffers reads "E became a target of C", "E saw interference from C".
func (d *document) suffers(r *reading, cue span) {
	who, whom := r.next(cue.last, nearby, r.plain), r.previous(cue.first, nearby, r.plain)
	if who == nil || whom == nil || r.negated(cue) || !d.mayAct(r, who) || r.aside(whom) {
		return
	}
	for _, o := range d.appendObjects(nil, r, whom, false) {
		for _, a := range r.names(who) {
			if d.aimedAt(a, o, false) {
				d.add(r, a, targets, o.name, span{whom.first, who.last}, "suffers")
			}
		}
	}
}

// noun tells whether a form that may be either stands as a noun.
func (r *reading) noun(cue span) bool {
	return r.is(cue.first, meddle) && r.is(cue.first, actNoun)
}

// describes tells whether a verb only says what kind of group follows: "a hacking group".
func (r *reading) describes(cue span) bool {
	w := r.word(cue.last - 1)
	return r.is(cue.last, groupNoun) && len(w) > 3 && w[len(w)-3:] == "ing" && !r.is(cue.first-1, be)
}

// aimsAt tells whether a noun has an object: behind it, or an election right before it.
func (r *reading) aimsAt(cue span) bool {
	if r.is(cue.last, into) {
		return true
	}
	for i := cue.last; i < cue.last+nearby && r.plain(i); i++ {
		if r.is(i, hostile) {
			return true
		}
	}
	if g := r.agent(cue); g != nil && (r.is(g.last, into) || r.is(g.last, election)) {
		return true // "a campaign by C against P"
	}
	m := r.mention(cue.first - 1)
	return r.is(cue.first-1, election) || m != nil && m.Type == "event"
}

func (d *document) aim(r *reading, cue span) {
	if r.negated(cue) {
		return
	}
	actors, at := d.actors(r, cue)
	if len(actors) == 0 {
		actors = d.blamed(r, cue)
	}
	if len(actors) == 0 {
		actors = d.taken(r, cue)
	}
	if len(actors) == 0 && r.marks[cue.first].has(actNoun) && !r.any(report, cue.first, cue.last) {
		actors = slices.Concat(d.campaigns, d.acting)
	}
	means, through := r.operations(cue)
	vague := r.vague(cue)
	d.act(actors)
	if through.last > 0 {
		d.attribute(r, means, d.owners(actors, means), span{min(at.first, cue.first), through.last}, "acts through")
	}
	for _, o := range d.objects(r, cue, at) {
		if vague && !d.thing(o.name).election || o.whole && r.is(cue.first, feign) {
			continue
		}
		for _, a := range append(slices.Clip(actors), means...) {
			if d.aimedAt(a, o, len(means) > 0 && !slices.Contains(means, a)) {
				if slices.Contains(d.acting, a) && !slices.Contains(d.aimed, o.name) {
					d.aimed = append(d.aimed, o.name)
				}
				d.add(r, a, targets, o.name, span{min(cue.first, at.first, o.at.first), max(cue.last, at.last, o.at.last)}, "aims at")
			}
		}
	}
}

// blamed are those to whom an act is attributed behind its object: "the attack on P was
// blamed on N".
func (d *document) blamed(r *reading, cue span) []string {
	if !r.is(cue.first, actNoun) && !r.passive(cue) {
		return nil
	}
	for _, h := range r.hits[attributed] {
		if h.first < cue.last || h.first > cue.last+actorReach/2 || !r.is(h.last-1, onto) && !r.is(h.last-1, by) || r.negated(h) {
			continue
		}
		if g := r.next(h.last, nearby, r.plain); g != nil && d.mayAct(r, g) {
			return r.names(g)
		}
	}
	return nil
}

// vague tells whether a noun of aiming needs an election to mean anything: "efforts in",
// and not "efforts against" or "meddling in".
func (r *reading) vague(cue span) bool {
	m := r.marks[cue.first]
	return m.has(actNoun) && !m.has(act) && !m.has(meddle) && !r.any(hostile, cue.last, cue.last+agentReach)
}

// act notes which states act, for the sentences that follow.
func (d *document) act(names []string) {
	var states []string
	for _, n := range names {
		if d.thing(n).kind == "state_actor" {
			states = append(states, n)
		}
	}
	if len(states) > 0 {
		d.acting, d.aimed, d.actingAt = states, nil, d.blocks
	}
}

// owners are those of the actors to whom operations can belong: campaigns to groups too.
func (d *document) owners(actors, operations []string) []string {
	campaigns := !slices.ContainsFunc(operations, func(n string) bool { return d.thing(n).kind != "campaign" })
	return slices.DeleteFunc(slices.Clone(actors), func(n string) bool {
		k := d.thing(n).kind
		return k != "state_actor" && k != "government_body" && k != "company" && (k != "threat_group" || !campaigns)
	})
}

// operations are the named operations an act is said to be part of: "as part of its N".
func (r *reading) operations(cue span) ([]string, span) {
	for i := range r.groups {
		g := &r.groups[i]
		if g.sort != operation || g.first < cue.last {
			continue
		}
		for j := g.first - 1; j >= cue.last && j >= g.first-nearby; j-- {
			if r.is(j, through) {
				return r.names(g), g.span
			}
			if !r.plain(j) {
				break
			}
		}
	}
	return nil, span{}
}
