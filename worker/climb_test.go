package worker

import (
	"slices"
	"testing"

	"meddlewatch"
	"meddlewatch/story"
)

// said is what an item says of its story.
type said struct {
	claim    meddlewatch.Claim
	by       string
	mark     meddlewatch.Mark
	copied   bool
	retracts bool
	trivial  bool // not relevant
	hidden   bool // the headline does not say it
}

func (s said) verdict() meddlewatch.Verdict {
	if s.trivial {
		return meddlewatch.Verdict{Guard: meddlewatch.OutcomeDomestic}
	}
	return meddlewatch.Verdict{Score: 0.9, Relevant: true, Claim: s.claim, AttributedBy: s.by, Retracts: s.retracts}
}

func TestLadder(t *testing.T) {
	const (
		report, research, takedown = meddlewatch.ClaimReport, meddlewatch.ClaimResearch, meddlewatch.ClaimTakedown
		official, sanction, charge = meddlewatch.ClaimAttribution, meddlewatch.ClaimSanction, meddlewatch.ClaimIndictment
		denial, body               = meddlewatch.ClaimDenial, "the Zembla ministry"
		first                      = meddlewatch.MarkFirstPoll
	)
	climbed, withdrawn := meddlewatch.ChangeClimbed, meddlewatch.ChangeWithdrawn
	type step struct {
		said
		want   meddlewatch.Outcome
		change meddlewatch.Change
		was    meddlewatch.Claim
	}
	tests := []struct {
		name  string
		steps []step
	}{
		{"report, attribution, sanction", []step{
			{said{claim: report}, "alert", "", ""},
			{said{claim: report, by: body}, "update", "", ""},
			{said{claim: official, by: body}, "alert", climbed, report},
			{said{claim: official, by: "another ministry"}, "update", "", ""},
			{said{claim: sanction, by: body}, "alert", climbed, official},
		}},
		{"straight to the top, and never down", []step{
			{said{claim: research, by: "an institute"}, "alert", "", ""},
			{said{claim: charge, by: body}, "alert", climbed, research},
			{said{claim: official, by: body}, "update", "", ""},
			{said{claim: sanction, by: body}, "update", "", ""},
			{said{claim: report}, "update", "", ""},
		}},
		{"all that anybody may say is one rung", []step{
			{said{claim: meddlewatch.ClaimOpinion}, "alert", "", ""},
			{said{claim: meddlewatch.ClaimAllegation, by: body}, "update", "", ""},
			{said{claim: report, by: body}, "update", "", ""},
			{said{claim: research, by: body}, "update", "", ""},
			{said{claim: takedown, by: body}, "update", "", ""},
			{said{claim: denial, by: body}, "update", "", ""},
			{said{claim: official, by: body}, "alert", climbed, meddlewatch.ClaimOpinion},
		}},
		{"a claim by nobody does not climb", []step{
			{said{claim: report}, "alert", "", ""},
			{said{claim: official}, "update", "", ""},
			{said{claim: official, by: body}, "alert", climbed, report},
		}},
		{"a charge is by a court, named or not", []step{
			{said{claim: report}, "alert", "", ""},
			{said{claim: charge}, "alert", climbed, report},
		}},
		{"a claim below the headline does not climb", []step{
			{said{claim: report}, "alert", "", ""},
			{said{claim: sanction, by: body, hidden: true}, "update", "", ""},
			{said{claim: sanction, by: body}, "alert", climbed, report},
		}},
		{"the words of another item do not climb", []step{
			{said{claim: report}, "alert", "", ""},
			{said{claim: official, by: body, copied: true}, "duplicate", "", ""},
		}},
		{"what is not relevant does not climb", []step{
			{said{claim: report}, "alert", "", ""},
			{said{claim: sanction, by: body, trivial: true}, "domestic", "", ""},
		}},
		{"a first poll tells nobody", []step{
			{said{claim: charge, by: body, mark: first}, "first-poll", "", ""},
			{said{claim: report}, "alert", "", ""},
			{said{claim: sanction, by: body, mark: first}, "first-poll", "", ""},
			{said{claim: charge, by: body}, "alert", climbed, report},
		}},
		{"withdrawn once, whoever repeats it", []step{
			{said{claim: official, by: body}, "alert", "", ""},
			{said{claim: report, retracts: true}, "alert", withdrawn, official},
			{said{claim: report, retracts: true, by: body}, "update", "", ""},
			{said{claim: report, retracts: true, copied: true}, "duplicate", "", ""},
			{said{claim: official, by: body}, "update", "", ""},
			{said{claim: sanction, by: body}, "alert", climbed, official},
		}},
		{"the same words, corrected", []step{
			{said{claim: report}, "alert", "", ""},
			{said{claim: report, retracts: true, copied: true}, "alert", withdrawn, report},
			{said{claim: report, retracts: true, copied: true}, "duplicate", "", ""},
		}},
		{"a sanction that is withdrawn was not told", []step{
			{said{claim: report}, "alert", "", ""},
			{said{claim: sanction, by: body, retracts: true}, "alert", withdrawn, report},
			{said{claim: sanction, by: body}, "alert", climbed, report},
		}},
		{"a story that begins with a withdrawal", []step{
			{said{claim: report, retracts: true}, "alert", "", ""},
			{said{claim: report, retracts: true}, "update", "", ""},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := &changing{meddlewatch.Story{ID: 1}}
			for i, s := range test.steps {
				it := item(i+1, "a report", s.mark)
				it.Summary = "and its summary"
				judge := tableJudge{it.ID: s.said}
				got, why := c.take(judge, it, judge.Judge(it), meddlewatch.Placement{Story: 1, Joined: i > 0, Copy: s.copied})
				if got != s.want || why.change != s.change || why.was != s.was {
					t.Errorf("item %d, %+v: %s, %q over %q; want %s, %q over %q", i+1, s.said, got, why.change, why.was, s.want, s.change, s.was)
				}
			}
		})
	}
}

// tableJudge says of each item what a test has it say.
type tableJudge map[meddlewatch.ID]said

func (j tableJudge) Judge(it meddlewatch.Item) meddlewatch.Verdict {
	s := j[it.ID]
	if s.hidden && it.Summary == "" {
		s.claim, s.by = meddlewatch.ClaimReport, ""
	}
	return s.verdict()
}

// followUps tell of events[0] in other words.
var followUps = []string{
	"Harbour vote in Norvania: parliament hears lighthouse keepers on meddling",
	"Norvania lighthouse keepers' account of harbour vote meddling goes to parliament",
	"After harbour vote, Norvania weighs what lighthouse keepers say about meddling",
	"Lighthouse keepers in Norvania stand by their word on meddling in harbour vote",
	"Court in Norvania takes up harbour vote and lighthouse keepers' tale of meddling",
}

// inOneStory returns items that the story room puts into one story, without being
// copies of one another.
func inOneStory(n int) []meddlewatch.Item {
	items := []meddlewatch.Item{item(1, events[0], "")}
	for i, title := range followUps[:n-1] {
		items = append(items, item(i+2, title, ""))
	}
	return items
}

func tellings(j *Judged) []Announcement {
	return slices.DeleteFunc(slices.Clone(j.Announcements), func(a Announcement) bool { return a.Kind != meddlewatch.AlertStory })
}

// A climb after a restart tells what the alert before it showed, under the next
// revision.
func TestClimbAfterRestart(t *testing.T) {
	judge := tableJudge{1: {claim: meddlewatch.ClaimReport}, 2: {claim: meddlewatch.ClaimAttribution, by: "a ministry"}, 3: {claim: meddlewatch.ClaimAttribution, by: "a ministry"}}
	s := NewState(judge, story.NewWindow(story.Options{}))
	items := inOneStory(3)
	for i, want := range []meddlewatch.Outcome{"alert", "alert", "update"} {
		j := JudgeItems(s, items[i:i+1])
		if got := outcomes(j)[0]; got != want || j.Judgements[0].Placement.Story != items[0].ID {
			t.Fatalf("item %d of story %s: %s, want %s in story %s", i+1, j.Judgements[0].Placement.Story, got, want, items[0].ID)
		}
		for _, a := range tellings(j) {
			if want := []meddlewatch.Change{"", "climbed"}[i]; a.Revision != i+1 || a.Change != want || i == 1 && a.Was != meddlewatch.ClaimReport {
				t.Errorf("message %+v, want revision %d, change %q", a, i+1, want)
			}
		}
		again := NewState(judge, story.NewWindow(story.Options{}))
		j.Commit()
		for _, done := range items[:i+1] {
			placed := meddlewatch.Placement{Story: items[0].ID, Joined: done.ID != items[0].ID}
			again.Restore(meddlewatch.Judgement{Item: done, Verdict: judge.Judge(done), Placement: placed}, s.stories[items[0].ID])
		}
		s = again
	}
}

// What a flood notice lists was told, and a climb that it lists was, too.
func TestClimbInAFlood(t *testing.T) {
	judge := tableJudge{}
	var flood []meddlewatch.Item
	for i, title := range events[:6] {
		it := item(i+1, title, meddlewatch.MarkSurge)
		flood = append(flood, it)
		judge[it.ID] = said{claim: meddlewatch.ClaimReport}
	}
	follow := func(id int, s said, mark meddlewatch.Mark) meddlewatch.Item {
		judge[meddlewatch.ID(id)] = s
		it := item(id, followUps[id%len(followUps)], mark)
		it.Poll = int64(id)
		return it
	}
	s := NewState(judge, story.NewWindow(story.Options{}))
	steps := []struct {
		name   string
		items  []meddlewatch.Item
		want   meddlewatch.Outcome // of the last item
		change meddlewatch.Change
		rev    int
	}{
		{"the flood", flood, "flood-held", "", 0},
		{"a further report", []meddlewatch.Item{follow(20, said{claim: meddlewatch.ClaimReport}, "")}, "update", "", 0},
		{"an attribution", []meddlewatch.Item{follow(21, said{claim: meddlewatch.ClaimAttribution, by: "a ministry"}, "")}, "alert", "climbed", 1},
		{"a sanction in an archive", []meddlewatch.Item{follow(22, said{claim: meddlewatch.ClaimSanction, by: "a ministry"}, meddlewatch.MarkArchive)}, "flood-held", "", 0},
		{"the sanction again", []meddlewatch.Item{follow(23, said{claim: meddlewatch.ClaimSanction, by: "a ministry"}, "")}, "update", "", 0},
		{"a withdrawal", []meddlewatch.Item{follow(24, said{claim: meddlewatch.ClaimReport, retracts: true}, "")}, "alert", "withdrawn", 2},
	}
	for _, step := range steps {
		j := JudgeItems(s, step.items)
		j.Commit()
		last := j.Judgements[len(j.Judgements)-1]
		if len(step.items) == 1 && last.Placement.Story != flood[0].ID {
			t.Fatalf("%s is in story %s, want %s", step.name, last.Placement.Story, flood[0].ID)
		}
		if last.Outcome != step.want {
			t.Errorf("%s: %s, want %s", step.name, last.Outcome, step.want)
		}
		told := tellings(j)
		if (step.rev > 0) != (len(told) == 1) || step.rev > 0 && (told[0].Revision != step.rev || told[0].Change != step.change) {
			t.Errorf("%s: messages %+v, want revision %d, change %q", step.name, told, step.rev, step.change)
		}
	}
}
