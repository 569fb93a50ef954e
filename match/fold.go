package match

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A word is compared by the FNV-1a hash (64 bit) of its folded bytes. Two
// different words of a vocabulary of a million share a hash with a chance of
// about 3 in 10^8.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// stemMin is the length in bytes from which a word can be recognised by its
// beginning: a stem in a lexicon has at least as many.
const stemMin = 4

// hashFolded returns the hash of folded bytes and, where there are at least
// stemMin of them, the hash of the first stemMin (else 0).
func hashFolded[T string | []byte](s T) (hash, head uint64) {
	hash = fnvOffset
	for i := 0; i < len(s); i++ {
		hash = (hash ^ uint64(s[i])) * fnvPrime
		if i == stemMin-1 {
			head = hash
		}
	}
	return hash, head
}

// fold appends word in the form in which words are compared: NFKC, lower case,
// and one spelling for letters that are written in two ways. Broken UTF-8 becomes
// U+FFFD.
func fold(dst []byte, word string) []byte {
	var f folder
	return f.fold(dst, word)
}

// folder folds many words with the same memory. Its zero value is ready.
type folder struct {
	iter *norm.Iter // made with the first word that needs it
	form []byte
}

func (f *folder) fold(dst []byte, word string) []byte {
	i := 0
	for ; i < len(word) && word[i] < utf8.RuneSelf; i++ {
		dst = append(dst, lowered[word[i]])
	}
	if i == len(word) {
		return dst
	}
	// The letter before may belong to what follows: "e" and an accent.
	if i > 0 {
		i--
		dst = dst[:len(dst)-1]
	}
	rest := word[i:]
	if simple, ok := foldSimple(dst, rest); ok {
		return simple
	}
	for form := f.normal(rest); len(form) > 0; {
		r, n := utf8.DecodeRune(form)
		dst, form = foldRune(dst, r), form[n:]
	}
	return dst
}

// normal returns the text in NFKC, valid until the next call. norm.NFKC.String does
// the same and takes 600 bytes anew for every word.
func (f *folder) normal(text string) []byte {
	if norm.NFKC.QuickSpanString(text) == len(text) { // as nearly all that is printed
		f.form = append(f.form[:0], text...)
		return f.form
	}
	if f.iter == nil {
		f.iter = new(norm.Iter)
	}
	f.form = f.form[:0]
	for f.iter.InitString(norm.NFKC, text); !f.iter.Done(); {
		f.form = append(f.form, f.iter.Next()...)
	}
	return f.form
}

// foldRune appends the folded form of one letter.
func foldRune(dst []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(dst, lowered[r])
	}
	r = unicode.ToLower(r)
	switch r {
	case 'ß':
		return append(dst, "ss"...)
	case 'ς':
		r = 'σ'
	case 'ё': // newspapers print е
		r = 'е'
	case 'ş': // the cedilla stands for the comma below in much Romanian text
		r = 'ș'
	case 'ţ':
		r = 'ț'
	case 'ـ', '\u200c', '\u200d': // Arabic elongation and invisible joiners carry no sound
		return dst
	case 'أ', 'إ', 'آ':
		r = 'ا'
	}
	return utf8.AppendRune(dst, r)
}

// unspaced says whether the letter belongs to a script that is written without
// spaces between words. Such a letter is a word of its own, so that a name is
// found wherever its letters stand together.
func unspaced(r rune) bool {
	switch {
	case r < 0x0E00, 0xAC00 <= r && r <= 0xD7A3: // Hangul has spaces
		return false
	case 0x4E00 <= r && r <= 0x9FEF:
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー' || r == '々'
}

// wordRune says whether the rune can be part of a word.
func wordRune(r rune) bool {
	switch { // the blocks that are printed most
	case 0x400 <= r && r < 0x482, 0x48A <= r && r <= 0x52F, 0x621 <= r && r <= 0x64A, 0x900 <= r && r <= 0x963, 0x4E00 <= r && r <= 0x9FEF, 0xAC00 <= r && r <= 0xD7A3:
		return true
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\u200c' || r == '\u200d'
}
