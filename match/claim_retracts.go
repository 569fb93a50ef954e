package match

import "meddlewatch"

// Distances in words.
const (
	undoSpan = 4 // "drops all charges"
	doneSpan = 7 // "charges against the two men dropped"
)

// retracts returns the words by which an item says that an earlier claim or report
// is withdrawn or corrected, or that charges are dropped; none in nearly all. They
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
		if first < from || last >= to || a.planned(first) || a.within(first, first-3, first, cueNot) >= 0 {
			continue
		}
		switch c.kind {
		case cueRetract:
			return first, last, true
		case cueRetractStart:
			if first == 0 && last+1 < to && a.apart(last+1) {
				return first, last, true
			}
		case cueUndo:
			if i := a.within(first, last+1, last+1+undoSpan, cueDone); i >= 0 {
				return first, i, true
			}
			if i := a.within(first, first-doneSpan, first, cueDone); i >= 0 {
				return i, last, true
			}
		}
	}
	return 0, 0, false
}
