package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Invented labels: the story "delta" is of the lock-box, "alpha" is not.
const inventedLabels = `{"url":"a","label":"relevant","story":"alpha","kind":"takedown","lang":"en","actors":["china"]}
{"url":"b","label":"relevant","story":"alpha","kind":"takedown","lang":"de-AT","actors":["china","iran"]}
{"url":"c","label":"relevant","story":"delta","kind":"denial","lang":"en","campaigns":["Copper Kite"]}
{"url":"weather","label":"not_relevant","kind":"weather","lang":"en"}
{"url":"e","label":"borderline"}
`

// What a bot may make of them: c is missed, weather a false alert, f has no label.
const inventedLines = `{"url":"a","relevant":true,"score":0.9,"outcome":"alert","story":"x","claim":"takedown"}
{"url":"b","relevant":true,"score":0.8,"outcome":"update","story":"x","claim":"media report"}
{"url":"c","score":0.4,"outcome":"below-threshold","story":"c","title":"Missed and locked"}
{"url":"weather","relevant":true,"score":0.6,"outcome":"alert","story":"d","title":"A false alarm","reasons":[{"rule":"act","text":"meddles","weight":2},{"rule":"guard","text":"storm","weight":-3}]}
{"url":"e","relevant":true,"score":0.7,"outcome":"alert","story":"e"}
{"url":"f","relevant":true,"score":0.5,"outcome":"alert","story":"f","title":"Nobody judged this"}
{"url":"g","score":0,"outcome":"below-threshold","story":"g"}
`

const inventedSummary = `{"summary":{"items":7,"by_outcome":{"alert":4},"precision":0.6667,"recall":0.6667,"f1":0.6667,"story_recall":0.5,"alerts":4,"false_alerts":1,"borderline_alerts":1,"unlabelled_alerts":1,"bcubed":{"precision":1,"recall":1,"f1":1}}}`

// fake writes a program that answers as a bot does, and a directory with labels.
func fake(t *testing.T, lines, summary string) options {
	t.Helper()
	dir := t.TempDir()
	o := options{bot: filepath.Join(dir, "bot"), data: dir, project: dir, share: 0.001}
	for name, text := range map[string]string{
		"bot":          "#!/bin/sh\ncd '" + dir + "' && echo \"$@\" >> calls && case $1 in version) cat version;; *) cat lines;; esac\n",
		"version":      `{"version":"v0.1-test"}`,
		"lines":        lines + summary,
		"labels.jsonl": inventedLabels,
		"items.jsonl":  `{"link":"e","lang":"pl"}` + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// invented is a plan with floors of its own: those of the file move.
func invented(t *testing.T) plan {
	t.Helper()
	p, err := readPlan([]byte(`{
		"sets": [{"name": "calm", "items": "items.jsonl", "labels": "labels.jsonl", "stream": true}],
		"measured": [
			{"name": "detection", "of": ["calm"], "figures": {"f1": {"floor": 0.6, "goal": 0.7}, "false_alerts": {"ceiling": 1, "goal": 1}}},
			{"name": "grouping", "of": ["calm"], "group_labelled": true, "figures": {"bcubed.f1": {"floor": 0.9}}},
			{"name": "German", "of": ["calm"], "languages": ["de"], "figures": {"recall": {"floor": 1}}},
			{"name": "enriched", "of": ["calm"], "enrichment": true, "not_worse_than": "detection"}
		]}`))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestMeasure(t *testing.T) {
	o := fake(t, inventedLines, inventedSummary)
	b, err := newBench(o.bot, o.data, invented(t))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := o.measure(b, &out, time.Now()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| detection | 7 | 0.667 (0.00 to 1.00) |",
		"| 0.500 (0.00 to 1.00) | 1.000 (1.00 to 1.00) | 4 | 1 | 1 |",
		"| grouping | 7 | – | – | – | – | 1.000",
		"| German | 1 | 1.000",
		"| detection | 0.667 | 1 + 0 | 1 + 0 | 1 + 0 | 1 | 0.500 |",
		"goal not reached: detection: f1 is 0.6667, at least 0.7 is wanted",
		"docs/judged.tsv is not there",
		"3 backtests",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("lacks %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "Nobody judged this") {
		t.Error("alerts are listed without being asked for")
	}
	calls, err := os.ReadFile(filepath.Join(o.data, "calls"))
	if err != nil || strings.Count(string(calls), "--group-labelled") != 1 || strings.Count(string(calls), "backtest") != 3 {
		t.Errorf("each run is to be made once: %s, %v", calls, err)
	}
}

func TestMeasureWithOwnJudgements(t *testing.T) {
	o := fake(t, inventedLines, inventedSummary)
	o.list = true
	for _, test := range []struct{ name, file, row, listed string }{
		{"none", "", "1 + 0 | 1 + 0 | 1 + 0 | 1 | 0.500", "Nobody judged this"},
		{"relevant", "f\trelevant\ttells of a network\n", "| 0.750 | 1 + 1 | 1 + 0 | 1 + 0 | 0 | 0.667", ""},
		{"not", "f\tnot\ta match of football\n", "| 0.500 | 1 + 0 | 1 + 1 | 1 + 0 | 0 | 0.333", ""},
		{"borderline", "f\tborderline\ta live blog\n", "| 0.667 | 1 + 0 | 1 + 0 | 1 + 1 | 0 | 0.500", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			o.judged = filepath.Join(t.TempDir(), "judged.tsv")
			if err := os.WriteFile(o.judged, []byte(judgedHead+"\n"+test.file), 0o600); err != nil {
				t.Fatal(err)
			}
			b, err := newBench(o.bot, o.data, invented(t))
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			if err := o.measure(b, &out, time.Now()); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(out.String(), test.row) {
				t.Errorf("lacks %q:\n%s", test.row, out.String())
			}
			if strings.Contains(out.String(), "Nobody judged this") != (test.listed != "") {
				t.Errorf("listed are alerts that nobody judged, and no others:\n%s", out.String())
			}
		})
	}
}

func TestMeasureFails(t *testing.T) {
	for _, test := range []struct{ name, lines, summary, err string }{
		{"summary and lines disagree", inventedLines, strings.Replace(inventedSummary, `"f1":0.6667`, `"f1":0.7`, 1), "the summary says f1 is 0.7, and its lines make it 0.6667"},
		{"counts disagree", inventedLines, strings.Replace(inventedSummary, `"false_alerts":1`, `"false_alerts":0`, 1), "the summary says false_alerts is 0, and its lines make it 1"},
		{"a figure is missing", inventedLines, strings.Replace(inventedSummary, `"f1":0.6667`, `"f1":null`, 1), "the summary lacks f1"},
		{"B-cubed is missing", inventedLines, strings.Replace(inventedSummary, `"bcubed":{"precision":1,"recall":1,"f1":1}`, `"bcubed":null`, 1), "the summary lacks bcubed.precision"},
		{"no summary", inventedLines, "", "the last line is no summary"},
		{"not JSON", "hello\n", "", "no line of a backtest: hello"},
		{"more behind the summary", inventedSummary + "\n", inventedLines, "a line behind the summary"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := fake(t, test.lines, test.summary)
			if err := o.run(invented(t), &strings.Builder{}, time.Now()); err == nil || !strings.Contains(err.Error(), "calm: ") || !strings.Contains(err.Error(), test.err) {
				t.Errorf("got %v, want %s", err, test.err)
			}
		})
	}
	t.Run("the bot fails", func(t *testing.T) {
		o := fake(t, "", "")
		if err := os.WriteFile(o.bot, []byte("#!/bin/sh\necho no such flag >&2\nexit 2\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := o.run(invented(t), &strings.Builder{}, time.Now()); err == nil || !strings.Contains(err.Error(), "no such flag") {
			t.Errorf("got %v", err)
		}
	})
}

func TestWithoutData(t *testing.T) {
	for _, o := range []options{{errors: true}, {lockbox: true}, {}} {
		o.bot, o.project = "no-such-bot", t.TempDir()
		o.data = filepath.Join(o.project, "none")
		var out strings.Builder
		err := o.run(invented(t), &out, time.Now())
		if !strings.HasPrefix(out.String(), "skipped: ") {
			t.Errorf("got %q", out.String())
		}
		// The documents of the project itself are measured all the same.
		if (err == nil) != (o.errors || o.lockbox) {
			t.Errorf("%+v: got %v", o, err)
		}
	}
}
