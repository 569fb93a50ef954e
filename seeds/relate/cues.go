package relate

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

//go:embed cues/*.toml
var files embed.FS

// languages in the order in which a tie between them is settled.
var languages = []string{"en", "de", "fr", "es", "ru", "zh"}

// cues are the cue words of one language.
type cues struct {
	common  map[string]bool     // words by which a text is known to be of the language
	phrases map[string][]phrase // by their first word, with its asterisk
	stems   int                 // bytes of the longest first word with an asterisk
	final   bool                // the verb may stand behind its objects
	nouns   bool                // the name of a state describes what follows, as an adjective does
}

// phrase is a cue of one or more words. A word that ends with an asterisk stands
// for all that begin so.
type phrase struct {
	class class
	words []string
}

func loadCues(lang string) (*cues, error) {
	name := "cues/" + lang + ".toml"
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("built-in cues of relations: %w", err)
	}
	var lists map[string]any
	if err := toml.NewDecoder(bytes.NewReader(data)).Decode(&lists); err != nil {
		return nil, fmt.Errorf("built-in cues of relations: %s: %w", name, err)
	}
	c := &cues{common: map[string]bool{}, phrases: map[string][]phrase{}}
	for key, list := range lists {
		switch key {
		case "lang":
			continue
		case "verb_final":
			c.final = list == true
			continue
		case "nouns_describe":
			c.nouns = list == true
			continue
		}
		class := class(slices.Index(classNames[:], key))
		values, ok := list.([]any)
		if !ok || (key != "common" && !slices.Contains(classNames[:], key)) {
			return nil, fmt.Errorf("built-in cues of relations: %s: %q is no list of cues; see classes.go for their names", name, key)
		}
		for _, value := range values {
			text, ok := value.(string)
			words := cueWords(text)
			if !ok || len(words) == 0 {
				return nil, fmt.Errorf("built-in cues of relations: %s: %s holds %v, which is no cue", name, key, value)
			}
			if key == "common" {
				c.common[words[0]] = true
				continue
			}
			c.phrases[words[0]] = append(c.phrases[words[0]], phrase{class, words})
			if strings.HasSuffix(words[0], "*") {
				c.stems = max(c.stems, len(words[0])-1)
			}
		}
	}
	return c, nil
}

// cueWords cuts a cue as a sentence is cut; an asterisk stays with its word.
func cueWords(text string) []string {
	var words []string
	for _, t := range tokenize(text, nil) {
		if t.word == "*" && len(words) > 0 {
			words[len(words)-1] += "*"
			continue
		}
		words = append(words, t.word)
	}
	return words
}

// marks are the classes that cover a token.
type marks uint64

func (m marks) has(c class) bool { return m&(1<<c) != 0 }

// span is a stretch of tokens, the last not included.
type span struct{ first, last int }

// find returns what classes cover each token, and where the cues of each class
// stand: the longest at each place, without overlaps within a class.
func (c *cues) find(tokens []token) ([]marks, [classes][]span) {
	covered := make([]marks, len(tokens))
	var hits [classes][]span
	for i := range tokens {
		var longest [classes]int
		if tokens[i].word == "" {
			continue
		}
		for _, p := range c.startingWith(tokens[i].word) {
			if len(p.words) > longest[p.class] && matches(p.words, tokens[i:]) {
				longest[p.class] = len(p.words)
			}
		}
		for k, n := range longest {
			if h := hits[k]; n == 0 || (len(h) > 0 && h[len(h)-1].last > i) {
				continue
			}
			hits[k] = append(hits[k], span{i, i + n})
			for j := i; j < i+n; j++ {
				covered[j] |= 1 << k
			}
		}
	}
	return covered, hits
}

func (c *cues) startingWith(word string) []phrase {
	out := slices.Clip(c.phrases[word])
	for n := min(len(word), c.stems); n > 0; n-- {
		out = append(out, c.phrases[word[:n]+"*"]...)
	}
	return out
}

func matches(words []string, tokens []token) bool {
	if len(words) > len(tokens) {
		return false
	}
	for i, w := range words {
		stem, open := strings.CutSuffix(w, "*")
		have := tokens[i].word
		if have == "" || (have != w && (!open || !strings.HasPrefix(have, stem))) {
			return false
		}
	}
	return true
}
