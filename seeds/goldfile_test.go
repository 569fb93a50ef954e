package seeds_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
)

// goldFile is the answer key of one document. testdata/README.md says what the
// members mean and how mentions are counted.
type goldFile struct {
	Version    int            `json:"version"`
	Docs       []string       `json:"docs"`
	Entities   []goldEntity   `json:"entities"`
	Relations  []goldRelation `json:"relations"`
	Themes     []goldConcept  `json:"themes"`
	Techniques []goldConcept  `json:"techniques"`
	Documents  []struct {
		Name string   `json:"name"`
		Docs []string `json:"docs"`
	} `json:"documents"`
	Duplicates []struct {
		Kind  string   `json:"kind"`
		Docs  []string `json:"docs"`
		Lines string   `json:"lines"`
	} `json:"duplicates"`
	Boilerplate []struct {
		Doc   string `json:"doc"`
		Lines string `json:"lines"`
		Kind  string `json:"kind"`
	} `json:"boilerplate"`
}

type goldEntity struct {
	Name              string         `json:"name"`
	Type              string         `json:"type"`
	TypeOK            []string       `json:"type_ok"`
	Aliases           []string       `json:"aliases_in_seeds"`
	Docs              []string       `json:"docs"`
	Mentions          int            `json:"mentions"`
	ByDoc             map[string]int `json:"mentions_by_doc"`
	DedupByDoc        map[string]int `json:"mentions_dedup_by_doc"`
	Watch             string         `json:"watch"`
	Adjectives        []string       `json:"adjectives"`
	AdjectivesByDoc   map[string]int `json:"adjective_mentions_by_doc"`
	Phrases           []string       `json:"actor_phrases"`
	NeedsCue          bool           `json:"needs_cue"`
	Optional          bool           `json:"optional"`
	OnlyInBoilerplate bool           `json:"boilerplate_only"`
	Note              string         `json:"note"`
}

type goldRelation struct {
	Subject  string   `json:"subject"`
	Relation string   `json:"relation"`
	Object   string   `json:"object"`
	Docs     []string `json:"docs"`
	Weak     bool     `json:"weak"`
	Note     string   `json:"note"`
}

type goldConcept struct {
	Name    string   `json:"name"`
	Phrases []string `json:"phrases"`
	Docs    []string `json:"docs"`
}

// goldRelations lists the relations of an answer key.
func goldRelations() []string {
	return []string{"attributed_to", "part_of", "targets", "reported_by", "alias_of", "denies", "conducted_via"}
}

// readGold reads an answer key and allows it no member that it should not have.
func readGold(t *testing.T, file string) goldFile {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var gold goldFile
	if err := decoder.Decode(&gold); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return gold
}
