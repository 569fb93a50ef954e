package learn

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"meddlewatch"
	"meddlewatch/seeds/document"
	"meddlewatch/seeds/naming"
)

// introduced returns the names of campaigns and groups that a document introduces,
// by the sentences that print them, with their bytes in the sentence.
func (l *Learner) introduced(d int, doc *document.Document) map[place][]naming.Name {
	about := l.namer.About(sentencesOf(doc))
	found := map[place][]naming.Name{}
	var sure []naming.Name
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
		for _, name := range names {
			if name.Sure && name.Strength != meddlewatch.StrengthNever && !slices.ContainsFunc(sure, func(o naming.Name) bool { return o.Text == name.Text }) {
				sure = append(sure, name)
			}
		}
	}
	slices.SortStableFunc(sure, func(a, b naming.Name) int { return len(b.Text) - len(a.Text) })
	joinBare(sure, found)
	l.repeated(d, doc, sure, found)
	return found
}

// joinBare makes "Operation N" another name of N where a cue introduces that for sure.
func joinBare(sure []naming.Name, found map[place][]naming.Name) {
	for _, names := range found {
		for i, n := range names {
			if n.Of == "" && n.Bare != "" && slices.ContainsFunc(sure, func(o naming.Name) bool { return o.Text == n.Bare }) {
				names[i].Of, names[i].Sure = n.Bare, true
			}
		}
	}
}

// repeated adds the other places at which a document prints the names that it
// introduces, longest first: what it introduces once it need not introduce again.
func (l *Learner) repeated(d int, doc *document.Document, sure []naming.Name, found map[place][]naming.Name) {
	for b := range doc.Blocks {
		block := &doc.Blocks[b]
		if block.Frame != "" {
			continue
		}
		for n, sentence := range block.Sentences {
			if sentence.Frame != "" {
				continue
			}
			at := place{d, b, n}
			text := block.Text[sentence.Start:sentence.End]
			for _, name := range sure {
				again := naming.Name{Text: name.Text, Type: name.Type, Rule: "named elsewhere in the document", Strength: name.Strength}
				found[at] = append(found[at], occurrences(text, again)...)
				if name.Bare != "" {
					again.Text, again.Of = name.Bare, name.Text
					found[at] = append(found[at], occurrences(text, again)...)
				}
			}
		}
	}
}

// occurrences returns a name at every place in a text at which it stands as whole words.
func occurrences(text string, name naming.Name) []naming.Name {
	var out []naming.Name
	for from := 0; from < len(text); {
		i := strings.Index(text[from:], name.Text)
		if i < 0 {
			break
		}
		name.Start, name.End = from+i, from+i+len(name.Text)
		from = name.End
		before, _ := utf8.DecodeLastRuneInString(text[:name.Start])
		after, _ := utf8.DecodeRuneInString(text[name.End:])
		if !spelled(before) && !spelled(after) {
			out = append(out, name)
		}
	}
	return out
}

// spelled says whether a sign belongs to a word that is spelled with letters; Han
// characters stand by themselves.
func spelled(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
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
