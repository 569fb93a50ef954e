package desk

import (
	"slices"
	"strings"

	"meddlewatch"
	"meddlewatch/story"
	"meddlewatch/worker"
)

// Backtest is a question: what would the bot have made of these items?
type Backtest struct {
	// Items calls each with every item in order of arrival.
	Items func(each func(meddlewatch.Item) error) error
	Judge worker.Judge
	// Labels, where set, are compared with the verdicts.
	Labels *Labels
	// GroupLabelled takes the relevance of labelled items from their labels, so
	// that grouping is measured alone.
	GroupLabelled bool
	// SortPublished judges in order of publication instead of arrival; items
	// without a date come last, ties go by address.
	SortPublished bool
	// Progress, where set, hears how many items are judged.
	Progress func(done int)
}

// BacktestLine is what became of one item.
type BacktestLine struct {
	URL          string               `json:"url"`
	Relevant     bool                 `json:"relevant"`
	Score        float64              `json:"score"`
	Outcome      meddlewatch.Outcome  `json:"outcome"`
	Story        meddlewatch.ID       `json:"story"`
	Actors       []string             `json:"actors"`
	Campaigns    []string             `json:"campaigns"`
	Claim        meddlewatch.Claim    `json:"claim"`
	AttributedBy string               `json:"attributed_by"`
	Reasons      []meddlewatch.Reason `json:"reasons"`
	Title        string               `json:"title"`
}

// LineOf is the line of one judgement.
func LineOf(j meddlewatch.Judgement) BacktestLine {
	return BacktestLine{
		URL: addressOf(j.Item), Relevant: j.Verdict.Relevant, Score: j.Verdict.Score,
		Outcome: j.Outcome, Story: j.Placement.Story,
		Actors: names(j.Verdict.Actors), Campaigns: names(j.Verdict.Campaigns),
		Claim: j.Verdict.Claim, AttributedBy: j.Verdict.AttributedBy,
		Reasons: append(append([]meddlewatch.Reason{}, j.Verdict.Reasons...), j.Placement.Evidence...),
		Title:   j.Item.Title,
	}
}

// addressOf is the link, or what the feed or file names the item by where that
// is no web address.
func addressOf(it meddlewatch.Item) string {
	if it.Link == "" {
		return it.GUID
	}
	return it.Link
}

func names(mentions []meddlewatch.Mention) []string {
	out := make([]string, 0, len(mentions))
	for _, m := range mentions {
		if !slices.Contains(out, m.Name) {
			out = append(out, m.Name)
		}
	}
	return out
}

// batchSize is how many items are judged together; it changes speed, not
// results.
const batchSize = 512

// Run judges all items and calls each with every line, in order, when the story it is
// in is final: items may go on to another for some days. Nothing is
// stored or sent; the rules about first polls and floods, which are about how
// items arrive, do not apply.
func (b Backtest) Run(each func(meddlewatch.Judgement) error) (Summary, error) {
	run := b.run(b.Judge)
	emit := func(n int) error {
		for range n {
			if err := each(run.next()); err != nil {
				return err
			}
		}
		return nil
	}
	err := b.batches(func(items []meddlewatch.Item) error {
		run.judge(items)
		return emit(run.final())
	})
	if err == nil {
		err = emit(run.waiting())
	}
	if err != nil {
		return Summary{}, err
	}
	return run.tally.summary(), nil
}

// run begins a run over the items with a judge.
func (b Backtest) run(judge worker.Judge) *backtestRun {
	if b.GroupLabelled && b.Labels != nil {
		judge = labelledJudge{judge: judge, labels: b.Labels}
	}
	return &backtestRun{
		state: worker.NewState(judge, story.NewWindow(story.Options{})),
		held:  map[meddlewatch.ID]*meddlewatch.Judgement{},
		story: map[meddlewatch.ID]meddlewatch.ID{},
		tally: newTally(b.Labels),
	}
}

// batches hands out all items in the order in which they are judged. What it hands
// out is valid until judge returns.
func (b Backtest) batches(judge func([]meddlewatch.Item) error) error {
	done := 0
	take := func(batch []meddlewatch.Item) error {
		err := judge(batch)
		if done += len(batch); err == nil && b.Progress != nil {
			b.Progress(done)
		}
		return err
	}
	var all []meddlewatch.Item
	err := b.Items(func(it meddlewatch.Item) error {
		all = append(all, it)
		if !b.SortPublished && len(all) == batchSize {
			err := take(all)
			all = all[:0]
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	if b.SortPublished {
		sortPublished(all)
	}
	for batch := range slices.Chunk(all, batchSize) {
		if err := take(batch); err != nil {
			return err
		}
	}
	return nil
}

func sortPublished(items []meddlewatch.Item) {
	slices.SortStableFunc(items, func(a, b meddlewatch.Item) int {
		switch {
		case a.Published.Equal(b.Published):
			return strings.Compare(addressOf(a), addressOf(b))
		case a.Published.IsZero():
			return 1
		case b.Published.IsZero():
			return -1
		}
		return a.Published.Compare(b.Published)
	})
}

// labelledJudge takes relevance from labels and everything else from the judge.
type labelledJudge struct {
	judge  worker.Judge
	labels *Labels
}

// Judge says what the label says where there is one.
func (l labelledJudge) Judge(it meddlewatch.Item) meddlewatch.Verdict {
	v := l.judge.Judge(it)
	label, ok := l.labels.Of(it)
	if !ok || label.Label == LabelBorderline {
		return v
	}
	v.Relevant = label.Label == LabelRelevant
	if v.Relevant {
		v.Score, v.Guard = 1, ""
	} else {
		v.Score, v.Guard = 0, meddlewatch.OutcomeBelowThreshold
	}
	return v
}
