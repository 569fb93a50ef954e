package worker

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"meddlewatch"
	"meddlewatch/story"
)

// Whatever items say, in whatever batches they come, and wherever the program is
// started anew: a story alerts at most once a rung and once for a withdrawal, every
// item has an outcome, every alert a message of its own, and batches change nothing.
func TestClimbsAreFew(t *testing.T) {
	marks := []meddlewatch.Mark{"", "", "", meddlewatch.MarkFirstPoll}
	claims := append(meddlewatch.Claims(), meddlewatch.ClaimNone)
	rapid.Check(t, func(t *rapid.T) {
		judge := tableJudge{}
		var items []meddlewatch.Item
		for i := range rapid.IntRange(1, 40).Draw(t, "items") {
			title := rapid.SampledFrom(slices.Concat(events[1:3], titlesOf(inOneStory(4)), sides)).Draw(t, "title")
			it := item(i+1, title, rapid.SampledFrom(marks).Draw(t, "mark"))
			items = append(items, it)
			judge[it.ID] = said{
				claim: rapid.SampledFrom(claims).Draw(t, "claim"), by: rapid.SampledFrom([]string{"", "a ministry"}).Draw(t, "by"),
				retracts: rapid.IntRange(0, 9).Draw(t, "retracts") == 0, trivial: rapid.IntRange(0, 4).Draw(t, "trivial") == 0,
			}
		}
		whole := JudgeItems(NewState(judge, story.NewWindow(story.Options{})), items)
		s := NewState(judge, story.NewWindow(story.Options{}))
		var judged []meddlewatch.Judgement
		var parts []meddlewatch.Outcome
		told := map[meddlewatch.ID]int{}
		inParts, atOnce := map[meddlewatch.ID]meddlewatch.ID{}, map[meddlewatch.ID]meddlewatch.ID{}
		placedIn(atOnce, whole)
		most := map[meddlewatch.ID]map[string]int{}
		for rest := items; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "batch")
			j := JudgeItems(s, rest[:n])
			j.Commit()
			placedIn(inParts, j)
			judged = append(judged, j.Judgements...)
			if rapid.Bool().Draw(t, "restart") {
				s = restarted(s, judged)
			}
			rest = rest[n:]
			parts = append(parts, outcomes(j)...)
			for _, a := range j.Announcements {
				if told[a.Story]++; a.Revision != told[a.Story] {
					t.Fatalf("message %d of story %s has revision %d", told[a.Story], a.Story, a.Revision)
				}
				kind := string(a.Change)
				if a.Change == meddlewatch.ChangeClimbed {
					kind = string(rune('0' + rung(judge[a.Items[0]].claim)))
				}
				if most[a.Story] == nil {
					most[a.Story] = map[string]int{}
				}
				if most[a.Story][kind]++; most[a.Story][kind] > 1 {
					t.Fatalf("story %s has told %q twice", a.Story, kind)
				}
			}
		}
		if !slices.Equal(parts, outcomes(whole)) {
			t.Fatalf("in batches %q, at once %q", parts, outcomes(whole))
		}
		if !maps.Equal(inParts, atOnce) {
			t.Fatalf("in batches the stories are %v, at once %v", inParts, atOnce)
		}
		whole.Commit()
		if !maps.Equal(s.stories, whole.state.stories) || !maps.Equal(s.said, whole.state.said) {
			t.Fatalf("in batches the stories are %+v, at once %+v", s.stories, whole.state.stories)
		}
		alerts := 0
		for _, o := range parts {
			if !slices.Contains(meddlewatch.Outcomes(), o) || o == meddlewatch.OutcomePending {
				t.Fatalf("outcome %q", o)
			}
			if o == meddlewatch.OutcomeAlert {
				alerts++
			}
		}
		if len(parts) != len(items) || alerts != len(whole.Announcements) {
			t.Fatalf("%d outcomes of %d items, %d alerts in %d messages", len(parts), len(items), alerts, len(whole.Announcements))
		}
	})
}

// restarted is a state as a new start finds it: the items that are in the window, in the
// stories in which they are now.
func restarted(s *State, judged []meddlewatch.Judgement) *State {
	now := map[meddlewatch.ID]*meddlewatch.Judgement{}
	for i := range judged {
		j := judged[i]
		now[j.Item.ID] = &j
		for _, m := range j.Placement.Moves {
			m.Apply(&now[m.Item].Placement)
		}
	}
	again := NewState(s.Judge, story.NewWindow(story.Options{}))
	again.newest, again.swept = s.newest, s.swept
	for _, j := range judged {
		if j.Verdict.Relevant || j.Verdict.Score >= s.Window.Floor() {
			again.Restore(*now[j.Item.ID], s.stories[now[j.Item.ID].Placement.Story])
		}
	}
	return again
}

func titlesOf(items []meddlewatch.Item) []string {
	var titles []string
	for _, it := range items {
		titles = append(titles, it.Title)
	}
	return titles
}
