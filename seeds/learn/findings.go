// Package learn reads documents and says what they teach: who acts, which campaigns
// and threat groups there are, who reports, what is aimed at, how they relate, and
// where each of that stands in the text.
//
// It finds names by patterns and general resources and knows no campaign from any
// list. What a person makes of its findings, and how they are kept, is left to others.
package learn

import "meddlewatch"

// Findings is what documents teach. The same documents in the same order give the
// same findings.
type Findings struct {
	Documents []Document `json:"documents"`
	Entities  []Entity   `json:"entities"`  // by salience, then by name
	Relations []Relation `json:"relations"` // by subject, relation, object
	Themes    []Theme    `json:"themes"`    // most telling first
}

// Document is a document that was read.
type Document struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"` // hex, of its bytes
	Bytes  int    `json:"bytes"`
}

// Entity is one thing that the documents name.
type Entity struct {
	Name      string            `json:"name"` // canonical; need not be printed
	Type      string            `json:"type"` // one of meddlewatch.EntityTypes
	Watch     meddlewatch.Watch `json:"watch"`
	Actor     string            `json:"actor,omitempty"` // the state it belongs to
	Aliases   []Alias           `json:"aliases"`         // most frequent first
	Salience  float64           `json:"salience"`        // mentions that count, 0 where all stand in see-also lists
	Mentions  int               `json:"mentions"`        // all, repeated ones too
	Documents []string          `json:"documents"`
	Receipts  []Receipt         `json:"receipts"` // in order of documents and offsets
}

// Alias is one surface form of an entity.
type Alias struct {
	Name     string               `json:"name"` // as printed
	Strength meddlewatch.Strength `json:"strength"`
	Kind     string               `json:"kind"` // name, short, abbreviation, adjective, people, phrase, quoted, …
	Lang     string               `json:"lang"` // BCP 47; "" none in particular
	Mentions int                  `json:"mentions"`
	// Receipt is the first place that prints it; nil where it is not kept.
	Receipt *Receipt `json:"receipt,omitempty"`
}

// Receipt is a place in a document that a finding rests on.
type Receipt struct {
	Document string `json:"document"`
	Offset   int    `json:"offset"` // bytes
	Length   int    `json:"length"` // bytes
	Rule     string `json:"rule"`
}

// Relation is what a document says of two entities.
type Relation struct {
	Subject  string    `json:"subject"`
	Relation string    `json:"relation"` // attributed_to, part_of, targets, reported_by, alias_of, denies or conducted_via
	Object   string    `json:"object"`
	Hedge    string    `json:"hedge"` // as printed; "" none
	Receipts []Receipt `json:"receipts"`
}

// Theme is a concept of such reporting and the phrases that reveal it.
type Theme struct {
	Name     string    `json:"name"`
	Kind     string    `json:"kind,omitempty"` // the list of acts its phrases feed; "" a topic
	Phrases  []string  `json:"phrases"`
	Receipts []Receipt `json:"receipts"`
}
