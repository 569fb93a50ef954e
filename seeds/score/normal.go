package score

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// titles are the words before the name of a person that do not count, longest
// first where one begins with another.
func titles() []string {
	return []string{
		"vice president", "president", "representative", "rep.", "senator", "sen.",
		"secretary of state", "foreign minister", "special counsel", "general secretary", "spokesperson",
	}
}

// bracketed is a single word in brackets; whether it is an abbreviation is for its
// letters to say.
var bracketed = regexp.MustCompile(`\s*\(([^()\s]{2,12})\)`)

// plain is the text with compatibility forms composed (Unicode NFKC), straight
// quotes, hyphens for dashes and single spaces, in its own case.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ', '‛':
			return '\''
		case '“', '”', '„', '‟':
			return '"'
		case '–', '‐', '‑':
			return '-'
		}
		return r
	}, norm.NFKC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// normal is the form in which two names are compared: plain, lower case, without a
// bracketed abbreviation, a leading "the", titles, and a trailing possessive.
func normal(s string) string {
	s = bracketed.ReplaceAllStringFunc(plain(s), func(found string) string {
		if isAbbreviation(found) {
			return ""
		}
		return found
	})
	s = strings.TrimSpace(strings.ToLower(s))
	s = withoutTitles(s)
	if cut, ok := strings.CutSuffix(s, "'s"); ok && cut != "" {
		return cut
	}
	if strings.HasSuffix(s, "s'") && len(s) > 2 {
		return s[:len(s)-1]
	}
	return s
}

// isAbbreviation says whether a bracket holds at least two capitals or digits.
func isAbbreviation(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n >= 2
}

// withoutTitles takes "the" and titles away from the beginning of a lower-case
// name, as long as something is left.
func withoutTitles(s string) string {
	for {
		short := s
		for _, word := range append([]string{"the"}, titles()...) {
			if rest, ok := strings.CutPrefix(short, word+" "); ok {
				short = rest
				break
			}
		}
		if short == s {
			return s
		}
		s = short
	}
}

// matches says whether a watchlist that has an alias would find the form as a
// whole: the alias stands in it as whole words, and what is left over is nothing but
// articles and titles. Both are normal.
func matches(form, alias string) bool {
	if form == alias {
		return true
	}
	at := wholeWords(form, alias)
	if at < 0 {
		return false
	}
	return onlyTitles(form[:at]) && onlyTitles(form[at+len(alias):])
}

// onlyTitles says whether a lower-case text is made of articles, titles and a
// possessive.
func onlyTitles(s string) bool {
	s = strings.TrimPrefix(s, "'s")
	s = strings.TrimSpace(s)
	for s != "" {
		short := s
		for _, word := range append([]string{"the", "a", "an"}, titles()...) {
			if rest, ok := strings.CutPrefix(s, word); ok && (rest == "" || rest[0] == ' ') {
				short = strings.TrimSpace(rest)
				break
			}
		}
		if short == s {
			return false
		}
		s = short
	}
	return true
}

// wholeWords returns where words first stand in a text between word boundaries, or
// -1.
func wholeWords(text, words string) int {
	if words == "" {
		return -1
	}
	for from := 0; from <= len(text)-len(words); {
		at := strings.Index(text[from:], words)
		if at < 0 {
			return -1
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(words):])
		if !isWord(before) && !isWord(after) {
			return at
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		from = at + size
	}
	return -1
}

// isWord says whether a rune is part of a word that another script's spaces would
// set apart. Han and kana need no boundary.
func isWord(r rune) bool {
	if r == utf8.RuneError || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
