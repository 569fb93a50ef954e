// Package document reads the documents that a watchlist is learned from: plain
// text, Markdown and HTML, as analysts collect them.
//
// It decides what is text and what is frame (navigation, bylines, footers), where
// sentences end, and which of them say what another has said already. Every piece
// of text knows the bytes of the file it comes from. What the text means is left to
// others.
package document

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
	ListItem  Kind = "list item"
)

// Block is a paragraph, a heading or an entry of a list: text that belongs
// together, without mark-up, on one line.
type Block struct {
	Kind      Kind
	Text      string
	Frame     string // why it teaches nothing ("byline", "navigation", "copyright", …); "" where it is content
	SeeAlso   bool   // an entry of a list of links to other articles: a name without any claim
	Sentences []Sentence

	places []place // where its text stands in the file, in order of both
}

// Sentence is bytes Start to End of the text of its block.
type Sentence struct {
	Frame      string // why it teaches nothing, where its block is content; ""
	Start, End int
	CutBefore  bool // what stands before it was left out ("..." at its beginning)
	CutAfter   bool // it ends with "...": its rest was left out
	Repeat     bool // an earlier sentence of these documents says the same; set by [MarkRepeats]
}

// place says that text from byte text on stands in the file from byte file on.
type place struct{ text, file int }

// Place returns the bytes of the file where bytes start to end of the block's text
// stand: the offset of the first and the length up to the last, mark-up between
// them included.
func (b *Block) Place(start, end int) (offset, length int) {
	offset = b.at(start)
	if end <= start {
		return offset, 0
	}
	return offset, b.at(end-1) + 1 - offset
}

func (b *Block) at(text int) int {
	file := 0
	for _, p := range b.places {
		if p.text > text {
			break
		}
		file = p.file + text - p.text
	}
	return file
}
