package relate

import (
	"slices"
	"strings"
)

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
	d.remember(r)
}

// noun tells whether a form that may be either stands as a noun.
func (r *reading) noun(cue span) bool {
	w := r.word(cue.first)
	return w == "attacks" || w == "targets" || w == "interference"
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
		actors = d.taken(r, cue)
	}
	if len(actors) == 0 && r.marks[cue.first].has(actNoun) && !r.any(report, cue.first, cue.last) {
		actors = slices.Concat(d.campaigns, d.acting)
	}
	means := r.operations(cue)
	vague := r.vague(cue)
	d.act(r, actors)
	for _, o := range d.objects(r, cue, at) {
		if vague && !d.thing(o.name).election {
			continue
		}
		for _, a := range append(slices.Clip(actors), means...) {
			if d.aimedAt(a, o, len(means) > 0 && !slices.Contains(means, a)) {
				d.add(r, a, targets, o.name, span{min(cue.first, at.first, o.at.first), max(cue.last, at.last, o.at.last)}, "aims at")
			}
		}
	}
}

// vague tells whether a noun of aiming needs an election to mean anything: "efforts in",
// and not "efforts against" or "meddling in".
func (r *reading) vague(cue span) bool {
	m := r.marks[cue.first]
	return m.has(actNoun) && !m.has(act) && !m.has(meddle) && !r.any(hostile, cue.last, cue.last+agentReach)
}

// act notes which states act, for the sentences that follow.
func (d *document) act(r *reading, names []string) {
	var states []string
	for _, n := range names {
		if d.thing(n).kind == "state_actor" {
			states = append(states, n)
		}
	}
	if len(states) > 0 {
		d.acting = states
	}
}

// operations are the named operations an act is said to be part of: "as part of its N".
func (r *reading) operations(cue span) []string {
	for i := range r.groups {
		g := &r.groups[i]
		if g.sort != operation || g.first < cue.last {
			continue
		}
		for j := g.first - 1; j >= cue.last && j >= g.first-nearby; j-- {
			if r.is(j, through) {
				return r.names(g)
			}
			if !r.plain(j) {
				break
			}
		}
	}
	return nil
}

// object is what an act is aimed at.
type object struct {
	name  string
	at    span
	whole bool // a country, or what belongs to it ("U.S. politicians")
}

// aimedAt tells whether it makes sense that somebody aims at an object: a state does
// not aim at itself and its own, and where an operation is named, a whole country is
// the aim of the operation.
func (d *document) aimedAt(actor string, o object, operated bool) bool {
	if actor == o.name || (o.whole && operated) {
		return false
	}
	if home := d.country(o.name); home != "" && home == d.country(actor) {
		return false
	}
	return d.thing(actor).kind != "place"
}

// objects returns what the act aims at. An election may follow other objects ("…
// ahead of the vote"); of other things the first list counts.
func (d *document) objects(r *reading, cue, actor span) []object {
	var out []object
	if r.passive(cue) {
		if g := r.previous(cue.first, actorReach, func(i int) bool { return r.word(i) != ";" }); g != nil && g.first != actor.first {
			out = d.appendObjects(out, r, g, false)
		}
	}
	if m := r.mention(cue.first - 1); m != nil && m.Type == "event" {
		out = d.appendObjects(out, r, &r.groups[r.in[cue.first-1]], false)
	}
	out = d.behindAct(out, r, cue, actor)
	if len(out) == 0 && d.cues.final && actor.last > 0 {
		for k := range r.groups {
			if g := &r.groups[k]; g.first >= actor.last && g.last <= cue.first {
				out = d.appendObjects(out, r, g, false)
			}
		}
	}
	if !slices.ContainsFunc(out, func(o object) bool { return d.thing(o.name).election }) {
		if i := r.election(cue); i >= 0 && d.context.election != "" && r.sameYear(d.context.election) {
			out = slices.DeleteFunc(out, func(o object) bool { return o.whole })
			out = append(out, object{name: d.context.election, at: span{i, i + 1}})
		}
	}
	return out
}

// sameYear tells whether a sentence can speak of an election: it prints no year, or
// that of the election too.
func (r *reading) sameYear(election string) bool {
	other := false
	for _, t := range r.tokens {
		if year(t.word) {
			if strings.Contains(election, t.word) {
				return true
			}
			other = true
		}
	}
	return !other
}

func (d *document) behindAct(out []object, r *reading, cue, actor span) []object {
	met := false
	for i := cue.last; i < len(r.tokens) && i < cue.last+objectReach; i++ {
		k := r.in[i]
		if k < 0 {
			if r.ends(i, cue) {
				break
			}
			continue
		}
		g := &r.groups[k]
		i = g.last - 1
		if g.first == actor.first && g.last == actor.last {
			continue
		}
		out = d.appendObjects(out, r, g, met && !r.is(g.first-1, connector) && !r.is(g.first-2, connector))
		met = met || g.sort != event
	}
	if slices.ContainsFunc(out, func(o object) bool { return d.thing(o.name).election }) {
		out = slices.DeleteFunc(out, func(o object) bool { return o.whole })
	}
	return out
}

// ends tells whether the objects of an act end before token i.
func (r *reading) ends(i int, cue span) bool {
	if r.is(i, by) && r.agent(cue) != nil {
		return false
	}
	if r.is(i, stop) {
		return i > cue.last || !r.is(i, into)
	}
	return r.word(i) == ";" || r.word(i) == ":"
}

func (d *document) appendObjects(out []object, r *reading, g *group, late bool) []object {
	for _, i := range g.mentions {
		m := &r.Mentions[i]
		o := object{name: m.Entity, at: g.span}
		switch m.Type {
		case "event":
			if !d.thing(m.Entity).election {
				continue
			}
		case "campaign", "threat_group", "platform", "law_program":
			continue
		case "other_org":
			if r.is(g.last, filler) && !r.is(g.last, connector) && r.word(g.last) != "'s" && r.word(g.last) != "." {
				continue // the party of the candidates that are meant
			}
		case "place", "state_actor":
			o.whole = true
		}
		if late && m.Type != "event" {
			continue
		}
		out = append(out, o)
	}
	return out
}

// election is where the act speaks of an election without its name; -1 nowhere.
func (r *reading) election(cue span) int {
	if r.is(cue.first-1, election) {
		return cue.first - 1
	}
	for i := cue.last; i < len(r.tokens) && i < cue.last+objectReach; i++ {
		if r.in[i] < 0 && r.ends(i, cue) {
			break
		}
		if r.is(i, election) {
			return i
		}
	}
	return -1
}
