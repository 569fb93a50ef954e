package match

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"testing"

	"meddlewatch"
)

// service counts in which stories each entry is found.
type service struct {
	terms   *terms
	stories [][]uint64 // by entry, up to enough
	folds   folder
}

func newService(list []fileEntry, tongues map[string][]string) (*service, error) {
	if len(list) > math.MaxUint16 {
		return nil, fmt.Errorf("%d entries have no room in the number of a state", len(list))
	}
	told, err := compileTongues(tongues)
	if err != nil {
		return nil, err
	}
	marked := make([]term, len(list))
	for i, e := range list {
		marked[i] = term{text: e.text, lang: e.lang, kind: e.kind(), state: i} // its number stands in for a state's
	}
	known, err := newTerms(marked, told, nil)
	return &service{terms: known, stories: make([][]uint64, len(list))}, err
}

// add counts an item for its story: the one that its label names, or else that of all
// items with the same words in the title, so that copies count once.
func (s *service) add(story string, item *meddlewatch.Item) {
	var r reading
	r.scan(item)
	h := fnv.New64a()
	_, _ = fmt.Fprint(h, story)
	if story == "" {
		for _, w := range r.words[:r.split] {
			_, _ = fmt.Fprint(h, w.Hash, " ")
		}
	}
	lang := s.terms.tongues.of(r.words)
	s.addField(h.Sum64(), r.title, r.words[:r.split], lang)
	s.addField(h.Sum64(), r.summary, r.words[r.split:], lang)
}

func (s *service) addField(story uint64, text string, words []Word, lang tongue) {
	for i := range words {
		s.terms.prepare(&words[i], text, &s.folds)
	}
	f := finder{terms: s.terms, words: words, shouting: shouting(words), lang: lang}
	for i := range words {
		if words[i].flags&flagState != 0 {
			f.measureState(0, int32(i), int32(i))
		}
	}
	for i := range words {
		if words[i].flags&flagBegins != 0 {
			f.start = int32(i)
			s.walk(&f, story, 0, f.start)
		}
	}
}

// walk goes the ways of [finder.walk], and counts all that ends on them: of the entries
// that begin at one word, finder keeps the longest of a kind.
func (s *service) walk(f *finder, story uint64, node uint32, i int32) {
	if int(i) == len(f.words) || i > f.start && f.words[i].Sentence != f.words[f.start].Sentence {
		return
	}
	step := func(hash uint64) {
		child := f.trie.step(node, hash)
		if child == 0 {
			return
		}
		for v := f.trie.value[child]; v != 0; v = f.entries[v-1].next {
			if e := &f.entries[v-1]; f.spoken(e) && f.printed(e, f.start, i) && (!f.over || e.kind.isAct()) {
				s.count(int(e.state), story)
			}
		}
		s.walk(f, story, child, i+1)
	}
	w := &f.words[i]
	step(w.Hash)
	for stem := w.stem; stem != 0; stem = f.stems.parent[stem-1] {
		step(f.stems.hash[stem-1])
	}
	if w.state > 0 && i > f.start && !f.over {
		f.over = true
		s.walk(f, story, node, i+int32(w.state))
		f.over = false
	}
}

func (s *service) count(entry int, story uint64) {
	if known := &s.stories[entry]; len(*known) < enough && !slices.Contains(*known, story) {
		*known = append(*known, story)
	}
}

func TestService(t *testing.T) {
	list := []fileEntry{
		{list: "acts.spy", text: "lurk* nearby", lang: "en"},
		{list: "acts.spy", text: "RAF"},
		{list: "targets.vote", text: "mast heights/widths"},
		{list: "targets.vote", text: "der Mast", lang: "de"},
		{list: "states.forms", text: "Norvania"},
	}
	item := func(title, summary string) *meddlewatch.Item {
		return &meddlewatch.Item{Title: title, Summary: summary}
	}
	for _, c := range []struct {
		name string
		add  func(*service)
		want string
	}{
		{"none", func(s *service) { s.add("", item("Clouds over the bay", "")) }, "[0 0 0 0 0]"},
		{"copies count once", func(s *service) {
			s.add("", item("Mast heights", "Mast widths"))
			s.add("", item("MAST heights!", "They lurked nearby."))
			s.add("", item("Tall, tall mast heights", ""))
		}, "[1 0 2 0 0]"},
		{"so do items of one story", func(s *service) {
			s.add("masts", item("Mast heights", ""))
			s.add("masts", item("Tall, tall mast heights", ""))
		}, "[0 0 1 0 0]"},
		{"a state between the words of an act alone", func(s *service) {
			s.add("", item("Some lurked, Norvania nearby", "Mast Norvania heights"))
		}, "[1 0 0 0 1]"},
		{"not beyond enough", func(s *service) {
			for _, title := range []string{"mast heights", "a mast heights", "b mast heights", "c mast heights"} {
				s.add("", item(title, ""))
			}
		}, "[0 0 3 0 0]"},
		{"capitals and sentences as asked for", func(s *service) {
			s.add("", item("A raf of logs. Mast", "heights"))
			s.add("", item("The RAF", "mast. Heights"))
		}, "[0 1 0 0 0]"},
		{"no words of another language", func(s *service) {
			s.add("", item("Der Mast und die Wolken", ""))
			s.add("", item("The end of the game and the der Mast", ""))
		}, "[0 0 0 1 0]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := newService(list, map[string][]string{"en": {"the", "of", "and"}, "de": {"der", "und", "die"}})
			if err != nil {
				t.Fatal(err)
			}
			c.add(s)
			counts := make([]int, len(list))
			for i := range list {
				counts[i] = len(s.stories[i])
			}
			if got := fmt.Sprint(counts); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
