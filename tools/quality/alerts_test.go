package main

import "testing"

func TestAlertsOf(t *testing.T) {
	alert := func(s sample) sample {
		s.Outcome = outcomeAlert
		return s
	}
	unlabelled := func(url, story string) sample {
		return alert(sample{line: line{URL: url, Story: story, Relevant: true}})
	}
	for _, test := range []struct {
		name    string
		samples []sample
		want    alerted
	}{
		{"nothing", nil, alerted{}},
		{"right", []sample{alert(labelledAs(labelRelevant, "a", "", "1", true))}, alerted{alerts: 1, relevant: 1}},
		{"wrong", []sample{alert(labelledAs(labelNot, "a", "", "1", true))}, alerted{alerts: 1, wrong: 1}},
		{
			"one right item makes a story right", []sample{
				alert(labelledAs(labelNot, "a", "", "1", true)), labelledAs(labelRelevant, "b", "", "1", true),
			}, alerted{alerts: 1, relevant: 1},
		},
		{
			"a later item that was not found does not", []sample{
				alert(labelledAs(labelNot, "a", "", "1", true)), labelledAs(labelRelevant, "b", "", "1", false),
			}, alerted{alerts: 1, wrong: 1},
		},
		{
			"wrong before borderline", []sample{
				alert(labelledAs(labelBorderline, "a", "", "1", true)), labelledAs(labelNot, "b", "", "1", true),
			}, alerted{alerts: 1, wrong: 1},
		},
		{
			"two alerts of a story are one story", []sample{
				alert(labelledAs(labelRelevant, "a", "", "1", true)), unlabelled("b", "1"),
			}, alerted{alerts: 2, relevant: 1},
		},
		{"judged relevant", []sample{unlabelled("own-relevant", "1")}, alerted{alerts: 1, noLabel: 1, judgedRelevant: 1}},
		{"judged not", []sample{unlabelled("own-not", "1")}, alerted{alerts: 1, noLabel: 1, judgedNot: 1}},
		{"judged borderline", []sample{unlabelled("own-between", "1")}, alerted{alerts: 1, noLabel: 1, judgedBetween: 1}},
		{
			"a story counts by the item that alerted first",
			[]sample{unlabelled("own-not", "1"), unlabelled("own-relevant", "1")},
			alerted{alerts: 2, noLabel: 1, judgedNot: 1},
		},
		{"a label holds before a judgement", []sample{alert(labelledAs(labelNot, "own-relevant", "", "1", true))}, alerted{alerts: 1, wrong: 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			own := judgements{"own-relevant": labelRelevant, "own-not": labelNot, "own-between": labelBorderline}
			got := alertsOf(test.samples, own)
			var twice alerted
			twice.add(got)
			twice.add(got)
			if n := len(twice.unjudged); n != 0 {
				t.Errorf("%d alerts are said to have no judgement", n)
			}
			got.unjudged, twice.unjudged = nil, nil
			if !sameAlerts(got, test.want) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			test.want.add(test.want)
			if !sameAlerts(twice, test.want) {
				t.Errorf("twice that: got %+v, want %+v", twice, test.want)
			}
		})
	}
	if got := alertsOf([]sample{unlabelled("new", "1")}, nil); len(got.unjudged) != 1 || got.unjudged[0].URL != "new" {
		t.Errorf("an alert without label and judgement: got %+v", got)
	}
}

func sameAlerts(a, b alerted) bool {
	return a.alerts == b.alerts && a.relevant == b.relevant && a.wrong == b.wrong && a.borderline == b.borderline && a.noLabel == b.noLabel &&
		a.judgedRelevant == b.judgedRelevant && a.judgedNot == b.judgedNot && a.judgedBetween == b.judgedBetween
}
