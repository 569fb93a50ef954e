package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The digits were made with sha256sum.
func TestLocked(t *testing.T) {
	for _, test := range []struct {
		label
		want bool
	}{
		{label{Story: "alpha"}, false},             // 8
		{label{Story: "beta"}, false},              // f
		{label{Story: "gamma"}, false},             // b
		{label{Story: "delta"}, true},              // 4
		{label{URL: "https://a.example/1"}, false}, // d
		{label{URL: "https://a.example/2"}, false}, // e
		{label{URL: "https://a.example/3"}, true},  // 1
		{label{URL: "https://a.example/1", Story: "gamma"}, false},
	} {
		if got := test.locked(); got != test.want {
			t.Errorf("%+v: got %v", test.label, got)
		}
	}
}

func TestScoreLockbox(t *testing.T) {
	o := fake(t, inventedLines, inventedSummary)
	o.lockbox = true
	var out strings.Builder
	if err := o.run(invented(t), &out, time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	// Only c is locked; of the others nothing is missed.
	for _, want := range []string{
		"2026-03-04, version v0.1-test",
		"| calm | open | 2 | 0.667 (0.00 to 1.00) | 1.000 (1.00 to 1.00) | 0.800 ",
		"| calm | lock-box | 1 | – | 0.000 (0.00 to 0.00) | 0.000 (0.00 to 0.00) | 0.000 (0.00 to 0.00) | – |",
		"| calm | gap |  | – | 1.000 (1.00 to 1.00) | 0.800 ",
		"| all together | open | 2 |",
		"goal not reached: all together: the gap of F1 is 0.8, at most 0.07 is wanted",
		"| 2026-03-04 | v0.1-test | 0.800 / 0.000 | 0.800 / 0.000 | 0.800 (",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("lacks %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "Missed and locked") {
		t.Error("a title of the lock-box is shown")
	}
}

func TestVersionOf(t *testing.T) {
	o := fake(t, "", "")
	if err := os.WriteFile(filepath.Join(o.data, "version"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := versionOf(o.bot); err == nil || !strings.Contains(err.Error(), "no version in") {
		t.Errorf("got %v", err)
	}
	if _, err := versionOf(o.bot + "-none"); err == nil {
		t.Error("a bot that is not there has a version")
	}
}
