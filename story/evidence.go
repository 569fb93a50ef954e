package story

import (
	"fmt"
	"math"
	"slices"

	"meddlewatch"
)

// maxEvidence is how many pieces of evidence a placement carries.
const maxEvidence = 6

// evidence lists what an item shares with a member of its story, the weightiest
// first, in the words of the item. Weights are shares of all the item could share.
func evidence(it meddlewatch.Item, v meddlewatch.Verdict, f, other *features, l likeness, terms []found) []meddlewatch.Reason {
	var out []meddlewatch.Reason
	if l.title {
		out = append(out, meddlewatch.Reason{Rule: "same-headline", Text: it.Title, Field: meddlewatch.FieldTitle, End: len(it.Title), Weight: 1})
	}
	if isCopy(f, other, l) {
		out = append(out, meddlewatch.Reason{Rule: "near-copy", Text: fmt.Sprintf("%.0f %% of the words in the same order", 100*l.copy), Weight: round(max(l.copy, 0.01))})
	}
	for _, c := range v.Campaigns {
		if l.camps && slices.Contains(other.campaigns[:], campaignKey(c)) {
			out = append(out, meddlewatch.Reason{Rule: "shared-campaign", Text: c.Name, Weight: 1})
		}
	}
	sum := math.Max(1, float64(f.sum))
	shared := out[len(out):]
	for i, j := uint8(0), uint8(0); i < f.n && j < other.n; {
		switch {
		case f.hash[i] < other.hash[j]:
			i++
		case f.hash[i] > other.hash[j]:
			j++
		default:
			t := terms[i]
			shared = append(shared, meddlewatch.Reason{
				Rule:   rule(f.kind[i] | other.kind[j]),
				Text:   textOf(it, t.at),
				Field:  t.at.field,
				Start:  t.at.start,
				End:    t.at.end,
				Weight: round(float64(min(f.weight[i], other.weight[j])) / sum),
			})
			i++
			j++
		}
	}
	slices.SortStableFunc(shared, func(a, b meddlewatch.Reason) int {
		switch {
		case a.Weight > b.Weight:
			return -1
		case a.Weight < b.Weight:
			return 1
		}
		return 0
	})
	return append(out, shared[:min(len(shared), maxEvidence)]...)
}

// rule names the kind of shared evidence.
func rule(k kind) string {
	switch {
	case k&kindPlace != 0:
		return "shared-place"
	case k&kindQuote != 0:
		return "shared-quote"
	case k&kindNumber != 0:
		return "shared-number"
	case k&kindName != 0:
		return "shared-name"
	}
	return "shared-word"
}

// textOf returns the words of a term as printed.
func textOf(it meddlewatch.Item, at span) string {
	text := it.Title
	if at.field == meddlewatch.FieldSummary {
		text = it.Summary
	}
	return text[at.start:at.end]
}

// round keeps four digits, as verdicts do.
func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
