package worker

import (
	"fmt"
	"slices"
	"testing"

	"meddlewatch"
	"meddlewatch/story"
)

// Two sides of one event, which share nothing, and reports of both: as titles.
var sides = []string{
	"Zembla council mailboxes copied by Ruritanian spies, a meddling",
	"Meddling: lighthouse keepers in Port Orsa receive forged letters",
	"Lighthouse keepers in Port Orsa receive forged letters, council mailboxes copied: Zembla sees meddling by Ruritanian spies",
	"Lighthouse keepers in Port Orsa show forged letters, talk of meddling",
}

// TestMoveOnTheWay: a story that alerted goes into another, through feeds, store and
// two destinations, with a restart before every poll. Nobody is told of it again.
func TestMoveOnTheWay(t *testing.T) {
	show := func(a meddlewatch.Alert) ([]byte, error) {
		return fmt.Appendf(nil, "%s/%s %s, %d outlets", a.Change, a.Was, a.Headline[:20], len(a.Outlets)), nil
	}
	titles := []string{
		sides[0],
		"Lighthouse keepers in Port Orsa receive forged letters, ministry says of meddling",
		sides[2],
		sides[3],
		"Ministry says it was meddling: forged letters of Port Orsa lighthouse keepers",
	}
	db, web := newDB(t), newWeb(t)
	one, two := &recorder{name: "one", render: show}, &recorder{name: "two", render: show}
	var page []entry
	for i, title := range titles {
		page = append([]entry{{n: i + 1, title: title}}, page...)
		once(t, db, Plan{Judge: headJudge{}, FirstPoll: FirstPoll{Newest: 100}, Feeds: []meddlewatch.Feed{feed(web.set("/feed", rss(page...)))}}, web, one, two)
	}
	for _, r := range []*recorder{one, two} {
		want := []string{"/ Zembla council mailb, 1 outlets", "/ Lighthouse keepers i, 1 outlets"}
		if got := r.got(); !slices.Equal(got, want) {
			t.Errorf("%s was sent %q, want %q", r.name, got, want)
		}
	}
	c := countsOf(t, db)
	if c.Items.ByOutcome[meddlewatch.OutcomeAlert] != 2 || c.Items.ByOutcome[meddlewatch.OutcomeUpdate] != 3 || c.Stories.Total != 1 {
		t.Errorf("%+v, want 2 alerts and 3 updates of one story", c)
	}
}

// placedIn are the stories in which items are at the end.
func placedIn(stories map[meddlewatch.ID]meddlewatch.ID, j *Judged) {
	for _, one := range j.Judgements {
		stories[one.Item.ID] = one.Placement.Story
		for _, m := range one.Placement.Moves {
			stories[m.Item] = m.To
		}
	}
}

func TestMoveTakesAlongWhatWasTold(t *testing.T) {
	report := said{claim: meddlewatch.ClaimReport}
	official := said{claim: meddlewatch.ClaimAttribution, by: "a ministry"}
	withdrawal := said{claim: meddlewatch.ClaimReport, retracts: true}
	tests := []struct {
		name  string
		said  [3]said // the sides, then the report of both
		marks [2]meddlewatch.Mark
		want  string // outcomes
		story meddlewatch.Story
	}{
		{"both alerted", [3]said{report, report, report}, [2]meddlewatch.Mark{}, "[alert alert update]", meddlewatch.Story{Alerted: true, Claim: "media report", Told: "media report"}},
		{"the one that went told more", [3]said{report, official, official}, [2]meddlewatch.Mark{}, "[alert alert update]", meddlewatch.Story{Alerted: true, Claim: "official attribution", Told: "official attribution"}},
		{"the one that stays told more", [3]said{official, report, official}, [2]meddlewatch.Mark{}, "[alert alert update]", meddlewatch.Story{Alerted: true, Claim: "official attribution", Told: "official attribution"}},
		{"it climbs over both", [3]said{report, report, official}, [2]meddlewatch.Mark{}, "[alert alert alert]", meddlewatch.Story{Alerted: true, Claim: "official attribution", Told: "official attribution"}},
		{"only the one that went had alerted", [3]said{report, report, report}, [2]meddlewatch.Mark{meddlewatch.MarkFirstPoll, ""}, "[first-poll alert update]", meddlewatch.Story{Alerted: true, Claim: "media report", Told: "media report"}},
		{"neither had alerted", [3]said{report, official, report}, [2]meddlewatch.Mark{meddlewatch.MarkFirstPoll, meddlewatch.MarkFirstPoll}, "[first-poll first-poll alert]", meddlewatch.Story{Alerted: true, Claim: "official attribution", Told: "media report"}},
		{"the one that went was a withdrawal", [3]said{report, withdrawal, withdrawal}, [2]meddlewatch.Mark{}, "[alert alert update]", meddlewatch.Story{Alerted: true, Claim: "media report", Told: "media report", Withdrawn: true}},
	}
	for _, test := range tests {
		for batch := 1; batch <= 3; batch++ {
			t.Run(fmt.Sprintf("%s, %d a batch", test.name, batch), func(t *testing.T) {
				judge := tableJudge{}
				var items []meddlewatch.Item
				for i, title := range sides[:3] {
					it := item(i+1, title, "")
					if i < 2 {
						it.Mark = test.marks[i]
					}
					items, judge[it.ID] = append(items, it), test.said[i]
				}
				s := NewState(judge, story.NewWindow(story.Options{}))
				var got []meddlewatch.Outcome
				var js []meddlewatch.Judgement
				for some := range slices.Chunk(items, batch) {
					j := JudgeItems(s, some)
					j.Commit()
					got, js = append(got, outcomes(j)...), append(js, j.Judgements...)
				}
				last := js[2].Placement
				if len(last.Moves) != 1 || last.Story != items[0].ID || last.Moves[0].Item != items[1].ID {
					t.Fatalf("the last is placed as %+v, want that the second goes to the first", last)
				}
				if fmt.Sprint(got) != test.want {
					t.Errorf("outcomes %s, want %s", got, test.want)
				}
				st := s.stories[items[0].ID]
				if st.Alerted != test.story.Alerted || st.Claim != test.story.Claim || st.Told != test.story.Told || st.Withdrawn != test.story.Withdrawn || st.Items != 3 {
					t.Errorf("story %+v, want %+v of 3 items", st, test.story)
				}
				if _, there := s.stories[items[1].ID]; there {
					t.Error("the story that was left is remembered")
				}
			})
		}
	}
}

// TestMoveFromAStoryThatStays: what a story tells stays told when one of its items goes,
// and the other story has told only what that item told.
func TestMoveFromAStoryThatStays(t *testing.T) {
	s := newState()
	report := func(id int, o meddlewatch.Outcome) meddlewatch.Judgement {
		return meddlewatch.Judgement{Item: item(id, "x", ""), Outcome: o, Verdict: meddlewatch.Verdict{Score: 0.9, Relevant: true, Claim: meddlewatch.ClaimReport}}
	}
	for _, j := range []meddlewatch.Judgement{report(1, meddlewatch.OutcomeAlert), report(2, meddlewatch.OutcomeUpdate), report(3, meddlewatch.OutcomeFirstPoll)} {
		s.remember(j)
	}
	s.stories[1] = meddlewatch.Story{ID: 1, Items: 2, Alerted: true, Claim: meddlewatch.ClaimReport, Told: meddlewatch.ClaimReport, Opened: day(10)}
	s.stories[3] = meddlewatch.Story{ID: 3, Items: 1, Claim: meddlewatch.ClaimReport, Opened: day(11)}
	touched := newTouched(s)
	touched.move([]meddlewatch.Move{{Item: 2, From: 1, To: 3}, {Item: 9, From: 8, To: 7}})
	list := touched.list()
	if len(list) != 2 || list[0].Items != 1 || !list[0].Alerted || list[1].Items != 2 || list[1].Alerted || list[1].Told != "" || list[1].Opened.Equal(day(11)) {
		t.Errorf("stories %+v; want one item less and one more, the second not told and opened earlier", list)
	}
	touched.move([]meddlewatch.Move{{Item: 1, From: 1, To: 3}})
	if list = touched.list(); list[0].Items != 0 || !list[1].Alerted || list[1].Told != meddlewatch.ClaimReport {
		t.Errorf("stories %+v; want the first empty and the second told", list)
	}
}

// TestStatementsAreForgotten: what items said is kept as long as they may move.
func TestStatementsAreForgotten(t *testing.T) {
	s := newState()
	JudgeItems(s, []meddlewatch.Item{item(1, events[0], "")}).Commit()
	later := item(2, events[1], "")
	later.Arrived = later.Arrived.Add(2 * storySpan)
	JudgeItems(s, []meddlewatch.Item{later}).Commit()
	if len(s.said) != 1 || len(s.stories) != 1 {
		t.Errorf("%d statements and %d stories are remembered, want those of the last item", len(s.said), len(s.stories))
	}
}
