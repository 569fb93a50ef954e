package themes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"meddlewatch/seeds/background"
	"meddlewatch/seeds/document"
)

// token is a word of a sentence.
type token struct {
	word       int32 // number in the vocabulary
	start, end int32 // bytes of the block's text
	run        bool  // in a row with the token before, with blanks and hyphens only between them
	content    bool  // may be part of a phrase: neither a name nor a function word
}

// sentence is a sentence that teaches: its words, and where it stands.
type sentence struct {
	document, block int
	tokens          []token
}

// read returns the sentences that teach, with their words.
func (v *vocabulary) read(documents []document.Document) []sentence {
	var all []sentence
	for d := range documents {
		for b := range documents[d].Blocks {
			block := &documents[d].Blocks[b]
			if block.Kind == document.Heading || block.Frame != "" || block.SeeAlso {
				continue
			}
			for _, s := range block.Sentences {
				if s.Repeat {
					continue
				}
				tokens := v.tokens(block.Text, s)
				if v.teaches(block.Text, tokens) {
					all = append(all, sentence{d, b, tokens})
				}
			}
		}
	}
	v.sentences = len(all)
	for i, s := range all {
		for _, t := range s.tokens {
			f := &v.families[v.stems[v.words[t.word].stem]]
			if t.content && f.last != i+1 {
				f.last = i + 1
				f.sentences++
			}
		}
	}
	return all
}

// tokens cuts a sentence into words. What stands at a cut may be half a word or half
// a phrase: the word there is no part of a phrase.
func (v *vocabulary) tokens(text string, s document.Sentence) []token {
	spans := background.Words(text[s.Start:s.End])
	all := make([]token, 0, len(spans))
	for i, span := range spans {
		start, end := s.Start+span.Start, s.Start+span.End
		printed := text[start:end]
		n := v.number(printed)
		t := token{word: n, start: int32(start), end: int32(end)}
		if i > 0 && span.Joined {
			t.run = plainGap(text[all[i-1].end:start])
		}
		cut := i == 0 && s.CutBefore || i == len(spans)-1 && s.CutAfter
		// A hyphen makes a function word part of a longer word: "run-off vote".
		bound := strings.HasPrefix(text[end:s.End], "-") || i > 0 && strings.HasSuffix(text[s.Start:start], "-")
		t.content = !cut && (bound || !v.words[n].stop) && !v.isName(printed, n, i == 0)
		all = append(all, t)
	}
	v.trim(text, all)
	return all
}

// trim ends phrases at participles. One in -ed behind a noun is a verb and begins
// another phrase ("farmers stoked anger"), unless a hyphen binds it or an adverb stands
// before it. One in -ing at the end goes, unless it is part of a cue: of "accounts
// pretending to" only the accounts are a phrase.
func (v *vocabulary) trim(text string, tokens []token) {
	for i := len(tokens) - 1; i > 0; i-- {
		w, before := v.words[tokens[i].word], v.words[tokens[i-1].word]
		if !w.inflected || !tokens[i].run || !tokens[i-1].content {
			continue
		}
		bound := strings.Contains(text[tokens[i-1].end:tokens[i].start], "-") || strings.HasSuffix(before.folded, "ly")
		last := i == len(tokens)-1 || !tokens[i+1].run || !tokens[i+1].content
		switch {
		case strings.HasSuffix(w.folded, "ed") && !bound:
			tokens[i].run = false
		case w.participle && last:
			tokens[i].content = false
		}
	}
}

// plainGap says whether only blanks and hyphens stand between two words.
func plainGap(gap string) bool {
	for _, r := range gap {
		if !unicode.IsSpace(r) && r != '-' && r != '‐' && r != '‑' {
			return false
		}
	}
	return true
}

// isName says whether a word is printed as a name: with a capital within a sentence,
// or at its beginning where ordinary news prints it so nearly always.
func (v *vocabulary) isName(printed string, n int32, first bool) bool {
	r, _ := utf8.DecodeRuneInString(printed)
	if !unicode.IsUpper(r) {
		return false
	}
	w := v.words[n]
	if w.lower == w.any && w.any > 0 && isAbbreviation(printed) {
		return false // listed as ordinary
	}
	return !first || w.lower*4 < w.any || w.any == 0
}

func isAbbreviation(printed string) bool {
	for _, r := range printed {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// teaches says whether a sentence is running text in a language whose words are
// counted: most of its words are in lower case, and ordinary news knows them.
func (v *vocabulary) teaches(text string, tokens []token) bool {
	lower, known := 0, 0
	for _, t := range tokens {
		if r, _ := utf8.DecodeRuneInString(text[t.start:t.end]); !unicode.IsLower(r) {
			continue
		}
		lower++
		if w := v.words[t.word]; w.lower > 0 || utf8.RuneCountInString(w.folded) < 2 {
			known++
		}
	}
	return lower*2 >= len(tokens) && known*5 >= lower*4 && lower > 0
}
