package origin

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxBetween = 4 // words between a cue and a name
	maxCue     = 4 // words of a cue
)

// cited says whether the words around a name make it the source of the report.
func (f *Finder) cited(text string, m mention) bool {
	before := wordsBefore(text[:m.start], maxBetween+maxCue)
	if len(before) > 0 && f.notAfter[before[len(before)-1]] {
		return false
	}
	for between := 0; between <= min(maxBetween, len(before)); between++ {
		at := len(before) - between
		if between > 0 && !f.betweenBefore[before[at]] {
			break
		}
		for n := 1; n <= min(maxCue, at); n++ {
			if f.before[strings.Join(before[at-n:at], " ")] {
				return true
			}
		}
	}
	behind := wordsBehind(text[m.end:], maxBetween+maxCue)
	for between := 0; between <= min(maxBetween, len(behind)); between++ {
		if between > 0 && !f.betweenBehind[behind[between-1]] {
			break
		}
		for n := 1; n <= min(maxCue, len(behind)-between); n++ {
			if f.behind[strings.Join(behind[between:between+n], " ")] {
				return true
			}
		}
	}
	return false
}

// labels says whether a headline is set under a name: "Name: …", or "… - Name".
func labels(title string, m mention) bool {
	if m.start == 0 && strings.HasPrefix(title[m.end:], ": ") {
		return true
	}
	if strings.TrimSpace(title[m.end:]) != "" {
		return false
	}
	for _, mark := range []string{" - ", " | ", " – ", " — "} {
		if strings.HasSuffix(strings.TrimSuffix(title[:m.start], "The "), mark) {
			return true
		}
	}
	return false
}

// signs says whether a name stands where agencies sign: "(Name) -" behind the place
// of a report, "(Name)" at its end, "By A. Person, Name" at its beginning.
func signs(text string, m mention) bool {
	if strings.HasSuffix(text[:m.start], "(") && strings.HasPrefix(text[m.end:], ")") {
		rest := strings.TrimLeft(text[m.end+1:], " ")
		return rest == "" || dash(rest)
	}
	const byline = 80 // bytes
	return m.start < byline && strings.HasPrefix(text, "By ") && !strings.ContainsAny(text[:m.start], ".!?;:") ||
		m.start == 0 && dash(strings.TrimLeft(text[m.end:], " "))
}

// dash says whether s begins with a dash.
func dash(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Pd, r)
}

// wordsBefore returns up to n words at the end of text, in lower case, back to the
// first mark that ends a thought.
func wordsBefore(text string, n int) []string {
	var out []string
	for len(out) < n && text != "" {
		r, size := utf8.DecodeLastRuneInString(text)
		switch {
		case isWord(r):
			start := strings.LastIndexFunc(text, func(r rune) bool { return !isWord(r) })
			if start < 0 {
				start = 0
			} else {
				_, size := utf8.DecodeRuneInString(text[start:])
				start += size
			}
			out = append([]string{strings.ToLower(text[start:])}, out...)
			text = text[:start]
		case joins(r) || r == ':':
			text = text[:len(text)-size]
		default:
			return out
		}
	}
	return out
}

// wordsBehind returns up to n words at the beginning of text, in lower case, up to
// the first mark that ends a thought. A possessive ending is no word.
func wordsBehind(text string, n int) []string {
	var out []string
	for _, s := range []string{"'s ", "’s "} {
		text = strings.TrimPrefix(text, s)
	}
	for len(out) < n && text != "" {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case isWord(r):
			end := strings.IndexFunc(text, func(r rune) bool { return !isWord(r) })
			if end < 0 {
				end = len(text)
			}
			out = append(out, strings.ToLower(text[:end]))
			text = text[end:]
		case joins(r):
			text = text[size:]
		default:
			return out
		}
	}
	return out
}

// isWord says whether r is part of a word; apostrophes and hyphens within words are.
func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\'' || r == '’' || r == '-'
}

// joins says whether r may stand between a cue and a name.
func joins(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"“”„«»`, r) }
