package worker

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"meddlewatch"
)

// Discoverer finds names in the stream that no list has. The same arguments get
// the same answer.
type Discoverer interface {
	// Evidence returns the places in an item where such a name stands; known says
	// of a name whether a list has it, or a person does not want it.
	Evidence(it meddlewatch.Item, v meddlewatch.Verdict, known func(string) bool) ([]meddlewatch.Evidence, error)
	// Propose chooses, best first, the names to show to a person now, of the candidates
	// that are only collected; it gets those that were shown or decided as well, since
	// they say what was asked already. proposedToday is how many were shown this UTC day.
	Propose(candidates []meddlewatch.Candidate, proposedToday int, now time.Time) []string
}

const (
	// proposalsPerDay is the most names a person is asked about in one UTC day,
	// whatever the discoverer would like.
	proposalsPerDay = 5
	// proposalSpan is how long after it was last printed a name may be proposed.
	proposalSpan = 14 * 24 * time.Hour
	// namesPerItem is how many names one item may bring: what names more is a list,
	// or wants to fill the queue.
	namesPerItem = 10
	// longestCandidate is how many characters a name may have; longer ones are
	// sentences that were taken for names.
	longestCandidate = 100
	// titleWords is from how many words on the same headline means the same
	// article. Columns have shorter ones that come back every week.
	titleWords = 5
)

// gather collects the names in judged items that no list has. It is no part of
// JudgeItems, so that a backtest does not pay for it. Items of a first poll or a
// flood count like others: evidence makes no noise. Copies of an article count
// once.
func (w *Worker) gather(plan Plan, js []meddlewatch.Judgement) []meddlewatch.Evidence {
	if plan.Discover == nil {
		return nil
	}
	known := plan.Known
	if known == nil {
		known = func(string) bool { return false }
	}
	var all []meddlewatch.Evidence
	for _, j := range js {
		if j.Placement.Copy {
			continue
		}
		found, err := evidenceOf(plan.Discover, known, j)
		if err != nil {
			w.log.Error("an item was not searched for new names", "item", j.Item.Link, "error", err)
		}
		all = append(all, found...)
	}
	return all
}

// evidenceOf returns one place a name of an item, a sure one where there is any.
// A fault of the discoverer stays with the item that shows it.
func evidenceOf(d Discoverer, known func(string) bool, j meddlewatch.Judgement) (found []meddlewatch.Evidence, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			found, err = nil, faultOf(fault)
		}
	}()
	it := j.Item
	all, err := d.Evidence(it, j.Verdict, known)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		key := meddlewatch.NameKey(e.Name)
		if key == 0 || utf8.RuneCountInString(e.Name) > longestCandidate {
			continue
		}
		e.Item, e.Link, e.Outlet, e.At, e.Article = it.ID, it.Link, it.Outlet, it.Arrived, articleOf(it)
		same := slices.IndexFunc(found, func(o meddlewatch.Evidence) bool { return meddlewatch.NameKey(o.Name) == key })
		switch {
		case same >= 0 && e.Sure && !found[same].Sure:
			found[same] = e
		case same < 0 && len(found) < namesPerItem:
			found = append(found, e)
		}
	}
	return found, nil
}

func faultOf(fault any) error {
	return fmt.Errorf("the search fails inside the bot itself, please report this: %v", fault)
}

// articleOf is the same for an article that several outlets or feeds print under
// one headline. Aggregators put the outlet behind it.
func articleOf(it meddlewatch.Item) meddlewatch.Key {
	title := strings.TrimSpace(it.Title)
	if it.Outlet != "" {
		if cut, ok := strings.CutSuffix(title, it.Outlet); ok {
			title = cut
		}
	}
	if len(strings.Fields(title)) < titleWords {
		return meddlewatch.Key(it.ID)
	}
	return meddlewatch.NameKey(title)
}

// propose chooses the names a person is to decide about: after new evidence, when
// the worker starts, and when a new day allows further ones. The database keeps
// what was shown when, so that neither a restart nor a crash asks too often.
func (w *Worker) propose(ctx context.Context, news bool) error {
	plan := w.currentPlan()
	now := w.now().UTC()
	today := now.Truncate(24 * time.Hour)
	if plan.Discover == nil || !news && today.Equal(w.proposed) {
		return nil
	}
	asked, err := w.store.Proposed(ctx, today, today.Add(24*time.Hour))
	if err != nil {
		return err
	}
	if left := proposalsPerDay - asked; left > 0 {
		if err := w.proposeSome(ctx, plan, asked, left, now); err != nil {
			return err
		}
	}
	w.proposed = today
	return nil
}

func (w *Worker) proposeSome(ctx context.Context, plan Plan, asked, left int, now time.Time) error {
	candidates, err := w.store.Candidates(ctx, now.Add(-proposalSpan))
	if err != nil {
		return err
	}
	open := 0
	for i, c := range candidates {
		if plan.Known != nil && plan.Known(c.Name) {
			candidates[i].State = meddlewatch.CandidateAccepted // or rejected: decided, which is all that counts here
		}
		if candidates[i].State == meddlewatch.CandidateCollected {
			open++
		}
	}
	if open == 0 {
		return nil
	}
	names, err := chosen(plan.Discover, candidates, asked, now)
	if err != nil {
		w.log.Error("no name was proposed", "error", err)
	}
	names = names[:min(len(names), left)]
	if err := w.store.Propose(ctx, names, now); err != nil {
		return err
	}
	for _, name := range names {
		w.log.Info("a name that no list has waits for your decision; see: bot candidates", "name", name)
	}
	return nil
}

// chosen asks the discoverer, and takes from its answer what is no candidate or
// stands there twice. A fault in it costs the proposals of this time, nothing else.
func chosen(d Discoverer, candidates []meddlewatch.Candidate, asked int, now time.Time) (names []string, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			names, err = nil, faultOf(fault)
		}
	}()
	open := map[meddlewatch.Key]bool{}
	for _, c := range candidates {
		open[meddlewatch.NameKey(c.Name)] = c.State == meddlewatch.CandidateCollected
	}
	for _, name := range d.Propose(candidates, asked, now) {
		if key := meddlewatch.NameKey(name); open[key] {
			open[key] = false
			names = append(names, name)
		}
	}
	return names, nil
}
