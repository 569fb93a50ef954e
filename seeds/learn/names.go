package learn

import (
	"meddlewatch/seeds/document"
	"meddlewatch/seeds/naming"
)

// introduced returns the names of campaigns and groups that a document introduces,
// by the sentences that print them, with their bytes in the sentence.
func (l *Learner) introduced(d int, doc *document.Document) map[place][]naming.Name {
	about := l.namer.About(sentencesOf(doc))
	found := map[place][]naming.Name{}
	for b := range doc.Blocks {
		block := &doc.Blocks[b]
		if block.Frame != "" {
			continue
		}
		names := l.namer.FindInDocument(block.Text, about)
		for n, sentence := range block.Sentences {
			if sentence.Frame != "" {
				continue
			}
			for _, name := range names {
				if name.Start >= sentence.Start && name.End <= sentence.End {
					name.Start, name.End = name.Start-sentence.Start, name.End-sentence.Start
					at := place{d, b, n}
					found[at] = append(found[at], name)
				}
			}
		}
	}
	return found
}

// sentencesOf returns the sentences of a document that are content.
func sentencesOf(doc *document.Document) []string {
	var out []string
	for _, block := range doc.Blocks {
		if block.Frame != "" || block.SeeAlso {
			continue
		}
		for _, s := range block.Sentences {
			if s.Frame == "" {
				out = append(out, block.Text[s.Start:s.End])
			}
		}
	}
	return out
}
