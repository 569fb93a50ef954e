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
	phrases map[string][]phrase // by their first word
	stems   map[string][]phrase // by their first word, where that ends with an asterisk; without it
	longest int                 // bytes of the longest stem
	final   bool                // the verb may stand behind its objects
	nouns   bool                // the name of a state describes what follows, as an adjective does
}

// phrase is a cue of one or more words. A word that ends with an asterisk stands
// for all that begin so.
type phrase struct {
	class class
	rest  []string // the words behind the first
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
	c := &cues{common: map[string]bool{}, phrases: map[string][]phrase{}, stems: map[string][]phrase{}}
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
			if stem, open := strings.CutSuffix(words[0], "*"); open {
				c.stems[stem] = append(c.stems[stem], phrase{class, words[1:]})
				c.longest = max(c.longest, len(stem))
				continue
			}
			c.phrases[words[0]] = append(c.phrases[words[0]], phrase{class, words[1:]})
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
type marks [(classes + 63) / 64]uint64

func (m *marks) has(c class) bool { return m[c/64]&(1<<(c%64)) != 0 }

func (m *marks) set(c class) { m[c/64] |= 1 << (c % 64) }

// span is a stretch of tokens, the last not included.
type span struct{ first, last int }

// find returns what classes cover each token, and where the cues of each class
// stand: the longest at each place, without overlaps within a class.
func (c *cues) find(tokens []token) ([]marks, [classes][]span) {
	covered := make([]marks, len(tokens))
	var hits [classes][]span
	for i := range tokens {
		word := tokens[i].word
		if word == "" {
			continue
		}
		var longest [classes]int
		var seen marks
		look := func(phrases []phrase) {
			for _, p := range phrases {
				if n := len(p.rest) + 1; n > longest[p.class] && matches(p.rest, tokens[i+1:]) {
					longest[p.class] = n
					seen.set(p.class)
				}
			}
		}
		look(c.phrases[word])
		for n := min(len(word), c.longest); n > 0; n-- {
			look(c.stems[word[:n]])
		}
		for k := class(0); seen != (marks{}) && k < classes; k++ {
			if !seen.has(k) {
				continue
			}
			if h := hits[k]; len(h) > 0 && h[len(h)-1].last > i {
				continue
			}
			hits[k] = append(hits[k], span{i, i + longest[k]})
			for j := i; j < i+longest[k]; j++ {
				covered[j].set(k)
			}
		}
	}
	return covered, hits
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
