package relate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds that keep the work for a sentence linear, and a hostile one harmless.
const (
	maxMentions = 40  // in a sentence; further ones are not read
	maxTokens   = 400 // in a sentence; what stands behind is not read
)

// token is a word, a sign, or a whole mention.
type token struct {
	start, end int    // bytes in the sentence
	word       string // folded; "" for a mention
	mention    int    // index into the mentions; -1 none
}

// usable are the indexes of the mentions that are read: those that lie in the text and
// do not overlap the one before, up to a bound.
func usable(text string, mentions []Mention) []int {
	var out []int
	at := 0
	for i := range mentions {
		m := &mentions[i]
		if len(out) == maxMentions {
			break
		}
		if m.Entity != "" && m.Start >= at && m.End > m.Start && m.End <= len(text) {
			out = append(out, i)
			at = m.End
		}
	}
	return out
}

// tokenize cuts a sentence into tokens.
func tokenize(text string, mentions []Mention) []token {
	var out []token
	at := 0
	for _, i := range usable(text, mentions) {
		m := &mentions[i]
		if len(out) >= maxTokens {
			break
		}
		out = appendWords(out, text[at:m.Start], at)
		out = append(out, token{start: m.Start, end: m.End, mention: i})
		at = m.End
	}
	out = appendWords(out, text[at:], at)
	return out[:min(len(out), maxTokens)]
}

// appendWords appends the words and signs of text, which begins at byte base of
// its sentence. A full stop between single letters ("u.s") and the apostrophe of a negation
// ("didn't") belong to it; letters of scripts without spaces
// stand alone. Where text was left out ("...") a clause ends, as at a semicolon.
func appendWords(out []token, text string, base int) []token {
	for i := 0; i < len(text) && len(out) < maxTokens; {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			i += size
			continue
		case strings.HasPrefix(text[i:], "..."):
			out = append(out, token{start: base + i, end: base + i + 3, word: ";", mention: -1})
			i += 3
			continue
		case isGenitive(text[i:]):
			size++
		case alone(r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			size = wordLength(text[i:])
		}
		out = append(out, token{start: base + i, end: base + i + size, word: fold(text[i : i+size]), mention: -1})
		i += size
	}
	return out
}

func wordLength(text string) int {
	letters := 0 // since the beginning, or the last full stop
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		inner := r == '.' && letters == 1 && unicode.IsLetter(next) || (r == '\'' || r == '’') && next == 't' && text[i-1] == 'n'
		if !inner && (!unicode.In(r, unicode.Letter, unicode.Digit, unicode.Mn) || alone(r)) {
			return i
		}
		letters++
		if inner {
			letters = 0
		}
		i += size
	}
	return len(text)
}

// isGenitive tells whether text begins with an apostrophe and a single s.
func isGenitive(text string) bool {
	rest, ok := strings.CutPrefix(text, "'s")
	if !ok {
		rest, ok = strings.CutPrefix(text, "’s")
	}
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !unicode.IsLetter(next))
}

// alone tells letters of scripts that are written without spaces.
func alone(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

var signs = strings.NewReplacer(
	"’", "'", "‘", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "–", "—", "‑", "-",
	"，", ",", "、", ",", "；", ";", "…", ";", "？", "?", "（", "(", "）", ")", "《", `"`, "》", `"`, "「", `"`, "」", `"`, "ё", "е",
)

func fold(word string) string { return signs.Replace(strings.ToLower(word)) }
