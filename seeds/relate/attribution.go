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
			d.firmsProject(r, g)
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
	if r.negated(cue) || r.is(cue.last-1, at) && r.is(cue.first-1, act) {
		return // "phished officers of the ministry"
	}
	masters, where := d.masters(r, cue.last)
	if len(masters) == 0 {
		return
	}
	names, from := r.attributee(cue)
	if len(names) == 0 && (r.any(anaphor, cue.first-nearby, cue.first) || r.any(pronoun, cue.first-4, cue.first)) {
		names, from = d.meant(r, cue.first), cue
	}
	if len(names) == 0 && (r.is(cue.first-1, groupNoun) || r.is(cue.first-2, groupNoun)) {
		names, from = r.calledAfter(where.last)
	}
	if len(names) == 0 {
		names, from = r.outlet(cue)
		masters = slices.DeleteFunc(masters, func(m string) bool { return d.thing(m).kind == "person" || d.thing(m).kind == "media_outlet" })
	}
	d.attribute(r, names, masters, span{min(from.first, cue.first), max(where.last, from.last)}, "attributed to")
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
	if last := r.mention(g.last - 1); last.Type == "government_body" && r.word(g.last) == "of" {
		if next := r.next(g.last+1, 3, r.plain); next != nil && r.mention(next.first).Type == "government_body" {
			at.last = next.last // "unit U of the service S"
			out = append(out, d.masterNames(r, next)...)
		}
	}
	return d.forWhom(r, out, at), at
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

// attributesTo reads "officials attributed the N campaign to P".
func (d *document) attributesTo(r *reading, cue span) {
	if r.negated(cue) {
		return
	}
	g := r.next(cue.last, nearby, func(i int) bool { return r.plain(i) && !r.is(i, onto) })
	var names []string
	at := cue.last
	switch {
	case r.is(cue.last, pronoun) && len(d.campaigns) > 0, r.any(anaphor, cue.last, cue.last+4) && (g == nil || g.first > cue.last+4 || g.sort != operation):
		if names = d.meant(r, len(r.tokens)); len(names) == 0 && d.about() != "" {
			names = []string{d.about()}
		}
		for r.is(at, anaphor) || r.is(at, filler) && r.word(at) != "to" {
			at++
		}
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
			if g == nil || g.sort != operation {
				masters = slices.DeleteFunc(masters, func(m string) bool { return d.thing(m).kind == "person" })
			}
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
		d.isBehindIt(r, cue)
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

// isBehindIt reads "P ran the campaign", where the operation was named before.
func (d *document) isBehindIt(r *reading, cue span) {
	names, at := d.meantAfter(r, cue)
	if len(names) == 0 || r.is(cue.first, via) {
		return
	}
	p := r.previous(cue.first, 4, func(i int) bool { return r.plain(i) && !r.is(i, say) && !r.is(i, act) && !r.is(i, stop) })
	if p == nil || p.sort == operation || r.aside(p) {
		return
	}
	var masters []string
	for _, m := range d.masterNames(r, p) {
		if k := d.thing(m).kind; k == "state_actor" || k == "government_body" || k == "company" {
			masters = append(masters, m)
		}
	}
	d.attribute(r, names, masters, span{p.first, at.last}, "behind")
}
