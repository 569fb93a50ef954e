package background

import "sort"

// usualWord is the share of items from which a word is so usual that a phrase with
// it shows nothing: "the", "said", "from".
const usualWord = 20 // one in so many

// Phrases returns up to most pairs of words in a row that hold the word, those that
// most items print first: examples of how news print it. Pairs with very usual
// words are left out where there are others.
func (c *Counts) Phrases(word string, most int) []string {
	t := c.table()
	at, ok := t.find(Fold(word))
	if !ok || most <= 0 {
		return nil
	}
	type pair struct {
		first, second int
		items         int
		usual         bool
	}
	usual := func(i int) bool { return i != at && amount(t.any[i]) > c.items/usualWord }
	var pairs []pair
	first := 0
	for i, second := range t.seconds {
		for uint32(i) >= t.groups[first] {
			first++
		}
		if other := int(second); (first == at) != (other == at) {
			pairs = append(pairs, pair{first, other, amount(t.both[i]), usual(first) || usual(other)})
		}
	}
	sort.SliceStable(pairs, func(i, j int) bool {
		if pairs[i].usual != pairs[j].usual {
			return pairs[j].usual
		}
		return pairs[i].items > pairs[j].items
	})
	var phrases []string
	for _, p := range pairs[:min(most, len(pairs))] {
		phrases = append(phrases, string(t.word(p.first))+" "+string(t.word(p.second)))
	}
	return phrases
}

// Knows says whether the counts can tell how often a word is printed: it has at
// least two letters, all of them Latin or Cyrillic. One that is not among the counts
// then is rare.
func (c *Counts) Knows(word string) bool {
	spans := Words(word)
	return len(spans) == 1 && spans[0].Start == 0 && spans[0].End == len(word) && counted(Fold(word))
}
