package desk

import (
	"math"

	"meddlewatch"
	"meddlewatch/story"
)

// Summary is the last line of a backtest. Figures that need labels are nil
// without them.
type Summary struct {
	Items            int                         `json:"items"`
	ByOutcome        map[meddlewatch.Outcome]int `json:"by_outcome"`
	Relevant         int                         `json:"relevant"`
	Alerts           int                         `json:"alerts"`
	Stories          int                         `json:"stories"`
	Precision        *float64                    `json:"precision"`
	Recall           *float64                    `json:"recall"`
	F1               *float64                    `json:"f1"`
	StoryRecall      *float64                    `json:"story_recall"`
	FalseAlerts      *int                        `json:"false_alerts"`
	BorderlineAlerts *int                        `json:"borderline_alerts"`
	UnlabelledAlerts *int                        `json:"unlabelled_alerts"`
	BCubed           *BCubed                     `json:"bcubed"`
	// LabelsFrom says where the labels come from; "" there are none.
	LabelsFrom string `json:"labels_from,omitempty"`
	// TextGone is how many items of the span could not be judged, because their
	// text is no longer kept; nil where the items come from a file.
	TextGone *int `json:"text_gone,omitempty"`
}

// BCubed is how well items of one event were put together.
type BCubed struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// tally counts while items are judged.
type tally struct {
	labels    *Labels
	items     int
	relevant  int
	alerts    int
	byOutcome map[meddlewatch.Outcome]int
	stories   map[meddlewatch.ID]bool
	alerted   map[meddlewatch.ID]*alerted

	truePositive, falsePositive, falseNegative int

	truthFound map[string]bool   // story of the labels: found?
	truth      map[string]string // link of a labelled relevant item to its labelled story
	assigned   map[string]string // the same to our story
}

// alerted is a story that alerted, with the labels of its relevant items.
type alerted struct{ relevant, not, borderline bool }

func newTally(labels *Labels) *tally {
	return &tally{
		labels: labels, byOutcome: map[meddlewatch.Outcome]int{},
		stories: map[meddlewatch.ID]bool{}, alerted: map[meddlewatch.ID]*alerted{},
		truthFound: map[string]bool{}, truth: map[string]string{}, assigned: map[string]string{},
	}
}

func (t *tally) add(j meddlewatch.Judgement) {
	t.items++
	t.byOutcome[j.Outcome]++
	t.stories[j.Placement.Story] = true
	if j.Outcome == meddlewatch.OutcomeAlert {
		t.alerts++
		if t.alerted[j.Placement.Story] == nil { // a story that climbs alerts again
			t.alerted[j.Placement.Story] = &alerted{}
		}
	}
	if j.Verdict.Relevant {
		t.relevant++
	}
	if label, ok := t.labels.Of(j.Item); ok {
		t.compare(j, label)
	}
}

func (t *tally) compare(j meddlewatch.Judgement, label Label) {
	found := j.Verdict.Relevant
	if a := t.alerted[j.Placement.Story]; a != nil && found {
		a.relevant = a.relevant || label.Label == LabelRelevant
		a.not = a.not || label.Label == LabelNot
		a.borderline = a.borderline || label.Label == LabelBorderline
	}
	switch label.Label {
	case LabelRelevant:
		if found {
			t.truePositive++
		} else {
			t.falseNegative++
		}
		link := linkOf(addressOf(j.Item))
		name := label.Story
		if name == "" {
			name = link
		}
		t.truthFound[name] = t.truthFound[name] || found
		t.truth[link] = name
		t.assigned[link] = j.Placement.Story.String()
	case LabelNot:
		if found {
			t.falsePositive++
		}
	}
}

func (t *tally) summary() Summary {
	s := Summary{
		Items: t.items, ByOutcome: map[meddlewatch.Outcome]int{}, Relevant: t.relevant,
		Alerts: t.alerts, Stories: len(t.stories),
	}
	for _, o := range meddlewatch.Outcomes() {
		if n := t.byOutcome[o]; n > 0 {
			s.ByOutcome[o] = n
		}
	}
	if t.labels == nil {
		return s
	}
	precision := ratio(t.truePositive, t.truePositive+t.falsePositive)
	recall := ratio(t.truePositive, t.truePositive+t.falseNegative)
	s.Precision, s.Recall, s.F1 = figure(precision), figure(recall), figure(harmonic(precision, recall))
	found := 0
	for _, ok := range t.truthFound {
		if ok {
			found++
		}
	}
	s.StoryRecall = figure(ratio(found, len(t.truthFound)))
	var wrong, borderline, unlabelled int
	for _, a := range t.alerted {
		switch {
		case a.relevant:
		case a.not:
			wrong++
		case a.borderline:
			borderline++
		default:
			unlabelled++
		}
	}
	s.FalseAlerts, s.BorderlineAlerts, s.UnlabelledAlerts = &wrong, &borderline, &unlabelled
	p, r, f1 := story.BCubed(t.assigned, t.truth)
	s.BCubed = &BCubed{Precision: round(p), Recall: round(r), F1: round(f1)}
	return s
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

// round keeps four digits: more would promise what some hundred labels can not
// tell.
func round(f float64) float64 { return math.Round(f*1e4) / 1e4 }

func figure(f float64) *float64 {
	f = round(f)
	return &f
}
