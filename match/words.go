package match

import (
	"unicode"
	"unicode/utf8"
)

// Word is one word of a text, or one letter where the script has no spaces.
type Word struct {
	Hash     uint64 // of its folded form; equal words have equal hashes, whatever their case
	Start    int32  // byte offset in the text
	End      int32  // byte offset after its last byte; a possessive "'s" stands outside
	Sentence int32  // number of its sentence, from 0

	head  uint32 // of the hash of the first stemMin folded bytes, 0 when shorter
	stem  int32  // longest stem of the lexicon it begins with, plus one; 0 none
	flags flag
	state uint8 // how many words the longest form of a state has that begins here; 0 none
}

type flag uint8

const (
	flagCapital flag = 1 << iota // begins with a capital
	flagCaps                     // all letters are capitals
	flagApart                    // stands behind a comma, colon, bracket or the like
	flagASCII
	flagBegins // a term of the lexicons may begin here
	flagState  // likewise a state
)

// Bounds of what is one word and one sentence. What is longer is no language (a
// base64 block, a ruled line), and would be quoted at its full length in reasons.
const (
	wordLimit = 128 // bytes; a longer word equals no other
	gapLimit  = 32  // bytes without a word; more of them end the sentence
)

// Words appends the words of text to dst. Sentences are counted from first.
//
// Hyphens, dashes and apostrophes separate words; "U.S." is the word "us" in
// capitals; a possessive "'s" is no word.
func Words(dst []Word, text string, first int) []Word {
	if dst == nil {
		dst = make([]Word, 0, len(text)/8+2) // a list has thousands of names of one to three words
	}
	s := scanner{text: text, words: dst, sentence: int32(first)}
	s.run()
	return s.words
}

type scanner struct {
	text     string
	words    []Word
	sentence int32
	apart    bool // something that separates names has been seen since the last word
	fresh    bool // a word stands in the current sentence
	scratch  []byte
	folder   folder
}

// The classes of ASCII bytes: everything not named only separates words.
const (
	classNone  = iota
	classLower // also digits
	classUpper
	classStop  // may end a sentence
	classApart // separates names: a comma, a bracket
	classHigh  // part of a rune outside ASCII
)

var (
	classes = asciiClasses()
	lowered = asciiLowered()
	letters = asciiLetters()
)

func asciiClasses() (t [256]byte) {
	for c := 'a'; c <= 'z'; c++ {
		t[c] = classLower
		t[c-'a'+'A'] = classUpper
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = classLower
	}
	for _, c := range ".!?\n" {
		t[c] = classStop
	}
	for _, c := range ",;:()[]{}<>/|\\=+*&%$#@_~^" {
		t[c] = classApart
	}
	for c := utf8.RuneSelf; c < 256; c++ {
		t[c] = classHigh
	}
	return t
}

func asciiLowered() (t [256]byte) {
	for c := range t {
		t[c] = byte(c)
		if 'A' <= c && c <= 'Z' {
			t[c] += 'a' - 'A'
		}
	}
	return t
}

// asciiLetters maps letters and digits to their folded form, all else to 0.
func asciiLetters() (t [256]byte) {
	for c := range t {
		if k := classes[c]; k == classLower || k == classUpper {
			t[c] = lowered[c]
		}
	}
	return t
}

// digits counts the ASCII digits of a word.
func digits(word string) int {
	n := 0
	for i := range len(word) {
		if word[i] <= '9' {
			n++
		}
	}
	return n
}

func (s *scanner) run() {
	text := s.text
	for i := 0; i < len(text); {
		switch classes[text[i]] {
		case classLower, classUpper:
			i = s.word(i)
		case classHigh:
			i = s.high(i)
		case classStop:
			i = s.stop(i)
		case classApart:
			s.apart = true
			i++
		default:
			i++
		}
	}
}

// word reads the word that begins with the ASCII letter or digit at i, and
// returns where to go on.
func (s *scanner) word(i int) int {
	text := s.text
	hash, head := uint64(fnvOffset), uint64(0)
	upper, j := 0, i
	for ; j < len(text); j++ {
		c := text[j]
		l := letters[c]
		if l == 0 {
			break
		}
		if l != c {
			upper++
		}
		hash = (hash ^ uint64(l)) * fnvPrime
		if j-i == stemMin-1 {
			head = hash
		}
	}
	if j < len(text) && text[j] >= utf8.RuneSelf {
		if r, _ := utf8.DecodeRuneInString(text[j:]); wordRune(r) && !unspaced(r) {
			return s.slowWord(i)
		}
	}
	if j == i+1 && j < len(text) && text[j] == '.' {
		if end := s.dotted(i); end > 0 {
			return end
		}
	}
	flags := flagASCII
	if classes[text[i]] == classUpper {
		flags |= flagCapital
	}
	if upper > 0 && upper == j-i-digits(text[i:j]) {
		flags |= flagCaps
	}
	s.add(i, j, hash, head, flags)
	if j < len(text) && text[j] == ' ' { // as nearly always
		return j + 1
	}
	return s.possessive(j)
}

// dotted reads an abbreviation of single letters with dots, such as "U.S." or
// "p.R.C", as one word. It returns 0 when there is none at i.
func (s *scanner) dotted(i int) int {
	text := s.text
	hash, head := uint64(fnvOffset), uint64(0)
	letters, upper, j := 0, 0, i
	for j < len(text) {
		c := text[j]
		class := classes[c]
		if c <= '9' || class != classLower && class != classUpper {
			break
		}
		after := j + 1
		if after < len(text) && text[after] != '.' {
			if k := classes[text[after]]; k == classLower || k == classUpper {
				break // a whole word follows the last dot: "J.Smith", "U.S.officials"
			}
		}
		hash = (hash ^ uint64(lowered[c])) * fnvPrime
		letters++
		if letters == stemMin {
			head = hash
		}
		if class == classUpper {
			upper++
		}
		j = after
		if j == len(text) || text[j] != '.' {
			break
		}
		j++
	}
	if letters < 2 {
		return 0
	}
	flags := flagASCII
	if upper > 0 {
		flags |= flagCapital
	}
	if upper == letters {
		flags |= flagCaps
	}
	s.add(i, j, hash, head, flags)
	return s.possessive(j)
}

// high reads what begins with a rune outside ASCII at i.
func (s *scanner) high(i int) int {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	switch {
	case unspaced(r):
		end := i + n
		for end < len(s.text) { // a vowel sign belongs to its letter
			m, k := utf8.DecodeRuneInString(s.text[end:])
			if !unicode.IsMark(m) {
				break
			}
			end += k
		}
		s.addFolded(i, end, 0)
		return end
	case wordRune(r):
		return s.slowWord(i)
	}
	switch r {
	case '。', '！', '？', '…', '؟', '۔', '।', '\u2028', '\u2029', '\u0085':
		s.endSentence()
	case '、', '，', '；', '：', '（', '）', '「', '」', '《', '》', '【', '】', '·', '•', '،', '؛':
		s.apart = true
	}
	return i + n
}

// slowWord reads a word that holds letters outside ASCII.
func (s *scanner) slowWord(i int) int {
	p, ok := plainWord(s.text, i)
	if !ok {
		return s.foldedWord(i)
	}
	var flags flag
	if p.capital {
		flags |= flagCapital
	}
	if p.caps() {
		flags |= flagCaps
	}
	s.add(i, p.end, p.hash, p.head, flags)
	return s.possessive(p.end)
}

// foldedWord is slowWord for a word of any letters.
func (s *scanner) foldedWord(i int) int {
	j, upper, letters := i, 0, 0
	first := true
	var flags flag
	for j < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[j:])
		if !wordRune(r) || unspaced(r) {
			break
		}
		if unicode.IsUpper(r) {
			upper++
			if first {
				flags |= flagCapital
			}
		}
		if unicode.IsLetter(r) {
			letters++
		}
		first = false
		j += n
	}
	if upper > 0 && upper == letters {
		flags |= flagCaps
	}
	s.addFolded(i, j, flags)
	return s.possessive(j)
}

func (s *scanner) addFolded(start, end int, flags flag) {
	var hash, head uint64
	if end-start <= wordLimit {
		s.scratch = s.folder.fold(s.scratch[:0], s.text[start:end])
		hash, head = hashFolded(s.scratch)
	}
	s.add(start, end, hash, head, flags)
}

// add adds a word. It writes field by field into its place: copying a word waits for the
// fields that have just been written.
func (s *scanner) add(start, end int, hash, head uint64, flags flag) {
	if end-start > wordLimit {
		hash, head = 0, 0
	}
	if n := len(s.words); s.fresh && start-int(s.words[n-1].End) > gapLimit {
		s.endSentence()
	}
	if s.apart {
		flags |= flagApart
	}
	s.apart, s.fresh = false, true
	s.words = append(s.words, Word{})
	w := &s.words[len(s.words)-1]
	w.Hash, w.head, w.flags = hash, uint32(head), flags
	w.Start, w.End, w.Sentence = int32(start), int32(end), s.sentence
}

// possessive skips an apostrophe and an s behind the word that ends at j.
func (s *scanner) possessive(j int) int {
	text := s.text
	k := j
	switch {
	case k < len(text) && text[k] == '\'':
		k++
	case len(text)-k >= 3 && (text[k:k+3] == "’" || text[k:k+3] == "‘"):
		k += 3
	default:
		return j
	}
	if k == len(text) || text[k]|0x20 != 's' {
		return j
	}
	k++
	if k < len(text) {
		if r, _ := utf8.DecodeRuneInString(text[k:]); wordRune(r) {
			return j
		}
	}
	return k
}

// stop decides whether the character at i ends a sentence.
func (s *scanner) stop(i int) int {
	text := s.text
	next := i + 1
	if text[i] != '.' {
		s.endSentence()
		return next
	}
	if next < len(text) && text[next] != ' ' && text[next] != '\n' && text[next] < utf8.RuneSelf && text[next] != '"' {
		return next // inside a name or a number: "VK.com", "3.5"
	}
	if n := len(s.words); n > 0 && int(s.words[n-1].End) == i && (s.shortened(s.words[n-1]) || s.goesOn(next)) {
		return next
	}
	s.endSentence()
	return next
}

// shortened says whether the full stop behind the word more likely belongs to it
// than to the sentence: "Sen. Smith", "St. Petersburg", "No. 10"; the doubled
// letters of Spanish plurals, "EE. UU."; and the ordinals of German dates, "9. Juni".
func (s *scanner) shortened(w Word) bool {
	word := s.text[w.Start:w.End]
	switch {
	case len(word) == 2 && word[0] == word[1] && w.flags&flagCaps != 0:
		return true
	case w.flags&flagCapital != 0:
		return len(word) == 1 || len(word) <= 3 && w.flags&flagCaps == 0
	}
	return len(word) <= 2 && digits(word) == len(word)
}

// goesOn says whether a small letter follows behind spaces: no sentence begins
// with one, but "proc. głosów" and "2016 г. в США" go on so.
func (s *scanner) goesOn(i int) bool {
	for i < len(s.text) && s.text[i] == ' ' {
		i++
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return unicode.IsLower(r)
}

func (s *scanner) endSentence() {
	if s.fresh {
		s.sentence++
		s.fresh = false
	}
	s.apart = true
}
