package meddlewatch_test

import (
	"testing"

	"meddlewatch"
)

func TestWhy(t *testing.T) {
	reason := func(rule, text string, weight float64) meddlewatch.Reason {
		return meddlewatch.Reason{Rule: rule, Text: text, Weight: weight}
	}
	tests := []struct {
		name    string
		reasons []meddlewatch.Reason
		want    string
	}{
		{"nothing", nil, ""},
		{"in reading order, the heaviest of each part", []meddlewatch.Reason{
			reason("target-vote", "voters", 2), reason("act-deceive", "pose as", 1), reason("title-act", "bots", 3),
			reason("actor-agent-usual", "Chinese", 2.5), reason("name-strong", "Example Flood", 7),
		}, "name “Example Flood” + actor “Chinese” + act “bots” + target “voters”"},
		{"what speaks against is no reason for it", []meddlewatch.Reason{
			reason("act-meddle", "meddle", 1), reason("guard-war", "missile", -2),
		}, "act “meddle”"},
		{"another rule alone", []meddlewatch.Reason{reason("body-official", "FBI", 1)}, "body official “FBI”"},
		{"rules without words say nothing", []meddlewatch.Reason{reason("actor-near", "", 1)}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := (meddlewatch.Verdict{Reasons: test.reasons}).Why(); got != test.want {
				t.Errorf("Why() = %q, want %q", got, test.want)
			}
		})
	}
}

func TestIDs(t *testing.T) {
	id := meddlewatch.ID(meddlewatch.HashOf("link", "a.example/1"))
	text := id.String()
	if len(text) != 13 {
		t.Errorf("%q has %d characters, want 13", text, len(text))
	}
	if back, err := meddlewatch.ParseID(text); err != nil || back != id {
		t.Errorf("ParseID(%q) = %v, %v; want %v", text, back, err, id)
	}
	for _, bad := range []string{"", "short", "UPPERCASEUPPE", text + "a"} {
		if _, err := meddlewatch.ParseID(bad); err == nil {
			t.Errorf("ParseID(%q) succeeded", bad)
		}
	}
	if meddlewatch.HashOf("ab", "c") == meddlewatch.HashOf("a", "bc") {
		t.Error("HashOf does not tell (ab, c) from (a, bc)")
	}
}
