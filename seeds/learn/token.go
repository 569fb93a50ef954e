package learn

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a sentence as it is printed, without quotes and possessive.
// Parts of hyphenated words are tokens of their own, so that a state is found in
// "state-backed".
type token struct {
	text       string
	low        string // what lower returns
	start, end int    // bytes in the sentence
	glued      bool   // nothing but a hyphen or dash stands before it
	after      rune   // first sign between it and the one before, spaces left out; 0 none
	possessive bool   // "'s" follows, or "'" behind an s
}

// capital says whether the word begins with a capital letter.
func (t token) capital() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsUpper(r)
}

// lower is the word without regard to case and dots.
func (t token) lower() string { return t.low }

// plain is the word without dots: "U.S." is "US".
func (t token) plain() string { return strings.ReplaceAll(t.text, ".", "") }

// acronym says whether the word is two to eight capitals.
func (t token) acronym() bool {
	p, n := t.plain(), 0
	for _, r := range p {
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2 && n <= 8
}

// year returns the year that the word is, or 0.
func (t token) year() int {
	if len(t.text) != 4 || t.text < "1900" || t.text > "2099" {
		return 0
	}
	n := 0
	for _, r := range t.text {
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// bytesOfWord is about how many bytes a word and what parts it from the next have.
const bytesOfWord = 6

// tokens cuts a sentence into words.
func tokens(text string) []token {
	list := make([]token, 0, len(text)/bytesOfWord+1)
	var between rune
	glue := false
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !wordRune(r) {
			switch {
			case isHyphen(r):
				glue = at > 0 && !glue && between == 0 && len(list) > 0 && list[len(list)-1].end == at
			case unicode.IsSpace(r):
				glue = false
			default:
				glue = false
				if between == 0 {
					between = r
				}
			}
			at += size
			continue
		}
		end := wordEnd(text, at)
		t := token{text: text[at:end], start: at, end: end, glued: glue, after: between}
		rest := text[end:]
		for _, s := range []string{"'s", "’s", "‘s"} {
			if strings.HasPrefix(rest, s) && !wordAt(rest, len(s)) {
				t.possessive = true
				end += len(s)
			}
		}
		if !t.possessive && strings.HasSuffix(t.text, "s") && (strings.HasPrefix(rest, "' ") || strings.HasPrefix(rest, "’ ")) {
			t.possessive = true
		}
		t.low = strings.ToLower(t.plain())
		list = append(list, t)
		at, between, glue = end, 0, false
	}
	return list
}

// wordEnd returns where the word ends that begins at a byte. Dots stay in
// abbreviations of single letters, apostrophes and ampersands between letters.
func wordEnd(text string, at int) int {
	end := at
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if wordRune(r) {
			end += size
			continue
		}
		next := end + size
		switch {
		case r == '.' && isInitials(text[at:end]) && (wordAt(text, next) || strings.Contains(text[at:end], ".")):
			end = next
		case r == '.' && end > at && domainEnd(text[next:]) > 0:
			return next + domainEnd(text[next:])
		case r == '&' && wordAt(text, next):
			end = next
		case (r == '\'' || r == '’') && wordAt(text, next) && !possessiveAt(text[next:]):
			end = next
		default:
			return end
		}
	}
	return end
}

// domainEnd returns how many bytes of the rest are the end of an internet name
// ("org", "sk"): two to four letters in lower case and nothing else.
func domainEnd(rest string) int {
	n := 0
	for n < len(rest) && rest[n] >= 'a' && rest[n] <= 'z' {
		n++
	}
	if n < 2 || n > 4 || wordAt(rest, n) {
		return 0
	}
	return n
}

// isInitials says whether a word so far is capital letters with dots between
// them, or one capital.
func isInitials(s string) bool {
	letters := 0
	for _, r := range s {
		switch {
		case r == '.':
			letters = 0
		case unicode.IsUpper(r):
			if letters++; letters > 1 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func possessiveAt(rest string) bool {
	return strings.HasPrefix(rest, "s") && !wordAt(rest, 1)
}

func wordAt(text string, at int) bool {
	if at >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	return wordRune(r)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isHyphen(r rune) bool { return r == '-' || unicode.Is(unicode.Pd, r) }
