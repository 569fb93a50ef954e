package match

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/internal/race"
)

// cuedWatchlist is the watchlist by hand with cues: some that the lexicons cover, with
// words beside those of the item or with a stem, and some that they do not.
func cuedWatchlist() meddlewatch.Watchlist {
	list := seedWatchlist()
	for phrase, kind := range map[string]string{
		"election": "operation", "researchers say": "meddle", "linked to": "deceive", "said on": "disinform",
		"fake accounts": "operation", "influence the vote": "meddle", "interfer* in": "meddle", "the/a government": "propaganda",
		"wyborach": "meddle", "vote in parliament": "operation", "according to": "deny", "a new report": "agent",
	} {
		list.Cues = append(list.Cues, meddlewatch.Cue{Phrase: phrase, Kind: kind, Origin: meddlewatch.OriginEdited})
	}
	slices.SortFunc(list.Cues, func(a, b meddlewatch.Cue) int { return strings.Compare(a.Phrase, b.Phrase) })
	return list
}

// checkAlone wants of the judge of one item the verdict of the judge of all.
func checkAlone(t *testing.T, all *Matcher, list meddlewatch.Watchlist, data Data, it meddlewatch.Item) {
	t.Helper()
	alone, err := NewFor(it, list, data, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	if len(alone.terms.entries) >= len(all.terms.entries)/2 && len(it.Title)+len(it.Summary) < 10_000 {
		t.Errorf("the judge of one item knows %d of %d terms", len(alone.terms.entries), len(all.terms.entries))
	}
	if got, want := alone.Judge(it), all.Judge(it); !reflect.DeepEqual(got, want) {
		t.Errorf("%s: alone %+v, want %+v", it.Link, got, want)
	}
	if got, want := alone.Features(it), all.Features(it); !slices.Equal(got, want) {
		t.Errorf("%s: alone %q, want %q", it.Link, got, want)
	}
}

// TestNewForOneItem compares the judge of one item with the judge of all: over invented
// items of every language and hostile ones, and over a share of the news.
func TestNewForOneItem(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	list := cuedWatchlist()
	all, err := New(list, data, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	share := 5 // one of so many
	if race.Enabled {
		share = 50 // nothing here runs at once
	}
	eachLanguage(t, func(lang string, s sentences) {
		t.Run(lang, func(t *testing.T) {
			for i, it := range s.items() {
				if i%share == 0 {
					checkAlone(t, all, list, data, it)
				}
			}
		})
	})
	t.Run("hostile", func(t *testing.T) {
		for i, h := range hostileItems() {
			if i%share == 0 {
				checkAlone(t, all, list, data, meddlewatch.Item{Title: h.title, Summary: h.summary})
			}
		}
	})
	t.Run("news", func(t *testing.T) {
		if _, err := os.Stat(shared); err != nil {
			t.Skipf("skipped: no items at %s", shared)
		}
		n := 0
		eachStreamed(t, "2023-12", func(e example) {
			if n++; !e.locked() && (n%(100*share) == 0 || e.label == "relevant" && n%share == 0) {
				checkAlone(t, all, list, data, e.item)
			}
		})
	})
}

// An item without a word, and lexicons without a term, make a judge as well.
func TestNewForNothing(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	for name, it := range map[string]meddlewatch.Item{
		"empty item": {}, "signs alone": {Title: "—— !!"}, "a word of no entry": {Title: "qqqzzz"},
	} {
		t.Run(name, func(t *testing.T) {
			alone, err := NewFor(it, meddlewatch.Watchlist{}, data, 0.5)
			if err != nil {
				t.Fatal(err)
			}
			if v := alone.Judge(it); v.Relevant || v.Versions != alone.Versions() {
				t.Errorf("%+v", v)
			}
		})
	}
}

// FuzzNewFor wants that the terms which the text of an item may hold are enough to find
// in it what all terms find, whatever the entries and the text are.
func FuzzNewFor(f *testing.F) {
	entries := "covert/secret plot*|U.S. vote|hack-and-leak|plot/– drive|NVA|干预/选举|interfer*|É*tat|wpływ*/EE. UU."
	for _, text := range []string{
		"A secret plotting of the NVA", "the US vote, hack and leak", "U.S. votes 干预 选举", "interfering with the état", "WPŁYWY EE. UU.",
		"e\u0301tats wpływ", "drive", "plot drive", "", "\xff\xfe plot drive",
	} {
		f.Add(entries, "secret*|vote in|plot/scheme x", text)
	}
	f.Fuzz(func(t *testing.T, entries, cues, text string) {
		acts := strings.Split(entries, "|")
		lexicons := Lexicons{Languages: []Language{
			{Lang: "en", Acts: Acts{Spy: acts[:len(acts)/2]}},
			{Acts: Acts{Meddle: acts[len(acts)/2:]}},
		}}
		var list []meddlewatch.Cue
		for phrase := range strings.SplitSeq(cues, "|") {
			list = append(list, meddlewatch.Cue{Phrase: phrase, Kind: "pay", Origin: meddlewatch.OriginEdited})
		}
		all, err := compileTerms(lexicons, list, nil)
		if err != nil {
			return // an entry that can not be read
		}
		words := Words(nil, text, 0)
		held := new(vocabulary)
		held.add(words)
		alone, err := compileTerms(lexicons, list, held)
		if err != nil {
			t.Fatal(err)
		}
		want := all.find(nil, text, words, 0, false, 0)
		if got := alone.find(nil, text, words, 0, false, 0); !slices.Equal(got, want) {
			t.Errorf("%+q in %+q: %+v, want %+v", entries, text, got, want)
		}
	})
}
