package main

import (
	"strings"
	"testing"
)

func TestFloorsFile(t *testing.T) {
	p, err := readPlan(floorsFile)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"false_alerts": true, "unlabelled_alerts": true}
	for name := range (counts{tp: 1, tn: 1, stories: 1, found: 1, grouped: 1, gp: 1, gr: 1}).figures() {
		known[name] = true
	}
	for _, m := range p.Measured {
		for name := range m.Figures {
			if !known[name] {
				t.Errorf("%s: there is no figure %q", m.Name, name)
			}
		}
	}
}

func TestReadPlan(t *testing.T) {
	sets := `{"sets": [{"name": "calm"}], "measured": [{"name": "x", "of": ["calm"], "figures": {"f1": {"floor": 1}}}, `
	for _, test := range []struct{ name, text, want string }{
		{"not JSON", "{", "floors.json: "},
		{"nothing", "{}", "nothing is measured"},
		{"no name", sets + `{"of": ["calm"]}]}`, "a name of its own"},
		{"name twice", sets + `{"name": "x", "of": ["calm"]}]}`, "a name of its own"},
		{"no set", sets + `{"name": "y"}]}`, "it names no set"},
		{"unknown set", sets + `{"name": "y", "of": ["wild"], "figures": {"f1": {"floor": 1}}}]}`, `no set "wild"`},
		{"asks nothing", sets + `{"name": "y", "of": ["calm"]}]}`, "nothing is asked"},
		{"compared with what is not above", sets + `{"name": "y", "of": ["calm"], "not_worse_than": "z"}]}`, `no measurement "z" above`},
		{"goal alone", sets + `{"name": "y", "of": ["calm"], "figures": {"f1": {"goal": 1}}}]}`, "f1 needs either a floor or a ceiling"},
		{"floor and ceiling", sets + `{"name": "y", "of": ["calm"], "figures": {"f1": {"floor": 1, "ceiling": 1}}}]}`, "f1 needs either a floor or a ceiling"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := readPlan([]byte(test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}
