package main

import (
	"bytes"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/desk"
)

func TestWhySaysWhichWordsAreLearned(t *testing.T) {
	var out bytes.Buffer
	a := &app{stdout: &out}
	a.printWhy(desk.WhyAnswer{Seen: true, Outcome: meddlewatch.OutcomeAlert, Reasons: []meddlewatch.Reason{
		{Rule: "act-operation", Text: "rented mouthpieces", Weight: 1, Origin: meddlewatch.OriginLearned},
		{Rule: "target-vote", Text: "election", Weight: 1},
	}})
	if got := out.String(); !strings.Contains(got, "rented mouthpieces (learned)\n") || !strings.Contains(got, "election\n") {
		t.Errorf("it prints\n%s", got)
	}
}
