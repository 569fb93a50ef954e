package match

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/config"
)

// sentences are invented items of one language, "headline | summary" each.
type sentences struct {
	Tuned labelledSentences `toml:"tuned"` // looked at while the lexicon was written
	Held  labelledSentences `toml:"held"`  // written before it, and never looked at
}

type labelledSentences struct {
	Floor    float64  `toml:"floor"` // what F1 must not fall below
	Relevant []string `toml:"relevant"`
	Other    []string `toml:"other"`
}

// TestLanguages judges invented items of every language that has a lexicon, with
// an empty watchlist: what the lexicons find by themselves.
func TestLanguages(t *testing.T) {
	m := newMatcher(t, meddlewatch.Watchlist{})
	eachLanguage(t, func(lang string, s sentences) {
		t.Run(lang+"/tuned", func(t *testing.T) { checkSentences(t, m, s.Tuned, t.Logf) })
		t.Run(lang+"/held", func(t *testing.T) { checkSentences(t, m, s.Held, func(string, ...any) {}) })
	})
}

// eachLanguage gives the sentences of every language.
func eachLanguage(tb testing.TB, f func(lang string, s sentences)) {
	tb.Helper()
	for _, lang := range []string{"de", "en", "es", "fr", "pl", "ro", "ru", "zh"} {
		file := filepath.Join("testdata", "languages", lang+".toml")
		b, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		var s sentences
		if err := config.Decode(file, b, &s); err != nil {
			tb.Fatal(err)
		}
		f(lang, s)
	}
}

// items are all sentences, those held out too.
func (s sentences) items() (all []meddlewatch.Item) {
	for _, text := range slices.Concat(s.Tuned.Relevant, s.Tuned.Other, s.Held.Relevant, s.Held.Other) {
		all = append(all, itemOf(text))
	}
	return all
}

// itemOf is the item that a sentence stands for: the title, and behind a stroke the summary.
func itemOf(text string) meddlewatch.Item {
	title, summary, _ := strings.Cut(text, " | ")
	return meddlewatch.Item{Title: title, Summary: summary}
}

// checkSentences counts F1 and names to tell every item judged otherwise than labelled:
// to nobody, where nobody is to tune by them.
func checkSentences(t *testing.T, m *Matcher, part labelledSentences, tell func(string, ...any)) {
	t.Helper()
	if part.Floor < 0.5 || len(part.Relevant) < 12 || len(part.Other) < 12 {
		t.Fatalf("a floor of %.2f, %d relevant and %d other items are too few to measure with", part.Floor, len(part.Relevant), len(part.Other))
	}
	missed, wrong := 0, 0
	for _, text := range part.Relevant {
		if v := judgeSentence(m, text); !v.Relevant {
			missed++
			tell("missed %.2f %s %s", v.Score, text, reasonsOf(v))
		}
	}
	for _, text := range part.Other {
		if v := judgeSentence(m, text); v.Relevant {
			wrong++
			tell("wrong %.2f %s %s", v.Score, text, reasonsOf(v))
		}
	}
	found := len(part.Relevant) - missed
	f1 := 2 * float64(found) / float64(2*found+missed+wrong)
	t.Logf("F1 %.3f: %d found, %d missed, %d wrong", f1, found, missed, wrong)
	if f1 < part.Floor {
		t.Errorf("F1 is %.3f and the floor %.2f", f1, part.Floor)
	}
}

func judgeSentence(m *Matcher, text string) meddlewatch.Verdict {
	return m.Judge(itemOf(text))
}

// TestLanguageForms judges one report in the forms that a language gives its words.
func TestLanguageForms(t *testing.T) {
	m := newMatcher(t, meddlewatch.Watchlist{})
	for _, c := range []struct{ name, title string }{
		{"german verb that comes apart", "Russland mischt sich in den Wahlkampf in Moldau ein"},
		{"german infinitive", "Moskau versucht, die Wahlen in Moldau zu beeinflussen"},
		{"german compound", "Russische Desinformationskampagnen vor der Bundestagswahl"},
		{"french elision", "L'ingérence russe dans l'élection présidentielle"},
		{"french elision, curved", "Moscou accusé d’ingérence dans l’élection"},
		{"french participle", "Le Kremlin s'est ingéré dans les élections moldaves"},
		{"spanish abbreviation", "EE. UU. acusa a Rusia de inmiscuirse en las elecciones"},
		{"spanish adjective behind", "La desinformación rusa ante las elecciones europeas"},
		{"polish nominative", "Rosyjska ingerencja w wybory w Mołdawii"},
		{"polish genitive", "Raport o skutkach rosyjskiej ingerencji w wybory"},
		{"polish accusative", "Służby badają rosyjską ingerencję w wybory"},
		{"polish instrumental", "Walka z rosyjską ingerencją w wybory"},
		{"polish locative", "Mówił o rosyjskiej ingerencji w wyborach"},
		{"polish personal plural", "Rosyjscy hakerzy atakują kandydatów przed wyborami, fałszywe konta szerzą dezinformację"},
		{"romanian comma below", "Ingerințe rusești în alegerile din Moldova"},
		{"romanian cedilla", "Ingerinţe ruseşti în alegerile din Moldova"},
		{"romanian without marks", "Ingerinte rusesti in alegerile din Moldova"},
		{"romanian article", "Imixtiunea Moscovei în scrutinul prezidențial"},
		{"russian genitive", "Расследование вмешательства России в выборы в Молдавии"},
		{"russian perfective", "Москва вмешалась в выборы в Молдавии"},
		{"russian imperfective", "Москва вмешивается в выборы в Молдавии"},
		{"russian ё", "Прокремлёвские тролли и дезинформация перед выборами"},
		{"chinese simplified", "俄罗斯试图干预摩尔多瓦选举"},
		{"chinese traditional", "俄羅斯試圖干預摩爾多瓦選舉"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if v := judgeSentence(m, c.title); !v.Relevant {
				t.Errorf("%q scores %.2f and is not relevant: %s", c.title, v.Score, reasonsOf(v))
			}
		})
	}
}

// reasonsOf lists what spoke for and against, for a person who reads a failure.
func reasonsOf(v meddlewatch.Verdict) string {
	var b strings.Builder
	for _, r := range v.Reasons {
		b.WriteString("\n      " + r.Rule + " " + r.Text)
	}
	return b.String()
}
