// Package background knows how ordinary news speaks: how many of some hundred
// thousand news items print a word, or two words in a row.
//
// It serves three questions: is this name an ordinary word, is this phrase typical
// of a document or just of newspapers, and how much of the news would a name alert on.
//
// # The counts
//
// counts.bin holds numbers about the titles and summaries of two streams of news
// (October and November 2022, December 2023), each item taken once by its address:
// most of them English, a fifth Polish, from general newspapers of many countries.
// Words in fewer than 5 items and pairs of words in fewer than 6 items are left out, counts are rounded
// to a logarithm (right to 9 in a hundred), and no text of any item can be made
// from them. The command in wordcounts remakes the file from the streams.
//
// The streams also report on interference, in a few items of a thousand. So the
// words of such reporting are not absent here, only rare: a phrase is told by how
// much more often documents print it, never by its absence.
package background

import (
	_ "embed"
	"sort"
	"sync"
)

//go:embed counts.bin
var shipped []byte

// Counts are the word statistics. They are safe for concurrent use, and unpacked
// when the first word is asked for.
type Counts struct {
	items int
	table func() *table
}

// Load reads the counts that are built in. An error means a broken build.
func Load() (*Counts, error) { return read(shipped) }

func read(file []byte) (*Counts, error) {
	items, packed, err := header(file)
	if err != nil {
		return nil, err
	}
	return &Counts{items: items, table: sync.OnceValue(func() *table {
		t, err := decode(items, packed)
		if err != nil { // its checksum is right: the one who made it made it wrong
			return &table{items: items}
		}
		return t
	})}, nil
}

// Items is how many items were counted.
func (c *Counts) Items() int { return c.items }

// Word returns how many items print the word in any case; rare words are 0, and so
// is everything that is no single word of at least two Latin or Cyrillic letters.
func (c *Counts) Word(word string) int {
	t := c.table()
	if i, ok := t.find(Fold(word)); ok {
		return amount(t.any[i])
	}
	return 0
}

// Lower returns how many items print the word in lower case: above 0 it is an
// ordinary word and not only a name.
func (c *Counts) Lower(word string) int {
	t := c.table()
	if i, ok := t.find(Fold(word)); ok {
		return amount(t.lower[i])
	}
	return 0
}

// Pair returns how many items print both words in a row, in any case; rare pairs
// are 0. A hyphen between them makes no difference.
func (c *Counts) Pair(first, second string) int {
	t := c.table()
	a, ok := t.find(Fold(first))
	if !ok {
		return 0
	}
	b, ok := t.find(Fold(second))
	if !ok {
		return 0
	}
	from := int(t.group(a))
	group := t.seconds[from:t.groups[a]]
	i := sort.Search(len(group), func(i int) bool { return group[i] >= uint32(b) })
	if i < len(group) && group[i] == uint32(b) {
		return amount(t.both[from+i])
	}
	return 0
}

// find returns the place of a folded word.
func (t *table) find(word string) (int, bool) {
	i := sort.Search(len(t.ends), func(i int) bool { return string(t.word(i)) >= word })
	return i, i < len(t.ends) && string(t.word(i)) == word
}
