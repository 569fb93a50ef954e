package match

// Distances between an act and what belongs to it, in hits and words.
const (
	lookAround      = 40 // so many hits to each side of an act are looked at
	nearWords       = 5  // an actor so near to its act is near
	besideSentences = 2  // what stands so many sentences away still belongs to an act
	lateAfter       = 2  // sentences of the summary; what stands behind them is told in passing
	actsLimit       = 200
	hitsLimit       = 400 // of an item; what stands behind them is no article any more
	bareWords       = 5   // a summary of fewer words says nothing
)

// passage is an act with the actor and the target that fit it best, and the
// features of that combination.
type passage struct {
	act    int // index of the hit: an act, or the actor where none is known; -1 none
	actor  int // -1 none
	target int // -1 none
	signs  int // kinds of signs
	sum    float64
	list   []signal
}

// signal is a feature that is there, with the hit that shows it.
type signal struct {
	feature feature
	hit     int // index of the hit; -1: the item as a whole
}

// best returns the passage with the greatest sum, or one without an act.
func (m *Matcher) best(r *reading) passage {
	whole := wholeOf(r.hits)
	best := m.bestAct(r, &whole)
	if best.act < 0 {
		best = m.bestActor(r, &whole)
	}
	return best
}

// bestAct is the best of the passages around known acts.
func (m *Matcher) bestAct(r *reading, whole *whole) passage {
	best := passage{act: -1, actor: -1, target: -1}
	acts := 0
	r.findSides()
	for i := range r.hits {
		if !r.hits[i].kind.isAct() || r.hits[i].kind == actAim && !r.sides[r.hits[i].sentence].both() {
			continue // what anybody does is an act only beside an actor and a target
		}
		if acts++; acts > actsLimit {
			break
		}
		p := m.passageOf(r, i, whole)
		if r.hits[i].kind == actAim && (p.actor < 0 || p.target < 0) {
			continue
		}
		if best.act < 0 || p.sum > best.sum {
			best = p
			r.free = 1 - r.free // the list of the one before is free, this one's is not
		}
	}
	return best
}

// sides says what a sentence names: somebody who may act, a target, a denial.
type sides uint8

const (
	actorSide sides = 1 << iota
	targetSide
	denialSide
)

// both says whether the sentence names somebody who may act and a target.
func (s sides) both() bool { return s&actorSide != 0 && s&targetSide != 0 }

// findSides notes what each sentence names.
func (r *reading) findSides() {
	r.sides = r.sides[:0]
	for _, h := range r.hits {
		for int(h.sentence) >= len(r.sides) {
			r.sides = append(r.sides, 0)
		}
		switch {
		case h.kind.mayAct():
			r.sides[h.sentence] |= actorSide
		case h.kind.isTarget():
			r.sides[h.sentence] |= targetSide
		case h.kind == claimDeny:
			r.sides[h.sentence] |= denialSide
		}
	}
}

// bestActor is the best of the passages around those who may act, for a text that tells
// in words of its own what they do, with signs of hidden work.
func (m *Matcher) bestActor(r *reading, whole *whole) passage {
	best := passage{act: -1, actor: -1, target: -1}
	actors := 0
	for i, h := range r.hits {
		if _, ok := m.actorFeature(h, false); !ok {
			continue
		}
		if actors++; actors > actsLimit {
			break
		}
		p := m.passageOf(r, i, whole)
		if p.signs == 0 {
			continue
		}
		if best.act < 0 || p.sum > best.sum {
			best = p
			r.free = 1 - r.free // the list of the one before is free, this one's is not
		}
	}
	return best
}

// passageOf builds the passage around an act, or around an actor where no act is known.
func (m *Matcher) passageOf(r *reading, i int, whole *whole) passage {
	p := passage{act: i, actor: -1, target: -1, list: r.lists[r.free][:0]}
	act := r.hits[i]
	if act.kind.isAct() {
		p.add(m, featureAct+feature(act.kind-actForeign), i)
		m.addActor(r, &p)
	} else {
		m.addLoneActor(r, &p)
	}
	m.addTarget(r, &p)
	m.addHiddenWork(r, &p)
	m.addTriple(r, &p)
	m.addPresumed(r, &p)
	if r.hits[i].first < int32(r.split) {
		switch {
		case act.kind.isHostile():
			p.add(m, featureTitleHostile, i)
		case act.kind.isAct() && act.kind != actAim:
			p.add(m, featureTitleAct, i)
		}
		if p.actor >= 0 && r.hits[p.actor].first < int32(r.split) {
			p.add(m, featureTitleActor, p.actor)
		}
	}
	if act.sentence-r.titleEnd() > lateAfter {
		p.add(m, featureLate, i)
	}
	m.addSigns(r, &p)
	if whole.platform {
		m.addTakedown(r, &p)
	}
	m.addNeighbours(r, &p)
	m.addWhole(r, &p, whole)
	r.lists[r.free] = p.list
	return p
}

func (p *passage) add(m *Matcher, f feature, hit int) {
	p.list = append(p.list, signal{f, hit})
	p.sum += m.weights[f]
}

// around lists the hits near an act, the nearest first on either side: those of its
// sentence and of those beside it. Words that only give a state its part are left out,
// which they have done. The list stands until another act is asked for.
func (r *reading) around(i int) []int {
	if r.nearTo == i {
		return r.near
	}
	r.nearTo, r.near = i, r.near[:0]
	sentence := r.hits[i].sentence
	for j := i - 1; j >= 0 && j >= i-lookAround && sentence-r.hits[j].sentence <= besideSentences; j-- {
		if !r.hits[j].kind.isRole() {
			r.near = append(r.near, j)
		}
	}
	for j := i + 1; j < len(r.hits) && j <= i+lookAround && r.hits[j].sentence-sentence <= besideSentences; j++ {
		if !r.hits[j].kind.isRole() {
			r.near = append(r.near, j)
		}
	}
	return r.near
}

// between returns how many words stand between two hits; 0 where they touch or overlap.
func between(a, b hit) int32 {
	if a.first > b.first {
		a, b = b, a
	}
	return max(b.first-a.last-1, 0)
}

// inside says whether a hit stands within another.
func inside(h, outer hit) bool { return outer.first <= h.first && h.last <= outer.last }
