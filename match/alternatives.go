package match

import (
	"errors"
	"fmt"
	"strings"
)

// alternativesLimit is how many terms one entry may stand for: more is a slip of
// the pen, and each takes memory.
const alternativesLimit = 2000

// termWord is a word of an entry made ready.
type termWord struct {
	hash    uint64 // of the folded word; that of a stem includes its star: no word holds one
	stem    []byte // folded, without the star, until the next entry is read; nil for a whole word
	capital bool   // is printed with a capital
	caps    bool   // is so short that only capitals tell it from another word
}

// choice is one alternative of a place: words from to to. Joined by hyphens it may
// hold several, and a sign beside words is none.
type choice struct{ from, to int }

// entryReader takes entries of lexicons apart: "covert/secret campaign*/plot*" stands
// for every combination of one alternative of each place, in order. Each alternative is
// read once, however many terms it is part of. The memory is used again from entry to
// entry; the zero value is ready.
type entryReader struct {
	words   []termWord // of the entry last read
	choices []choice   // its alternatives
	places  []choice   // its places, as stretches of choices

	scan   scanner
	folded []byte
}

// termCount is about how many terms an entry stands for.
func termCount(entry string) int {
	count, here := 1, 1
	for i := range len(entry) {
		switch entry[i] {
		case '/':
			here++
		case ' ':
			count, here = count*here, 1
		}
	}
	return count * here
}

// read makes an entry ready. The error says what is wrong with it.
func (r *entryReader) read(entry string) error {
	r.words, r.choices, r.places, r.folded = r.words[:0], r.choices[:0], r.places[:0], r.folded[:0]
	if strings.TrimSpace(entry) == "" {
		return errors.New("a term is empty")
	}
	places := []string{entry}
	if strings.Contains(entry, "/") {
		places = strings.Fields(entry)
	}
	count, silent := 1, true // silent: no word is sure to be there
	for i, place := range places {
		if count *= strings.Count(place, "/") + 1; count > alternativesLimit {
			return fmt.Errorf("the term %q stands for more than %d terms", entry, alternativesLimit)
		}
		before, after := "", ""
		if i > 0 {
			before, _, _ = strings.Cut(places[i-1], "/")
		}
		if i+1 < len(places) {
			after, _, _ = strings.Cut(places[i+1], "/")
		}
		first, wordless := len(r.choices), false
		for alternative := range strings.SplitSeq(place, "/") {
			if alternative == "" {
				return fmt.Errorf("the term %q has an empty alternative beside a slash", entry)
			}
			from := len(r.words)
			if err := r.readWords(entry, before, alternative, after); err != nil {
				return err
			}
			wordless = wordless || len(r.words) == from
			r.choices = append(r.choices, choice{from, len(r.words)})
		}
		r.places = append(r.places, choice{first, len(r.choices)})
		silent = silent && wordless
	}
	if silent {
		return fmt.Errorf("the term %q holds no word", entry)
	}
	return nil
}

// readWords reads one alternative, between one of those before and one of those behind:
// whether a full stop ends a sentence is told by what follows.
func (r *entryReader) readWords(entry, before, alternative, after string) error {
	text, from := alternative, 0
	if before != "" || after != "" {
		text, from = before+" "+alternative+" "+after, len(before)+1
	}
	r.scan = scanner{text: text, words: r.scan.words[:0], scratch: r.scan.scratch, folder: r.scan.folder}
	r.scan.run()
	to := from + len(alternative)
	for i, w := range r.scan.words {
		if int(w.Start) < from {
			continue
		}
		if i > 0 && w.Sentence != r.scan.words[i-1].Sentence {
			return fmt.Errorf("the term %q holds the end of a sentence", entry)
		}
		if int(w.Start) >= to {
			break
		}
		ready := termWord{hash: w.Hash, capital: w.flags&flagCapital != 0, caps: needsCaps(text, w)}
		if w.End-w.Start > wordLimit {
			return fmt.Errorf("the term %.40q… holds a word of %d bytes and the limit is %d", entry, w.End-w.Start, wordLimit)
		}
		if rest, star := strings.CutPrefix(text[w.End:], "*"); star {
			if ready.stem = r.stem(text[w.Start:w.End]); len(ready.stem) < stemMin {
				return fmt.Errorf("the stem %q is shorter than %d bytes", string(ready.stem)+"*", stemMin)
			}
			if rest != "" && rest[0] != ' ' && rest[0] != '-' {
				return fmt.Errorf("the star in %q does not end a word", entry)
			}
			ready.hash = stemHash(w.Hash)
		}
		r.words = append(r.words, ready)
	}
	return nil
}

// stem folds a word and keeps it until the next entry.
func (r *entryReader) stem(word string) []byte {
	from := len(r.folded)
	r.folded = r.scan.folder.fold(r.folded, strings.ReplaceAll(word, ".", ""))
	return r.folded[from:len(r.folded):len(r.folded)]
}

// needsCaps says whether a name is so short that only capitals tell it from a
// word: one letter, or two to four capitals ("US", "IRA").
func needsCaps(text string, w Word) bool {
	return w.flags&flagCaps != 0 && len([]rune(strings.ReplaceAll(text[w.Start:w.End], ".", ""))) <= 4
}
