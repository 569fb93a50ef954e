package worker

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/story"
)

// wordJudge finds an item relevant that says "meddling", and breaks over one that
// says "broken".
type wordJudge struct{}

func (wordJudge) Judge(it meddlewatch.Item) meddlewatch.Verdict {
	switch {
	case strings.Contains(it.Title, "broken"):
		panic("a fault in the judge")
	case strings.Contains(it.Title, "meddling"):
		return meddlewatch.Verdict{Score: 0.9, Relevant: true, Claim: meddlewatch.ClaimReport}
	case strings.Contains(it.Title, "perhaps"):
		return meddlewatch.Verdict{Score: 0.4, Guard: meddlewatch.OutcomeDomestic}
	}
	return meddlewatch.Verdict{Guard: meddlewatch.OutcomeBelowThreshold}
}

// Titles of events that share no words but the one the judge looks for.
var events = []string{
	"Lighthouse keepers of Norvania expose meddling in harbour vote",
	"Glacier institute documents meddling against Zembla's chancellor",
	"Orchard ministry punishes meddling by Ruritanian broadcasters",
	"Bakers' tribunal hears testimony about meddling with ballots in Syldavia",
	"Telescope startup removes Borduria network for meddling",
	"Cartographers warn: meddling before Freedonia referendum",
	"Violin academy's leaked ledgers show meddling in Graustark council",
	"Submarine cable firm denies meddling around Latveria primaries",
}

func item(id int, title string, mark meddlewatch.Mark) meddlewatch.Item {
	return meddlewatch.Item{
		ID: meddlewatch.ID(id), Feed: "https://feed.example/rss", Title: title,
		Link: fmt.Sprintf("https://feed.example/%d", id), LinkKey: meddlewatch.Key(id),
		Arrived: day(10).Add(time.Duration(id) * time.Minute), Poll: 1, Mark: mark,
	}
}

func newState() *State { return NewState(wordJudge{}, story.NewWindow(story.Options{})) }

func outcomes(j *Judged) []meddlewatch.Outcome {
	var list []meddlewatch.Outcome
	for _, one := range j.Judgements {
		list = append(list, one.Outcome)
	}
	return list
}

func TestOutcomes(t *testing.T) {
	const (
		none  = meddlewatch.MarkNone
		first = meddlewatch.MarkFirstPoll
	)
	tests := []struct {
		name  string
		items []meddlewatch.Item
		want  []meddlewatch.Outcome
	}{
		{
			"one event told three times is one alert",
			[]meddlewatch.Item{item(1, events[0], none), item(2, "Harbour vote in Norvania: parliament hears lighthouse keepers on meddling", none), item(3, events[0], none)},
			[]meddlewatch.Outcome{"alert", "update", "duplicate"},
		},
		{
			"two events are two alerts",
			[]meddlewatch.Item{item(1, events[0], none), item(2, events[1], none)},
			[]meddlewatch.Outcome{"alert", "alert"},
		},
		{
			"what is not relevant keeps the judge's reason",
			[]meddlewatch.Item{item(1, "Weather", none), item(2, "perhaps a domestic matter", none)},
			[]meddlewatch.Outcome{"below-threshold", "domestic"},
		},
		{
			"a story kept silent by the first poll alerts with its next item",
			[]meddlewatch.Item{item(1, events[0], first), item(2, events[0], none), item(3, events[0], none)},
			[]meddlewatch.Outcome{"first-poll", "alert", "duplicate"},
		},
		{
			"a fault of the judge stays with its item",
			[]meddlewatch.Item{item(1, "broken", none), item(2, events[0], none)},
			[]meddlewatch.Outcome{"below-threshold", "alert"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := outcomes(JudgeItems(newState(), test.items)); !slices.Equal(got, test.want) {
				t.Errorf("in one batch: %q, want %q", got, test.want)
			}
			s := newState()
			var single []meddlewatch.Outcome
			for _, it := range test.items {
				j := JudgeItems(s, []meddlewatch.Item{it})
				j.Commit()
				single = append(single, outcomes(j)...)
			}
			if !slices.Equal(single, test.want) {
				t.Errorf("one by one: %q, want %q", single, test.want)
			}
		})
	}
}

func TestBatchWithoutCommitNeverWas(t *testing.T) {
	s := newState()
	JudgeItems(s, []meddlewatch.Item{item(1, events[0], "")})
	if got := outcomes(JudgeItems(s, []meddlewatch.Item{item(2, events[0], "")})); got[0] != meddlewatch.OutcomeAlert {
		t.Errorf("after a batch that was not committed the story is %q, want it new", got[0])
	}
}

func TestFloodGuard(t *testing.T) {
	flood := func(n int, mark meddlewatch.Mark) []meddlewatch.Item {
		var items []meddlewatch.Item
		for i := range n {
			items = append(items, item(i+1, events[i], mark))
		}
		return items
	}
	tests := []struct {
		name    string
		items   []meddlewatch.Item
		alerts  int
		notices int
	}{
		{"five alerts of a surge are sent", flood(5, meddlewatch.MarkSurge), 5, 0},
		{"six alerts of a surge are one notice", flood(6, meddlewatch.MarkSurge), 0, 1},
		{"eight alerts of an expected poll are sent", flood(8, meddlewatch.MarkNone), 8, 0},
		{"a single alert of an archive is held", flood(1, meddlewatch.MarkArchive), 0, 1},
		{"items that do not alert are no flood", []meddlewatch.Item{
			item(1, "a", "surge"), item(2, "b", "surge"), item(3, "c", "surge"), item(4, "d", "surge"),
			item(5, "e", "surge"), item(6, "f", "surge"), item(7, events[0], "surge"),
		}, 1, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newState()
			j := JudgeItems(s, test.items)
			j.Commit()
			var alerts, notices, listed int
			for _, a := range j.Announcements {
				if a.Kind == meddlewatch.AlertNotice {
					notices++
					listed += len(a.Items)
				} else {
					alerts++
				}
			}
			if alerts != test.alerts || notices != test.notices {
				t.Errorf("%d alerts and %d notices, want %d and %d", alerts, notices, test.alerts, test.notices)
			}
			held := 0
			for _, o := range outcomes(j) {
				if o == meddlewatch.OutcomeFloodHeld {
					held++
				}
			}
			if held != listed {
				t.Errorf("%d items are held and %d are listed in the notice", held, listed)
			}
			// The notice has told of the stories: another report of one is no news.
			again := outcomes(JudgeItems(s, []meddlewatch.Item{item(99, test.items[len(test.items)-1].Title, "")}))
			if again[0] == meddlewatch.OutcomeAlert {
				t.Errorf("a story that was in the notice alerted again")
			}
		})
	}
}

func TestRestoredStateGoesOn(t *testing.T) {
	s := newState()
	j := JudgeItems(s, []meddlewatch.Item{item(1, events[0], "")})
	j.Commit()
	restarted := newState()
	restarted.Restore(j.Judgements[0], j.Stories[0])
	if got := outcomes(JudgeItems(restarted, []meddlewatch.Item{item(2, events[0], "")})); got[0] != meddlewatch.OutcomeDuplicate {
		t.Errorf("after a restart the second report is %q, want a duplicate", got[0])
	}
}
