// Package themes finds the acts, techniques and topics by which documents speak of
// interference: phrases that they use far more often than ordinary news.
package themes

import (
	"meddlewatch/seeds/background"
	"meddlewatch/seeds/document"
)

// Theme is a concept and the phrases that reveal it.
type Theme struct {
	Name    string
	Kind    string // a list of match's acts that the phrases belong to ("deceive", "meddle", …); "" a topic that is no act
	Phrases []Phrase
}

// Phrase is a run of words, with the places where it stands.
type Phrase struct {
	Text   string
	Score  float64
	Places []Place
}

// Place is where a phrase stands: document and block by number, bytes of the block's text.
type Place struct{ Document, Block, Start, End int }

// Find returns the themes of the documents, most telling first.
func Find(documents []document.Document, c *background.Counts) []Theme { return nil }
