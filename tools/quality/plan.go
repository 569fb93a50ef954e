package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

//go:embed floors.json
var floorsFile []byte

// plan is what is measured on what, and the least that has to come out.
type plan struct {
	Sets     []set         `json:"sets"`
	Measured []measurement `json:"measured"`
}

// set is one body of labelled items.
type set struct {
	Name          string `json:"name"`
	Items         string `json:"items"`          // below the data directory
	Labels        string `json:"labels"`         // likewise
	SortPublished bool   `json:"sort_published"` // of items in no order
	Stream        bool   `json:"stream"`         // all that feeds brought, as against chosen items
}

// measurement is a row of the table: some sets, judged in one way.
type measurement struct {
	Name          string           `json:"name"`
	Of            []string         `json:"of"` // sets; of several, the counts are added up
	Enrichment    bool             `json:"enrichment"`
	GroupLabelled bool             `json:"group_labelled"`
	Languages     []string         `json:"languages"`      // only items in these; empty: all
	NotWorseThan  string           `json:"not_worse_than"` // another row, above this one
	Figures       map[string]bound `json:"figures"`        // by name: "f1", "bcubed.f1"
}

// bound is what a figure has to keep: a floor where more is better, a ceiling where
// less is. The goal is where it should come to; it fails nothing.
type bound struct {
	Floor   *float64 `json:"floor"`
	Ceiling *float64 `json:"ceiling"`
	Goal    *float64 `json:"goal"`
}

// run is one run of the bot.
type run struct {
	set                       string
	enrichment, groupLabelled bool
}

func readPlan(text []byte) (plan, error) {
	var p plan
	if err := json.Unmarshal(text, &p); err != nil {
		return plan{}, fmt.Errorf("floors.json: %w", err)
	}
	if len(p.Measured) == 0 {
		return plan{}, fmt.Errorf("floors.json: nothing is measured")
	}
	names := map[string]bool{}
	for _, m := range p.Measured {
		if err := p.check(m, names); err != nil {
			return plan{}, fmt.Errorf("floors.json: %q: %w", m.Name, err)
		}
		names[m.Name] = true
	}
	return p, nil
}

// check says what is wrong with a measurement, above being the names of those
// before it.
func (p plan) check(m measurement, above map[string]bool) error {
	switch {
	case m.Name == "" || above[m.Name]:
		return fmt.Errorf("it needs a name of its own")
	case len(m.Of) == 0:
		return fmt.Errorf("it names no set")
	case m.NotWorseThan != "" && !above[m.NotWorseThan]:
		return fmt.Errorf("there is no measurement %q above it", m.NotWorseThan)
	case len(m.Figures) == 0 && m.NotWorseThan == "":
		return fmt.Errorf("nothing is asked of it")
	}
	for _, name := range m.Of {
		if _, ok := p.set(name); !ok {
			return fmt.Errorf("there is no set %q", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Figures)) {
		if b := m.Figures[name]; (b.Floor == nil) == (b.Ceiling == nil) {
			return fmt.Errorf("%s needs either a floor or a ceiling", name)
		}
	}
	return nil
}

func (p plan) set(name string) (set, bool) {
	i := slices.IndexFunc(p.Sets, func(s set) bool { return s.Name == name })
	if i < 0 {
		return set{}, false
	}
	return p.Sets[i], true
}

// runs are the runs that all measurements together need, each once.
func (p plan) runs() []run {
	var runs []run
	for _, m := range p.Measured {
		for _, r := range m.runs() {
			if !slices.Contains(runs, r) {
				runs = append(runs, r)
			}
		}
	}
	return runs
}

// runs are those that a measurement is read from, one a set.
func (m measurement) runs() []run {
	var runs []run
	for _, name := range m.Of {
		runs = append(runs, run{name, m.Enrichment, m.GroupLabelled})
	}
	return runs
}
