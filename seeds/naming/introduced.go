package naming

// traced says whether a cue by which only campaigns and groups are followed stands
// before a name, though the noun before it says something weak or something else:
// "follows the people behind the pages as QX-12".
func (r *reading) traced(m found, s span, k kind) bool {
	return m.class == trace && r.about && (k.typ != "" || r.code(s) || r.family(s.to-1) || r.whatBefore(m.from))
}

// whatBefore says whether the cue belongs to a clause about the thing itself: "what
// officials have come to call". The noun before it is another.
func (r *reading) whatBefore(i int) bool {
	for k := i - 1; k >= 0 && i-k <= whatReach && r.tokens[k].sentence == r.tokens[i].sentence; k-- {
		if r.tokens[k].low == "what" {
			return true
		}
	}
	return false
}

// whatReach is how many words name those who call it so.
const whatReach = 10

// actorType is what a name is that nothing but the way of following it tells: a
// vendor's code is a group's, anything else a campaign.
func (r *reading) actorType(s span) string {
	if r.code(s) || r.family(s.to-1) {
		return typeGroup
	}
	return typeCampaign
}

// another says whether a noun phrase about something new stands between a thing and
// the cue: "the network paid a blogger known as". Then the name may be of that.
func (r *reading) another(k kind, m found) bool {
	if !r.document || k.to > m.from {
		return false
	}
	for _, f := range r.marks {
		if f.class == fresh && f.from >= k.to && f.to < m.from {
			return true
		}
	}
	return false
}

// extend lets a name go on over a small word: "Guardians of the Peace", and where the
// named took it for themselves, "Hearth and Verdict".
func (r *reading) extend(s span, self bool) span {
	if s.quoted {
		return s
	}
	for s.to-s.from < quotedMax {
		to := r.within(s.to)
		if to == 0 && self && len(r.joins) > 0 && r.joins[s.to] == s.to+1 && r.joined(s.to) {
			to = s.to + 1
		}
		if to == 0 || !r.joined(to) || !r.tokens[to].capital || r.known.names[r.tokens[to].low] {
			return s
		}
		for s.to = to + 1; r.joined(s.to) && r.tokens[s.to].capital && !r.stops(s.to); {
			s.to++
		}
		s.next = s.to
	}
	return s
}

// within returns the token after a small word of names at token i; 0 where none
// stands there.
func (r *reading) within(i int) int {
	if !r.joined(i) {
		return 0
	}
	to := 0
	for _, m := range r.marks {
		if m.class == inner && m.from == i {
			to = max(to, m.to)
		}
	}
	return to
}

// markStrings finds kinds that are many of something: "a web of pages", "a string of
// forgeries". They say by themselves what they name where what they are made of is
// false or runs by itself.
func (r *reading) markStrings() {
	if !r.document {
		return
	}
	for _, m := range r.marks {
		if m.class != many {
			continue
		}
		for _, e := range r.marks {
			if e.class != member || e.from < m.to || e.from-m.to > memberReach || r.tokens[e.from].sentence != r.tokens[m.from].sentence || r.broken(m.to, e.from) {
				continue
			}
			k := kind{from: m.from, to: e.to, typ: typeCampaign}
			for _, f := range r.marks {
				if f.class == modifier && f.from >= m.to && f.to <= e.to || f.class == modifier && f.to == m.from {
					k.sure = true
				}
			}
			r.kinds = append(r.kinds, k)
			break
		}
	}
}

// memberReach is how many words may stand between "a web of" and what it is made of.
const memberReach = 4

// everyday says whether a name is nothing but words that everybody uses every day,
// or a single one: a text that calls something "Everyone" must not be believed.
func (r *reading) everyday(s span) bool {
	words := 0
	for i := s.from; i < s.to; i++ {
		if !r.tokens[i].word || r.stops(i) {
			continue
		}
		words++
		if r.tokens[i].han || !r.words.never[r.tokens[i].low] && (s.to-s.from > 1 || r.counts.Lower(r.tokens[i].low)*commonShare <= r.counts.Items()) {
			return false
		}
	}
	return words > 0
}
