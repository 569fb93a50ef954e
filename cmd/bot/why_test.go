package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/desk"
	"meddlewatch/internal/race"
	"meddlewatch/seeds"
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

// The judge that why makes of one item is that of the worker, also where phrases and names
// of the shipped lists are in the item.
func TestWhyJudgesAsTheWorker(t *testing.T) {
	a := &app{stderr: io.Discard, env: func(string) string { return "" }, now: time.Now}
	file := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := a.setupFrom(file)
	if err != nil {
		t.Fatal(err)
	}
	merged := seeds.Merge(s.watchlists...)
	var told []string
	for _, c := range merged.Cues {
		told = append(told, c.Phrase)
	}
	for _, e := range merged.Entities {
		told = append(told, e.Name)
	}
	step := 7 // one of so many
	if race.Enabled {
		step = 70
	}
	judge := s.judgeMeanwhile()
	for i := 0; i < len(told); i += step {
		it := meddlewatch.Item{
			Title:   "Russia and " + told[i] + " before the election, officials say",
			Summary: "Norvanian ministers spoke of " + told[(i+step)%len(told)] + " and of rented trolls.",
			Link:    "https://www.news.example/a",
		}
		alone, err := judge(it)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := alone.Judge(it), s.plan.Judge.Judge(it); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: alone %+v, want %+v", it.Title, got, want)
		}
	}
}
