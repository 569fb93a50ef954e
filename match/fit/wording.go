package main

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/match"
)

// corpusFolder holds the items from which the wording is learned, below the project. They
// were written for it, modelled on news and in words of our own. States, parties, platforms
// and known groups are real, persons are not; nothing in them is a report of anything.
const corpusFolder = "match/fit/corpus"

const (
	wordingPull = 5.0 // of each word towards 0: a logistic regression with C = 0.2
	leastItems  = 3   // a word of fewer items is chance
	mostItems   = 0.1 // one of a greater share of the items of a language tells how people write, and not of what
	unlearned   = 5   // one of so many items is kept back to measure
)

//go:embed unweighed.toml
var unweighedFile []byte

// unweighed is unweighed.toml.
type unweighed struct {
	Words []string `toml:"words"`
	Stems []string `toml:"stems"`
}

func (u unweighed) holds(word string) bool {
	return slices.Contains(u.Words, word) || slices.ContainsFunc(u.Stems, func(stem string) bool { return strings.HasPrefix(word, stem) })
}

// corpusItem is a line of the corpus.
type corpusItem struct {
	Lang    string `json:"lang"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
	Wanted  bool   `json:"wanted"`
}

// learnWording learns from the whole corpus, and tells how what is learned from most of it
// tells the rest.
func learnWording(out io.Writer, project string, write bool) error {
	items, err := readCorpus(filepath.Join(project, filepath.FromSlash(corpusFolder)))
	if err != nil {
		return err
	}
	learned, rest := apart(items)
	w, err := wordingOf(learned)
	if err != nil {
		return err
	}
	right, all := tell(w, rest)
	fmt.Fprintf(out, "by their words alone, of those not learned from: %d of %d wanted items, %d of %d others\n",
		right[true], all[true], right[false], all[false])
	if w, err = wordingOf(items); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d items, %d words\n", len(items), len(w.Features))
	if !write {
		return nil
	}
	return os.WriteFile(filepath.Join(project, "match", "wording.toml"), wordingText(w), 0o644)
}

// readCorpus reads the items as examples whose features are their words.
func readCorpus(folder string) ([]*example, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%s holds no items; name the directory of the project with -project", folder)
	}
	var all []*example
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		line := 0
		for text := range strings.Lines(string(text)) {
			line++
			var i corpusItem
			if err := json.Unmarshal([]byte(text), &i); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, line, err)
			}
			e := &example{item: meddlewatch.Item{Title: i.Title, Summary: i.Summary, Lang: i.Lang}, labelled: true, relevant: i.Wanted}
			if e.features = match.DistinctWords(e.item); len(e.features) == 0 {
				return nil, fmt.Errorf("%s:%d: no words; take the line out", name, line)
			}
			all = append(all, e)
		}
	}
	return all, nil
}

// apart keeps back one of so many items, by their titles.
func apart(all []*example) (learned, rest []*example) {
	for _, e := range all {
		h := fnv.New32a()
		h.Write([]byte(e.item.Title))
		if h.Sum32()%unlearned == 0 {
			rest = append(rest, e)
		} else {
			learned = append(learned, e)
		}
	}
	return learned, rest
}

// wordingOf fits a weight for each word. Both kinds count alike, however many there are, and
// there is no bias: a text of words that are not known says nothing.
func wordingOf(items []*example) (match.Weights, error) {
	known, err := tellingWords(items)
	if err != nil {
		return match.Weights{}, err
	}
	wanted := 0.0
	for _, e := range items {
		if e.relevant {
			wanted++
		}
	}
	n := float64(len(items))
	if wanted == 0 || wanted == n {
		return match.Weights{}, errors.New("the corpus, or the part to learn from, has items of one kind alone; add some of the other")
	}
	start := match.Weights{Features: map[string]float64{}}
	var examples []*example
	for _, e := range items {
		some := &example{relevant: e.relevant, weight: n / (2 * (n - wanted))}
		if e.relevant {
			some.weight = n / (2 * wanted)
		}
		for _, word := range e.features {
			if known[word] {
				some.features = append(some.features, word)
				start.Features[word] = 0
			}
		}
		examples = append(examples, some)
	}
	w := minimise(examples, start, wordingPull, none, func(word string) bool { return word == theBias })
	maps.DeleteFunc(w.Features, func(_ string, weight float64) bool { return weight == 0 })
	return w, nil
}

// tellingWords returns the words that may weigh. Out are those that are chance, those so
// common in a language that they tell how people write, names of any kind (most often
// printed with a capital), numbers, and what must not weigh.
func tellingWords(items []*example) (map[string]bool, error) {
	var never unweighed
	if err := config.Decode("unweighed.toml", unweighedFile, &never); err != nil {
		return nil, err
	}
	all, common, inLang, ofLang := map[string]int{}, map[string]int{}, map[[2]string]int{}, map[string]int{}
	for _, e := range items {
		ofLang[e.item.Lang]++
		printed := commonWords(e.item)
		for _, word := range e.features {
			all[word]++
			inLang[[2]string{e.item.Lang, word}]++
			if printed[word] {
				common[word]++
			}
		}
	}
	telling := map[string]bool{}
	for word, count := range all {
		telling[word] = count >= leastItems && 2*common[word] > count && !strings.ContainsAny(word, "0123456789") && !never.holds(word)
	}
	for at, count := range inLang {
		if float64(count) > mostItems*float64(ofLang[at[0]]) {
			telling[at[1]] = false
		}
	}
	return telling, nil
}

// commonWords are the words of an item that it prints somewhere in small letters or, as
// abbreviations ("MEPs", "FBI"), with several capitals: all but names.
func commonWords(it meddlewatch.Item) map[string]bool {
	common := map[string]bool{}
	for _, text := range []string{it.Title, it.Summary} {
		for _, w := range match.Words(nil, text, 0) {
			word, capitals := text[w.Start:w.End], 0
			for _, r := range word {
				if unicode.IsUpper(r) {
					capitals++
				}
			}
			if capitals != 1 {
				common[strings.ToLower(word)] = true
			}
		}
	}
	return common
}

// tell counts the items of each kind, wanted or not, and those that come out right.
func tell(w match.Weights, items []*example) (right, all map[bool]int) {
	right, all = map[bool]int{}, map[bool]int{}
	for _, e := range items {
		sum := 0.0
		for _, word := range e.features {
			sum += w.Features[word]
		}
		all[e.relevant]++
		if e.relevant == (sum >= 0) {
			right[e.relevant]++
		}
	}
	return right, all
}

// wordingText is the wording as a file: for each weight its words, the greatest first.
func wordingText(w match.Weights) []byte {
	words := map[float64][]string{}
	for word, weight := range w.Features {
		words[weight] = append(words[weight], word)
	}
	var b strings.Builder
	b.WriteString(`# How the words of a text weigh, whatever they name: log-odds, learned by logistic regression
# from the items in match/fit/corpus ("go run ./match/fit -wording -write"). Not kept
# by hand: a word is here because of the items in which it stands, beside the others there.
`)
	for _, weight := range slices.SortedFunc(maps.Keys(words), func(x, y float64) int { return cmp.Compare(y, x) }) {
		fmt.Fprintf(&b, "\n[[words]]\nweight = %s\nlist = [", strconv.FormatFloat(weight, 'f', 1, 64))
		line := ""
		for i, word := range slices.Sorted(slices.Values(words[weight])) {
			text := strconv.Quote(word) + ","
			if i == 0 || len(line)+1+len(text) > 100 {
				b.WriteString(line + "\n ")
				line = " " + text
				continue
			}
			line += " " + text
		}
		b.WriteString(line + "\n]\n")
	}
	return []byte(b.String())
}
