package match

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"meddlewatch"
)

// names finds the aliases of a watchlist in a text.
type names struct {
	trie     *trie
	entities []meddlewatch.Entity
	aliases  []alias
}

type alias struct {
	entity   int32
	strength meddlewatch.Strength
	origin   meddlewatch.Origin
	caps     bool   // must be printed in capitals
	capital  bool   // must begin with a capital: an ordinary word otherwise
	literal  string // what must be printed, symbols included; "" when the words are enough
	lead     int    // bytes of literal before its first word
	next     int32  // further alias of the same words, plus one; 0 none
}

// found is an alias in a text: words first to last, with the symbols around them
// bytes start to end.
type found struct {
	alias       int32
	first, last int32
	start, end  int
}

// maxAliasWords bounds a step of the search; longer names are refused on loading.
const maxAliasWords = 32

func compileNames(list meddlewatch.Watchlist) (*names, error) {
	n := &names{trie: newTrie(), entities: mergeEntities(list.Entities)}
	var words []Word
	var hashes []uint64
	for i, e := range n.entities {
		for _, a := range e.Aliases {
			words = Words(words[:0], a.Name, 0)
			if len(words) == 0 {
				return nil, fmt.Errorf("the name %q of %q holds no letter or digit; correct it or take it out of the watchlist", a.Name, e.Name)
			}
			if len(words) > maxAliasWords {
				return nil, fmt.Errorf("the name %q of %q has %d words and the limit is %d; shorten it", a.Name, e.Name, len(words), maxAliasWords)
			}
			hashes = hashes[:0]
			for _, w := range words {
				if w.End-w.Start > wordLimit {
					return nil, fmt.Errorf("the name %.40q… of %.40q holds a word of %d bytes and the limit is %d; shorten it", a.Name, e.Name, w.End-w.Start, wordLimit)
				}
				hashes = append(hashes, w.Hash)
			}
			ready := alias{
				entity: int32(i), strength: a.Strength, origin: a.Origin,
				caps: len(words) == 1 && needsCaps(a.Name, words[0]),
			}
			if a.Strength == meddlewatch.StrengthContext {
				ready.capital = words[0].flags&flagCapital != 0
				ready.caps = ready.caps || len(words) == 1 && words[0].flags&flagCaps != 0
			}
			if ready.origin == "" {
				ready.origin = e.Origin
			}
			if hasSymbols(a.Name, words) {
				ready.literal = strings.TrimSpace(a.Name)
				ready.lead = int(words[0].Start) - strings.Index(a.Name, ready.literal)
			}
			node := n.trie.add(hashes)
			ready.next = n.trie.value[node]
			n.aliases = append(n.aliases, ready)
			n.trie.value[node] = int32(len(n.aliases))
		}
	}
	n.trie.seal()
	return n, nil
}

// mergeEntities joins entities of one name: a later one adds to, and overrides,
// an earlier one.
func mergeEntities(list []meddlewatch.Entity) []meddlewatch.Entity {
	merged := make([]meddlewatch.Entity, 0, len(list))
	at := make(map[string]int, len(list))
	for _, e := range list {
		aliases := e.Aliases
		e.Aliases = make([]meddlewatch.Alias, len(aliases))
		for i, a := range aliases {
			if a.Origin == "" {
				a.Origin = e.Origin
			}
			e.Aliases[i] = a
		}
		i, known := at[e.Name]
		if !known {
			at[e.Name] = len(merged)
			merged = append(merged, e)
			continue
		}
		old := &merged[i]
		index := make(map[string]int, len(old.Aliases))
		for j, a := range old.Aliases {
			index[a.Name] = j
		}
		for _, a := range e.Aliases {
			if j, known := index[a.Name]; known {
				old.Aliases[j] = a
			} else {
				old.Aliases = append(old.Aliases, a)
			}
		}
		if e.Type != "" {
			old.Type = e.Type
		}
		if e.Watch != "" {
			old.Watch = e.Watch
		}
		if e.Actor != "" {
			old.Actor = e.Actor
		}
		old.Origin = e.Origin
		old.Receipts = append(slices.Clone(old.Receipts), e.Receipts...)
	}
	return merged
}

// hasSymbols says whether a name holds more than words, spaces, hyphens and
// apostrophes: then the words alone do not prove that it is printed.
func hasSymbols(name string, words []Word) bool {
	if len(words) == 1 && words[0].Start == 0 && int(words[0].End) == len(name) {
		return false // also "U.S."
	}
	for _, r := range name {
		if wordRune(r) || unicode.IsSpace(r) || joins(r) {
			continue
		}
		return true
	}
	return false
}

// joins says whether the rune is a hyphen, dash or apostrophe, which are printed
// in too many ways to be compared.
func joins(r rune) bool {
	return unicode.Is(unicode.Pd, r) || r == '\'' || r == '’' || r == '‘' || r == '‑'
}

// searchLimit bounds the search of one field, in names and words compared: prose of
// 64 KiB takes some 10,000. More takes a text that repeats the beginnings of names,
// or a watchlist in which very many names are alike.
const searchLimit = 1 << 15

// find appends the names in words[from:], which are the words of text: the longest
// where they overlap. Every entity that has the name is reported. It says false
// where the search came to its limit before the end of the text.
func (n *names) find(dst []found, text string, words []Word, from int, shouting bool) ([]found, bool) {
	compared := 0
	for i := from; i < len(words); {
		if compared > searchLimit {
			return dst, false
		}
		if !n.trie.begins(words[i].Hash) {
			i++
			continue
		}
		last, kept := -1, len(dst)
		var node uint32
		for j := i; j < len(words); j++ {
			if node = n.trie.step(node, words[j].Hash); node == 0 {
				break
			}
			compared++
			for v := n.trie.value[node]; v != 0; v = n.aliases[v-1].next {
				compared += 1 + len(n.aliases[v-1].literal)
				f := found{alias: v - 1, first: int32(i), last: int32(j), start: int(words[i].Start), end: int(words[j].End)}
				if !n.printed(&f, text, words, shouting) {
					continue
				}
				if j > last {
					dst, last = dst[:kept], j
				}
				dst = append(dst, f)
			}
		}
		if last < 0 {
			i++
			continue
		}
		i = last + 1
	}
	return dst, true
}

// printed says whether the words found are printed as the name asks, and widens
// them by the symbols that belong to it.
func (n *names) printed(f *found, text string, words []Word, shouting bool) bool {
	a := &n.aliases[f.alias]
	if a.caps && (shouting || words[f.first].flags&flagCaps == 0) {
		return false
	}
	if a.capital && words[f.first].flags&flagCapital == 0 {
		return false
	}
	if a.literal == "" {
		for k := f.first + 1; k <= f.last; k++ {
			if words[k].flags&flagApart != 0 {
				return false // "Salt, Typhoon" is not the name
			}
		}
		return true
	}
	start := f.start - a.lead
	if start < 0 {
		return false
	}
	end, ok := literalAt(text, start, a.literal)
	if ok {
		f.start, f.end = start, end
	}
	return ok
}

// literalAt says whether the text at start prints the literal, whatever the case
// and the spaces, and where it ends. Behind its last symbol no letter decides:
// the words were found whole.
func literalAt(text string, start int, literal string) (int, bool) {
	i := start
	for _, want := range literal {
		if unicode.IsSpace(want) {
			continue
		}
		for {
			got, size := utf8.DecodeRuneInString(text[i:])
			if size == 0 {
				return 0, false
			}
			i += size
			if unicode.IsSpace(got) {
				continue
			}
			if unicode.ToLower(got) != unicode.ToLower(want) && (!joins(got) || !joins(want)) {
				return 0, false
			}
			break
		}
	}
	return i, true
}
