package match

import "meddlewatch"

// Distances in words.
const (
	undoSpan = 4 // "drops all charges"
	doneSpan = 9 // "charges against the two men dropped"
)

// retracts returns the words by which an item says that an earlier claim or report
// is withdrawn or corrected, or that charges are dropped or fail in court; none in nearly all. They
// stand in the title, or in the first sentence of the summary together with the act.
func (a *account) retracts() []meddlewatch.Reason {
	end := min(a.r.split, len(a.words))
	if first, last, ok := a.retraction(0, end); ok {
		return a.retractsBy(first, last)
	}
	if a.p.act < 0 || end >= len(a.words) || a.r.hits[a.p.act].sentence != a.words[end].Sentence && int(a.r.hits[a.p.act].first) >= a.r.split {
		return nil
	}
	_, to := a.around(end)
	if first, last, ok := a.retraction(end, to); ok {
		return a.retractsBy(first, last)
	}
	return nil
}

func (a *account) retractsBy(first, last int) []meddlewatch.Reason {
	text, field, start, end := a.r.printed(int32(first), int32(last))
	return []meddlewatch.Reason{{Rule: "retracts", Text: text, Field: field, Start: start, End: end}}
}

// retraction finds the words in [from, to).
func (a *account) retraction(from, to int) (first, last int, ok bool) {
	for _, c := range a.cues {
		first, last = int(c.first), int(c.last)
		if c.kind < cueRetract || first < from || last >= to || a.planned(first) || a.within(first, first-3, first, cueNot) >= 0 {
			continue
		}
		switch c.kind {
		case cueRetract:
			return first, last, true
		case cueRetractStart:
			if first == 0 && last+1 < to && a.colon(last+1) {
				return first, last, true
			}
		case cueUndo:
			if first, last, ok := a.undone(first, last, cueDone); ok {
				return first, last, true
			}
		case cueDrop:
			if first, last, ok := a.undone(first, last, cueCase); ok {
				return first, last, true
			}
		}
	}
	return 0, 0, false
}

// undone finds what a verb undoes: behind it ("drops all charges"), or before it where
// nothing else follows ("charges against two men dropped").
func (a *account) undone(first, last int, what kind) (from, to int, ok bool) {
	if next := last + 1; next < len(a.words) && !a.apart(next) && !a.is(next, cueFiller, cueNamedBy, cueJoint, cueBackground, cuePlace) {
		i := a.within(first, next, next+undoSpan, what)
		return first, i, i >= 0 && !a.anyApart(next, i)
	}
	i := a.within(first, first-doneSpan, first, what)
	return i, last, i >= 0 && !a.anyApart(i+1, last)
}

// anyApart says whether something separates one of the words from..to from the one before it.
func (a *account) anyApart(from, to int) bool {
	for i := from; i <= to; i++ {
		if a.apart(i) {
			return true
		}
	}
	return false
}
