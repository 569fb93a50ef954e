// Package score compares what the learner found in documents with what a person
// found in them (the gold), and says how well it did and where it went wrong.
//
// It decides what counts as the same entity, the same alias and the same relation.
// How anything is found, and what is done about a mistake, is left to others. The
// same findings and the same gold give the same report.
package score

import (
	"encoding/json"
	"fmt"
	"slices"

	"meddlewatch"
)

// Gold is what a person found in documents.
type Gold struct {
	Docs      []string   `json:"docs"` // ids of the documents that were read; those of the entities where empty
	Entities  []Entity   `json:"entities"`
	Relations []Relation `json:"relations"`
}

// Entity is one thing that the documents name.
type Entity struct {
	Name     string            `json:"name"` // canonical; need not be printed
	Type     string            `json:"type"`
	TypeOK   []string          `json:"type_ok"`          // other types that are right too
	Aliases  []string          `json:"aliases_in_seeds"` // surface forms as printed
	Docs     []string          `json:"docs"`             // ids of the documents that name it
	Mentions map[string]int    `json:"mentions_dedup_by_doc"`
	Watch    meddlewatch.Watch `json:"watch"`
	Optional bool              `json:"optional"` // missing it is no miss, finding it no error
}

// Relation is what the documents say of two entities.
type Relation struct {
	Subject  string   `json:"subject"` // a canonical name; in alias_of any surface form
	Relation string   `json:"relation"`
	Object   string   `json:"object"`
	Docs     []string `json:"docs"`
	Weak     bool     `json:"weak"` // hedged in the text: finding it is right, missing it is no miss
}

// Read reads a gold file: JSON with the members of [Gold], others are passed over.
// The error says which entity or relation cannot be used, and why.
func Read(data []byte) (Gold, error) {
	var g Gold
	if err := json.Unmarshal(data, &g); err != nil {
		return Gold{}, fmt.Errorf("the gold is no JSON as it is read here: %w; see that it has \"entities\" and \"relations\"", err)
	}
	if len(g.Entities) == 0 {
		return Gold{}, fmt.Errorf("the gold has no entities; name a file with a member \"entities\"")
	}
	watches := []meddlewatch.Watch{meddlewatch.WatchYes, meddlewatch.WatchContext, meddlewatch.WatchNo}
	known := map[string]bool{}
	for i, e := range g.Entities {
		switch {
		case normal(e.Name) == "":
			return Gold{}, fmt.Errorf("entity %d of the gold has no name; give it one", i+1)
		case known[e.Name]:
			return Gold{}, fmt.Errorf("%q is in the gold twice; put both into one", e.Name)
		case !slices.Contains(meddlewatch.EntityTypes(), e.Type):
			return Gold{}, fmt.Errorf("%q of the gold has the unknown type %q; use one of those in the contract", e.Name, e.Type)
		case !slices.Contains(watches, e.Watch):
			return Gold{}, fmt.Errorf("%q of the gold has the unknown class %q; use yes, context or no", e.Name, e.Watch)
		}
		known[e.Name] = true
	}
	for i, r := range g.Relations {
		if normal(r.Subject) == "" || normal(r.Object) == "" || !slices.Contains(kinds(), r.Relation) {
			return Gold{}, fmt.Errorf("relation %d of the gold (%q %q %q) is incomplete or of an unknown kind; correct it", i+1, r.Subject, r.Relation, r.Object)
		}
	}
	if len(g.Docs) == 0 {
		for _, e := range g.Entities {
			for _, d := range e.Docs {
				if !slices.Contains(g.Docs, d) {
					g.Docs = append(g.Docs, d)
				}
			}
		}
		slices.Sort(g.Docs)
	}
	return g, nil
}

// kinds are the relations that there are.
func kinds() []string {
	return []string{"attributed_to", "part_of", "targets", "reported_by", "alias_of", "denies", "conducted_via"}
}
