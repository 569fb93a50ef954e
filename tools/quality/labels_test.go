package main

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadLabels(t *testing.T) {
	for _, test := range []struct{ name, text, err string }{
		{"fine", inventedLabels, ""},
		{"not JSON", "{}{\n", "labels.jsonl:1: "},
		{"unknown", `{"url":"a","label":"maybe"}`, `label "maybe" is unknown`},
		{"no address", "\n" + `{"label":"not"}`, "labels.jsonl:2: no url"},
		{"empty", "", "no labels in it"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "labels.jsonl")
			if err := os.WriteFile(file, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			labels, err := readLabels(file)
			switch {
			case test.err == "" && (err != nil || len(labels) != 5 || labels["weather"].Label != labelNot || labels["b"].language() != "de"):
				t.Errorf("got %v, %v", labels, err)
			case test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)):
				t.Errorf("got %v, want %s", err, test.err)
			}
		})
	}
}

func TestAddLanguages(t *testing.T) {
	file := filepath.Join(t.TempDir(), "items.jsonl.gz")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(out)
	if _, err := z.Write([]byte(`{"link":"a","lang":"pl"}` + "\n" + `{"url":"b","lang":"pl"}` + "\n" + `{"link":"c","lang":"pl"}` + "\n")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	labels := map[string]label{"a": {URL: "a", Story: "alpha"}, "b": {URL: "b", Lang: "en"}}
	if err := addLanguages(labels, file); err != nil {
		t.Fatal(err)
	}
	if labels["a"].Lang != "pl" || labels["a"].Story != "alpha" || labels["b"].Lang != "en" || len(labels) != 2 {
		t.Errorf("got %+v", labels)
	}
	if err := os.WriteFile(file, []byte("not gzip"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := addLanguages(labels, file); err == nil || !strings.Contains(err.Error(), "items.jsonl.gz: ") {
		t.Errorf("got %v", err)
	}
}
