package main

import (
	"fmt"
	"os"
	"strings"

	"meddlewatch/seeds/learn"
	"meddlewatch/seeds/score"
)

// scored is how well the documents were learned from: together, and each alone.
type scored struct {
	Together score.Report  `json:"together"`
	Alone    []scoredAlone `json:"alone"`
}

// scoredAlone is one document learned from without the others.
type scoredAlone struct {
	Document string       `json:"document"`
	Report   score.Report `json:"report"`
}

// scoreOf compares findings with a gold file, and learns from each document that it
// covers once more without the others.
func scoreOf(name string, learner *learn.Learner, files []learn.File, findings learn.Findings) (*scored, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, named(name, err)
	}
	gold, err := score.Read(data)
	if err != nil {
		return nil, named(name, err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	s := &scored{Together: score.Score(findings, gold, names), Alone: []scoredAlone{}}
	if len(s.Together.Docs) == 0 {
		return nil, fmt.Errorf("%s: it speaks of %s, and none of the documents is one of them; a document's name begins with the id that the gold gives it",
			name, strings.Join(gold.Docs, ", "))
	}
	for _, f := range files {
		id := gold.DocOf(f.Name)
		if id == "" {
			continue
		}
		alone, err := learner.Learn([]learn.File{f})
		if err != nil {
			return nil, err
		}
		s.Alone = append(s.Alone, scoredAlone{
			Document: f.Name, Report: score.Score(alone, gold.Alone(id, string(f.Data)), []string{f.Name}),
		})
	}
	return s, nil
}

// text is the reports for a person.
func (s *scored) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "together: %s\n%s", strings.Join(s.Together.Docs, ", "), s.Together.Text())
	for _, one := range s.Alone {
		fmt.Fprintf(&b, "\nalone: %s\n%s", one.Document, one.Report.Text())
	}
	return b.String()
}
