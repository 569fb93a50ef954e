package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// TestHistorySaysWhatIsGone: items of the span whose text is no longer kept are
// counted, never passed over in silence.
func TestHistorySaysWhatIsGone(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	db, err := store.Open(t.Context(), filepath.Join(dir, "data", "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	p := store.Poll{State: meddlewatch.FeedState{Feed: "https://a.example/feed", Status: meddlewatch.FeedFine}}
	var js []meddlewatch.Judgement
	for i, age := range []int{40, 20, 19, 3, 2} { // days
		it := meddlewatch.Item{
			ID: meddlewatch.ID(i + 1), Title: "Bakery wins prize", Link: "https://a.example/" + string(rune('a'+i)),
			Arrived: now.AddDate(0, 0, -age), Mark: meddlewatch.MarkFirstPoll,
		}
		p.Items = append(p.Items, it)
		js = append(js, meddlewatch.Judgement{Item: it, Outcome: meddlewatch.OutcomeBelowThreshold, Placement: meddlewatch.Placement{Story: it.ID}})
	}
	p.Items[4].Title = "Russia used fake accounts to meddle in the presidential election, intelligence agencies say"
	if err := db.CommitPolls(t.Context(), []store.Poll{p}); err != nil {
		t.Fatal(err)
	}
	if err := db.CommitJudgements(t.Context(), js, nil, nil, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Prune(t.Context(), now, 10*24*time.Hour, 0); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(config, []byte("[store]\npath = \"data/x.db\"\nkeep_text = \"10d\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		a := &app{
			stdin: strings.NewReader(""), stdout: &out, stderr: &errs,
			env: func(string) string { return "" }, now: func() time.Time { return now },
		}
		if code := a.main(t.Context(), append([]string{"--config", config, "backtest", "--history", "30d"}, args...)); code != exitFine {
			t.Fatalf("%v: exit code %d: %s", args, code, &errs)
		}
		return out.String()
	}
	const said = "left out 2 items since 2026-02-18 12:00 UTC, whose text is no longer kept (store.keep_text is 10d)\n"
	if got := run(); !strings.Contains(got, "items    2: 1 alert, 1 below-threshold\n") || !strings.HasSuffix(got, said) {
		t.Errorf("it prints\n%s", got)
	}
	if got := run("--against", config); !strings.HasPrefix(got, "Over these 2 items this edit changes nothing: 1 alert") || !strings.HasSuffix(got, said) {
		t.Errorf("it prints\n%s", got)
	}
	lines := strings.Split(strings.TrimSpace(run("--json")), "\n")
	var last struct {
		Summary struct {
			Items    int  `json:"items"`
			TextGone *int `json:"text_gone"`
		} `json:"summary"`
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
		t.Fatal(err)
	}
	if s := last.Summary; s.Items != 2 || s.TextGone == nil || *s.TextGone != 2 {
		t.Errorf("the summary is %s", lines[len(lines)-1])
	}
}
