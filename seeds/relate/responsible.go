package relate

// responsible finds who is made answerable in so many words: "held M responsible for N",
// "accused M of running N", "blamed M for the scheme", "laid N at M's door".
func (d *document) responsible(r *reading) {
	for _, cue := range r.hits[answerable] {
		if r.negated(cue) {
			continue
		}
		m := r.previous(cue.first, nearby+4, func(i int) bool { return r.plain(i) && !r.is(i, by) && !r.is(i, stop) })
		if m == nil || m.sort == operation {
			continue
		}
		if !r.any(accuse, m.first-3, m.first) && !r.is(cue.last-1, door) {
			continue
		}
		masters := d.masterNames(r, m)
		if r.is(cue.last-1, door) {
			names, from := r.operationsUpTo(m.first)
			d.attribute(r, d.orStory(names), masters, span{min(from.first, m.first), cue.last}, "at the door of")
			continue
		}
		names, at := d.meantAfter(r, cue)
		d.attribute(r, names, masters, span{m.first, max(at.last, cue.last)}, "responsible for")
	}
}

// meantAfter are the operations that stand behind a cue, by name or as "the scheme".
func (d *document) meantAfter(r *reading, cue span) ([]string, span) {
	if g := r.next(cue.last, nearby, func(i int) bool { return r.plain(i) && !r.is(i, anaphor) }); g != nil && g.sort == operation {
		return r.names(g), g.span
	}
	for _, h := range r.hits[anaphor] {
		if h.first >= cue.last && h.first <= cue.last+2 {
			if len(d.campaigns) > 0 {
				return d.campaigns, h
			}
			if len(d.topic) > 0 {
				return d.topic, h
			}
			return d.orStory(nil), h
		}
	}
	return nil, span{}
}

// orStory is the campaign of the document where no other is named.
func (d *document) orStory(names []string) []string {
	if len(names) > 0 || d.story.campaign == "" {
		return names
	}
	return []string{d.story.campaign}
}

// operationsUpTo are the operations last named before token i.
func (r *reading) operationsUpTo(i int) ([]string, span) {
	if g := r.lastOperation(i); g != nil {
		return r.names(g), g.span
	}
	return nil, span{i, i}
}
