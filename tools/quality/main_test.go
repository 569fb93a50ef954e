package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fake writes a program that prints a summary, and its arguments to stderr.
func fake(t *testing.T, script string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "bot")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return file
}

// two measurements with floors of their own: those of the file move.
func two() []measurement {
	return []measurement{
		{Name: "detection", Items: "a.jsonl", Labels: "a.jsonl", Floors: map[string]float64{"f1": 0.75}},
		{Name: "grouping", Items: "a.jsonl", Labels: "a.jsonl", Enrichment: true, GroupLabelled: true, SortPublished: true, Floors: map[string]float64{"bcubed.f1": 0.70}},
	}
}

func TestFloorsFile(t *testing.T) {
	list, err := measurements()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list {
		if m.Name == "" || m.Items == "" || m.Labels == "" || len(m.Floors) == 0 {
			t.Errorf("%+v lacks a name, items, labels or a floor", m)
		}
	}
	if len(list) == 0 {
		t.Error("nothing is measured")
	}
}

func TestRun(t *testing.T) {
	good := `echo '{"url":"x"}'; echo '{"summary":{"items":304,"f1":0.81,"precision":0.9,"bcubed":{"f1":0.72}}}'`
	tests := []struct {
		name, script, err string
	}{
		{"reached", good, ""},
		{"below", strings.Replace(good, "0.81", "0.44", 1), "below the floor:\ndetection: f1 is 0.44, at least 0.75 is needed"},
		{"missing", strings.Replace(good, `"bcubed":{"f1":0.72}`, `"bcubed":null`, 1), "below the floor:\ngrouping: bcubed.f1 is –, at least 0.70 is needed"},
		{"no summary", "echo hello", "detection: the last line is no summary: hello"},
		{"fails", "echo no such flag >&2; exit 2", "no such flag"},
		{"config is handed over", `grep -q enrichment "$2" && ` + good, ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var out strings.Builder
			err := run(two(), fake(t, tc.script), t.TempDir(), &out)
			if tc.err == "" {
				if err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(out.String(), "| detection | 304 | 0.9 | – | 0.81 | 0.72 |") {
					t.Errorf("got\n%s", out.String())
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tc.err) {
				t.Errorf("got %v, want %s", err, tc.err)
			}
		})
	}
}

func TestRunWithoutData(t *testing.T) {
	var out strings.Builder
	if err := run(two(), "none", filepath.Join(t.TempDir(), "none"), &out); err != nil || !strings.HasPrefix(out.String(), "skipped: ") {
		t.Errorf("got %q, %v", out.String(), err)
	}
}
