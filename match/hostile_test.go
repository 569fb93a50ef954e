package match

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

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
		both("state that speaks", "Russia says "),
		both("state that speaks for long", "Russia says on and on and on and on "),
		both("state that denies", "Russia denies a hand in it "),
		both("politician", "Macron "),
		both("politicians without spaces", "特朗普拜登马克龙黑客"),
		both("topic with a state", "trade with Russia funds "),
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
		both("wide letters", "Ｒｕｓｓｉａ ｍｅｄｄｌｉｎｇ "),
		both("names without their context", "Heron hacked "),
		both("words far apart", "linked"+strings.Repeat("-", 40)+"to Russia"+strings.Repeat(" ", 200)+"meddling"),
		both("Chinese", "中国干预选举"),
		both("one Chinese letter", "中"),
		both("Chinese under marks", "中\u0301"),
		both("Thai", "นกกระดาษ"),
		both("Hangul in pieces", "\u1100\u1161\u11a8"),
		both("Arabic", "روسيا متهمة بالتدخل في الانتخابات "),
		both("stems of two scripts", "चुनाव. канадск"),
		both("short names and bodies", "X-ie "),
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
	heron := entity("Heron", meddlewatch.Alias{Name: "Heron", Strength: meddlewatch.StrengthContext})
	heron.Type = "threat_group"
	add(heron)
	rng := rand.New(rand.NewPCG(5, 6))
	for n := range 1000 {
		add(entity(fmt.Sprint("shared ", n), strong("Spamouflage Dragon"), strong("Spamouflage "+word(rng))))
	}
	return newMatcher(tb, list)
}

// TestHostileItems wants of every hostile item what every verdict must be.
func TestHostileItems(t *testing.T) {
	m := hostileMatcher(t)
	for _, c := range hostileItems() {
		t.Run(c.name, func(t *testing.T) {
			it := meddlewatch.Item{Title: c.title, Summary: c.summary}
			v := m.Judge(it)
			checkVerdict(t, m, it, v)
			if again := m.Judge(it); !reflect.DeepEqual(v, again) {
				t.Error("the second verdict differs from the first")
			}
			quoted := len(v.AttributedBy) + len(v.Hedge)
			for _, r := range v.Reasons {
				quoted += len(r.Text)
			}
			for _, c := range v.Campaigns {
				quoted += len(c.As)
			}
			if len(v.Campaigns) > mostCampaigns || quoted > 8<<10 {
				t.Errorf("%d campaigns, %d bytes quoted", len(v.Campaigns), quoted)
			}
		})
	}
}

func TestTooManyNamesAreNamed(t *testing.T) {
	m := hostileMatcher(t)
	cutOf := func(title, summary string) (fields []meddlewatch.Field) {
		for _, r := range m.Judge(meddlewatch.Item{Title: title, Summary: summary}).Reasons {
			if r.Rule == "cut" {
				fields = append(fields, r.Field)
			}
		}
		return fields
	}
	names := strings.Repeat("Spamouflage Dragon ", 100)
	for _, c := range []struct {
		name, title, summary string
		want                 []meddlewatch.Field
	}{
		{"many in the title", names, "Spamouflage", []meddlewatch.Field{meddlewatch.FieldTitle}},
		{"many in the summary", "Spamouflage", names, []meddlewatch.Field{meddlewatch.FieldSummary}},
		{"many in both", names, names, []meddlewatch.Field{meddlewatch.FieldTitle, meddlewatch.FieldSummary}},
		{"few", "Spamouflage Dragon", "Spamouflage Dragon", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := cutOf(c.title, c.summary); !slices.Equal(got, c.want) {
				t.Errorf("cut: %q, want %q", got, c.want)
			}
		})
	}
}

// A list of a term that hits every word, in every kind at once, is what a person can
// write by mistake.
func TestTermThatHitsEveryWord(t *testing.T) {
	m := everywhere(t)
	it := meddlewatch.Item{Title: fill("a "), Summary: fill("a ")}
	v := m.Judge(it)
	checkVerdict(t, m, it, v)
	for _, field := range []meddlewatch.Field{meddlewatch.FieldTitle, meddlewatch.FieldSummary} {
		if !slices.ContainsFunc(v.Reasons, func(r meddlewatch.Reason) bool {
			return r.Rule == "cut" && r.Field == field && strings.Contains(r.Text, "too many terms")
		}) {
			t.Errorf("no reason says that the %s holds too many terms: %v", field, v.Reasons)
		}
	}
}

func everywhere(tb testing.TB) *Matcher {
	tb.Helper()
	data, err := DefaultData()
	if err != nil {
		tb.Fatal(err)
	}
	a := []string{"a"}
	data.Lexicons.Languages = append(slices.Clone(data.Lexicons.Languages), Language{
		Acts:    Acts{Spy: a},
		Targets: Targets{Vote: a},
		Claims:  Claims{Deny: a},
		Guards:  Guards{War: a},
	})
	m, err := New(seedWatchlist(), data, 0.5)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// BenchmarkHostile judges what is made to cost much. The bound is 10 ms of CPU an
// item.
func BenchmarkHostile(b *testing.B) {
	m := hostileMatcher(b)
	run := func(name string, m *Matcher, it meddlewatch.Item) {
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			start, n := cpu(b), 0
			for b.Loop() {
				m.Judge(it)
				n++
			}
			b.ReportMetric(float64((cpu(b)-start).Microseconds())/1000/float64(n), "cpu-ms/op")
		})
	}
	for _, c := range hostileItems() {
		run(c.name, m, meddlewatch.Item{Title: c.title, Summary: c.summary, Link: "https://news.example.org/a"})
	}
	run("address", m, meddlewatch.Item{Title: "Spamouflage", Link: "https://" + strings.Repeat("a.", 500_000)})
	run("a term that hits every word", everywhere(b), meddlewatch.Item{Title: fill("a "), Summary: fill("a ")})
}

// cpu is the processor time of this process so far, the collector's included.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
