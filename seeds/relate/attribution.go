package relate

import (
	"slices"
	"strings"
)

// attributions finds whom a campaign or group is said to belong to.
func (d *document) attributions(r *reading) {
	for _, cue := range r.hits[attributed] {
		d.attributedTo(r, cue)
	}
	for _, cue := range r.hits[attributes] {
		d.attributesTo(r, cue)
	}
	for _, cue := range r.hits[behind] {
		d.isBehind(r, cue)
	}
	for _, cue := range r.hits[attributedEnd] {
		d.attributedBefore(r, cue)
	}
	for i := range r.groups {
		if g := &r.groups[i]; g.sort == operation {
			d.named(r, g)
			d.ownedBefore(r, g)
			d.ownerOf(r, g)
			d.describedAfter(r, g)
		}
	}
}

// attributedTo reads "N is linked to P", "N, a group run by P", "N, which officials
// attribute to P", "a group linked to P and known as N", and "the group is linked to
// P" where N was named before.
func (d *document) attributedTo(r *reading, cue span) {
	if r.negated(cue) {
		return
	}
	masters, at := d.masters(r, cue.last)
	if len(masters) == 0 {
		return
	}
	names, from := r.attributee(cue)
	if len(names) == 0 && (r.any(anaphor, cue.first-nearby, cue.first) || r.any(pronoun, cue.first-4, cue.first)) {
		names, from = d.meant(r, cue.first), cue
	}
	if len(names) == 0 && (r.is(cue.first-1, groupNoun) || r.is(cue.first-2, groupNoun)) {
		names, from = r.calledAfter(at.last)
	}
	if len(names) == 0 {
		names, from = r.outlet(cue)
		masters = slices.DeleteFunc(masters, func(m string) bool { return d.thing(m).kind == "person" || d.thing(m).kind == "media_outlet" })
	}
	d.attribute(r, names, masters, span{min(from.first, cue.first), max(at.last, from.last)}, "attributed to")
}

// attribute records every pair of names and masters.
func (d *document) attribute(r *reading, names, masters []string, s span, rule string) {
	for _, n := range names {
		for _, m := range masters {
			d.add(r, n, attributedTo, m, s, rule)
		}
	}
}

// masters are those named from token i on to whom something can be attributed:
// "the Russian firm F" names two.
func (d *document) masters(r *reading, i int) ([]string, span) {
	g := r.next(i, nearby, func(j int) bool { return r.plain(j) && !r.is(j, owner) && !r.is(j, stop) })
	if g == nil {
		return nil, span{}
	}
	out, at := d.masterNames(r, g), g.span
	if first := r.mention(g.first); len(out) > 0 && (first.Adjective || r.word(g.last) == "'s" || r.is(g.last, groupNoun)) {
		if next := r.next(g.last, 4, func(j int) bool { return r.plain(j) && !r.is(j, stop) && !r.is(j, into) }); next != nil && next.sort != operation {
			more := d.masterNames(r, next)
			if len(more) > 0 {
				at.last = next.last
			}
			out = append(out, more...)
		}
	}
	return out, at
}

func (d *document) masterNames(r *reading, g *group) []string {
	var out []string
	for _, i := range g.mentions {
		switch m := &r.Mentions[i]; m.Type {
		case "state_actor", "government_body", "company", "person", "other_org", "research_org", "media_outlet":
			out = append(out, m.Entity)
		}
	}
	return out
}

// attributee is the operation of which an attribution to the right speaks.
func (r *reading) attributee(cue span) ([]string, span) {
	g := r.lastOperation(cue.first)
	if g == nil {
		return nil, span{}
	}
	if g.last == cue.first {
		return r.names(g), g.span
	}
	w := r.word(g.last)
	if w == `"` {
		w = r.word(g.last + 1)
	}
	before := cue.first - 1
	for r.is(before, hedge) || adverb(r.word(before)) || r.word(before) == "a" || r.word(before) == "an" || r.word(before) == "the" {
		before--
	}
	apposed := w == "," || w == "(" || w == "—" || w == "which"
	bound := before < g.last || r.is(before, be) || r.is(before, groupNoun) && (apposed || r.contiguous(g.last, before)) || r.word(before) == ","
	relative := apposed && (r.is(g.last+1, stop) || r.is(g.last+2, stop)) && !r.any(act, g.last, cue.first)
	relative = relative || r.reportedRelative(g.last, cue.first)
	joined := r.word(before) == "and" && apposed
	if bound || relative || joined || apposed && r.is(cue.first-1, connector) {
		return r.names(g), g.span
	}
	return nil, span{}
}

// reportedRelative tells whether a relative clause ends before token to in which somebody
// says what the cue says: "N, which the ministry says is", "N is a group that F believes".
func (r *reading) reportedRelative(from, to int) bool {
	said := false
	for i := to - 1; i >= from && i >= to-2*nearby; i-- {
		switch w := r.word(i); {
		case w == "which" || w == "that" || w == "who":
			return said && (i-from <= 2 || r.any(groupNoun, from, i) && r.is(from, be))
		case r.is(i, say), r.is(i, report):
			said = true
		case !r.plain(i) && w != "(" && w != ")":
			return false
		}
	}
	return false
}

// lastOperation is the nearest operation before token i in its clause.
func (r *reading) lastOperation(i int) *group {
	for k := len(r.groups) - 1; k >= 0; k-- {
		if g := &r.groups[k]; g.sort == operation && g.last <= i && i-g.last <= actorReach && !r.anyWord(";", g.last, i) {
			return g
		}
	}
	return nil
}

// contiguous tells whether only nouns of operations stand between two tokens.
func (r *reading) contiguous(from, to int) bool {
	for i := from; i < to; i++ {
		if !r.is(i, groupNoun) && !r.is(i, interfere) && !r.is(i, be) && r.word(i) != `"` {
			return false
		}
	}
	return true
}

func adverb(w string) bool { return len(w) > 4 && w[len(w)-2:] == "ly" }

// calledAfter is the operation whose name follows: "…, known as N".
func (r *reading) calledAfter(i int) ([]string, span) {
	for _, h := range r.hits[called] {
		if h.first < i || h.first > i+nearby {
			continue
		}
		if g := r.next(h.last, nearby, r.plain); g != nil && g.sort == operation {
			return r.names(g), g.span
		}
	}
	return nil, span{}
}

// attributesTo reads "officials attributed the N campaign to P".
func (d *document) attributesTo(r *reading, cue span) {
	if r.negated(cue) {
		return
	}
	g := r.next(cue.last, nearby, func(i int) bool { return r.plain(i) && !r.is(i, onto) })
	var names []string
	at := cue.last
	switch {
	case r.is(cue.last, pronoun) && len(d.campaigns) > 0, r.is(cue.last, anaphor):
		names = d.meant(r, len(r.tokens))
		if r.is(cue.last, pronoun) {
			names = d.campaigns
		}
	case g != nil && g.sort == operation:
		names, at = r.names(g), g.last
	}
	if len(names) == 0 {
		return
	}
	for i := at; i < len(r.tokens) && i < at+nearby; i++ {
		if r.is(i, onto) {
			masters, end := d.masters(r, i+1)
			d.attribute(r, names, masters, span{cue.first, end.last}, "attributes to")
			return
		}
		if r.in[i] >= 0 {
			return
		}
	}
}

// isBehind reads "P is behind N", "P ran the N campaign", "accused P of running N".
func (d *document) isBehind(r *reading, cue span) {
	if r.negated(cue) || r.passive(cue) && !r.is(cue.first, by) && r.participle(cue) {
		return
	}
	g := r.next(cue.last, nearby+4, func(i int) bool {
		return r.plain(i) && !r.is(i, stop) && (!r.is(i, into) || r.word(i) == "of")
	})
	if g == nil || g.sort != operation {
		return
	}
	if cue.first == 0 && (r.is(g.last, be) || strings.HasPrefix(r.word(g.last), "st")) {
		masters, at := d.masters(r, g.last+1) // "Behind N stands F"
		d.attribute(r, r.names(g), masters, span{cue.first, at.last}, "behind")
		return
	}
	if r.any(theFirm, cue.first-nearby, cue.first) && d.house != "" && r.previous(cue.first, nearby, r.plain) == nil {
		if d.thing(d.house).kind == "company" {
			d.attribute(r, r.names(g), []string{d.house}, span{cue.first, g.last}, "behind")
		}
		return
	}
	p := r.previous(cue.first, nearby, func(i int) bool { return r.plain(i) && !r.is(i, say) && !r.is(i, act) })
	if p == nil {
		p = r.doer(cue)
	}
	if p == nil || p.sort == operation || r.aside(p) && !r.is(p.first-1, accuse) && !r.is(p.first-1, at) {
		return
	}
	masters := d.masterNames(r, p)
	if p.sort == person {
		masters = append(masters, d.houses(r, r.names(p))...)
	}
	d.attribute(r, r.names(g), masters, span{p.first, g.last}, "behind")
}

// doer is the subject of a verb that other verbs of the same subject stand before, or a
// description of it: "B hired people, paid others and ran N", "F, based abroad, ran N".
func (r *reading) doer(cue span) *group {
	if r.word(cue.first-1) == "," && !r.is(cue.first-2, stop) {
		for k := len(r.groups) - 1; k >= 0; k-- {
			if p := &r.groups[k]; p.last < cue.first && p.sort != operation && p.sort != event && r.word(p.last) == "," && cue.first-p.last <= 2*nearby {
				return p
			}
		}
		return nil
	}
	if r.word(cue.first-1) != "and" {
		return nil
	}
	return r.previous(cue.first, actorReach/2, func(i int) bool {
		return r.word(i) != ";" && !r.is(i, say) && !r.is(i, stop) && !r.is(i, report)
	})
}

// houses are those whom the sentence says persons belong to.
func (d *document) houses(r *reading, persons []string) []string {
	var out []string
	for _, n := range d.found {
		if n.Sentence == r.index && n.Relation == partOf && slices.Contains(persons, n.Subject) {
			out = append(out, n.Object)
		}
	}
	return out
}

// outlet is an outlet or firm that an attribution to the right describes: "N, which
// experts linked to P", "a site called N, run by P".
func (r *reading) outlet(cue span) ([]string, span) {
	for k := len(r.groups) - 1; k >= 0; k-- {
		g := &r.groups[k]
		if g.first >= cue.first {
			continue
		}
		m := r.mention(g.last - 1)
		w := r.word(g.last)
		if m.Type != "media_outlet" && m.Type != "company" || cue.first-g.last > nearby || w != "," && w != "(" && w != "which" && !r.is(g.last, be) {
			return nil, span{}
		}
		if r.any(say, g.last, cue.first) || r.any(act, g.last, cue.first) {
			return nil, span{}
		}
		return r.names(g), g.span
	}
	return nil, span{}
}
