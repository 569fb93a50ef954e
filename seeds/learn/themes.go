package learn

import (
	"meddlewatch/seeds/document"
	"meddlewatch/seeds/themes"
)

// themes asks for the themes of the documents and turns their places into receipts.
func (l *Learner) themes(documents []document.Document) []Theme {
	list := []Theme{}
	for _, t := range themes.Find(documents, l.counts) {
		one := Theme{Name: t.Name, Kind: t.Kind}
		for _, p := range t.Phrases {
			one.Phrases = append(one.Phrases, p.Text)
			for _, at := range p.Places {
				d := &documents[at.Document]
				offset, length := d.Blocks[at.Block].Place(at.Start, at.End)
				one.Receipts = append(one.Receipts, Receipt{Document: d.Name, Offset: offset, Length: length, Rule: "phrase"})
			}
		}
		list = append(list, one)
	}
	return list
}
