package themes

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/match"
	"meddlewatch/seeds/background"
	"meddlewatch/seeds/document"
)

func counts(tb testing.TB) *background.Counts {
	tb.Helper()
	c, err := background.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// paper makes a document of sentences, a paragraph each. Norvalia, Ostrovia and all
// that happens there are invented.
func paper(name string, sentences ...string) document.Document {
	d := document.Document{Name: name}
	for _, s := range sentences {
		d.Blocks = append(d.Blocks, document.Block{
			Kind: document.Paragraph, Text: s, Sentences: []document.Sentence{{Start: 0, End: len(s)}},
		})
	}
	return d
}

func report() document.Document {
	return paper("report.txt",
		"The security service of Norvalia said that a covert network of cloned websites had spread invented stories before the referendum.",
		"Several hundred bot accounts pushed the same messages about fuel prices, and troll accounts posing as farmers stoked anger.",
		"The organisers were secretly paid, and they wanted to deepen ethnic divisions and to erode trust in the count.",
		"Ostrovia said it does not meddle in the affairs of others, and promised not to interfere.",
		"Hackers had phished two parties before the influence campaign began with messages about fuel prices.",
		"Prosecutors charged two unregistered agents over fuel prices.",
	)
}

func find(tb testing.TB, documents ...document.Document) map[string]string {
	tb.Helper()
	kinds := map[string]string{} // phrase to kind
	for _, theme := range Find(documents, counts(tb)) {
		for _, p := range theme.Phrases {
			kinds[p.Text] = theme.Kind
		}
	}
	return kinds
}

func TestFindTellsActsFromTopics(t *testing.T) {
	found := find(t, report())
	for phrase, kind := range map[string]string{
		"covert network": "operation", "influence campaign": "operation",
		"cloned websites": "deceive", "bot accounts": "deceive", "posing as": "deceive",
		"stoked anger": "meddle", "deepen ethnic divisions": "meddle", "erode trust": "meddle",
		"does not meddle": "deny", "promised not to": "deny",
		"secretly paid": "pay", "unregistered agents": "agent",
		"fuel prices": "",
	} {
		if got, ok := found[phrase]; !ok || got != kind {
			t.Errorf("%q: found %v as %q, want %q; all: %v", phrase, ok, got, kind, found)
		}
	}
	for phrase := range found {
		if strings.Contains(phrase, "Norvalia") || strings.Contains(phrase, "Ostrovia") {
			t.Errorf("the phrase %q holds a name", phrase)
		}
		for _, edge := range []string{"the ", "a ", "had ", "said "} {
			if strings.HasPrefix(phrase, edge) {
				t.Errorf("the phrase %q begins with a function word", phrase)
			}
		}
	}
}

func TestPlacesHoldThePhrase(t *testing.T) {
	documents := []document.Document{report(), paper("second.txt", "Bot accounts again pushed messages about fuel prices.")}
	for _, theme := range Find(documents, counts(t)) {
		if theme.Name != theme.Phrases[0].Text || len(theme.Phrases) > maxPhrases {
			t.Errorf("theme %q has %d phrases, the first %q", theme.Name, len(theme.Phrases), theme.Phrases[0].Text)
		}
		for _, p := range theme.Phrases {
			if p.Score <= 0 || len(p.Places) == 0 {
				t.Errorf("%q scores %v at %d places", p.Text, p.Score, len(p.Places))
			}
			for _, at := range p.Places {
				text := documents[at.Document].Blocks[at.Block].Text[at.Start:at.End]
				if !strings.EqualFold(text[:3], p.Text[:3]) {
					t.Errorf("%q is said to stand where %q does", p.Text, text)
				}
			}
		}
	}
}

func TestWhatTeachesNothing(t *testing.T) {
	act := "Inauthentic personas sowed discord among the voters of the province."
	cut := "voters before sowed discord"
	for name, change := range map[string]func(*document.Document){
		"heading":    func(d *document.Document) { d.Blocks[0].Kind = document.Heading },
		"frame":      func(d *document.Document) { d.Blocks[0].Frame = "byline" },
		"see also":   func(d *document.Document) { d.Blocks[0].SeeAlso = true },
		"repeat":     func(d *document.Document) { d.Blocks[0].Sentences[0].Repeat = true },
		"title case": func(d *document.Document) { *d = paper("t", "Inauthentic Personas Sowed Discord Among The Voters") },
		"other language": func(d *document.Document) {
			*d = paper("t", "Die gefälschten Konten verbreiteten propaganda und die Wähler sahen deepfakes über das neue Gesetz.")
		},
		"words at a cut": func(d *document.Document) {
			*d = paper("t", cut)
			d.Blocks[0].Sentences[0].CutAfter = true
		},
		"nothing": func(d *document.Document) { *d = document.Document{} },
	} {
		t.Run(name, func(t *testing.T) {
			d := paper("t", act)
			change(&d)
			for phrase := range find(t, d) {
				if name != "words at a cut" || strings.Contains(phrase, "discord") {
					t.Errorf("teaches %q", phrase)
				}
			}
		})
	}
	if found := find(t, paper("t", act)); found["sowed discord"] != "meddle" {
		t.Errorf("the plain sentence teaches %v", found)
	}
}

func TestAPhraseThatRecursCountsMore(t *testing.T) {
	score := func(documents ...document.Document) float64 {
		for _, theme := range Find(documents, counts(t)) {
			for _, p := range theme.Phrases {
				if p.Text == "bot accounts" {
					return p.Score
				}
			}
		}
		return 0
	}
	once := paper("one", "Some bot accounts wrote about dogs.", "They wrote about cats too.")
	other := paper("two", "Other bot accounts wrote about birds.")
	neutral := paper("three", "Other people wrote about birds.")
	if a, b := score(once, neutral), score(once, other); a <= 0 || b <= a {
		t.Errorf("in one document %v, in two %v", a, b)
	}
}

func TestFindIsTheSameTwice(t *testing.T) {
	documents := []document.Document{report(), paper("b", "Troll accounts spread fake videos of fuel prices.")}
	first := Find(documents, counts(t))
	for range 5 {
		if !reflect.DeepEqual(first, Find(documents, counts(t))) {
			t.Fatal("the same documents give other themes")
		}
	}
}

func TestFindIsBounded(t *testing.T) {
	var sentences []string
	for _, adjective := range strings.Fields("fake false bogus phony forged cloned doctored sham hijacked automated") {
		for _, noun := range strings.Fields("accounts profiles pages websites videos images documents letters journalists experts outlets users") {
			sentences = append(sentences, "They used "+adjective+" "+noun+" and sowed discord, fear and unrest about fuel prices.")
		}
	}
	themes := Find([]document.Document{paper("many", sentences...)}, counts(t))
	ofKind := map[string]int{}
	for _, theme := range themes {
		ofKind[theme.Kind]++
		if len(theme.Phrases) > maxPhrases {
			t.Errorf("%q has %d phrases", theme.Name, len(theme.Phrases))
		}
	}
	if len(themes) == 0 || len(themes) > maxThemes || ofKind["deceive"] > maxOfKind {
		t.Errorf("%d themes, %v", len(themes), ofKind)
	}
}

// The judge must know every kind, or a watchlist that was learned could not be used.
func TestKindsAreThoseOfTheJudge(t *testing.T) {
	data, err := match.DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	var list meddlewatch.Watchlist
	for _, s := range sections(cuesFile) {
		list.Cues = append(list.Cues, meddlewatch.Cue{Phrase: "some words", Kind: s.name, Origin: meddlewatch.OriginLearned})
	}
	if len(list.Cues) < 10 {
		t.Fatalf("%d kinds are read", len(list.Cues))
	}
	if _, err := match.New(list, data, 0.5); err != nil {
		t.Error(err)
	}
}

func TestDataFilesAreWellFormed(t *testing.T) {
	var names []string
	for _, s := range sections(wordsFile) {
		names = append(names, s.name)
	}
	if want := []string{"stops", "plain", "roles", "ordinary"}; !slices.Equal(names, want) {
		t.Errorf("words.txt has the sections %q, want %q", names, want)
	}
	seen := map[string]string{}
	for _, s := range sections(cuesFile) {
		for _, line := range s.lines {
			if other, twice := seen[line]; twice {
				t.Errorf("%q is in %s and in %s", line, other, s.name)
			}
			seen[line] = s.name
			for word := range strings.FieldsSeq(strings.TrimPrefix(line, "=")) {
				for choice := range strings.SplitSeq(word, "|") {
					if stem, _ := strings.CutSuffix(choice, "*"); stem == "" || strings.ContainsAny(stem, "*=-.") || stem != background.Fold(stem) {
						t.Errorf("%q in %q can match no word", choice, line)
					}
				}
			}
		}
	}
}

func TestKindOfAPhrase(t *testing.T) {
	c := readCues("[one]\nalpha* beta|gamma\n[two]\n= delta epsilon\nbeta\n")
	kind := func(words ...string) int {
		var slots [][]slot
		for _, w := range words {
			slots = append(slots, c.of(w))
		}
		return c.kind(slots)
	}
	for _, tt := range []struct {
		name  string
		words []string
		want  int
	}{
		{"in order, by stem", []string{"alphabet", "gamma"}, 0},
		{"with another between", []string{"alpha", "x", "beta"}, 0},
		{"in another order", []string{"gamma", "alpha"}, topic},
		{"the first kind wins", []string{"beta", "alpha", "beta"}, 0},
		{"one word", []string{"beta"}, 1},
		{"a run is no pattern of words", []string{"delta", "epsilon"}, topic},
		{"nothing", nil, topic},
	} {
		if got := kind(tt.words...); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

// G² is computed here in the other usual way, from the table of observed and expected.
func TestLikelihood(t *testing.T) {
	for _, tt := range []struct{ a, n, b, m int }{{10, 100, 20, 10_000}, {1, 150, 3, 178_351}, {5, 5, 10, 1000}, {3, 40, 0, 500}} {
		want := 0.0
		all := float64(tt.a+tt.b) / float64(tt.n+tt.m)
		for _, cell := range [][3]float64{{float64(tt.a), float64(tt.n), all}, {float64(tt.n - tt.a), float64(tt.n), 1 - all}, {float64(tt.b), float64(tt.m), all}, {float64(tt.m - tt.b), float64(tt.m), 1 - all}} {
			if cell[0] > 0 {
				want += 2 * cell[0] * math.Log(cell[0]/(cell[1]*cell[2]))
			}
		}
		if got := likelihood(tt.a, tt.n, tt.b, tt.m); math.Abs(got-want) > 1e-6*want {
			t.Errorf("%+v: %v, want %v", tt, got, want)
		}
	}
	for _, tt := range []struct{ a, n, b, m int }{{0, 10, 5, 10}, {1, 10, 5, 10}, {0, 0, 0, 0}} {
		if got := likelihood(tt.a, tt.n, tt.b, tt.m); got != 0 {
			t.Errorf("%+v is as usual, and counts %v", tt, got)
		}
	}
}

// What a reader of these documents would name first is there, and is what it is.
func TestSharedDocuments(t *testing.T) {
	const shared = "../../../shared"
	files, err := filepath.Glob(filepath.Join(shared, "seeds", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Skip("../shared is not there: no documents to learn themes from")
	}
	var documents []document.Document
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := document.Read(filepath.Base(file), data)
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, d)
	}
	document.MarkRepeats(documents)
	found := find(t, documents...)
	for phrase, kind := range map[string]string{
		"fake accounts": "deceive", "conspiracy theories": "disinform", "election interference": "election",
		"would not interfere": "deny", "divisive content": "propaganda", "presidential election": "",
	} {
		if got, ok := found[phrase]; !ok || got != kind {
			t.Errorf("%q: found %v as %q, want %q", phrase, ok, got, kind)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Bots posing as farmers did not interfere, U.S.-style: 3 “fake” accounts.", 0, 40, false)
	f.Add("a-b-c…\xff fake-fake fake", 0, 4, true)
	c := counts(f)
	f.Fuzz(func(t *testing.T, text string, start, end int, cut bool) {
		if start < 0 || start > end || end > len(text) {
			return
		}
		d := document.Document{Blocks: []document.Block{{Text: text, Sentences: []document.Sentence{
			{Start: 0, End: start, CutBefore: cut},
			{Start: start, End: end, CutAfter: cut},
			{Start: end, End: len(text)},
		}}}}
		for _, theme := range Find([]document.Document{d, d}, c) {
			for _, p := range theme.Phrases {
				if p.Text == "" || math.IsNaN(p.Score) || math.IsInf(p.Score, 0) {
					t.Fatalf("phrase %q scores %v", p.Text, p.Score)
				}
				for _, at := range p.Places {
					if at.Start < 0 || at.End > len(text) || at.Start >= at.End {
						t.Fatalf("%q stands at %d:%d of %d bytes", p.Text, at.Start, at.End, len(text))
					}
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	c := counts(b)
	documents := []document.Document{report(), report(), report()}
	for b.Loop() {
		Find(documents, c)
	}
}
