package relate

import (
	"slices"
	"strings"
)

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
	if t := d.thing(o.name); t.election && t.country == "" && (strings.Contains(o.name, actor) || t.home != "" && t.home == d.country(actor)) {
		return false // its own election, by its name
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
		if i := r.election(cue); i >= 0 && d.election != "" && r.sameYear(d.election) {
			out = slices.DeleteFunc(out, func(o object) bool { return o.whole })
			out = append(out, object{name: d.election, at: span{i, i + 1}})
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
	for i := r.aimOf(cue); i < len(r.tokens) && i < cue.last+objectReach; i++ {
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
		if len(out) > 0 && r.source(g) {
			break
		}
		out = d.appendObjects(out, r, g, met && !r.joined(g))
		met = met || g.sort != event
	}
	if slices.ContainsFunc(out, func(o object) bool { return d.thing(o.name).election }) {
		out = slices.DeleteFunc(out, func(o object) bool { return o.whole })
	}
	return out
}

// source tells whether a group only says who has said what stands before it: "…, F found",
// "…, reports the O".
func (r *reading) source(g *group) bool {
	if g.sort != house && g.sort != power && g.sort != person {
		return false
	}
	i := g.first - 1
	for r.is(i, filler) && !r.is(i, connector) {
		i--
	}
	if r.is(i, say) || r.is(i, according) || r.word(i) == "reports" || r.word(i) == "reported" {
		return true
	}
	return r.word(i) == "," && (r.is(g.last, say) || r.is(g.last, report)) && !r.is(g.last, be)
}

// joined tells whether a group is joined to what stands before it: "and the broadcaster B".
func (r *reading) joined(g *group) bool {
	for i := g.first - 1; i >= 0 && i >= g.first-4; i-- {
		if r.is(i, connector) {
			return r.word(i) != "," // between different sorts a comma may as well begin another clause
		}
		if !r.is(i, filler) && !r.is(i, role) && i < g.first-2 {
			return false
		}
	}
	return false
}

// aimOf is where the objects of an act begin: behind the cue, or behind the "against"
// that belongs to a noun.
func (r *reading) aimOf(cue span) int {
	if r.is(cue.last, into) || !r.is(cue.first, actNoun) {
		return cue.last
	}
	for _, h := range r.hits[hostile] {
		if h.first >= cue.last && h.first < cue.last+nearby {
			return h.last
		}
	}
	return cue.last
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
			if m.Adjective && (r.any(meddle, g.last, g.last+3) || r.any(actNoun, g.last, g.last+3)) {
				continue // "disrupted a Russian operation": what is acted against is itself an act
			}
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
