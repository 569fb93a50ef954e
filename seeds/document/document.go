// Package document reads the documents that a watchlist is learned from: plain
// text, Markdown and HTML, as analysts collect them.
//
// It decides what is text and what is frame (navigation, bylines, footers), where
// sentences end, and which of them say what another has said already. Every piece
// of text knows the bytes of the file it comes from. What the text means is left to
// others.
//
// The words by which frames, sections and abbreviations are recognised are data:
// frame.toml, sections.toml, markup.toml and sentences.toml beside this file.
package document

import "sort"

// Document is one file, cut into blocks in order of reading.
type Document struct {
	Name   string // base name of the file
	Size   int    // bytes of the file
	Blocks []Block
}

// Kind says what a block is.
type Kind string

// The kinds of blocks.
const (
	Paragraph Kind = "paragraph"
	Heading   Kind = "heading"
	ListItem  Kind = "list item" // also a row of a table, its cells parted by " | "
)

// Block is a paragraph, a heading or an entry of a list: text that belongs
// together, without mark-up, on one line. Its text is valid UTF-8 without space at
// either end; characters that are not seen (soft hyphens, zero-width spaces) and
// marks of citation ("[12]") are not in it.
type Block struct {
	Kind      Kind
	Text      string
	Frame     string // why it teaches nothing ("byline", "navigation", "copyright", …); "" where it is content
	SeeAlso   bool   // an entry of a list of links to other articles: a name without any claim
	Sentences []Sentence

	places []place // where its text stands in the file, in order of both
	marked bool    // a heading by mark-up
}

// Sentence is bytes Start to End of the text of its block.
type Sentence struct {
	Start, End int
	// CutBefore: what stands before it was left out ("... " before a word in lower
	// case), or stands in the block before because the paragraph was broken there.
	CutBefore bool
	CutAfter  bool   // it ends with "...", or breaks off: its rest was left out or stands in the next block
	Frame     string // why it teaches nothing in a block that is content ("credit"); that of its block where that has one
	Repeat    bool   // another sentence of these documents says the same; set by [MarkRepeats]
}

// place says that text from byte text on stands in the file from byte file on: byte
// for byte where size is 0, else as one mark of size bytes ("&amp;").
type place struct{ text, file, size int }

// Place returns the bytes of the file where bytes start to end of the block's text
// stand: the offset of the first and the length up to the last, mark-up between
// them included. Both are clipped to the text; an empty range has length 0.
func (b *Block) Place(start, end int) (offset, length int) {
	start = min(max(start, 0), len(b.Text))
	end = min(end, len(b.Text))
	offset = first(b.places, start)
	if end <= start {
		return offset, 0
	}
	return offset, last(b.places, end-1) - offset
}

// run returns the number of the place that covers a byte of the text.
func run(places []place, at int) int {
	return sort.Search(len(places), func(i int) bool { return places[i].text > at }) - 1
}

// first returns where in the file the byte at of the text begins.
func first(places []place, at int) int {
	i := run(places, at)
	if i < 0 {
		return 0
	}
	if p := places[i]; p.size == 0 {
		return p.file + at - p.text
	}
	return places[i].file
}

// last returns where in the file the byte at of the text ends.
func last(places []place, at int) int {
	i := run(places, at)
	if i < 0 {
		return 0
	}
	if p := places[i]; p.size == 0 {
		return p.file + at - p.text + 1
	}
	return places[i].file + places[i].size
}
