package match

import (
	"strings"
	"testing"

	"meddlewatch"
)

func TestParseClaimWords(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"short stem", "lang = \"en\"\n[verbs]\nsay = [\"says\", \"sa*\"]\n", `words.toml:3:16: the stem "sa*" is shorter than 4 bytes; correct the term or take it out`},
		{"empty term", "[marks]\nlaw = [\" \"]\n", `words.toml:2:8: a term is empty; correct the term or take it out`},
		{"two sentences", "[bodies]\noffice = [\"who? me\"]\n", `words.toml:2:11: the term "who? me" holds the end of a sentence; correct the term or take it out`},
		{"unknown list", "[verbs]\nshout = [\"shouts\"]\n", "words.toml:"},
		{"not TOML", "[verbs", "words.toml:1:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseClaimWords("words.toml", []byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v\nwant %q in it", err, c.want)
			}
		})
	}
}

// A word that stands twice in a list was meant to stand in another.
func TestDefaultClaimWords(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	if len(data.Claims) == 0 || data.Claims[0].Lang == "" {
		t.Fatalf("%d languages", len(data.Claims))
	}
	for _, words := range data.Claims {
		seen := map[term]bool{}
		for _, e := range words.terms() {
			if seen[e] {
				t.Errorf("%s: %q stands twice in list %d", words.Lang, e.text, e.kind-cueSay)
			}
			seen[e] = true
		}
	}
}

// Verdicts name the words with which claims are read.
func TestClaimWordsVersion(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	before, err := New(meddlewatch.Watchlist{}, data, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	data.Claims = nil
	after, err := New(meddlewatch.Watchlist{}, data, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	if before.Versions().Lexicons == after.Versions().Lexicons {
		t.Error("other claim words, the same version")
	}
	if s := stated(after, "Britain accuses Russia of meddling in its election", ""); s.claim != meddlewatch.ClaimAttribution || s.by != "Britain" {
		t.Errorf("without claim words: claim %q by %q", s.claim, s.by)
	}
	data.Claims = []ClaimWords{{Verbs: ClaimVerbs{Say: []string{"sa*"}}}}
	if _, err := New(meddlewatch.Watchlist{}, data, 0.5); err == nil || !strings.Contains(err.Error(), `claim words: the stem "sa*" is shorter`) {
		t.Errorf("error %v", err)
	}
}

func FuzzParseClaimWords(f *testing.F) {
	f.Add([]byte("lang = \"en\"\n[verbs]\nsay = [\"says\"]\n"))
	f.Add([]byte("[verbs]\nsay = [\"sa*\"]\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		words, err := ParseClaimWords("words.toml", b)
		if err != nil {
			return
		}
		if _, err := compileClaimWords([]ClaimWords{words}); err != nil {
			t.Fatalf("what was parsed does not compile: %v", err)
		}
	})
}

// Whatever the text, what is quoted stands in it.
func FuzzStatement(f *testing.F) {
	for _, s := range [][2]string{
		{"", ""},
		{"Britain accuses Russia of meddling: ministry", "Moscow denies it."},
		{"Meta removes accounts linked to Iran, officials say", "Charges against two men were dropped."},
		{"更正：中国干预选举", "Ёлка: said, by by by the of of"},
		{"says\xff says: \xc3said - by the", ",,, , : and of the, EU, EU, EU say"},
	} {
		f.Add(s[0], s[1])
	}
	m := newMatcher(f, seedWatchlist())
	f.Fuzz(func(t *testing.T, title, summary string) {
		s := stated(m, title, summary)
		valid := strings.ToValidUTF8(title, "\uFFFD") + "\n" + strings.ToValidUTF8(summary, "\uFFFD")
		for _, quoted := range []string{s.by, s.hedge} {
			if !strings.Contains(valid, quoted) {
				t.Fatalf("%q is nowhere in the item", quoted)
			}
		}
		for _, r := range s.retracts {
			text := title
			if r.Field == meddlewatch.FieldSummary {
				text = summary
			}
			if strings.ToValidUTF8(text[r.Start:r.End], "\uFFFD") != r.Text {
				t.Fatalf("the reason %+v quotes something else", r)
			}
		}
		if s.claim == meddlewatch.ClaimNone {
			t.Fatal("no claim")
		}
	})
}

// BenchmarkStatement is reading the claim of an item that is all claim words.
func BenchmarkStatement(b *testing.B) {
	m := newMatcher(b, seedWatchlist())
	for _, c := range []struct{ name, title, summary string }{
		{"a-headline", "Russia tried to sway the vote, two senior Danish officials say", "The campaign was linked to a company in Moscow, they said on Tuesday."},
		{"3-kB", "Researchers say a network of fake accounts linked to Russia tried to sway voters", prose(2900, invented(10, ""))},
		{"64-kB", strings.Repeat("Russia interfered election, officials of the ministry said it charges by the court ", 800), strings.Repeat("by the EU, EU, EU say ", 3000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := new(reading)
			r.read(&meddlewatch.Item{Title: c.title, Summary: c.summary}, m.terms, m.names, m.states)
			j := judgement{m: m, r: r, best: m.best(r)}
			actors := j.actors()
			b.ReportAllocs()
			for b.Loop() {
				m.statementOf(r, j.best, actors)
			}
		})
	}
}
