package relate

// add records a relation between entities, said by tokens of a reading.
func (d *document) add(r *reading, subject, relation, object string, s span, rule string) {
	if len(r.tokens) == 0 {
		return
	}
	n := r.statement(subject, relation, s, rule)
	n.Object = object
	d.record(n)
}

// statement is a relation without its object, said by tokens of a reading that has any.
func (r *reading) statement(subject, relation string, s span, rule string) Relation {
	first, last := max(0, s.first), min(len(r.tokens), s.last)
	if last <= first {
		first, last = 0, len(r.tokens)
	}
	return Relation{
		Subject: subject, Relation: relation, Hedge: r.hedgeIn(span{first, last}),
		Sentence: r.index, Start: r.tokens[first].start, End: r.tokens[last-1].end, Rule: rule,
	}
}

func (d *document) record(n Relation) {
	key := fact{n.Subject, n.Relation, n.Object, n.Sentence}
	if n.Subject == "" || n.Object == "" || n.Subject == n.Object || d.seen[key] {
		return
	}
	d.seen[key] = true
	key.sentence = anywhere
	d.seen[key] = true
	d.found = append(d.found, n)
	switch n.Relation {
	case targets:
		d.accused[d.country(n.Subject)] = true
	case attributedTo:
		d.accused[d.country(n.Object)] = true
		if d.thing(n.Object).kind == "state_actor" {
			d.owned[n.Subject] = true
		}
	}
}

// saidIn are the relations found so far in the sentence that is being read.
func (d *document) saidIn(r *reading) []Relation {
	i := len(d.found)
	for i > 0 && d.found[i-1].Sentence == r.index {
		i--
	}
	return d.found[i:]
}

// says tells whether a relation was found, in any sentence so far.
func (d *document) says(subject, relation, object string) bool {
	return d.seen[fact{subject, relation, object, anywhere}]
}

const anywhere = -1 // for a fact, no matter in which sentence

const hedgeReach = 5 // words before a statement in which a hedge keeps its distance

// hedgeIn returns the first word in a stretch, or shortly before it, that keeps a
// distance; as printed.
func (r *reading) hedgeIn(s span) string {
	for _, h := range r.hits[hedge] {
		if h.first >= s.first-hedgeReach && h.first < s.last {
			return r.Text[r.tokens[h.first].start:r.tokens[h.last-1].end]
		}
	}
	return ""
}
