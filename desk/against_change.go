package desk

import (
	"fmt"
	"math"
	"slices"
	"time"

	"meddlewatch"
	"meddlewatch/match"
)

// ChangeKind says whether a change of the config brings an alert or takes it away.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
)

// Change is an alert that one config raises and the other does not.
type Change struct {
	Kind   ChangeKind `json:"change"`
	URL    string     `json:"url"`
	Title  string     `json:"title"`
	Outlet string     `json:"outlet"`
	Date   time.Time  `json:"date,omitzero"`
	// Label is what people say of the story: LabelRelevant where one of its relevant
	// items is, else LabelNot, else LabelBorderline; "" nothing.
	Label  string `json:"label,omitempty"`
	Before Side   `json:"before"`
	After  Side   `json:"after"`
	// Because says what made the difference, each a phrase; never empty.
	Because []string `json:"because"`

	number int
}

// Side is what one config makes of the item of a change.
type Side struct {
	Relevant bool                `json:"relevant"`
	Score    float64             `json:"score"`
	Outcome  meddlewatch.Outcome `json:"outcome"`
	Story    meddlewatch.ID      `json:"story"`
	Claim    meddlewatch.Claim   `json:"claim"`
	Why      string              `json:"why"` // the verdict in one line; "" nothing speaks for it
}

func (c *comparison) change(kind ChangeKind, s *told, m *member) Change {
	side := sideAfter
	if kind == Removed {
		side = sideBefore
	}
	it := m.both[side].Item
	return Change{
		Kind: kind, URL: addressOf(it), Title: it.Title, Outlet: it.Outlet, Date: it.Time(),
		Label: s.label(side), Before: sideOf(m.both[sideBefore]), After: sideOf(m.both[sideAfter]),
		Because: c.because(m), number: m.number,
	}
}

func sideOf(j meddlewatch.Judgement) Side {
	return Side{
		Relevant: j.Verdict.Relevant, Score: j.Verdict.Score, Outcome: j.Outcome,
		Story: j.Placement.Story, Claim: j.Verdict.Claim, Why: j.Verdict.Why(),
	}
}

// label is what the labels of the relevant items come to, as in [Summary].
func (s *told) label(side int) string {
	for _, label := range []string{LabelRelevant, LabelNot, LabelBorderline} {
		if slices.ContainsFunc(s.items, func(m *member) bool { return m.relevant[side] && m.label == label }) {
			return label
		}
	}
	return ""
}

// because says why an item alerts on one side alone: what it is judged by, else how
// it is grouped.
func (c *comparison) because(m *member) []string {
	before, after := m.both[sideBefore].Verdict, m.both[sideAfter].Verdict
	if before.Relevant == after.Relevant {
		return []string{c.grouped(m)}
	}
	because := c.scores(before.Score, after.Score)
	return append(because, reasonsChanged(before.Reasons, after.Reasons)...)
}

// scores says how score and threshold moved. The threshold counts where one of the
// scores would be decided otherwise by that of the other side.
func (c *comparison) scores(before, after float64) []string {
	was, is := c.thresholds[sideBefore], c.thresholds[sideAfter]
	decides := (before >= was) != (before >= is) || (after >= was) != (after >= is)
	switch {
	case before == after && decides:
		return []string{fmt.Sprintf("the score stays %.2f, the threshold moves: %v → %v", after, was, is)}
	case decides:
		return []string{fmt.Sprintf("score %.2f → %.2f, threshold %v → %v", before, after, was, is)}
	}
	return []string{fmt.Sprintf("score %.2f → %.2f", before, after)}
}

// grouped says how a story is cut otherwise, for an item that is relevant on both
// sides.
func (c *comparison) grouped(m *member) string {
	was, is := m.both[sideBefore], m.both[sideAfter]
	if was.Outcome == meddlewatch.OutcomeAlert && is.Outcome == meddlewatch.OutcomeAlert {
		return "it alerts on both sides, and its story falls into several on one of them"
	}
	alone, side := "before", sideBefore
	if was.Outcome == meddlewatch.OutcomeAlert {
		alone, side = "now", sideAfter
	}
	told := fmt.Sprintf("%s it is no alert but “%s”", alone, m.both[side].Outcome)
	for _, o := range c.order {
		if o != m && o.story[side] == m.story[side] && o.alerts(side) {
			return fmt.Sprintf("%s of the story “%s”", told, o.both[side].Item.Title)
		}
	}
	return told
}

// sameWeight is how near two weights are the same: they are shown with two digits.
const sameWeight = 0.005

// reasonsChanged lists reasons that appear, vanish or weigh otherwise, those that
// appear first. The same words under the same rule are one reason. A verdict without
// reasons has no bias either, so the bias comes and goes with the others: it is told
// only where it weighs otherwise.
func reasonsChanged(before, after []meddlewatch.Reason) []string {
	type key struct{ rule, text string }
	sum := func(list []meddlewatch.Reason) (order []key, weight map[key]float64, from map[key]meddlewatch.Origin) {
		weight, from = map[key]float64{}, map[key]meddlewatch.Origin{}
		for _, r := range list {
			k := key{r.Rule, r.Text}
			if _, known := weight[k]; !known {
				order = append(order, k)
			}
			weight[k] += r.Weight
			from[k] = r.Origin
		}
		return order, weight, from
	}
	quoted := func(k key, from map[key]meddlewatch.Origin) string {
		text := k.rule
		if k.text != "" {
			text += " “" + k.text + "”"
		}
		if from[k] != "" {
			text += " (" + string(from[k]) + ")"
		}
		return text
	}
	oldOrder, old, oldFrom := sum(before)
	newOrder, fresh, newFrom := sum(after)
	var list []string
	for _, k := range newOrder {
		if _, known := old[k]; !known && k.rule != match.RuleBias {
			list = append(list, fmt.Sprintf("%s appears, %+.2f", quoted(k, newFrom), fresh[k]))
		}
	}
	for _, k := range oldOrder {
		if _, known := fresh[k]; !known && k.rule != match.RuleBias {
			list = append(list, fmt.Sprintf("%s vanishes, it gave %+.2f", quoted(k, oldFrom), old[k]))
		}
	}
	for _, k := range newOrder {
		if was, known := old[k]; known && math.Abs(was-fresh[k]) > sameWeight {
			list = append(list, fmt.Sprintf("%s weighs %+.2f instead of %+.2f", quoted(k, newFrom), fresh[k], was))
		}
	}
	return list
}
