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
	known := map[string]bool{} // texts of the sure ones
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
			if name.Sure && name.Strength != meddlewatch.StrengthNever && !known[name.Text] {
				known[name.Text] = true
				sure = append(sure, name)
			}
		}
	}
	slices.SortStableFunc(sure, func(a, b naming.Name) int { return len(b.Text) - len(a.Text) })
	joinBare(known, found)
	l.repeated(d, doc, sure, found)
	return found
}

// joinBare makes "Operation N" another name of N where a cue introduces that for sure.
func joinBare(sure map[string]bool, found map[place][]naming.Name) {
	for _, names := range found {
		for i, n := range names {
			if n.Of == "" && n.Bare != "" && sure[n.Bare] {
				names[i].Of, names[i].Sure = n.Bare, true
			}
		}
	}
}

// repeated adds the other places at which a document prints the names that it
// introduces, longest first: what it introduces once it need not introduce again.
func (l *Learner) repeated(d int, doc *document.Document, sure []naming.Name, found map[place][]naming.Name) {
	if len(sure) == 0 {
		return
	}
	byFirst := byFirstWord(sure)
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
			again := occurrences(block.Text[sentence.Start:sentence.End], byFirst)
			if len(again) > 0 {
				found[at] = append(found[at], again...)
			}
		}
	}
}

// byFirstWord files names, and names within them, as they stand where they are printed
// again, by their first word.
func byFirstWord(sure []naming.Name) map[string][]naming.Name {
	list := map[string][]naming.Name{}
	for _, name := range sure {
		again := naming.Name{Text: name.Text, Type: name.Type, Rule: "named elsewhere in the document", Strength: name.Strength}
		first := firstWord(name.Text)
		list[first] = append(list[first], again)
		if name.Bare != "" {
			again.Text, again.Of = name.Bare, name.Text
			first = firstWord(name.Bare)
			list[first] = append(list[first], again)
		}
	}
	return list
}

// occurrences returns the names at every place in a text at which they stand as whole
// words, the longest first.
func occurrences(text string, byFirst map[string][]naming.Name) []naming.Name {
	var out []naming.Name
	for at := 0; at < len(text); {
		word := firstWord(text[at:])
		for _, name := range byFirst[word] {
			if !strings.HasPrefix(text[at:], name.Text) {
				continue
			}
			name.Start, name.End = at, at+len(name.Text)
			if after, _ := utf8.DecodeRuneInString(text[name.End:]); !spelled(after) {
				out = append(out, name)
			}
		}
		at += len(word)
	}
	slices.SortStableFunc(out, func(a, b naming.Name) int { return len(b.Text) - len(a.Text) })
	return out
}

// firstWord is the word that begins a text, or one sign or Han character.
func firstWord(text string) string {
	end := 0
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !spelled(r) {
			if end == 0 {
				return text[:n]
			}
			return text[:end]
		}
		end += n
	}
	return text
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
