package relate

// reporters returns who reports in the sentence, and where: those who speak, and the
// outlets that print them. An outlet counts where nobody is named who spoke to it.
func (d *document) reporters(r *reading) (speakers, outlets []string, at span) {
	found := func(g *group) {
		for _, i := range g.mentions {
			m := &r.Mentions[i]
			switch m.Type {
			case "platform":
				if m.Entity != d.author && !r.any(takedown, g.last, len(r.tokens)) && (!r.any(say, g.last, g.last+nearby) || r.any(account, g.last, g.last+2)) {
					continue // where something was found, and not who found it
				}
				outlets = append(outlets, m.Entity)
			case "media_outlet":
				outlets = append(outlets, m.Entity)
			case "person", "government_body", "company", "research_org", "other_org":
				speakers = append(speakers, d.employer(r, m))
			default:
				continue
			}
			at = g.span
		}
	}
	source := func(c class) {
		for _, h := range r.hits[c] {
			if g := r.next(h.last, nearby+2, r.plain); g != nil {
				if g.sort == power && r.mention(g.first).Adjective {
					// "according to a Danish official": the next one may be the source.
					if n := r.next(g.last, 2, r.plain); n != nil {
						g = n
					}
				}
				found(g)
			}
		}
	}
	for _, h := range r.hits[we] {
		if d.author != "" && !r.quoted(h.first) && (r.any(report, h.last, h.last+nearby) || r.is(h.last, called)) {
			speakers, at = append(speakers, d.author), h
			break
		}
	}
	source(according)
	for _, h := range r.hits[report] {
		if g := r.passiveReporter(h); g != nil {
			found(g)
		}
	}
	source(reportOf)
	d.namers(r)
	for _, h := range r.hits[report] {
		if g := r.speaker(h); g != nil && !r.describing(g) {
			for _, other := range r.coordinated(g) {
				found(other)
			}
			found(g)
		}
	}
	for _, h := range r.hits[told] {
		if g := r.next(h.last, 3, r.plain); g != nil && r.mention(g.first).Type == "media_outlet" {
			found(g)
		}
	}
	if len(speakers) > 0 || len(outlets) > 0 {
		return speakers, outlets, at
	}
	if d.reporter != "" && len(r.hits[report]) > 0 && (r.any(theReport, 0, r.hits[report][0].first+1) || r.startsWith(pronoun)) {
		return []string{d.reporter}, nil, r.hits[report][0]
	}
	if len(r.hits[theReport]) > 0 && len(r.hits[report]) > 0 {
		// "…, the company reported": the firm that the sentence names.
		for k := range r.groups {
			if g := &r.groups[k]; g.sort == house && g.first < r.hits[theReport][0].first {
				found(g)
			}
		}
	}
	return speakers, outlets, at
}

// coordinated are the groups of other sorts that are joined to a group before it: "the
// ministry, the firm F and the outlet O said".
func (r *reading) coordinated(g *group) []*group {
	var out []*group
	listed := false // an "and" was met: a comma alone may as well end a clause
	for k := r.in[g.first] - 1; k >= 0; k-- {
		p := &r.groups[k]
		if p.sort == operation || p.sort == event || p.sort == platform || r.aside(p) {
			break
		}
		joined := false
		for i := p.last; i < g.first; i++ {
			if r.is(i, connector) {
				listed = listed || r.word(i) != ","
				joined = listed
			} else if !r.is(i, filler) && !r.is(i, role) && !r.is(i, groupNoun) {
				return out
			}
		}
		if !joined && !r.mention(g.first-1).adjective() && g.first > p.last {
			break
		}
		if !r.mention(p.last - 1).adjective() {
			out = append(out, p)
		}
		g = p
	}
	return out
}

// describing tells whether a group is the subject of a clause that only describes a thing: "F,
// a company that the treasury had listed".
func (r *reading) describing(g *group) bool {
	i := g.first - 1
	if r.word(i) == "the" {
		i--
	}
	return r.word(i) == "that" && r.is(i-1, groupNoun) && !r.is(g.last, say)
}

func (m *Mention) adjective() bool { return m != nil && m.Adjective }

// passiveReporter is who stands behind the "by" of "N was first described in March by F".
func (r *reading) passiveReporter(cue span) *group {
	if !r.participle(cue) || !r.is(cue.first-1, be) && !r.is(cue.first-2, be) && r.word(cue.first-1) != "first" {
		return nil
	}
	for i := cue.last; i < len(r.tokens) && i < cue.last+8 && r.plain(i); i++ {
		if k := r.in[i]; k >= 0 && (r.groups[k].sort != power || !r.is(cue.first, attributed)) {
			return nil // "linked to the ministry by F" may name whom it is linked to
		}
		if r.is(i, by) {
			g := r.next(i+1, nearby, r.plain)
			if g != nil && g.sort == house && r.word(g.last) == "'s" {
				if n := r.next(g.last, 2, r.plain); n != nil && n.sort == house {
					return n
				}
			}
			if g != nil && (g.sort == house || r.mention(g.first).Type == "government_body") {
				return g
			}
			return nil
		}
	}
	return nil
}

// employer is the firm or institute for which a person is said to speak; else the
// person or house itself.
func (d *document) employer(r *reading, m *Mention) string {
	for k := len(d.found) - 1; m.Type == "person" && k >= 0 && d.found[k].Sentence == r.index; k-- {
		if n := d.found[k]; n.Subject == m.Entity && n.Relation == partOf && (d.thing(n.Object).kind == "research_org" || d.thing(n.Object).kind == "company") {
			return n.Object
		}
	}
	return m.Entity
}

// namers reads "N, tracked as M by the firm F and as O by G": who names, reports.
func (d *document) namers(r *reading) {
	for k := 0; k+1 < len(r.groups); k++ {
		g, h := &r.groups[k], &r.groups[k+1]
		if g.sort != operation || h.sort != house && r.mention(h.first).Type != "government_body" || !r.any(called, 0, g.first) {
			continue
		}
		i := g.last
		for r.word(i) == `"` || r.word(i) == ")" {
			i++
		}
		if !r.is(i, by) || h.first-i > 3 {
			continue
		}
		names := r.names(h)
		if k+2 < len(r.groups) && r.word(h.last) == "'s" && r.groups[k+2].first == h.last+1 && r.groups[k+2].sort == house {
			names = append(names, r.names(&r.groups[k+2])...)
		}
		for _, n := range r.names(g) {
			for _, w := range names {
				d.reportedBy(r, n, w, span{g.first, h.last})
			}
		}
	}
}

// startsWith tells whether the sentence begins with a cue of the class.
func (r *reading) startsWith(c class) bool {
	return len(r.hits[c]) > 0 && r.hits[c][0].first == 0
}

// speaker is the subject of a verb of reporting: right before it, or behind it in
// "…, said N".
func (r *reading) speaker(cue span) *group {
	g := r.previous(cue.first, nearby, func(i int) bool {
		return (r.plain(i) || r.word(i) == ")") && !r.is(i, say) && !r.is(i, report) && (!r.is(i, into) || year(r.word(i+1))) || r.is(i, be) && r.participle(cue)
	})
	if g != nil && r.word(cue.first-1) == "and" && g.first != r.groups[0].first {
		g = &r.groups[0] // a second verb has the subject of the first
		if g.sort == operation || r.aside(g) {
			return nil
		}
	}
	if p := r.apposedSubject(cue); p != nil && (g == nil || p.first < g.first) {
		return p
	}
	if g != nil && !r.passiveReport(cue) && !r.is(g.first-1, attributed) && !r.is(g.first-1, told) {
		return g
	}
	// With a description in between: "G, a research group, said".
	if w := r.word(cue.first - 1); (w == "," || w == `"`) && (r.is(cue.first, say) || r.word(cue.first) == "reports" || r.word(cue.first) == "reported") {
		return r.next(cue.last, nearby, r.plain)
	}
	return nil
}

func year(w string) bool { return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") }

func (r *reading) passiveReport(cue span) bool { return r.is(cue.first-1, be) && r.participle(cue) }
