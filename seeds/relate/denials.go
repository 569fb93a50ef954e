package relate

import "slices"

// denials finds who denies a campaign, or the interference of their state, or
// promises that there will be none.
func (d *document) denials(r *reading) {
	for _, cue := range r.hits[deny] {
		d.denied(r, cue)
	}
	for _, cue := range r.hits[say] {
		if r.abstains(cue) {
			d.promises(r, cue)
		}
	}
	for _, cue := range r.hits[promise] {
		d.relays(r, cue)
	}
}

// denied reads "M denied that C was interfering", "the claims are malicious, said L".
func (d *document) denied(r *reading, cue span) {
	if r.negatedDenial(cue) {
		return
	}
	who, at := d.denier(r, cue)
	for _, w := range who {
		names := r.operationNames()
		if k := d.thing(w).kind; len(names) == 0 && len(r.hits[accusation]) > 0 && k != "other_org" && k != "media_outlet" {
			names = d.campaigns
		}
		if e := d.ownInterferenceOf(w); e != "" && (len(r.hits[interfere]) > 0 || len(r.operationsNamed()) == 0) {
			names = append(slices.Clip(names), e)
		}
		if len(names) == 0 {
			names = d.accusedOf(w)
		}
		for _, n := range names {
			d.deny(r, w, n, span{min(at.first, cue.first), max(at.last, cue.last)})
		}
	}
}

func (r *reading) negatedDenial(cue span) bool {
	for i := cue.first - 1; i >= cue.first-3; i-- {
		if r.is(i, refuse) {
			return true
		}
	}
	return false
}

// denier is the subject of a word of denying: before the verb, or who speaks in the
// sentence where the word is what they say.
func (d *document) denier(r *reading, cue span) ([]string, span) {
	before := func(i int) bool {
		return (r.plain(i) || r.word(i) == ")") && (!r.is(i, report) || r.is(i, calls)) && r.word(i) != "that"
	}
	g := r.previous(cue.first, nearby, before)
	for g != nil && r.aside(g) {
		g = r.previous(g.first, nearby, before) // "the embassy in T"
	}
	if g == nil {
		g = r.apposedSubject(cue) // "the ministry, through its spokesman S, denied"
	}
	if g != nil && r.word(g.last) == "," && r.in[g.first]+1 < len(r.groups) {
		if s := &r.groups[r.in[g.first]+1]; s.sort == person && s.last == cue.first-1 {
			return append(d.spokesmen(r, g), d.spokesmen(r, s)...), span{g.first, s.last}
		}
	}
	if g != nil {
		if who := d.spokesmen(r, g); len(who) > 0 {
			return who, g.span
		}
	}
	for _, h := range r.hits[say] {
		if g := r.speaker(h); g != nil {
			if who := d.spokesmen(r, g); len(who) > 0 {
				return who, g.span
			}
		}
	}
	return nil, span{}
}

// spokesmen are the persons, bodies and states of a group that may deny something,
// with the house that a spokesperson speaks for.
func (d *document) spokesmen(r *reading, g *group) []string {
	var who []string
	for _, i := range g.mentions {
		m := &r.Mentions[i]
		switch m.Type {
		case "person", "government_body", "state_actor", "company", "media_outlet", "other_org":
			who = append(who, m.Entity)
		default:
			continue
		}
		if m.Type != "person" || !r.any(spokes, g.first-officeReach, g.last+officeReach) {
			continue
		}
		for k := len(d.found) - 1; k >= 0 && d.found[k].Sentence == r.index; k-- {
			if n := d.found[k]; n.Subject == m.Entity && n.Relation == partOf && d.thing(n.Object).kind == "government_body" {
				who = append(who, n.Object)
			}
		}
	}
	return who
}

// ownInterferenceOf is the event that somebody denies when they deny interference:
// that of their own state.
func (d *document) ownInterferenceOf(who string) string {
	state := d.country(who)
	if state == "" {
		return ""
	}
	return d.interference(state, d.election)
}

func (d *document) deny(r *reading, who, what string, s span) {
	if t := d.thing(what); t.interference {
		d.refusal = what
	}
	d.add(r, who, denies, what, s, "denies")
}

const speechReach = 40 // tokens from a verb of speaking to what is promised

// abstains tells whether what is said is that there will be, or was, no interference.
func (r *reading) abstains(cue span) bool {
	for _, h := range r.hits[abstain] {
		if h.first > cue.first && h.first < cue.first+speechReach {
			return true
		}
	}
	for _, c := range []class{act, actNoun} {
		for _, h := range r.hits[c] {
			if h.first > cue.first && h.first < cue.first+speechReach && r.refused(h) {
				return true
			}
		}
	}
	return false
}

// refused tells whether an act of interfering is directly refused: "would not interfere".
func (r *reading) refused(cue span) bool {
	if !r.is(cue.first, interfere) {
		return false
	}
	for i := cue.first - 1; i >= cue.first-4; i-- {
		if r.is(i, refuse) {
			return true
		}
		if !r.plain(i) {
			return false
		}
	}
	return false
}

// promises reads "Xi told B that C would not interfere".
func (d *document) promises(r *reading, cue span) {
	g := r.speaker(cue)
	if g == nil || (g.sort != person && r.mention(g.first).Type != "government_body") {
		return
	}
	for _, w := range d.spokesmen(r, g) {
		d.deny(r, w, d.ownInterferenceOf(w), span{g.first, cue.last})
	}
}

// relays reads "the assurance was given again by W", "M gave the same assurances",
// "a commitment from X not to do so", where something was promised before.
func (d *document) relays(r *reading, cue span) {
	if d.refusal == "" && !r.abstains(span{-1, 0}) {
		return
	}
	var g *group
	for i := cue.last; i < len(r.tokens) && i < cue.last+nearby; i++ {
		if r.is(i, from) {
			g = r.giver(i + 1)
			break
		}
		if r.in[i] >= 0 {
			break
		}
	}
	if g == nil && r.any(give, cue.first-4, cue.first) {
		g = r.previous(cue.first, nearby, r.plain)
	}
	if g == nil {
		return
	}
	for _, w := range d.spokesmen(r, g) {
		if d.thing(w).kind == "state_actor" {
			continue
		}
		what := d.ownInterferenceOf(w)
		if d.country(w) == "" {
			what = d.refusal // who repeats a promise is of the side that made it
		}
		d.deny(r, w, what, span{min(cue.first, g.first), max(cue.last, g.last)})
	}
}

// giver is the person at the end of their offices, or the house, behind "by".
func (r *reading) giver(i int) *group {
	g := r.next(i, officeReach, r.plain)
	for g != nil && g.sort != person {
		next := r.next(g.last, 4, func(j int) bool { return r.is(j, role) || r.is(j, filler) && !r.is(j, connector) && r.word(j) != "to" })
		if next == nil || next.sort == operation {
			return g
		}
		g = next
	}
	return g
}

// accusedOf are the operations spoken of that somebody may be accused of: not those
// of another state than theirs.
func (d *document) accusedOf(who string) []string {
	names := d.campaigns
	if len(names) == 0 {
		names = d.topic
		if s := d.story.campaign; s != "" {
			names = []string{s}
		}
	}
	home := d.country(who)
	if k := d.thing(who).kind; home == "" && (k == "other_org" || k == "media_outlet") {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		return home != "" && !d.says(n, attributedTo, home) && d.owned[n]
	})
}
