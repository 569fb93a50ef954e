package match

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// alternativesLimit is how many terms one entry may stand for: more is a slip of
// the pen, and each takes memory.
const alternativesLimit = 2000

// termWord is a word of an entry made ready.
type termWord struct {
	hash    uint64 // of the folded word; that of a stem includes its star: no word holds one
	head    uint32 // as that of a [Word]
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
	text *vocabulary // of which alternatives are wanted; nil: all

	words   []termWord // of the entry last read
	choices []choice   // its alternatives
	places  []choice   // its places, as stretches of choices; none where the text lacks one

	fields []string
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

// read makes an entry ready. The error says what is wrong with it; of an entry that the
// text lacks it may say nothing.
func (r *entryReader) read(entry string) error {
	r.words, r.choices, r.places, r.folded = r.words[:0], r.choices[:0], r.places[:0], r.folded[:0]
	if strings.TrimSpace(entry) == "" {
		return errors.New("a term is empty")
	}
	r.fields = append(r.fields[:0], entry)
	if strings.Contains(entry, "/") {
		r.fields = slices.AppendSeq(r.fields[:0], strings.FieldsSeq(entry))
	}
	count, silent := 1, true // silent: no word is sure to be there
	for i, place := range r.fields {
		if count *= strings.Count(place, "/") + 1; count > alternativesLimit {
			return fmt.Errorf("the term %q stands for more than %d terms", entry, alternativesLimit)
		}
		first := len(r.choices)
		wordless, err := r.readPlace(entry, i)
		if err != nil {
			return err
		}
		if len(r.choices) == first { // not in the text, whatever the other places are
			r.places = r.places[:0]
			return nil
		}
		r.places = append(r.places, choice{first, len(r.choices)})
		silent = silent && wordless
	}
	if silent {
		return fmt.Errorf("the term %q holds no word", entry)
	}
	return nil
}

// readPlace reads the alternatives of a place, and says whether one of them is a sign
// without a word.
func (r *entryReader) readPlace(entry string, place int) (wordless bool, err error) {
	before, after := "", ""
	if place > 0 {
		before, _, _ = strings.Cut(r.fields[place-1], "/")
	}
	if place+1 < len(r.fields) {
		after, _, _ = strings.Cut(r.fields[place+1], "/")
	}
	for alternative := range strings.SplitSeq(r.fields[place], "/") {
		if alternative == "" {
			return false, fmt.Errorf("the term %q has an empty alternative beside a slash", entry)
		}
		from := len(r.words)
		if endsSentence(before) || !r.readPlain(alternative) {
			if err := r.readWords(entry, before, alternative, after); err != nil {
				return false, err
			}
		}
		wordless = wordless || len(r.words) == from
		if r.text != nil && !r.inText(r.words[from:]) {
			r.words = r.words[:from]
			continue
		}
		r.choices = append(r.choices, choice{from, len(r.words)})
	}
	return wordless, nil
}

// inText says whether the text may hold all the words.
func (r *entryReader) inText(words []termWord) bool {
	for i := range words {
		if !r.text.holds(&words[i]) {
			return false
		}
	}
	return true
}

// endsSentence says whether a sentence may end with the text: it ends with a full stop,
// or with what is no ASCII.
func endsSentence(text string) bool {
	if text == "" {
		return false
	}
	class := classes[text[len(text)-1]]
	return class == classStop || class == classHigh
}

// readPlain reads an alternative of plain words, joined by single spaces and hyphens, as
// nearly all are: they are the same whatever stands beside them. It says false, and leaves
// no word behind, where readWords has to look closer.
func (r *entryReader) readPlain(alternative string) bool {
	words := len(r.words)
	for i := 0; ; i++ {
		end, ok := r.plainWord(alternative, i)
		if ok && end == len(alternative) {
			return true
		}
		if !ok || alternative[end] != ' ' && alternative[end] != '-' {
			r.words = r.words[:words]
			return false
		}
		i = end
	}
}

// plainWord reads the word that begins at i, with its star, and returns where it ends. It
// says false where there is none, or one that is too long or, with a star, too short.
func (r *entryReader) plainWord(text string, i int) (end int, ok bool) {
	p, ok := plainWord(text, i)
	n := p.end - i
	if !ok || n == 0 || n > wordLimit {
		return 0, false
	}
	w := termWord{hash: p.hash, head: uint32(p.head), capital: p.capital}
	w.caps = p.caps() && utf8.RuneCountInString(text[i:p.end]) <= capsLimit
	if p.end < len(text) && text[p.end] == '*' {
		if w.stem = r.stem(text[i:p.end]); len(w.stem) < stemMin {
			return 0, false
		}
		w.hash = stemHash(p.hash)
		p.end++
	}
	r.words = append(r.words, w)
	return p.end, true
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
		ready := termWord{hash: w.Hash, head: w.head, capital: w.flags&flagCapital != 0, caps: needsCaps(text, w)}
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

// capsLimit is how many letters a name has at most that is so short that only capitals
// tell it from a word: "US", "IRA".
const capsLimit = 4

// needsCaps says whether a name is one of those: a letter, or so many capitals.
func needsCaps(text string, w Word) bool {
	return w.flags&flagCaps != 0 && len([]rune(strings.ReplaceAll(text[w.Start:w.End], ".", ""))) <= capsLimit
}
