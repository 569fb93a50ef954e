package seeds

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"meddlewatch"
)

// shared returns the path of a file beside the project, or skips the test.
func shared(t *testing.T, path ...string) string {
	t.Helper()
	full := filepath.Join(append([]string{"..", "..", "shared"}, path...)...)
	if _, err := os.Stat(full); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not here; it is not part of the project", full)
	}
	return full
}

func shippedLists(t *testing.T) map[meddlewatch.Origin]meddlewatch.Watchlist {
	t.Helper()
	learned, err := Learned()
	if err != nil {
		t.Fatalf("learned.toml: %v", err)
	}
	added, err := Added()
	if err != nil {
		t.Fatalf("added.toml: %v", err)
	}
	return map[meddlewatch.Origin]meddlewatch.Watchlist{
		meddlewatch.OriginLearned: learned,
		meddlewatch.OriginAdded:   added,
	}
}

func TestShippedListsAreSound(t *testing.T) {
	watches := []meddlewatch.Watch{meddlewatch.WatchYes, meddlewatch.WatchContext, meddlewatch.WatchNo}
	strengths := []meddlewatch.Strength{
		meddlewatch.StrengthStrong, meddlewatch.StrengthContext, meddlewatch.StrengthNever,
	}
	for origin, list := range shippedLists(t) {
		t.Run(string(origin), func(t *testing.T) {
			if len(list.Entities) < 60 {
				t.Errorf("only %d entities", len(list.Entities))
			}
			for _, e := range list.Entities {
				if !slices.Contains(meddlewatch.EntityTypes(), e.Type) {
					t.Errorf("%s: type %q", e.Name, e.Type)
				}
				if !slices.Contains(watches, e.Watch) {
					t.Errorf("%s: watch %q", e.Name, e.Watch)
				}
				if e.Origin != origin {
					t.Errorf("%s: origin %q", e.Name, e.Origin)
				}
				if len(e.Receipts) == 0 {
					t.Errorf("%s: neither receipt nor source", e.Name)
				}
				if len(e.Aliases) == 0 {
					t.Errorf("%s: no alias", e.Name)
				}
				for _, a := range e.Aliases {
					if !slices.Contains(strengths, a.Strength) {
						t.Errorf("%s: alias %q has strength %q", e.Name, a.Name, a.Strength)
					}
					if a.Origin != origin {
						t.Errorf("%s: alias %q has origin %q", e.Name, a.Name, a.Origin)
					}
					if e.Watch != meddlewatch.WatchYes && a.Strength == meddlewatch.StrengthStrong {
						t.Errorf("%s is not worth an alert, but alias %q is strong", e.Name, a.Name)
					}
					if (e.Type == "state_actor" || e.Type == "place") && a.Strength == meddlewatch.StrengthStrong {
						t.Errorf("%s: the name of a state or place, %q, is strong", e.Name, a.Name)
					}
				}
			}
		})
	}
}

// TestOrdinaryWordsNeverStandAlone holds the names that ordinary texts use for
// weather, insects, rivers, elements, professions, toys and bodies.
func TestOrdinaryWordsNeverStandAlone(t *testing.T) {
	lists := shippedLists(t)
	strength := map[string]meddlewatch.Strength{}
	for _, e := range Merge(lists[meddlewatch.OriginLearned], lists[meddlewatch.OriginAdded]).Entities {
		for _, a := range e.Aliases {
			strength[fold(a.Name)] = a.Strength
		}
	}
	ordinary := []string{
		"Green Cicada", "Doppelganger", "Doppelgänger", "Matryoshka", "Ghostwriter", "Sandworm", "Packrat",
		"Stoic", "Shadow Play", "Unheard Voice", "Falsos Amigos", "Rybar", "Structura", "SDA", "X",
		"Volga Flood", "Neva Flood", "Oka Flood", "Ruza Flood", "Taizi Flood", "Yulong Flood", "Sefid Flood",
		"Strontium", "Iridium", "Zirconium", "Phosphorus", "Neptunium", "Electrum", "Seaborgium", "Dune",
		"Lexus", "Dialog", "NoName", "龙桥", "China", "Russia", "Iran", "Cuba", "TikTok", "Meta", "US",
	}
	for _, name := range ordinary {
		got, known := strength[fold(name)]
		if !known {
			t.Errorf("%q is not listed", name)
		}
		if got == meddlewatch.StrengthStrong {
			t.Errorf("%q is strong", name)
		}
	}
	for _, name := range []string{
		"Spamouflage", "Salt Typhoon", "Storm-1516", "Operation Overload", "Portal Kombat", "PAPERWALL",
	} {
		if got := strength[fold(name)]; got != meddlewatch.StrengthStrong {
			t.Errorf("%q is %q, want strong", name, got)
		}
	}
}

// TestServicesAndSaboteursAreContext: most news of them has nothing to do with
// politics, so a body from public knowledge, or a group without a record in
// politics, is not worth an alert by itself.
func TestServicesAndSaboteursAreContext(t *testing.T) {
	saboteurs := []string{
		"Sandworm", "Volt Typhoon", "Flax Typhoon", "Packrat", "NoName057(16)", "Cyber Army of Russia Reborn",
	}
	found := 0
	for _, e := range shippedLists(t)[meddlewatch.OriginAdded].Entities {
		if e.Type != "government_body" && !slices.Contains(saboteurs, e.Name) {
			continue
		}
		found++
		if e.Watch != meddlewatch.WatchContext {
			t.Errorf("%s: watch %s", e.Name, e.Watch)
		}
	}
	if found < len(saboteurs)+4 {
		t.Errorf("only %d found", found)
	}
}

func TestActorsAreKnownStates(t *testing.T) {
	lists := shippedLists(t)
	merged := Merge(lists[meddlewatch.OriginLearned], lists[meddlewatch.OriginAdded])
	states := []string{}
	for _, e := range merged.Entities {
		if e.Type == "state_actor" || e.Type == "place" {
			states = append(states, e.Name)
		}
	}
	for _, e := range merged.Entities {
		if e.Actor != "" && !slices.Contains(states, e.Actor) {
			t.Errorf("%s: actor %q is no state on the list", e.Name, e.Actor)
		}
		campaign := e.Type == "campaign" || e.Type == "threat_group"
		if campaign && e.Actor == "" && !slices.Contains([]string{"Packrat", "Shadow Play"}, e.Name) {
			t.Errorf("%s: no actor", e.Name)
		}
	}
}

// TestOneNameOneMeaning checks across both lists what the parser checks in one.
func TestOneNameOneMeaning(t *testing.T) {
	owner := map[string]string{}
	for origin, list := range shippedLists(t) {
		for _, e := range list.Entities {
			for _, a := range e.Aliases {
				other, taken := owner[fold(a.Name)]
				if taken && other != fold(e.Name) {
					t.Errorf("%q is %s (%s) and %s", a.Name, e.Name, origin, other)
				}
				owner[fold(a.Name)] = fold(e.Name)
			}
		}
	}
}

// TestReceipts reads the documents: at every receipt stands a name of the entity,
// as a whole word, and every learned alias stands in some document.
func TestReceipts(t *testing.T) {
	dir := shared(t, "seeds")
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents in %s: %v", dir, err)
	}
	documents := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		documents[filepath.Base(file)] = string(text)
	}
	used := map[string]int{}
	for _, e := range shippedLists(t)[meddlewatch.OriginLearned].Entities {
		for _, receipt := range e.Receipts {
			document, offset, _ := cutLast(receipt, ":")
			text, known := documents[document]
			at, err := strconv.Atoi(offset)
			if !known || err != nil || at >= len(text) {
				t.Errorf("%s: no such place: %s", e.Name, receipt)
				continue
			}
			if !slices.ContainsFunc(e.Aliases, func(a meddlewatch.Alias) bool { return standsAt(text, at, a.Name) }) {
				t.Errorf("%s: at %s stands %.40q", e.Name, receipt, text[at:])
			}
			used[document]++
		}
		for _, a := range e.Aliases {
			if !slices.ContainsFunc(files, func(f string) bool {
				return strings.Contains(documents[filepath.Base(f)], a.Name)
			}) {
				t.Errorf("%s: no document prints %q", e.Name, a.Name)
			}
		}
	}
	for document := range documents {
		if used[document] == 0 {
			t.Errorf("no receipt from %s", document)
		}
	}
}

var wordByte = regexp.MustCompile(`^[A-Za-z0-9]$`)

// standsAt says whether a name stands in a text at an offset as a whole word.
func standsAt(text string, at int, name string) bool {
	end := at + len(name)
	if end > len(text) || !strings.EqualFold(text[at:end], name) {
		return false
	}
	return (at == 0 || !wordByte.MatchString(text[at-1:at])) &&
		(end == len(text) || !wordByte.MatchString(text[end:end+1]))
}

func TestAddedCoversTheDomainData(t *testing.T) {
	data, err := os.ReadFile(shared(t, "domain", "campaigns.json"))
	if err != nil {
		t.Fatal(err)
	}
	var domain struct {
		Campaigns []struct {
			Canonical string
			Aliases   []struct {
				Name     string
				Verified *bool
			}
		}
	}
	if err := json.Unmarshal(data, &domain); err != nil {
		t.Fatal(err)
	}
	if len(domain.Campaigns) == 0 {
		t.Fatal("no campaigns read")
	}
	names := map[string]meddlewatch.Entity{}
	strength := map[string]meddlewatch.Strength{}
	for _, e := range shippedLists(t)[meddlewatch.OriginAdded].Entities {
		names[e.Name] = e
		for _, a := range e.Aliases {
			strength[fold(a.Name)] = a.Strength
		}
	}
	for _, c := range domain.Campaigns {
		e, ok := names[c.Canonical]
		if !ok {
			t.Errorf("%s is missing", c.Canonical)
			continue
		}
		if e.Watch == meddlewatch.WatchNo {
			t.Errorf("%s: watch %s", c.Canonical, e.Watch)
		}
		for _, a := range c.Aliases {
			if s, listed := strength[fold(a.Name)]; listed && a.Verified != nil && !*a.Verified && s != meddlewatch.StrengthNever {
				t.Errorf("%s: %q has no source seen, but is %s", c.Canonical, a.Name, s)
			}
		}
	}
}

func TestBuiltinFeeds(t *testing.T) {
	feeds, err := BuiltinFeeds()
	if err != nil {
		t.Fatal(err)
	}
	if len(feeds) < 38 || len(feeds) > 45 {
		t.Errorf("%d feeds, want about 40", len(feeds))
	}
	kinds := []string{"government", "vendor", "research", "media", "factcheck"}
	count := map[string]int{}
	langs := map[string]bool{}
	addresses := map[string]bool{}
	for _, f := range feeds {
		if !slices.Contains(kinds, f.Kind) {
			t.Errorf("%s: kind %q", f.Name, f.Kind)
		}
		count[f.Kind]++
		u, err := url.Parse(f.URL)
		if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
			t.Errorf("%s: address %q", f.Name, f.URL)
		}
		if addresses[f.URL] {
			t.Errorf("%s is listed twice", f.URL)
		}
		addresses[f.URL] = true
		if strings.TrimSpace(f.Name) == "" {
			t.Errorf("%s has no name", f.URL)
		}
		if f.Lang != "" {
			langs[f.Lang] = true
			if _, err := language.Parse(f.Lang); err != nil {
				t.Errorf("%s: lang %q", f.Name, f.Lang)
			}
		}
	}
	for _, kind := range kinds {
		if count[kind] == 0 {
			t.Errorf("no feed of kind %s", kind)
		}
	}
	if len(langs) < 3 {
		t.Errorf("languages %v, want several", langs)
	}
}

// TestBuiltinFeedsAgainstTheDomainData checks that every feed is one that a dated
// check found in order. Of fact checkers there is none, so they are excepted.
func TestBuiltinFeedsAgainstTheDomainData(t *testing.T) {
	data, err := os.ReadFile(shared(t, "domain", "feeds.json"))
	if err != nil {
		t.Fatal(err)
	}
	var domain struct {
		Feeds []struct{ URL, Kind, Lang, Status string }
	}
	if err := json.Unmarshal(data, &domain); err != nil {
		t.Fatal(err)
	}
	feeds, err := BuiltinFeeds()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range feeds {
		known := false
		for _, d := range domain.Feeds {
			if d.URL != f.URL {
				continue
			}
			known = true
			if d.Kind != f.Kind || !strings.HasPrefix(d.Lang, f.Lang) {
				t.Errorf("%s: %s %s, want %s %s", f.Name, f.Kind, f.Lang, d.Kind, d.Lang)
			}
			if !strings.HasPrefix(d.Status, "ok") && f.Kind != "factcheck" {
				t.Errorf("%s: status %q", f.Name, d.Status)
			}
		}
		if !known {
			t.Errorf("%s: %s is not in the domain data", f.Name, f.URL)
		}
	}
}

// TestStarterWatchlist reads the starter as it is, and once more with all its
// examples switched on.
func TestStarterWatchlist(t *testing.T) {
	starter := StarterWatchlist()
	list, err := ParseWatchlist("watchlist.toml", []byte(starter), meddlewatch.OriginEdited)
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Entities) != 0 {
		t.Errorf("the starter changes %d entities", len(list.Entities))
	}
	var on strings.Builder
	example := regexp.MustCompile(`^# (\[\[entity\]\]|(name|type|watch|actor|aliases|sources|remove) = .*|  \{ .*|\].*)$`)
	for line := range strings.Lines(starter) {
		if m := example.FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
			line = m[1] + "\n"
		}
		on.WriteString(line)
	}
	list, err = ParseWatchlist("watchlist.toml", []byte(on.String()), meddlewatch.OriginEdited)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Count(starter, "[[entity]]"); len(list.Entities) != want || want == 0 {
		t.Errorf("%d examples read, want %d", len(list.Entities), want)
	}
	learned := shippedLists(t)[meddlewatch.OriginLearned]
	merged := Merge(learned, list)
	for _, e := range merged.Entities {
		switch e.Name {
		case "Salt Typhoon":
			t.Error("Salt Typhoon is still there")
		case "Green Cicada":
			if e.Watch != meddlewatch.WatchNo || e.Aliases[0].Strength != meddlewatch.StrengthNever {
				t.Errorf("Green Cicada: %+v", e)
			}
		}
	}
}
