package desk

import (
	"meddlewatch"
	"meddlewatch/worker"
)

// Review is what a change of the config does to the alerts over some items.
//
// Alerts are compared by stories: an alert of one config is that of the other when
// the two stories share items, also where another item of the story is the one that
// is shown. So the alerts after are those before, less the removed, plus the added.
type Review struct {
	Before, After Summary
	Changes       []Change // those added in order of the items, then those removed
	// Turned is how many items are relevant under one config and not under the
	// other, whether that changes an alert or not.
	Turned int
}

// ReviewSummary is the last line of a backtest against another config: the figures
// are those of the changed config.
type ReviewSummary struct {
	Summary
	Added   int      `json:"added"`
	Removed int      `json:"removed"`
	Turned  int      `json:"turned"` // as in Review
	Before  Summary  `json:"before"`
	Changes []Change `json:"changes"`
}

// Summary is the review as one value.
func (r Review) Summary() ReviewSummary {
	return ReviewSummary{
		Summary: r.After, Added: r.Count(Added), Removed: r.Count(Removed),
		Turned: r.Turned, Before: r.Before, Changes: append([]Change{}, r.Changes...),
	}
}

// Count returns how many alerts the change adds, or removes.
func (r Review) Count(kind ChangeKind) int {
	n := 0
	for _, c := range r.Changes {
		if c.Kind == kind {
			n++
		}
	}
	return n
}

// Against judges the items twice in one pass, by the judge of the question and by
// the changed one, and calls each with what the changed one makes of every item.
func (b Backtest) Against(changed worker.Judge, each func(meddlewatch.Judgement) error) (Review, error) {
	before, after := b.run(b.Judge), b.run(changed)
	both := comparison{
		labels: b.Labels, floor: before.state.Window.Floor(),
		thresholds: [2]float64{thresholdOf(b.Judge), thresholdOf(changed)},
		members:    map[meddlewatch.ID]*member{},
	}
	emit := func(n int) error {
		for range n {
			old, fresh := before.next(), after.next()
			both.add(old, fresh)
			if err := each(fresh); err != nil {
				return err
			}
		}
		return nil
	}
	err := b.batches(func(items []meddlewatch.Item) error {
		before.judge(items)
		after.judge(items)
		return emit(min(before.final(), after.final()))
	})
	if err == nil {
		err = emit(before.waiting())
	}
	if err != nil {
		return Review{}, err
	}
	return Review{
		Before: before.tally.summary(), After: after.tally.summary(),
		Changes: both.changes(), Turned: both.turned,
	}, nil
}

// thresholdOf is the threshold of a judge that has one, else 0.
func thresholdOf(judge worker.Judge) float64 {
	if t, ok := judge.(interface{ Threshold() float64 }); ok {
		return t.Threshold()
	}
	return 0
}

// The two sides of a comparison, as indexes.
const (
	sideBefore = iota
	sideAfter
	sides
)

// comparison collects what both sides made of the items. It keeps only those that
// can have to do with an alert: what reaches the floor of the story window on
// either side.
type comparison struct {
	labels     *Labels
	floor      float64
	thresholds [sides]float64
	members    map[meddlewatch.ID]*member
	order      []*member
	turned     int
}

// member is an item of a story on either side.
type member struct {
	number   int // in the order of the items
	story    [sides]meddlewatch.ID
	relevant [sides]bool
	label    string // "" none
	// both is what the two sides say of an item that alerts on one of them; nil for
	// any other. Its summary is not kept.
	both *[sides]meddlewatch.Judgement
}

func (m *member) alerts(side int) bool {
	return m.both != nil && m.both[side].Outcome == meddlewatch.OutcomeAlert
}

func (c *comparison) add(before, after meddlewatch.Judgement) {
	if before.Verdict.Relevant != after.Verdict.Relevant {
		c.turned++
	}
	if max(before.Verdict.Score, after.Verdict.Score) < c.floor && !before.Verdict.Relevant && !after.Verdict.Relevant {
		return
	}
	if c.members[before.Item.ID] != nil {
		return // the same article again: it alerts on neither side
	}
	m := &member{
		number:   len(c.order),
		story:    [sides]meddlewatch.ID{before.Placement.Story, after.Placement.Story},
		relevant: [sides]bool{before.Verdict.Relevant, after.Verdict.Relevant},
	}
	if label, ok := c.labels.Of(before.Item); ok {
		m.label = label.Label
	}
	if before.Outcome == meddlewatch.OutcomeAlert || after.Outcome == meddlewatch.OutcomeAlert {
		before.Item.Summary, after.Item.Summary = "", ""
		m.both = &[sides]meddlewatch.Judgement{before, after}
	}
	c.members[before.Item.ID] = m
	c.order = append(c.order, m)
}
