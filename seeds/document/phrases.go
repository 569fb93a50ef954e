package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// rule says which phrases make a block or a sentence frame.
type rule struct {
	Frame   string   `toml:"frame"` // what it is then
	Where   string   `toml:"where"` // whole, start, end or within
	Words   int      `toml:"words"` // only where the piece has at most so many words; 0: any number
	Box     bool     `toml:"box"`   // the short lines after it belong to it
	Phrases []string `toml:"phrases"`
}

// phrases finds rules by the first word of their phrases.
type phrases map[string][]phrase

type phrase struct {
	words []string
	*rule
}

func newPhrases(rules []rule) phrases {
	p := phrases{}
	for i := range rules {
		for _, s := range rules[i].Phrases {
			w := words(s)
			if len(w) > 0 {
				p[w[0]] = append(p[w[0]], phrase{w, &rules[i]})
			}
		}
	}
	return p
}

// match returns the first rule of a phrase in the words, nil if there is none.
func (p phrases) match(w []string) *rule {
	for i := range w {
		for _, f := range p[w[i]] {
			n := len(f.words)
			if i+n > len(w) || f.Words > 0 && len(w) > f.Words {
				continue
			}
			fits := f.Where == "within" ||
				i == 0 && (f.Where == "start" || f.Where == "whole" && n == len(w)) ||
				f.Where == "end" && i+n == len(w)
			if fits && equal(f.words, w[i:i+n]) {
				return f.rule
			}
		}
	}
	return nil
}

func equal(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// bytesOfWord is about how many bytes a word and what parts it from the next have.
const bytesOfWord = 6

// words cuts text into folded words and the few signs that frames are known by.
// Scripts that do without spaces give a word for each character.
func words(s string) []string {
	s = lower(s)
	out := make([]string, 0, len(s)/bytesOfWord+1)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case alone(r) || strings.ContainsRune("©/:()|", r):
			out = append(out, s[i:i+n])
		case wordly(r):
			j := i
			for i < len(s) {
				r, n = utf8.DecodeRuneInString(s[i:])
				if !wordly(r) && r != '\'' || alone(r) {
					break
				}
				i += n
			}
			out = append(out, strings.TrimRight(s[j:i], "'"))
			continue
		}
		i += n
	}
	return out
}

// wordly reports whether a character is part of words.
func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// alone reports whether a character is of a script that does not part its words.
func alone(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
