package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// gate tells at the cost of one pass over its bytes that a text holds no name:
// most news have neither a word of hacking or influence nor a naming cue nor a
// vendor's code.
type gate struct {
	heads  [1 << 13]bool // by hash of the first bytes of a word
	byHead map[[headLen]byte][]run
}

func newGate(b *book, s *shapes) *gate {
	g := &gate{byHead: make(map[[headLen]byte][]run)}
	for _, runs := range b.byHead {
		for _, r := range runs {
			if r.class == topic || r.class == introduce && len(r.words[0].low) >= headLen {
				g.add(r)
			}
		}
	}
	for _, c := range s.codes {
		g.add(run{class: other, words: []pattern{{low: strings.ToLower(c.Prefix), prefix: true}}})
	}
	return g
}

func (g *gate) add(r run) {
	for _, form := range spellings(r.words[0].low) {
		var key [headLen]byte
		copy(key[:], form)
		g.heads[hash(key)] = true
		known := false
		for _, k := range g.byHead[key] {
			known = known || k.class == r.class && k.words[0] == r.words[0] && len(k.words) == len(r.words) && len(r.words) == 1
		}
		if !known {
			g.byHead[key] = append(g.byHead[key], r)
		}
	}
}

// spellings returns a word as it can begin in a text.
func spellings(low string) []string {
	_, size := utf8.DecodeRuneInString(low)
	out := []string{low}
	for _, form := range []string{strings.ToUpper(low[:size]) + low[size:], strings.ToUpper(low)} {
		if form != out[len(out)-1] {
			out = append(out, form)
		}
	}
	return out
}

func hash(key [headLen]byte) uint32 {
	h := uint32(key[0]) | uint32(key[1])<<8 | uint32(key[2])<<16
	return h * 2654435761 >> (32 - 13)
}

// worth says whether a text can hold a name at all.
func (n *Namer) worth(text string) bool {
	var key [headLen]byte
	start := true
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c < utf8.RuneSelf && !unicode.IsLetter(rune(c)) && !unicode.IsDigit(rune(c)) {
			start = true
			continue
		}
		if n := sign(text[i:]); n > 0 {
			i += n - 1
			start = true
			continue
		}
		// Chinese has no spaces: every character can begin a word.
		if !start && (c < 0xe3 || c > 0xe9) {
			continue
		}
		start = false
		if i+headLen > len(text) {
			return false
		}
		copy(key[:], text[i:])
		if n.gate.heads[hash(key)] && n.opens(key, text[i:]) {
			return true
		}
	}
	return false
}

// sign returns the bytes of a sign that is no ASCII at the head of the text, quotes above all;
// 0 where none stands there.
func sign(text string) int {
	switch {
	case text[0] == 0xc2: // U+0080 to U+00BF
		return min(2, len(text))
	case text[0] == 0xe2, strings.HasPrefix(text, "\xe3\x80"): // U+2000 to U+2FFF, U+3000 to U+303F
		return min(3, len(text))
	}
	return 0
}

// opens says whether the text begins with a run of the gate, as far as it has no gap.
func (n *Namer) opens(key [headLen]byte, text string) bool {
	for _, r := range n.gate.byHead[key] {
		rest, ok := text, true
		for k, p := range r.words {
			if p.gap {
				break
			}
			if k > 0 {
				rest = strings.TrimLeft(rest, " -\u00a0")
			}
			word := rest[:wordEnd(rest, 0)]
			if word == "" { // Han characters and signs are a word each
				_, size := utf8.DecodeRuneInString(rest)
				word = rest[:size]
			}
			if r.class == other {
				if _, ok = n.shapes.code(word); !ok {
					break
				}
			} else if ok = meets(p, word); !ok {
				break
			}
			rest = rest[len(word):]
		}
		if ok {
			return true
		}
	}
	return false
}

// meets says whether a word, as printed, is the one of the pattern. A word is also
// met by its beginning up to a hyphen.
func meets(p pattern, word string) bool {
	if len(word) < len(p.low) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(word)
	if !p.prefix && len(word) != len(p.low) && unicode.IsLetter(first) && word[len(p.low)] != '-' {
		return false
	}
	return strings.EqualFold(word[:len(p.low)], p.low)
}
