package main

import (
	"fmt"
	"os"
	"strings"

	"meddlewatch"
	"meddlewatch/config"
)

// sentences is a file of invented items, "headline | summary" each. Those held are for
// measuring alone.
type sentences struct {
	Tuned labelled `toml:"tuned"`
	Held  labelled `toml:"held"`
}

type labelled struct {
	Floor    float64  `toml:"floor"`
	Relevant []string `toml:"relevant"`
	Other    []string `toml:"other"`
}

func (s set) readSentences(n int, data, project string) ([]*example, error) {
	name := place(s.Sentences, data, project)
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%w; name the directory of the project with -project", err)
	}
	var file sentences
	if err := config.Decode(name, text, &file); err != nil {
		return nil, err
	}
	var list []*example
	add := func(relevant bool, texts []string) {
		for _, t := range texts {
			title, summary, _ := strings.Cut(t, " | ")
			list = append(list, &example{
				item: meddlewatch.Item{Title: title, Summary: summary},
				set:  n, labelled: true, relevant: relevant, weight: s.Weight,
			})
		}
	}
	add(true, file.Tuned.Relevant)
	add(false, file.Tuned.Other)
	return list, nil
}
