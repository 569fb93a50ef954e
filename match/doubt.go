package match

// longText is so many sentences of a summary that acts, actors and targets meet by chance
// in a longer one.
const longText = 3

// addDoubts adds to the best passage what the text around it says against it: that it
// tells of another matter, in which the words of this one only occur.
func (m *Matcher) addDoubts(r *reading, p *passage) {
	if p.act < 0 {
		return
	}
	if i := r.placeOf(p); i >= 0 {
		p.add(m, featureActorPlace, i)
	}
	if r.needsPolitics(p) && !r.political(p) {
		p.add(m, featureUnpolitical, p.act)
	}
	if n := len(r.words); n > 0 && r.words[n-1].Sentence-r.titleEnd() > longText {
		p.add(m, featureLong, -1)
	}
}

// titleEnd is the number of the last sentence of the title; -1 without a title.
func (r *reading) titleEnd() int32 {
	if r.split == 0 {
		return -1
	}
	return r.words[r.split-1].Sentence
}

// placeOf returns where the title or the sentence of the act has the state that acts as
// the place, as what is aimed at or as one of its organs at home: "propaganda of Moscow
// on prices in Russia". -1 where it only acts.
func (r *reading) placeOf(p *passage) int {
	if p.actor < 0 || !r.hits[p.actor].kind.isState() {
		return -1
	}
	sentence := r.hits[p.act].sentence
	for i := range r.hits {
		h := &r.hits[i]
		switch {
		case h.sentence > sentence && h.first >= int32(r.split):
			return -1
		case h.sentence != sentence && h.first >= int32(r.split) || i == p.actor || !h.kind.isState():
		case h.state == r.hits[p.actor].state && (h.role == rolePatient || h.home):
			return i
		}
	}
	return -1
}

// needsPolitics says whether the act of a passage is as often one of spies, courts and
// business: it says little where nothing political is named.
func (r *reading) needsPolitics(p *passage) bool {
	switch r.hits[p.act].kind {
	case actMeddle, actDeceive, actUndeclared, actAgent, actSpy, actPay:
		return true
	}
	return false
}

// political says whether something political is named in the title, in the sentence of
// the act, or as its target.
func (r *reading) political(p *passage) bool {
	act := r.hits[p.act]
	says := func(h hit) bool {
		return h.kind.isTarget() && !h.kind.rules() && (act.kind.hasObject() || !inside(h, act))
	}
	if p.target >= 0 && says(r.hits[p.target]) {
		return true
	}
	for i := range r.hits {
		h := &r.hits[i]
		if h.sentence > act.sentence && h.first >= int32(r.split) {
			break
		}
		if (h.sentence == act.sentence || h.first < int32(r.split)) && says(*h) {
			return true
		}
	}
	return false
}
