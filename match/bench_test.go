package match

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"meddlewatch"
)

// invented makes n names of two or three invented words from the alphabet of
// syllables; with a shared first word they all begin alike.
func invented(n int, shared string) meddlewatch.Watchlist {
	rng := rand.New(rand.NewPCG(1, 2))
	list := meddlewatch.Watchlist{Entities: make([]meddlewatch.Entity, n)}
	for i := range list.Entities {
		name := shared + word(rng) + " " + word(rng)
		if i%3 == 0 {
			name += " " + word(rng)
		}
		name += fmt.Sprintf("-%d", i)
		list.Entities[i] = meddlewatch.Entity{
			Name: name, Type: "campaign", Watch: meddlewatch.WatchYes,
			Aliases: []meddlewatch.Alias{{Name: name, Strength: meddlewatch.StrengthStrong}},
		}
	}
	return list
}

func word(rng *rand.Rand) string {
	syllables := []string{"ka", "ro", "min", "tel", "sha", "vor", "ne", "lu", "bra", "stin", "do", "gri"}
	var b strings.Builder
	for range 2 + rng.IntN(3) {
		b.WriteString(syllables[rng.IntN(len(syllables))])
	}
	return b.String()
}

// prose is English-like text of n bytes with some names of the list in it.
func prose(n int, list meddlewatch.Watchlist) string {
	rng := rand.New(rand.NewPCG(3, 4))
	common := strings.Fields(`the government said on Tuesday that a new report about the economy would be
		published in May although several ministers had asked for more time to read it before the vote in
		parliament and a spokesman for the party did not answer questions from reporters while prices of food and
		energy rose again in most of the country and schools in the north stayed closed because of the snow`)
	var b strings.Builder
	for b.Len() < n {
		w := common[rng.IntN(len(common))]
		if rng.IntN(120) == 0 {
			w = list.Entities[rng.IntN(len(list.Entities))].Name
		}
		if rng.IntN(14) == 0 {
			w += "."
		}
		b.WriteString(w)
		b.WriteByte(' ')
	}
	return b.String()[:n]
}

// BenchmarkNames is the search for names alone: text to words to names.
func BenchmarkNames(b *testing.B) {
	for _, c := range []struct {
		name, shared string
		aliases      int
	}{
		{"10kB-10000-aliases", "", 10_000},
		{"10kB-10000-aliases-one-first-word", "the ", 10_000},
		{"10kB-100000-aliases", "", 100_000},
	} {
		b.Run(c.name, func(b *testing.B) {
			list := invented(c.aliases, c.shared)
			n, err := compileNames(list)
			if err != nil {
				b.Fatal(err)
			}
			text := prose(10_000, list)
			var words []Word
			var hits []found
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				words = Words(words[:0], text, 0)
				hits, _ = n.find(hits[:0], text, words, 0, false)
			}
			if len(hits) == 0 {
				b.Fatal("no name was found")
			}
		})
	}
}

// BenchmarkJudge is the whole way of an item with 10,000 aliases.
func BenchmarkJudge(b *testing.B) {
	list := invented(10_000, "")
	m := newMatcher(b, list)
	relevant := "Researchers say a network of fake accounts linked to Russia tried to sway voters before the election. "
	for _, c := range []struct{ name, title, summary string }{
		{"500-bytes", prose(80, list), prose(420, list)},
		{"3-kB", prose(80, list), prose(2920, list)},
		{"64-kB-of-terms", strings.Repeat("Russia interfered election FBI linked to Spamouflage ", 1300)[:64<<10], ""},
		{"3-kB-relevant", relevant[:len(relevant)-1], relevant + prose(2800, list)},
	} {
		b.Run(c.name, func(b *testing.B) {
			it := meddlewatch.Item{Title: c.title, Summary: c.summary, Link: "https://news.example.org/a"}
			b.SetBytes(int64(len(c.title) + len(c.summary)))
			b.ReportAllocs()
			start, n := cpu(b), 0
			for b.Loop() {
				m.Judge(it)
				n++
			}
			b.ReportMetric(float64((cpu(b)-start).Nanoseconds())/1000/float64(n), "cpu-µs/op")
		})
	}
}

// BenchmarkNew is loading a large watchlist.
func BenchmarkNew(b *testing.B) {
	list := invented(100_000, "")
	data, err := DefaultData()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := New(list, data, 0.5); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNewFor is making the judge of one item of 3 kB with the shipped lexicons, and
// beside it the judge of all.
func BenchmarkNewFor(b *testing.B) {
	list := seedWatchlist()
	data, err := DefaultData()
	if err != nil {
		b.Fatal(err)
	}
	it := meddlewatch.Item{Title: "Russia used fake accounts to sway voters, researchers say", Summary: prose(2900, list)}
	b.Run("one-item", func(b *testing.B) {
		for b.Loop() {
			if _, err := NewFor(it, list, data, 0.5); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if _, err := New(list, data, 0.5); err != nil {
				b.Fatal(err)
			}
		}
	})
}
