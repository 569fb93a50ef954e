package story

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is one word of a text.
type word struct {
	start, end int    // bytes of the text
	hash       uint32 // of the folded word, for shingles
	stem       uint32 // of its first stemRunes letters: a light stem for any language
	number     bool   // digits only
	capital    bool   // begins with a capital letter
	first      bool   // first of a sentence, where a capital says nothing
	dense      bool   // two characters of a script without spaces
	quoted     int    // number of the quotation it stands in, from 1; 0 none
}

// stemRunes is how many letters of a word count. Cutting words at a fixed length
// is about as good as a stemmer for inflected languages and needs no rules for
// any of them (McNamee and Mayfield, "Character N-Gram Tokenization for European
// Language Text Retrieval", 2004, recommend 4 or 5; names want one more).
const stemRunes = 6

// maxQuote is the most words a quotation may have before the mark that opened it
// is taken for something else.
const maxQuote = 16

// split cuts text into words, appended to words. Marks, signs and invalid bytes
// separate words and are otherwise ignored.
func split(words []word, text string) []word {
	first := true
	quote, open := 0, false
	quotedSince := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isWordRune(r):
			end := wordEnd(text, i)
			before := len(words)
			if isDense(r) {
				words = appendDense(words, text, i, end)
			} else if w, ok := makeWord(text, i, end); ok {
				words = append(words, w)
			}
			for k := before; k < len(words); k++ {
				words[k].first = first
				if open {
					words[k].quoted = quote
				}
				first = false
			}
			i = end
			continue
		case r == '.' || r == '!' || r == '?' || r == ':' || r == '\n' || r == '。':
			first = true
		case r == '“' || r == '„' || r == '«' || r == '‘' || r == '「':
			quote, open, quotedSince = quote+1, true, len(words)
			first = true
		case r == '”' || r == '»' || r == '」':
			open = false
		case r == '"':
			if open = !open; open {
				quote, quotedSince = quote+1, len(words)
			}
			first = true
		case r == '’' || r == '\'':
			open = open && letterAt(text, i+size)
		}
		if open && len(words)-quotedSince > maxQuote {
			for k := quotedSince; k < len(words); k++ {
				words[k].quoted = 0
			}
			open = false
		}
		i += size
	}
	return words
}

// wordEnd returns where the word that starts at i ends: a run of word runes of
// one kind of script, with the dots of an abbreviation such as U.S. and the
// separators inside a number.
func wordEnd(text string, i int) int {
	r, size := utf8.DecodeRuneInString(text[i:])
	dense, digit := isDense(r), r >= '0' && r <= '9'
	end := i + size
	letters := 1
	for end < len(text) {
		if c := text[end] | 0x20; c >= 'a' && c <= 'z' && !dense {
			digit = false
			letters++
			end++
			continue
		}
		r, size = utf8.DecodeRuneInString(text[end:])
		switch {
		case isWordRune(r) && isDense(r) == dense:
			digit = digit && r >= '0' && r <= '9'
			letters++
		case r == '.' && letters == 1 && letterAt(text, end+1) && !letterAt(text, end+2):
			letters = 0
		case (r == ',' || r == '.') && digit && threeDigits(text, end+1):
		default:
			return end
		}
		end += size
	}
	return end
}

// letterAt says whether a word rune stands at i.
func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return isWordRune(r)
}

// threeDigits says whether exactly three digits stand at i, as after the
// separator of thousands.
func threeDigits(text string, i int) bool {
	n := 0
	for i+n < len(text) && text[i+n] >= '0' && text[i+n] <= '9' {
		n++
	}
	return n == 3
}

// makeWord folds text[start:end]. Single letters are no words.
func makeWord(text string, start, end int) (word, bool) {
	raw := text[start:end]
	lead, _ := utf8.DecodeRuneInString(raw)
	w := word{start: start, end: end, capital: unicode.IsUpper(lead), number: true}
	var buf [64]byte
	folded := fold(buf[:0], raw)
	runes, cut := 0, len(folded)
	for i, r := range string(folded) {
		if runes == stemRunes {
			cut = min(cut, i)
		}
		runes++
		w.number = w.number && r >= '0' && r <= '9'
	}
	if runes < 2 {
		return word{}, false
	}
	w.hash = hashBytes(folded)
	w.stem = w.hash
	if !w.number && cut < len(folded) {
		w.stem = hashBytes(folded[:cut])
	}
	return w, true
}

// appendDense cuts a run of a script without spaces into overlapping pairs of
// characters; a run of Katakana, which writes foreign names, stays whole.
func appendDense(words []word, text string, start, end int) []word {
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:])
		next := i + size
		if unicode.Is(unicode.Katakana, r) || r == 'ー' {
			for next < end {
				k, n := utf8.DecodeRuneInString(text[next:])
				if !unicode.Is(unicode.Katakana, k) && k != 'ー' {
					break
				}
				next += n
			}
			if next > i+2*size {
				h := hashBytes([]byte(text[i:next]))
				words = append(words, word{start: i, end: next, hash: h, stem: h, capital: true})
			}
			i = next
			continue
		}
		if next < end {
			_, n := utf8.DecodeRuneInString(text[next:])
			h := hashBytes([]byte(text[i : next+n]))
			words = append(words, word{start: i, end: next + n, hash: h, stem: h, dense: true})
		}
		i = next
	}
	return words
}

// fold appends s in lower case without accents to dst and leaves out what joins
// letters: dots, separators of thousands.
func fold(dst []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return foldAny(dst[:0], s)
		case c >= 'A' && c <= 'Z':
			dst = append(dst, c+'a'-'A')
		case c != '.' && c != ',':
			dst = append(dst, c)
		}
	}
	return dst
}

// foldAny is fold for more than ASCII.
func foldAny(dst []byte, s string) []byte {
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case r == '.' || r == ',' || unicode.Is(unicode.Mn, r) && r < 0x900:
			// Accents, and the vowel signs of Hebrew and Arabic, come and go between
			// outlets; the signs of Indian scripts do not.
		case r == 'ł':
			dst = append(dst, 'l')
		case r == 'ø':
			dst = append(dst, 'o')
		case r == 'đ':
			dst = append(dst, 'd')
		case r == 'ı':
			dst = append(dst, 'i')
		case r == 'ß':
			dst = append(dst, 's', 's')
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

// isDense says whether r belongs to a script that sets no spaces between words.
func isDense(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー'
}

// hashBytes is FNV-1a, folded from 64 bits to 32.
func hashBytes(b []byte) uint32 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return uint32(h ^ h>>32)
}

// mix spreads a value over 64 bits (the finaliser of SplitMix64, Steele, Lea and
// Flood, 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
