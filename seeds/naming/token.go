package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word or a sign of a text. Han characters are a token each, because
// Chinese puts no space between words.
type token struct {
	start, end int    // bytes
	low        string // in lower case; a sign as it is
	word       bool   // else a sign
	capital    bool   // begins with a capital letter, or a digit within letters
	han        bool
	spaced     bool // a space stands before it
	sentence   int  // number of its sentence
}

// words that end with a full stop without ending a sentence.
const abbreviations = " mr mrs ms dr prof gen sen rep gov lt col st no vs jan feb mar apr jun jul aug sep sept oct nov dec inc corp ltd co u.s u.k u.n e.g i.e etc approx z.b bzw г т.е т.д им "

// cut cuts a text into tokens.
func cut(text string) []token {
	tokens := make([]token, 0, len(text)/5+8)
	sentence := 0
	spaced, ended := false, false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			if r == '\n' && len(tokens) > 0 && tokens[len(tokens)-1].sentence == sentence {
				sentence++
				ended = false
			}
			spaced = true
			i += size
			continue
		}
		t := token{start: i, spaced: spaced}
		spaced = false
		switch {
		case unicode.Is(unicode.Han, r):
			t.end, t.han, t.word, t.capital = i+size, true, true, false
			t.low = text[i:t.end]
		case wordRune(r):
			t.end = wordEnd(text, i)
			t.word = true
			t.capital = unicode.IsUpper(r) || unicode.IsDigit(r) && strings.IndexFunc(text[i:t.end], unicode.IsUpper) >= 0 || innerCapital(text[i:t.end])
			t.low = strings.ToLower(text[i:t.end])
		default:
			t.end = i + size
			t.low = text[i:t.end]
			if r == '’' {
				t.low = "'" // one spelling of the apostrophe; it closes single quotes, too
			}
		}
		if ended && (t.spaced || t.han) && (t.capital || t.han || !t.word && opens(r) || unicode.IsDigit(r) && t.word) {
			sentence++
			ended = false
		} else if t.word {
			ended = false
		}
		t.sentence = sentence
		switch r {
		case '!', '?', '…':
			ended = true
		case '.':
			ended = len(tokens) == 0 || !tokens[len(tokens)-1].word || !abbreviated(tokens[len(tokens)-1].low)
		case '。', '！', '？':
			tokens = append(tokens, t)
			sentence++
			i = t.end
			ended = false
			continue
		}
		tokens = append(tokens, t)
		i = t.end
	}
	return tokens
}

func abbreviated(low string) bool {
	return utf8.RuneCountInString(low) == 1 && !unicode.IsDigit(rune(low[0])) || strings.Contains(abbreviations, " "+low+" ")
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// wordEnd returns where the word that begins at i ends: letters and digits, with
// a hyphen, full stop or underscore between two of them. An apostrophe ends it,
// so that a possessive is not part of a name.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if wordRune(r) && !unicode.Is(unicode.Han, r) {
			i += size
			continue
		}
		switch r {
		case '-', '.', '_', '‑', '&':
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			if wordRune(next) && !unicode.Is(unicode.Han, next) {
				i += size
				continue
			}
		}
		return i
	}
	return i
}

// innerCapital says whether a word that begins small has a capital inside ("iSoon").
func innerCapital(word string) bool {
	for i, r := range word {
		if i > 0 && unicode.IsUpper(r) {
			return true
		}
		if r == '-' || r == '.' {
			return false
		}
	}
	return false
}

// opens says whether r opens a quotation; a straight quote does both.
func opens(r rune) bool { return strings.ContainsRune(`"'“„«‘‚「『《“`, r) }

// closes returns the signs that close what the sign opens; "" where it opens nothing.
func closes(low string) string {
	switch low {
	case `"`:
		return `"”“`
	case `“`:
		return `”"“`
	case `„`:
		return `“”"`
	case `»`:
		return `«`
	case `«`:
		return `»`
	case `‘`:
		return `’'`
	case `‚`:
		return `‘’`
	case `'`:
		return `'’`
	case `「`:
		return `」`
	case `『`:
		return `』`
	case `《`:
		return `》`
	case `＂`:
		return `＂`
	}
	return ""
}
