package desk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
	"meddlewatch/story"
	"meddlewatch/worker"
)

// Two sides of one invented event, which share nothing, and a report of both.
const (
	mailboxes = "Zembla council mailboxes copied by Ruritanian spies, a meddling"
	letters   = "Lighthouse keepers in Port Orsa receive forged letters, perhaps meddling"
	both      = "Lighthouse keepers in Port Orsa receive forged letters, council mailboxes copied: Zembla sees meddling by Ruritanian spies"
)

// TestBacktestShowsWhereItemsAreAtTheEnd: an item that has moved has the story it moved
// to and the evidence for that, in the order of the items, and figures are of that.
func TestBacktestShowsWhereItemsAreAtTheEnd(t *testing.T) {
	lines := line("https://a.example/1", mailboxes, "2026-03-01") + line("https://a.example/2", letters, "2026-03-02") +
		line("https://a.example/3", weather, "2026-03-02") + line("https://a.example/2?utm_source=rss", letters, "2026-03-03") +
		line("https://a.example/4", both, "2026-03-03")
	labels, err := ReadLabels(strings.NewReader(
		`{"url":"https://a.example/1","label":"relevant","story":"one"}
{"url":"https://a.example/2","label":"relevant","story":"one"}`), "labels")
	if err != nil {
		t.Fatal(err)
	}
	js, summary := run(t, Backtest{Items: read(t, lines), Labels: labels})
	var urls []string
	for i, j := range js {
		urls = append(urls, j.Item.Link[len("https://a.example/"):])
		if alone := j.Placement.Story != js[0].Item.ID; alone != (i == 2) {
			t.Errorf("line %d is in %s, the first in %s", i, j.Placement.Story, js[0].Placement.Story)
		}
	}
	if want := []string{"1", "2", "3", "2", "4"}; len(js) != 5 || !strings.HasPrefix(urls[3], "2") || !slices.Equal(urls[:3], want[:3]) || urls[4] != want[4] {
		t.Errorf("lines are of %q, want the order of the items", urls)
	}
	var text bytes.Buffer
	if err := json.NewEncoder(&text).Encode(LineOf(js[1])); err != nil || !strings.Contains(text.String(), `"rule":"shared-`) {
		t.Errorf("the line of the moved item does not say why it moved: %s", text.String())
	}
	if summary.Alerts != 2 || summary.Stories != 2 || *summary.UnlabelledAlerts != 0 || summary.BCubed.F1 != 1 {
		t.Errorf("summary %+v, B-cubed %+v; want two alerts of one story", summary, summary.BCubed)
	}
}

// TestLinesWaitOnlyAsLongAsTheyMayChange: in a long file they come on the way.
func TestLinesWaitOnlyAsLongAsTheyMayChange(t *testing.T) {
	items := func(each func(meddlewatch.Item) error) error {
		start := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
		for i := range 100 * 24 {
			at := start.Add(time.Duration(i) * time.Hour)
			it := meddlewatch.Item{ID: meddlewatch.ID(i + 1), Title: fmt.Sprintf("meddling of kind %d", i), Published: at, Arrived: at}
			if err := each(it); err != nil {
				return err
			}
		}
		return nil
	}
	judged, most, lines := 0, 0, 0
	b := Backtest{Items: items, Judge: wordJudge{}, Progress: func(done int) { judged = done }}
	_, err := b.Run(func(meddlewatch.Judgement) error {
		lines++
		most = max(most, judged-lines)
		return nil
	})
	if err != nil || lines != 100*24 || most > 11*24+batchSize {
		t.Errorf("%d lines, at most %d waited, %v; want all, and no more to wait than of eleven days", lines, most, err)
	}
}

// blindJudge does not find relevant what reports both sides.
type blindJudge struct{ wordJudge }

func (j blindJudge) Judge(it meddlewatch.Item) meddlewatch.Verdict {
	if it.Title == both {
		return meddlewatch.Verdict{Guard: meddlewatch.OutcomeBelowThreshold}
	}
	return j.wordJudge.Judge(it)
}

// TestAgainstComparesStoriesAtTheEnd: what brings two alerts into one story is no change
// of the alerts.
func TestAgainstComparesStoriesAtTheEnd(t *testing.T) {
	lines := line("https://a.example/1", mailboxes, "2026-03-01") + line("https://a.example/2", letters, "2026-03-02") + line("https://a.example/4", both, "2026-03-03")
	n := 0
	review, err := Backtest{Items: read(t, lines), Judge: blindJudge{}}.Against(wordJudge{}, func(j meddlewatch.Judgement) error {
		n++
		if j.Item.Title != weather && j.Placement.Story == 0 {
			t.Errorf("%q has no story", j.Item.Title)
		}
		return nil
	})
	if err != nil || n != 3 || review.Turned != 1 || review.Before.Stories != 3 || review.After.Stories != 1 || review.After.Alerts != 2 {
		t.Errorf("%d lines, %+v, %v", n, review, err)
	}
}

// openMoved returns a database in which the second item has moved to the story of the
// first because of the third.
func openMoved(t *testing.T) (*store.DB, []meddlewatch.Item) {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	var items []meddlewatch.Item
	err = read(t, line("https://a.example/1", mailboxes, "2026-03-01")+line("https://a.example/2", letters, "2026-03-02")+line("https://a.example/3", both, "2026-03-03"))(func(it meddlewatch.Item) error {
		it.Feed, it.Outlet = "https://a.example/rss", "Example"
		items = append(items, it)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.CommitPolls(t.Context(), []store.Poll{{State: meddlewatch.FeedState{Feed: items[0].Feed}, Items: items}}); err != nil {
		t.Fatal(err)
	}
	judged := worker.JudgeItems(worker.NewState(wordJudge{}, story.NewWindow(story.Options{})), items)
	var out []store.Delivery
	for _, a := range judged.Announcements {
		out = append(out, store.Delivery{Destination: "terminal", Kind: a.Kind, Story: a.Story, Revision: a.Revision, Items: a.Items})
	}
	if err := db.CommitJudgements(t.Context(), judged.Judgements, judged.Stories, out, nil); err != nil {
		t.Fatal(err)
	}
	return db, items
}

func TestWhyOfAnItemThatMoved(t *testing.T) {
	db, items := openMoved(t)
	got, err := Why(t.Context(), db, ready(wordJudge{}), nil, "https://a.example/2")
	if err != nil {
		t.Fatal(err)
	}
	if got.Story != items[0].ID || !got.Joined || got.Outcome != meddlewatch.OutcomeAlert || len(got.StoryItems) != 3 || len(got.Evidence) == 0 {
		t.Errorf("%+v", got)
	}
	if m := got.Moved; m == nil || m.From != items[1].ID || m.By.ID != items[2].ID || m.By.Title != both || !m.At.Equal(items[2].Arrived) {
		t.Errorf("moved %+v, want from its own story by the third item", m)
	}
	if got.Recomputed != "Judged again: the same result." {
		t.Errorf("recomputed: %s", got.Recomputed)
	}
	if len(got.Alerts) != 2 || got.Alerts[0].Story != items[0].ID || got.Alerts[1].Story != items[1].ID || got.Alerts[1].Headline != letters || got.Alerts[0].Headline != mailboxes {
		t.Errorf("alerts %+v, want both", got.Alerts)
	}
	if first, err := Why(t.Context(), db, ready(wordJudge{}), nil, "https://a.example/1"); err != nil || first.Moved != nil || len(first.Alerts) != 2 {
		t.Errorf("the first item: %+v, %v; want that it has not moved", first, err)
	}
	if _, err := db.Prune(t.Context(), time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC), time.Hour, time.Hour); err != nil {
		t.Fatal(err)
	}
	if got, err := Why(t.Context(), db, ready(wordJudge{}), nil, "https://a.example/2"); err != nil || got.Story != items[0].ID {
		t.Errorf("when all is forgotten: story %s, %v; want that of the first item", got.Story, err)
	}
}

// TestHistoryOfMoves: the bot's own past, judged again, gives the stories that are stored.
func TestHistoryOfMoves(t *testing.T) {
	db, _ := openMoved(t)
	history := History{DB: db}
	js, _ := run(t, Backtest{Items: func(each func(meddlewatch.Item) error) error { return history.Items(t.Context(), each) }})
	for _, j := range js {
		stored, err := db.ItemByID(t.Context(), j.Item.ID)
		if err != nil || stored.Placement.Story != j.Placement.Story || stored.Outcome != j.Outcome {
			t.Errorf("%q: stored %s %s, again %s %s, %v", j.Item.Title, stored.Placement.Story, stored.Outcome, j.Placement.Story, j.Outcome, err)
		}
	}
}

// TestStoriesNow: labels that name a story by its id follow its opener.
func TestStoriesNow(t *testing.T) {
	db, items := openMoved(t)
	first, second := items[0].ID.String(), items[1].ID.String()
	for given, want := range map[string]string{first: first, second: first, "harbour": "harbour", "": "", "aaaaaaaaaaaac": "aaaaaaaaaaaac"} {
		list := []LabelEntry{{URL: "https://a.example/9", Label: LabelRelevant, Story: given}}
		got, err := StoriesNow(t.Context(), db, list)
		if err != nil || got[0].Story != want || list[0].Story != given {
			t.Errorf("story %q is now %q, %v; want %q, and the label as it was given", given, got[0].Story, err, want)
		}
	}
}
