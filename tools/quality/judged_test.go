package main

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadJudged(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       judgements
		err        string
	}{
		{"two", judgedHead + "\na\tnot\tplain espionage\n\nb\tborderline\ta live blog\n", judgements{"a": "not", "b": "borderline"}, ""},
		{"head alone", judgedHead + "\n", judgements{}, ""},
		{"empty", "", nil, "empty; the first line must be"},
		{"no head", "a\tnot\twhy\n", nil, "judged.tsv:1: the first line must be"},
		{"no reason", judgedHead + "\na\tnot\t \n", nil, "judged.tsv:2: not three fields"},
		{"spaces for tabs", judgedHead + "\na not why\n", nil, "not three fields"},
		{"unknown", judgedHead + "\na\tmaybe\twhy\n", nil, `judgement "maybe" is unknown`},
		{"twice", judgedHead + "\na\tnot\twhy\na\trelevant\twhy\n", nil, "judged.tsv:3: a is judged twice"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "judged.tsv")
			if err := os.WriteFile(file, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := readJudged(file)
			switch {
			case test.err == "" && (err != nil || !maps.Equal(got, test.want)):
				t.Errorf("got %v, %v", got, err)
			case test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)):
				t.Errorf("got %v, want %s", err, test.err)
			}
		})
	}
}

// A file that was named must be there.
func TestNamedJudgementsAreMissing(t *testing.T) {
	if _, _, err := (options{judged: "none.tsv"}).ownJudgements(); err == nil {
		t.Error("it passes silently")
	}
}
