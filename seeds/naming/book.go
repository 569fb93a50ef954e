package naming

import (
	"fmt"
	"strings"
)

// gapMax is the number of tokens that "..." in a cue may stand for.
const gapMax = 6

// book finds runs of words that are cues. It is filled once and then only read.
type book struct {
	byHead map[string][]run
}

// run is one cue.
type run struct {
	class class
	words []pattern
}

// pattern is one word of a cue.
type pattern struct {
	low    string
	prefix bool // any word that begins so
	gap    bool // up to gapMax words
}

// found is a cue in a text: tokens from to to.
type found struct {
	class    class
	from, to int
}

func newBook() *book {
	return &book{byHead: make(map[string][]run)}
}

// headLen is the number of bytes by which a cue is looked up.
const headLen = 3

func head(low string) string {
	if len(low) > headLen {
		return low[:headLen]
	}
	return low
}

func (b *book) add(c class, text string) error {
	r := run{class: c}
	for _, field := range strings.Fields(text) {
		if field == "..." {
			r.words = append(r.words, pattern{gap: true})
			continue
		}
		word, prefix := strings.CutSuffix(field, "*")
		parts := cut(word)
		for i, t := range parts {
			r.words = append(r.words, pattern{low: t.low, prefix: prefix && i == len(parts)-1})
		}
	}
	if len(r.words) == 0 || r.words[0].gap || r.words[0].prefix && len(r.words[0].low) < headLen {
		return fmt.Errorf("the cue %q must begin with a word, one of three letters or more if it ends with \"*\"", text)
	}
	if strings.ToLower(text) != text {
		return fmt.Errorf("the cue %q must be in lower case", text)
	}
	key := head(r.words[0].low)
	b.byHead[key] = append(b.byHead[key], r)
	return nil
}

// find returns every cue in the tokens, in order of their first token.
func (b *book) find(tokens []token) []found {
	var out []found
	for i := range tokens {
		if !tokens[i].word {
			continue
		}
		out = b.at(out, tokens, i, tokens[i].low)
		// "China-linked" is "linked" too.
		if k := strings.LastIndexByte(tokens[i].low, '-'); k >= 0 {
			out = b.at(out, tokens, i, tokens[i].low[k+1:])
		}
	}
	return out
}

func (b *book) at(out []found, tokens []token, i int, low string) []found {
	for _, r := range b.byHead[head(low)] {
		if !r.words[0].matches(low) {
			continue
		}
		if to := rest(tokens, i+1, r.words[1:]); to > 0 {
			out = append(out, found{r.class, i, to})
		}
	}
	return out
}

// rest returns the token after the words of a cue that begin at i; 0 where
// they do not stand there.
func rest(tokens []token, i int, words []pattern) int {
	if len(words) == 0 {
		return i
	}
	if words[0].gap {
		for k := 1; k <= gapMax && i+k < len(tokens); k++ {
			if to := rest(tokens, i+k, words[1:]); to > 0 {
				return to
			}
		}
		return 0
	}
	if i >= len(tokens) || tokens[i].sentence != tokens[i-1].sentence || !words[0].matches(tokens[i].low) {
		return 0
	}
	return rest(tokens, i+1, words[1:])
}

func (p pattern) matches(low string) bool {
	if p.prefix {
		return strings.HasPrefix(low, p.low)
	}
	return low == p.low
}

// noun says whether a word by itself is a noun for what is named.
func (b *book) noun(low string) bool {
	for _, r := range b.byHead[head(low)] {
		switch r.class {
		case campaignNoun, groupNoun, wholeCampaign, wholeGroup:
			if len(r.words) == 1 && r.words[0].matches(low) {
				return true
			}
		}
	}
	return false
}
