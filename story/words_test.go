package story

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"meddlewatch/internal/race"
)

var updateWords = flag.Bool("update-words", false, "write words.txt from the news samples beside the project")

// topical are stems by which an item of the samples is taken to be about states
// and influence; with a place of placesFile they make the subset whose everyday
// words count as common.
var topical = strings.Fields(`interf meddli disinf misinf propag influe covert foreig espion spies spying spy hacker hacked
	cybera cyber electi troll trolls bots fake operat dezinf wywiad szpieg wybory wyborc wplyw inger fals agent agents agenci manipu intell sancti`)

// TestWordsFile writes words.txt when asked to:
//
//	go test ./story -run TestWordsFile -update-words
//
// and otherwise checks that the file is what would be written.
func TestWordsFile(t *testing.T) {
	if testing.Short() && !*updateWords {
		t.Skip("counts the words of 180,000 items")
	}
	if race.Enabled {
		t.Skip("nothing here runs at once; run without the race detector, in a tenth of the time")
	}
	for _, f := range streamFiles {
		needShared(t, f[0])
	}
	got := countWords(t)
	if *updateWords {
		if err := os.WriteFile("words.txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != wordsFile {
		t.Errorf("words.txt is not what the news samples give (%d bytes, would be %d); run: go test ./story -run TestWordsFile -update-words",
			len(wordsFile), len(got))
	}
}

// countWords counts the stems of the samples.
func countWords(t *testing.T) string {
	const (
		keep  = 20_000 // the most frequent stems
		shown = 600    // bytes of a summary, about what most feeds give
	)
	type count struct {
		items, topical int
		day            string
		days           int
	}
	counts := make(map[string]*count)
	places, err := readLexicon("", placesFile, conceptsFile)
	if err != nil {
		t.Fatal(err)
	}
	isTopical := make(map[uint32]bool)
	for _, stem := range topical {
		isTopical[hashBytes([]byte(stem))] = true
	}
	items, topicals, days := 0, 0, make(map[string]bool)
	var words []word
	for _, file := range streamFiles {
		readLines(t, needShared(t, file[0]), func(l line) {
			summary := plain(l.Description)
			if len(summary) > shown {
				summary = strings.ToValidUTF8(summary[:shown], "")
			}
			text := plain(l.Title) + "\n" + summary
			words = split(words[:0], text)
			seen := make(map[string]bool, len(words))
			place, act := false, false
			for _, w := range words {
				if w.number && w.end-w.start > 4 {
					continue
				}
				if id := places.placeOf(text, w); id != 0 {
					place = true
				}
				act = act || isTopical[w.stem]
				seen[stemText(text, w)] = true
			}
			items++
			if place && act {
				topicals++
			}
			days[l.Day] = true
			for stem := range seen {
				c := counts[stem]
				if c == nil {
					c = &count{}
					counts[stem] = c
				}
				c.items++
				if place && act {
					c.topical++
					if c.day != l.Day {
						c.day, c.days = l.Day, c.days+1
					}
				}
			}
		})
	}
	stems := sortedKeys(counts)
	slices.SortStableFunc(stems, func(a, b string) int { return counts[b].items - counts[a].items })
	byLevel := make(map[int][]string)
	for _, stem := range stems[:min(keep, len(stems))] {
		c := counts[stem]
		share := float64(c.items) / float64(items)
		steady := float64(c.topical) / float64(topicals) * float64(c.days) / float64(len(days))
		level := int(math.Round(-10 * math.Log(max(share, steady))))
		byLevel[min(level, maxLevel)] = append(byLevel[min(level, maxLevel)], stem)
	}
	t.Logf("%d items, %d topical, %d days, %d stems", items, topicals, len(days), len(counts))
	var out strings.Builder
	for level := range maxLevel + 1 {
		if of := byLevel[level]; len(of) > 0 {
			slices.Sort(of)
			fmt.Fprintln(&out, level, strings.Join(of, " "))
		}
	}
	return out.String()
}

// stemText is the text whose hash is the stem of w.
func stemText(text string, w word) string {
	if w.dense {
		return text[w.start:w.end]
	}
	folded := string(fold(nil, text[w.start:w.end]))
	if runes := []rune(folded); !w.number && len(runes) > stemRunes && w.stem != w.hash {
		return string(runes[:stemRunes])
	}
	return folded
}
