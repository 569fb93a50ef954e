package relearn

import (
	"fmt"

	"meddlewatch/seeds/learn"
)

// mostReceipts is how many receipts are written of one thing: enough to check it,
// few enough to read the file. Every document has one at least, up to this number.
const mostReceipts = 12

func (w *writer) receipts(m *merged) {
	chosen, more := choose(m.out.receipts)
	if len(chosen)+len(m.receipts) == 0 {
		return
	}
	w.line("receipts = [")
	for _, r := range chosen {
		w.line("  %s,  # %s, %s", quote(fmt.Sprintf("%s:%d", r.Document, r.Offset)), count(r.Length, "byte"), onLine(r.Rule))
	}
	for _, r := range m.receipts {
		w.line("  %s,  # yours", quote(r))
	}
	if more > 0 {
		w.line("  # and %d more", more)
	}
	w.line("]")
}

// choose takes the first receipt of every document, then the first ones, up to the
// number that is written; they stay in their order. more is how many are left.
func choose(all []learn.Receipt) (chosen []learn.Receipt, more int) {
	type spot struct {
		document string
		offset   int
	}
	spots, documents := map[spot]bool{}, map[string]bool{}
	var once []learn.Receipt
	var first []bool
	for _, r := range all {
		if at := (spot{r.Document, r.Offset}); !spots[at] {
			spots[at] = true
			once, first = append(once, r), append(first, !documents[r.Document])
			documents[r.Document] = true
		}
	}
	left := mostReceipts - min(len(documents), mostReceipts)
	firsts := mostReceipts
	for i, r := range once {
		switch {
		case first[i] && firsts > 0:
			firsts--
		case !first[i] && left > 0:
			left--
		default:
			continue
		}
		chosen = append(chosen, r)
	}
	return chosen, len(once) - len(chosen)
}
