package match

import (
	"fmt"
	"strings"
)

// alternativesLimit is how many terms one entry may stand for: more is a slip of
// the pen, and each takes memory.
const alternativesLimit = 2000

// alternatives spells out an entry of a lexicon: "covert/secret campaign*/plot*" stands
// for every combination of one word of each place, in order.
func alternatives(entry string) ([]string, error) {
	if !strings.Contains(entry, "/") {
		return []string{entry}, nil
	}
	all := []string{""}
	for _, place := range strings.Fields(entry) {
		words := strings.Split(place, "/")
		if len(all)*len(words) > alternativesLimit {
			return nil, fmt.Errorf("the term %q stands for more than %d terms", entry, alternativesLimit)
		}
		next := make([]string, 0, len(all)*len(words))
		for _, begun := range all {
			for _, w := range words {
				if w == "" {
					return nil, fmt.Errorf("the term %q has an empty alternative beside a slash", entry)
				}
				next = append(next, strings.TrimSpace(begun+" "+w))
			}
		}
		all = next
	}
	return all, nil
}
