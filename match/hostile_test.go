package match

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"meddlewatch"
)

// fill repeats a text up to the bytes of a field that are judged.
func fill(text string) string {
	return strings.Repeat(text, textLimit/len(text)+1)[:textLimit]
}

// hostile is an item that is made to cost much: title and summary as long as
// they are judged.
type hostile struct{ name, title, summary string }

// hostileItems lists what nobody prints and anybody can send.
func hostileItems() []hostile {
	both := func(name, text string) hostile { return hostile{name, fill(text), fill(text)} }
	everything := "Russia Chinese Kremlin interfere meddling election voters FBI accuses denies linked to " +
		"disinformation hackers fake accounts propaganda spying bribes parliament live blog pass interference "
	return []hostile{
		both("act word", "meddling "),
		both("act words of one sentence", "election interference "),
		both("act", "fake accounts. "),
		both("state", "Russia "),
		both("state and act", "Russia meddling "),
		both("body", "Kremlin "),
		both("target", "election "),
		both("accusation", "accuses "),
		both("state accused", "Russia accused of "),
		both("claim", "denies "),
		both("hedge", "linked to "),
		both("alias", "Spamouflage "),
		both("nested names", "Spamouflage Dragon "),
		both("begins of names", "salt "),
		both("guards", "pass interference live blog voter fraud missile strike ransomware tariffs album "),
		both("everything in one sentence", everything),
		both("everything, a sentence each", strings.ReplaceAll(everything, " ", ". ")),
		both("capitals", strings.ToUpper(everything)),
		both("letters", "a "),
		both("one word", "x"),
		both("one word of a stem", "interfer"),
		both("one word outside ASCII", "é"),
		both("dots", "U.S."),
		both("letters with dots", "a.b.c "),
		both("stops", "."),
		both("apostrophes", "s's'S’s "),
		both("combining marks", "e\u0301\u0323\u0301\u0323"),
		both("one letter under marks", "e"+strings.Repeat("\u0301", 1000)),
		both("marks alone", "\u0301"),
		both("zero width", "Rus\u200bsia\u200d med\u200cdling\u2060 "),
		both("joiners", "\u200d"),
		both("compatibility forms", "Ⓡⓤⓢⓢⓘⓐ ﷺ ㈱ ﬁ "),
		both("Chinese", "中国干预选举"),
		both("one Chinese letter", "中"),
		both("Chinese under marks", "中\u0301"),
		both("Thai", "นกกระดาษ"),
		both("Hangul in pieces", "\u1100\u1161\u11a8"),
		both("Arabic", "روسيا متهمة بالتدخل في الانتخابات "),
		both("Cyrillic", "Россия вмешалась в выборы "),
		both("unknown script", "ᚱᚢᛋᛋᛁᚨ 𐌰𐌱𐌲 "),
		both("broken UTF-8", "Russia\xff meddl\xc3ing \xe4\xb8"),
		both("bytes of no rune", "\xff"),
		both("null bytes", "\x00"),
		both("links", "https://example.org/a?b=c#d%20e "),
		both("white space", " \t\u00a0\u2003"),
		both("numbers", "1 22 333 4444 "),
	}
}

// hostileMatcher knows the shipped watchlist and names made to cost much: of one
// letter, of the most ordinary words, and a thousand that begin alike and never end.
func hostileMatcher(tb testing.TB) *Matcher {
	tb.Helper()
	list := seedWatchlist()
	add := func(e meddlewatch.Entity) { list.Entities = append(list.Entities, e) }
	for _, letter := range []string{"x", "a", "é", "中", "1"} {
		add(entity("letter "+letter, strong(letter)))
	}
	for n := 1; n < maxAliasWords; n++ {
		add(entity(fmt.Sprint("begins ", n), strong(strings.Repeat("meddling ", n)+"end"), strong(strings.Repeat("election ", n)),
			meddlewatch.Alias{Name: strings.Repeat("a ", n) + "!", Strength: meddlewatch.StrengthContext}))
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for n := range 1000 {
		add(entity(fmt.Sprint("shared ", n), strong("Spamouflage Dragon"), strong("Spamouflage "+word(rng))))
	}
	return newMatcher(tb, list)
}

// BenchmarkHostile judges what is made to cost much. The bound is 10 ms of CPU an
// item.
func BenchmarkHostile(b *testing.B) {
	m := hostileMatcher(b)
	for _, c := range hostileItems() {
		b.Run(strings.ReplaceAll(c.name, " ", "-"), func(b *testing.B) {
			it := meddlewatch.Item{Title: c.title, Summary: c.summary, Link: "https://news.example.org/a"}
			b.ReportAllocs()
			for b.Loop() {
				m.Judge(it)
			}
		})
	}
}
