package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"runtime/debug"

	"meddlewatch/seeds/learn"
	"meddlewatch/seeds/relearn"
)

// learned is what "bot learn --json" prints.
type learned struct {
	learn.Findings
	Score *scored `json:"score,omitempty"`
}

// learnMemory is the memory in bytes that learning keeps to where it can: the
// collector works harder as it comes near. What ten megabytes of news teach fits in.
const learnMemory = 170 << 20

// learnCommand reads documents and prints or writes the watchlist they teach. It
// reads no config and no database.
func (a *app) learnCommand(_ context.Context, args []string) error {
	set := a.flags("learn", "[--out FILE] [--score GOLD] [--json] DOCUMENT…")
	out := set.String("out", "", "write the watchlist to `FILE`; what you edited in it stays, and changes are printed")
	gold := set.String("score", "", "compare with what a person found, a JSON file `GOLD`")
	asJSON := set.Bool("json", false, "as JSON, with every receipt")
	names, err := parse(set, args, 0, math.MaxInt)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return usagef("learn: no documents; name the files to learn from, such as report.txt")
	}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // else somebody knows better
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(learnMemory))
	}
	learner, err := learn.New()
	if err != nil {
		return err
	}
	files, bad := readDocuments(names)
	again := files
	if *gold == "" {
		again = nil // so that their bytes need not be kept while the rest is done
	}
	findings, err := learner.Learn(files)
	if err := errors.Join(bad, err); err != nil {
		return err
	}
	var score *scored
	if *gold != "" {
		if score, err = scoreOf(*gold, learner, again, findings); err != nil {
			return err
		}
	}
	if *out != "" {
		if err := a.learnInto(*out, names, findings); err != nil {
			return err
		}
	}
	switch {
	case *asJSON:
		lines := json.NewEncoder(a.stdout)
		lines.SetEscapeHTML(false)
		return lines.Encode(learned{Findings: withoutNull(findings), Score: score})
	case score != nil:
		_, err = fmt.Fprint(a.stdout, score.text())
	case *out == "":
		var text []byte
		if text, err = relearn.Write(findings); err == nil {
			_, err = a.stdout.Write(text)
		}
	}
	return err
}

// withoutNull puts empty lists where there are none, so that a script finds the
// list it looks for.
func withoutNull(f learn.Findings) learn.Findings {
	f.Documents = orEmpty(f.Documents)
	f.Entities = append([]learn.Entity{}, f.Entities...)
	for i := range f.Entities {
		e := &f.Entities[i]
		e.Aliases, e.Documents, e.Receipts = orEmpty(e.Aliases), orEmpty(e.Documents), orEmpty(e.Receipts)
	}
	f.Relations = append([]learn.Relation{}, f.Relations...)
	for i := range f.Relations {
		f.Relations[i].Receipts = orEmpty(f.Relations[i].Receipts)
	}
	f.Themes = append([]learn.Theme{}, f.Themes...)
	for i := range f.Themes {
		f.Themes[i].Phrases, f.Themes[i].Receipts = orEmpty(f.Themes[i].Phrases), orEmpty(f.Themes[i].Receipts)
	}
	return f
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
