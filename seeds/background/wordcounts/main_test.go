package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func stream(t *testing.T, dir, name string, lines ...string) {
	t.Helper()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(strings.Join(lines, "\n"))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func made(t *testing.T, dir string) []byte {
	t.Helper()
	out := filepath.Join(dir, "counts.bin")
	if err := run(out, dir, 1, 1); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAnItemCountsOnceByItsAddress(t *testing.T) {
	one := `{"title": "Storm hits coast", "description": "<p>Storm &amp; rain</p>", "link": "https://example.org/1"}`
	two := `{"title": "Coast is quiet", "description": "", "link": "https://example.org/2"}`
	first, again := t.TempDir(), t.TempDir()
	stream(t, first, "items-a.jsonl.gz", one, two)
	stream(t, again, "items-a.jsonl.gz", one, two, one)
	stream(t, again, "items-b.jsonl.gz", two)
	if !bytes.Equal(made(t, first), made(t, again)) {
		t.Error("items that come again change the counts")
	}
}

func TestFaultsNameTheFile(t *testing.T) {
	empty, damaged, cut := t.TempDir(), t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(damaged, "items-x.jsonl.gz"), []byte("no gzip"), 0o600); err != nil {
		t.Fatal(err)
	}
	stream(t, cut, "items-y.jsonl.gz", `{"title": "Storm`)
	for dir, want := range map[string]string{empty: "say with -data", damaged: "items-x.jsonl.gz", cut: "items-y.jsonl.gz"} {
		out := filepath.Join(dir, "counts.bin")
		if err := run(out, dir, 1, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s is written in spite of the fault", out)
		}
	}
}
