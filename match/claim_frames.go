package match

import (
	"cmp"
	"slices"

	"meddlewatch"
)

// frame is one thing that the item says somebody says or does.
type frame struct {
	claim meddlewatch.Claim
	by    phrase // who; zero where the words do not say
	at    int    // the word that makes it
	weak  bool   // yields to every other frame: a judge is named, an accusation has no accuser
	aside bool   // told beside the main thing: "as …"
}

// Distances in words.
const (
	planSpan   = 5  // between "mulls" and what is planned
	objectSpan = 8  // between a verb and what it is about
	notSpan    = 4  // between "not" and what is negated
	byAgent    = 10 // between a passive and who did it: "was charged in May by …"
)

// frames returns what the words [from, to) of one sentence or title say, in their order.
func (a *account) frames(from, to int) []frame {
	var list []frame
	add := func(f frame, ok bool) {
		if ok && f.claim != meddlewatch.ClaimNone {
			if f.by.kind == speakerNone && doneBy(f.claim) {
				f.by = a.teller(f.at)
			}
			f.aside = f.aside || a.inAside(f, from)
			list = append(list, f)
		}
	}
	for _, c := range begunIn(a.cues, from, to) {
		at, end := int(c.first), int(c.last)
		add(a.intention(c.kind, at, end))
		switch c.kind {
		case cueLaw:
			add(a.law(at, end))
		case cueCharge:
			add(a.charge(at, end))
		case cueCourt:
			add(a.tried(at))
		case cueSanctioned:
			add(frame{claim: meddlewatch.ClaimSanction, by: a.agent(at, end), at: at}, !a.planned(at) && a.within(at, at-planSpan, at, cueUndone) < 0)
		case cueSanction:
			add(a.sanction(at, end))
		case cueExpel:
			add(a.expulsion(at, end))
		case cueTakedown:
			add(frame{claim: meddlewatch.ClaimTakedown, at: at}, !a.planned(at))
		case cueRemove:
			add(a.removal(at, end))
		case cueDeny, cueDenyClaim:
			add(a.denial(c.kind, at, end))
		case cueNot:
			add(a.promise(at, end))
		case cueNoEvidence:
			add(frame{claim: meddlewatch.ClaimDenial, by: a.teller(at), at: at}, a.within(at, at-3, at, cueBackground) < 0)
		case cueAccused:
			add(a.accusation(at, end))
		case cueAccuse, cueSay, cueFind:
			add(a.saying(c.kind, at, end))
		case cueNamedBy:
			add(a.source(at, end))
		}
	}
	if from == 0 && to <= a.r.split {
		add(a.label(from, to))
		add(a.credit(from, to))
	}
	for _, h := range begunIn(a.hits, from, to) {
		if h.kind == claimDeny && h.origin != 0 { // a phrase of the watchlist
			add(frame{claim: meddlewatch.ClaimDenial, at: int(h.first)}, true)
		}
	}
	slices.SortStableFunc(list, func(a, b frame) int { return cmp.Compare(a.at, b.at) })
	return list
}

// doneBy says whether a claim is a deed, which the one who tells of it has mostly
// done: "police said a man was charged".
func doneBy(c meddlewatch.Claim) bool {
	return c == meddlewatch.ClaimTakedown || c == meddlewatch.ClaimSanction || c == meddlewatch.ClaimIndictment
}

// inAside says whether a frame belongs to what is told beside the main thing.
func (a *account) inAside(f frame, from int) bool {
	start := f.at
	if f.by.kind != speakerNone && f.by.first < f.at {
		start = f.by.first
	}
	for n := 0; start > from && n < 2 && a.is(start-1, cueDeterminer, cueFiller); n++ {
		start--
	}
	return start > from && a.is(start-1, cueAside, cueBackground)
}

// planned says whether a deed is only wished for, asked for or threatened.
func (a *account) planned(at int) bool { return a.within(at, at-planSpan, at, cuePlan) >= 0 }

// intention is a deed that is only planned: that it is considered or asked for is
// what a report reports, whatever else it says.
func (a *account) intention(k kind, at, end int) (frame, bool) {
	f := frame{claim: meddlewatch.ClaimReport, at: at, weak: true}
	switch k {
	case cueSanction, cueSanctioned, cueExpel, cueLaw, cueCharge:
		return f, a.planned(at)
	case cueRemove:
		return f, a.planned(at) && a.takes(end)
	}
	return f, false
}

// agent returns who does what the words at..end say: the phrase before, if it may
// act, else the one behind "by".
func (a *account) agent(at, end int) phrase {
	if p := a.resolved(a.before(at)); p.kind >= speakerState && p.kind != speakerAccused {
		return p
	}
	return a.passive(end)
}

// passive returns the body behind "by".
func (a *account) passive(end int) phrase {
	_, hi := a.around(end)
	for i := end + 1; i < min(end+byAgent, hi); i++ {
		if i > end+1 && a.apart(i) {
			break
		}
		if a.is(i, cueNamedBy) && i+1 < hi {
			if p := a.resolved(a.starting(i+1, hi)); p.kind >= speakerState && p.kind != speakerAccused {
				return p
			}
		}
	}
	return phrase{}
}

// teller returns the body that says what the sentence around a word says.
func (a *account) teller(at int) phrase {
	lo, hi := a.around(at)
	for _, c := range begunIn(a.cues, lo, hi) {
		switch c.kind {
		case cueSay, cueFind, cueAccuse:
			if p := a.agent(int(c.first), int(c.last)); p.kind >= speakerPolitical {
				return p
			}
		}
	}
	if hi <= a.r.split {
		if f, ok := a.credit(lo, hi); ok {
			return f.by
		}
		if f, ok := a.label(lo, hi); ok {
			return f.by
		}
	}
	return phrase{}
}
