package desk

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/feeds"
)

// wordJudge finds relevant what says "meddling", and breaks over "broken".
type wordJudge struct{ versions meddlewatch.Versions }

func (j wordJudge) Judge(it meddlewatch.Item) meddlewatch.Verdict {
	switch {
	case strings.Contains(it.Title, "broken"):
		panic("a fault in the judge")
	case strings.Contains(it.Title, "meddling"):
		at := strings.Index(it.Title, "meddling")
		return meddlewatch.Verdict{Score: 0.9, Relevant: true, Claim: meddlewatch.ClaimReport, Versions: j.versions, Reasons: []meddlewatch.Reason{
			{Rule: "title-act", Text: "meddling", Field: meddlewatch.FieldTitle, Start: at, End: at + len("meddling"), Weight: 0.9},
		}}
	}
	// Not nil, as a judge may well return.
	return meddlewatch.Verdict{Guard: meddlewatch.OutcomeBelowThreshold, Versions: j.versions, Reasons: []meddlewatch.Reason{}}
}

// Invented events that share no words but the one the judge looks for.
const (
	harbour  = "Lighthouse keepers of Norvania expose meddling in harbour vote"
	harbour2 = "Harbour vote in Norvania: parliament hears lighthouse keepers on meddling"
	glacier  = "Glacier institute documents meddling against Zembla chancellor"
	orchard  = "Orchard ministry punishes meddling by Ruritanian broadcasters"
	violin   = "Violin academy's leaked ledgers show meddling in Graustark council"
	weather  = "Weather for the weekend"
)

func read(t *testing.T, lines string) func(func(meddlewatch.Item) error) error {
	t.Helper()
	return func(each func(meddlewatch.Item) error) error {
		return feeds.ReadItems(strings.NewReader(lines), "items.jsonl", func(_ int, it meddlewatch.Item) error { return each(it) })
	}
}

func line(url, title, published string) string {
	return fmt.Sprintf("{\"url\":%q,\"title\":%q,\"published\":%q}\n", url, title, published)
}

func run(t *testing.T, b Backtest) ([]meddlewatch.Judgement, Summary) {
	t.Helper()
	if b.Judge == nil {
		b.Judge = wordJudge{}
	}
	var js []meddlewatch.Judgement
	summary, err := b.Run(func(j meddlewatch.Judgement) error {
		js = append(js, j)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return js, summary
}

func TestBacktestDuplicates(t *testing.T) {
	tests := []struct {
		name  string
		lines string
		want  []meddlewatch.Outcome
	}{
		{
			"the same address, however written",
			line("https://a.example/1", harbour, "2026-03-01") + line("http://www.a.example/1?utm_source=rss", harbour, "2026-03-02"),
			[]meddlewatch.Outcome{"alert", "duplicate"},
		},
		{
			"an address that is no web address",
			line("tag:a.example,2026:1", harbour, "2026-03-01") + line("tag:a.example,2026:1", harbour, "2026-03-02"),
			[]meddlewatch.Outcome{"alert", "duplicate"},
		},
		{
			"a home page names nothing",
			line("https://a.example/", harbour, "2026-03-01") + line("https://a.example/", glacier, "2026-03-01"),
			[]meddlewatch.Outcome{"alert", "alert"},
		},
		{
			"not relevant, and again",
			line("https://a.example/1", weather, "2026-03-01") + line("https://a.example/1", weather, "2026-03-01"),
			[]meddlewatch.Outcome{"below-threshold", "duplicate"},
		},
		{
			"a fault of the judge stays with its item",
			line("https://a.example/1", "broken", "2026-03-01") + line("https://a.example/1", "broken", "2026-03-01") + line("https://a.example/2", harbour, "2026-03-01"),
			[]meddlewatch.Outcome{"below-threshold", "duplicate", "alert"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			js, summary := run(t, Backtest{Items: read(t, test.lines)})
			var got []meddlewatch.Outcome
			for _, j := range js {
				got = append(got, j.Outcome)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("outcomes %q, want %q", got, test.want)
			}
			if summary.Items != len(test.want) {
				t.Errorf("%d items in the summary, want %d", summary.Items, len(test.want))
			}
		})
	}
}

// Duplicates far apart, in another batch, are duplicates too.
func TestBacktestDuplicateOfAnEarlierBatch(t *testing.T) {
	var lines strings.Builder
	lines.WriteString(line("https://a.example/first", harbour, "2026-03-01"))
	for n := range 2 * batchSize {
		lines.WriteString(line(fmt.Sprintf("https://a.example/%d", n), weather, "2026-03-01"))
	}
	lines.WriteString(line("https://a.example/first", harbour, "2026-03-01"))
	js, summary := run(t, Backtest{Items: read(t, lines.String())})
	first, last := js[0], js[len(js)-1]
	if last.Outcome != meddlewatch.OutcomeDuplicate || last.Placement.Story != first.Placement.Story {
		t.Errorf("the last item is %s of story %s, want a duplicate in story %s", last.Outcome, last.Placement.Story, first.Placement.Story)
	}
	if summary.Items != 2*batchSize+2 || summary.Alerts != 1 || summary.ByOutcome["duplicate"] != 1 {
		t.Errorf("summary %+v", summary)
	}
}

func TestBacktestSortPublished(t *testing.T) {
	lines := line("https://a.example/late", harbour, "2026-03-05") +
		`{"url":"https://a.example/undated-b","title":"Undated"}` + "\n" +
		line("https://b.example/tie", weather, "2026-03-02") +
		line("https://a.example/tie", harbour, "2026-03-02") +
		`{"url":"https://a.example/undated-a","title":"Undated"}` + "\n"
	js, _ := run(t, Backtest{Items: read(t, lines), SortPublished: true})
	var got []string
	for _, j := range js {
		got = append(got, strings.TrimPrefix(j.Item.Link, "https://"))
	}
	want := []string{"a.example/tie", "b.example/tie", "a.example/late", "a.example/undated-a", "a.example/undated-b"}
	if !slices.Equal(got, want) {
		t.Errorf("judged in the order %q, want %q", got, want)
	}
}

// Twelve items with figures reckoned by hand.
const tallyLines = `{"url":"https://a.example/1","label":"relevant","story":"harbour"}
{"url":"https://b.example/1","label":"relevant","story":"harbour"}

{"url":"https://c.example/1","label":"relevant","story":"harbour"}
{"url":"https://a.example/2","label":"relevant","story":"glacier"}
{"url":"https://a.example/3","label":"not_relevant"}
{"url":"https://a.example/4","label":"borderline"}
{"url":"https://a.example/5","label":"relevant","story":"missed"}
{"url":"https://a.example/6","label":"not"}
{"url":"https://a.example/7","label":"borderline"}
{"url":"https://b.example/7","label":"relevant","story":"missed"}
`

func tallyItems() string {
	day := "2026-03-01"
	return line("https://a.example/1", harbour, day) + // found, alert
		line("https://b.example/1", harbour2, day) + // found, same story
		line("https://c.example/1", "Nothing the judge knows", day) + // missed, alone
		line("https://a.example/2", glacier, day) + // found, alert
		line("https://a.example/3", orchard, day) + // labelled not: false alert
		line("https://a.example/4", violin, day) + // borderline alert
		line("https://a.example/5", weather, day) + // missed
		line("https://b.example/7", weather+" again", day) + // missed, of the same story as the last
		line("https://a.example/6", "More weather", day) + // rightly not
		line("https://a.example/7", "Borderline and not found", day) +
		line("https://a.example/8", "Submarine cable firm denies meddling around Latveria primaries", day) + // unlabelled alert
		line("https://a.example/9", "Unlabelled and not found", day)
}

func labels(t *testing.T, lines string) *Labels {
	t.Helper()
	l, err := ReadLabels(strings.NewReader(lines), "labels.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTally(t *testing.T) {
	_, s := run(t, Backtest{Items: read(t, tallyItems()), Labels: labels(t, tallyLines)})
	if s.Items != 12 || s.Relevant != 6 || s.Alerts != 5 {
		t.Errorf("%d items, %d relevant, %d alerts; want 12, 6, 5", s.Items, s.Relevant, s.Alerts)
	}
	if *s.FalseAlerts != 1 || *s.BorderlineAlerts != 1 || *s.UnlabelledAlerts != 1 {
		t.Errorf("%d false, %d borderline, %d unlabelled alerts; want 1 each", *s.FalseAlerts, *s.BorderlineAlerts, *s.UnlabelledAlerts)
	}
	// Found: 1, 1b, 2 of six relevant; 3 wrongly.
	check := func(name string, got *float64, want float64) {
		t.Helper()
		if math.Abs(*got-want) > 5e-5 {
			t.Errorf("%s %.4f, want %.4f", name, *got, want)
		}
	}
	check("precision", s.Precision, 3.0/4)
	check("recall", s.Recall, 3.0/6)
	check("F1", s.F1, 0.6)
	check("story recall", s.StoryRecall, 2.0/3)
	// Counted are the stories of two or more: harbour (3) and missed (2). Assigned
	// are {1, 1b}, {1c}, {5}, {7b}. Precision is 1 for all; recall 2/3 for 1 and 1b,
	// 1/3 for 1c, 1/2 for 5 and 7b.
	check("B-cubed precision", &s.BCubed.Precision, 1)
	recall := (2.0/3 + 2.0/3 + 1.0/3 + 1.0/2 + 1.0/2) / 5
	check("B-cubed recall", &s.BCubed.Recall, recall)
	check("B-cubed F1", &s.BCubed.F1, 2*recall/(1+recall))
}

// climbJudge has an item that says "charged" charge somebody.
type climbJudge struct{ wordJudge }

func (j climbJudge) Judge(it meddlewatch.Item) meddlewatch.Verdict {
	v := j.wordJudge.Judge(it)
	if strings.Contains(it.Title, "charged") {
		v.Claim, v.AttributedBy = meddlewatch.ClaimIndictment, "prosecutors"
	}
	return v
}

// A story that alerts again is one more alert, and no other story: what its items
// are labelled counts as before, whether the first alert or the second is labelled.
func TestTallyOfAStoryThatClimbs(t *testing.T) {
	const charged = "Norvania: two charged with meddling in harbour vote that lighthouse keepers exposed"
	items := line("https://a.example/1", harbour, "2026-03-01") + line("https://b.example/1", charged, "2026-03-02")
	tests := []struct {
		name, labels                string
		wrong, borderline, unlabled int
	}{
		{"the first is right", `{"url":"https://a.example/1","label":"relevant"}`, 0, 0, 0},
		{"the first is wrong", `{"url":"https://a.example/1","label":"not"}`, 1, 0, 0},
		{"the second is wrong", `{"url":"https://b.example/1","label":"not"}`, 1, 0, 0},
		{"both are wrong", `{"url":"https://a.example/1","label":"not"}` + "\n" + `{"url":"https://b.example/1","label":"not"}`, 1, 0, 0},
		{"one is right", `{"url":"https://a.example/1","label":"relevant"}` + "\n" + `{"url":"https://b.example/1","label":"not"}`, 0, 0, 0},
		{"the first is borderline", `{"url":"https://a.example/1","label":"borderline"}`, 0, 1, 0},
		{"no label", `{"url":"https://c.example/1","label":"not"}`, 0, 0, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			js, s := run(t, Backtest{Items: read(t, items), Judge: climbJudge{}, Labels: labels(t, test.labels)})
			if s.Alerts != 2 || s.ByOutcome[meddlewatch.OutcomeAlert] != 2 || s.Stories != 1 || js[1].Outcome != meddlewatch.OutcomeAlert {
				t.Fatalf("%d alerts in %d stories, %v; want 2 in 1", s.Alerts, s.Stories, s.ByOutcome)
			}
			if *s.FalseAlerts != test.wrong || *s.BorderlineAlerts != test.borderline || *s.UnlabelledAlerts != test.unlabled {
				t.Errorf("%d false, %d borderline, %d unlabelled; want %d, %d, %d", *s.FalseAlerts, *s.BorderlineAlerts, *s.UnlabelledAlerts,
					test.wrong, test.borderline, test.unlabled)
			}
		})
	}
}

func TestTallyWithRelevanceFromLabels(t *testing.T) {
	_, s := run(t, Backtest{Items: read(t, tallyItems()), Labels: labels(t, tallyLines), GroupLabelled: true})
	if *s.Precision != 1 || *s.Recall != 1 || *s.StoryRecall != 1 || *s.FalseAlerts != 0 {
		t.Errorf("precision %v, recall %v, story recall %v, %d false alerts; want all right, they come from the labels", *s.Precision, *s.Recall, *s.StoryRecall, *s.FalseAlerts)
	}
}

func TestTallyWithoutLabels(t *testing.T) {
	_, s := run(t, Backtest{Items: read(t, tallyItems())})
	if s.Precision != nil || s.BCubed != nil || s.UnlabelledAlerts != nil {
		t.Errorf("figures without labels: %+v", s)
	}
	_, s = run(t, Backtest{Items: read(t, ""), Labels: labels(t, "")})
	if *s.Precision != 0 || *s.F1 != 0 || math.IsNaN(s.BCubed.F1) {
		t.Errorf("nothing at all gives %+v, want zeros", s)
	}
}

func TestReadLabels(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an unknown label", "\n{\"url\":\"https://a.example/1\",\"label\":\"maybe\"}", `l.jsonl:2: label "maybe" is unknown; use relevant, not or borderline`},
		{"no label", `{"url":"https://a.example/1"}`, `l.jsonl:1: label "" is unknown`},
		{"no url", `{"label":"not"}`, "l.jsonl:1: no url"},
		{"no JSON", "{\"url\":", "l.jsonl:1: not a JSON object"},
		{"a list", "[]", "l.jsonl:1: not a JSON object"},
		{"a line without end", strings.Repeat("x", maxLine+1), "l.jsonl: "},
		{"blank lines, a byte order mark, carriage returns", "\ufeff{\"url\":\"https://a.example/1\",\"label\":\"not\"}\r\n  \r\n\t\n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadLabels(strings.NewReader(test.text), "l.jsonl")
			switch {
			case test.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want)):
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}

func TestLabelIsFoundHoweverTheAddressIsWritten(t *testing.T) {
	l := labels(t, `{"url":"http://www.a.example/1?utm_source=x","label":"relevant"}`)
	if _, ok := l.Of(meddlewatch.Item{Link: "https://a.example/1"}); !ok {
		t.Error("the label of http://www.a.example/1?utm_source=x is not that of https://a.example/1")
	}
	if _, ok := l.Of(meddlewatch.Item{Link: "https://a.example/2"}); ok {
		t.Error("another address has the same label")
	}
	if _, ok := (*Labels)(nil).Of(meddlewatch.Item{Link: "https://a.example/1"}); ok {
		t.Error("no labels know a label")
	}
}
