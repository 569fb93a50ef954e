package relate

import "slices"

// hires finds who pays a firm: "the embassy wired 2 million to F", "C hired F". What the
// firm does is done for them.
func (d *document) hires(r *reading) {
	for _, cue := range r.hits[pays] {
		if r.negated(cue) || r.passive(cue) {
			continue
		}
		who := r.previous(cue.first, nearby, func(i int) bool { return r.plain(i) && !r.is(i, say) && !r.is(i, stop) })
		whom := r.next(cue.last, 2*nearby, func(i int) bool { return r.plain(i) && !r.is(i, stop) })
		if who == nil || whom == nil || who.sort != power || !d.mayAct(r, who) || r.aside(who) || !d.actorish(r, who, cue.first) || r.mention(whom.first).Type != "company" {
			continue
		}
		d.attribute(r, r.names(whom), d.masterNames(r, who), span{who.first, whom.last}, "hired by")
	}
}

// firmsProject reads "the firm's project, which investigators call N" behind a sentence about
// the firm.
func (d *document) firmsProject(r *reading, g *group) {
	for _, h := range r.hits[theFirm] {
		if r.word(h.last) != "'s" || h.first >= g.first || g.first-h.last > 2*nearby || !r.is(h.last+1, groupNoun) || !r.any(called, h.last, g.first) {
			continue
		}
		if d.thing(d.firm).kind == "company" {
			d.attribute(r, r.names(g), []string{d.firm}, span{h.first, g.last}, "its project")
		}
		return
	}
}

// forWhom: what is done by a firm for a state or body that stands behind it: "run by F, a
// contractor, for the ministry".
func (d *document) forWhom(r *reading, masters []string, at span) []string {
	if !slices.ContainsFunc(masters, func(m string) bool { return d.thing(m).kind == "company" }) {
		return masters
	}
	for i := at.last; i < len(r.tokens) && i < at.last+2*nearby && r.word(i) != ";"; i++ {
		if r.word(i) != "for" {
			if r.is(i, act) || r.is(i, say) {
				break
			}
			continue
		}
		if g := r.next(i+1, 3, r.plain); g != nil && r.mention(g.first).Type == "government_body" {
			masters = append(masters, d.masterNames(r, g)...)
		}
		break
	}
	return masters
}

// principals: what belongs to a firm belongs to those the firm works for.
func (d *document) principals() {
	clients := map[string][]string{}
	for _, n := range d.found {
		k := d.thing(n.Object).kind
		if n.Relation == attributedTo && d.thing(n.Subject).kind == "company" && (k == "state_actor" || k == "government_body") && !slices.Contains(clients[n.Subject], n.Object) {
			clients[n.Subject] = append(clients[n.Subject], n.Object)
		}
	}
	for _, n := range d.found {
		if n.Relation != attributedTo || d.thing(n.Subject).kind != "campaign" {
			continue
		}
		for _, client := range clients[n.Object] {
			if !d.says(n.Subject, attributedTo, client) {
				n := n
				n.Object, n.Rule = client, "its firm works for"
				d.record(n)
			}
		}
	}
}
