package desk

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

// judgedAs is what a side makes of an item of a test: "alert 0.8 1" is the outcome,
// the score and the story. Scores from 0.5 are relevant.
func judgedAs(t *testing.T, id int, text string) meddlewatch.Judgement {
	t.Helper()
	var outcome string
	var score float64
	var story int
	if _, err := fmt.Sscan(text, &outcome, &score, &story); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return meddlewatch.Judgement{
		Item: meddlewatch.Item{
			ID: meddlewatch.ID(id), Title: fmt.Sprint("Title ", id), Link: fmt.Sprint("https://news.example/", id),
			Summary: "Words.", Arrived: time.Date(2026, 3, 1, 0, 0, id, 0, time.UTC),
		},
		Verdict:   meddlewatch.Verdict{Score: score, Relevant: score >= 0.5},
		Placement: meddlewatch.Placement{Story: meddlewatch.ID(story)},
		Outcome:   meddlewatch.Outcome(outcome),
	}
}

func TestAlertsAreComparedByStories(t *testing.T) {
	for _, tt := range []struct {
		name  string
		items [][2]string // before and after, by item from 1
		want  string      // kind, item, and a part of the cause
	}{
		{"the same", [][2]string{{"alert 0.8 1", "alert 0.8 1"}, {"update 0.7 1", "update 0.7 1"}}, ""},
		{
			"a new one, an old one",
			[][2]string{{"below-threshold 0.3 1", "alert 0.8 1"}, {"alert 0.6 2", "domestic 0.2 2"}},
			"added 1 score 0.30 → 0.80; removed 2 score 0.60 → 0.20",
		},
		{
			"it moves to another item of its story",
			[][2]string{{"alert 0.6 1", "below-threshold 0.4 1"}, {"update 0.7 1", "alert 0.7 1"}},
			"",
		},
		{
			"it moves to an item that was not relevant",
			[][2]string{{"alert 0.6 1", "below-threshold 0.4 1"}, {"below-threshold 0.4 1", "alert 0.7 1"}},
			"",
		},
		{
			"it moves, and the story has another first item",
			[][2]string{{"alert 0.6 1", "below-threshold 0.01 1"}, {"update 0.7 1", "alert 0.7 2"}},
			"",
		},
		{
			"a story falls into two",
			[][2]string{{"alert 0.8 1", "alert 0.8 1"}, {"update 0.7 1", "alert 0.7 2"}},
			"added 2 before it is no alert but “update” of the story “Title 1”",
		},
		{
			"two stories become one",
			[][2]string{{"alert 0.8 1", "alert 0.8 1"}, {"alert 0.7 2", "update 0.7 1"}},
			"removed 2 now it is no alert but “update” of the story “Title 1”",
		},
		{
			"the part that keeps its alert is the same, though the other is greater",
			[][2]string{{"alert 0.8 1", "alert 0.8 1"}, {"update 0.7 1", "alert 0.7 2"}, {"update 0.7 1", "update 0.7 2"}},
			"added 2 before",
		},
		{
			"a story alerts a second time",
			[][2]string{{"alert 0.8 1", "alert 0.8 1"}, {"update 0.7 1", "alert 0.7 1"}},
			"added 2 before it is no alert but “update”",
		},
		{
			"the second alert moves",
			[][2]string{{"alert 0.8 1", "alert 0.8 1"}, {"alert 0.7 1", "update 0.7 1"}, {"update 0.7 1", "alert 0.7 1"}},
			"",
		},
		{
			"the same article again",
			[][2]string{{"alert 0.8 1", "alert 0.8 1"}, {"duplicate 0.8 1", "duplicate 0.8 1"}},
			"",
		},
		{
			"nothing near an alert",
			[][2]string{{"below-threshold 0.01 1", "below-threshold 0.02 1"}},
			"",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := comparison{floor: 0.1, members: map[meddlewatch.ID]*member{}}
			for i, it := range tt.items {
				c.add(judgedAs(t, i+1, it[0]), judgedAs(t, i+1, it[1]))
			}
			var got []string
			for _, ch := range c.changes() {
				got = append(got, fmt.Sprintf("%s %s %s", ch.Kind, strings.TrimPrefix(ch.Title, "Title "), strings.Join(ch.Because, ", ")))
			}
			var want []string
			if tt.want != "" {
				want = strings.Split(tt.want, "; ")
			}
			if !slices.EqualFunc(got, want, strings.HasPrefix) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// TestReviewAddsUp: whatever the two sides do, the alerts after are those before,
// less the removed, plus the added.
func TestReviewAddsUp(t *testing.T) {
	for seed := range uint64(300) {
		chance := rand.New(rand.NewPCG(seed, 1))
		c := comparison{floor: 0.1, members: map[meddlewatch.ID]*member{}}
		var alerts [sides]int
		side := func(i, s int) meddlewatch.Judgement {
			outcome := []string{"alert 0.8", "update 0.7", "below-threshold 0.2", "domestic 0.01"}[chance.IntN(4)]
			j := judgedAs(t, i, fmt.Sprint(outcome, " ", 1+chance.IntN(6)))
			if j.Outcome == meddlewatch.OutcomeAlert {
				alerts[s]++
			}
			return j
		}
		for i := range 30 {
			c.add(side(i+1, sideBefore), side(i+1, sideAfter))
		}
		r := Review{Changes: c.changes()}
		if got := alerts[sideBefore] - r.Count(Removed) + r.Count(Added); got != alerts[sideAfter] {
			t.Fatalf("seed %d: %d alerts, less %d, plus %d, is not %d", seed, alerts[sideBefore], r.Count(Removed), r.Count(Added), alerts[sideAfter])
		}
		for _, ch := range r.Changes {
			if len(ch.Because) == 0 {
				t.Fatalf("seed %d: a change without a cause", seed)
			}
		}
	}
}

func TestWhatChangedADecision(t *testing.T) {
	reason := func(rule, text string, weight float64, origin meddlewatch.Origin) meddlewatch.Reason {
		return meddlewatch.Reason{Rule: rule, Text: text, Weight: weight, Origin: origin}
	}
	for _, tt := range []struct {
		name          string
		before, after meddlewatch.Verdict
		thresholds    [sides]float64
		want          []string
	}{
		{
			"a name appears, a guard vanishes, an act weighs more",
			meddlewatch.Verdict{Score: 0.2, Reasons: []meddlewatch.Reason{reason("act-deceive", "fake accounts", 1, ""), reason("guard-domestic", "", -2, "")}},
			meddlewatch.Verdict{Score: 0.9, Relevant: true, Reasons: []meddlewatch.Reason{reason("act-deceive", "fake accounts", 1.5, ""), reason("name-strong", "Paper Crow", 7, "edited")}},
			[sides]float64{0.5, 0.5},
			[]string{
				"score 0.20 → 0.90", "name-strong “Paper Crow” (edited) appears, +7.00",
				"guard-domestic vanishes, it gave -2.00", "act-deceive “fake accounts” weighs +1.50 instead of +1.00",
			},
		},
		{
			"the threshold",
			meddlewatch.Verdict{Score: 0.55, Relevant: true},
			meddlewatch.Verdict{Score: 0.55},
			[sides]float64{0.5, 0.6},
			[]string{"the score stays 0.55, the threshold moves: 0.5 → 0.6"},
		},
		{
			"score and threshold",
			meddlewatch.Verdict{Score: 0.55, Relevant: true},
			meddlewatch.Verdict{Score: 0.58},
			[sides]float64{0.5, 0.6},
			[]string{"score 0.55 → 0.58, threshold 0.5 → 0.6"},
		},
		{
			"a threshold that decides nothing",
			meddlewatch.Verdict{Score: 0.9, Relevant: true},
			meddlewatch.Verdict{Score: 0.1},
			[sides]float64{0.5, 0.6},
			[]string{"score 0.90 → 0.10"},
		},
		{
			"the bias comes with the first reason, and is no cause",
			meddlewatch.Verdict{},
			meddlewatch.Verdict{Score: 0.9, Relevant: true, Reasons: []meddlewatch.Reason{reason("bias", "", -5.8, ""), reason("name-strong", "Paper Crow", 8, "edited")}},
			[sides]float64{0.5, 0.5},
			[]string{"score 0.00 → 0.90", "name-strong “Paper Crow” (edited) appears, +8.00"},
		},
		{
			"the bias goes with the last reason",
			meddlewatch.Verdict{Score: 0.9, Relevant: true, Reasons: []meddlewatch.Reason{reason("bias", "", -5.8, ""), reason("name-strong", "Paper Crow", 8, "edited")}},
			meddlewatch.Verdict{},
			[sides]float64{0.5, 0.5},
			[]string{"score 0.90 → 0.00", "name-strong “Paper Crow” (edited) vanishes, it gave +8.00"},
		},
		{
			"another bias",
			meddlewatch.Verdict{Score: 0.6, Relevant: true, Reasons: []meddlewatch.Reason{reason("bias", "", -5, "")}},
			meddlewatch.Verdict{Score: 0.4, Reasons: []meddlewatch.Reason{reason("bias", "", -6, "")}},
			[sides]float64{0.5, 0.5},
			[]string{"score 0.60 → 0.40", "bias weighs -6.00 instead of -5.00"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := comparison{thresholds: tt.thresholds}
			m := &member{both: &[sides]meddlewatch.Judgement{{Verdict: tt.before}, {Verdict: tt.after}}}
			if got := c.because(m); !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// TestLabelOfAChange: as in the summary, one right item makes a story right.
func TestLabelOfAChange(t *testing.T) {
	labels, err := ReadLabels(strings.NewReader(`{"url":"https://news.example/1","label":"not"}
{"url":"https://news.example/2","label":"relevant"}
{"url":"https://news.example/3","label":"borderline"}
{"url":"https://news.example/4","label":"relevant"}`), "l")
	if err != nil {
		t.Fatal(err)
	}
	c := comparison{floor: 0.1, labels: labels, members: map[meddlewatch.ID]*member{}}
	for i, it := range [][2]string{
		{"below-threshold 0.2 1", "alert 0.8 1"},
		{"below-threshold 0.2 1", "update 0.8 1"},
		{"below-threshold 0.2 2", "alert 0.8 2"},
		{"below-threshold 0.2 2", "below-threshold 0.3 2"},
		{"below-threshold 0.2 3", "alert 0.8 3"},
	} {
		c.add(judgedAs(t, i+1, it[0]), judgedAs(t, i+1, it[1]))
	}
	var got []string
	for _, ch := range c.changes() {
		got = append(got, ch.Label)
	}
	if want := []string{LabelRelevant, LabelBorderline, ""}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
