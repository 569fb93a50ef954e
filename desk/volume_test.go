package desk

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/seeds"
	"meddlewatch/store"
)

func volume(tb testing.TB) Volume {
	tb.Helper()
	v, err := NewVolume()
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// listOf is a list with one entity of strong aliases.
func listOf(aliases ...string) meddlewatch.Watchlist {
	e := meddlewatch.Entity{Name: "Paper Crow", Type: "campaign", Watch: meddlewatch.WatchYes}
	for _, a := range aliases {
		e.Aliases = append(e.Aliases, meddlewatch.Alias{Name: a, Strength: meddlewatch.StrengthStrong})
	}
	return meddlewatch.Watchlist{Entities: []meddlewatch.Entity{e}}
}

func checked(v Volume, base, added []meddlewatch.Watchlist) []Common {
	found, _ := v.Check(base, added)
	return found
}

func TestWhatStandsAloneMustBeRare(t *testing.T) {
	v := volume(t)
	for _, tt := range []struct {
		alias string
		want  CommonKind
		fine  bool
	}{
		{alias: "the", want: CommonStrong},
		{alias: "In", want: CommonStrong},
		{alias: "election", want: CommonStrong},
		{alias: "Trump", want: CommonStrong},
		{alias: "China", want: CommonStrong},
		{alias: "China's", want: CommonStrong},
		{alias: "U.S.", want: CommonStrong},
		{alias: "nie", want: CommonStrong}, // the Polish "not"
		{alias: "prime minister", want: CommonStrong},
		{alias: "prime-minister", want: CommonStrong},
		{alias: "GU", want: CommonShort},
		{alias: "q", want: CommonShort},
		{alias: "Ы", want: CommonShort},
		{alias: "G7", want: CommonShort},
		{alias: "2024", want: CommonShort},
		{alias: "11", want: CommonShort},
		{alias: "Paper Crow", fine: true},
		{alias: "government crow", fine: true}, // both words are usual, the pair is not
		{alias: "Storm-0000", fine: true},
		{alias: "水军", fine: true},
		{alias: "북한", fine: true},
		{alias: "Election Crow Watch", fine: true},
		{alias: "Q Anonymous", fine: true},
		{alias: "WHO", fine: true}, // found in capitals alone
		{alias: "THE", fine: true}, // so is this
		{alias: "US", want: CommonStrong},
	} {
		t.Run(tt.alias, func(t *testing.T) {
			found, _ := v.Check(nil, []meddlewatch.Watchlist{listOf(tt.alias)})
			switch {
			case tt.fine && len(found) > 0:
				t.Errorf("refused: %+v", found)
			case !tt.fine && (len(found) != 1 || found[0].Kind != tt.want || !found[0].Kind.Refused()):
				t.Errorf("got %+v, want %v", found, tt.want)
			}
		})
	}
}

// TestOnlyWhatAlertsIsRefused: what counts is the strength in force when all lists
// are merged, and only what the person's lists bring.
func TestOnlyWhatAlertsIsRefused(t *testing.T) {
	v := volume(t)
	strong := listOf("government")
	with := func(change func(*meddlewatch.Entity)) meddlewatch.Watchlist {
		list := listOf("government")
		change(&list.Entities[0])
		return list
	}
	context := with(func(e *meddlewatch.Entity) { e.Aliases[0].Strength = meddlewatch.StrengthContext })
	never := with(func(e *meddlewatch.Entity) { e.Aliases[0].Strength = meddlewatch.StrengthNever })
	nobody := with(func(e *meddlewatch.Entity) { e.Watch = meddlewatch.WatchContext })
	renamed := with(func(e *meddlewatch.Entity) { e.Aliases = nil })
	for _, tt := range []struct {
		name        string
		base, added []meddlewatch.Watchlist
		want        []CommonKind
	}{
		{"strong", nil, []meddlewatch.Watchlist{strong}, []CommonKind{CommonStrong}},
		{"context", nil, []meddlewatch.Watchlist{context}, []CommonKind{CommonContext}},
		{"never", nil, []meddlewatch.Watchlist{never}, nil},
		{"an entity that alerts nobody", nil, []meddlewatch.Watchlist{nobody}, nil},
		{"made context by a later list", nil, []meddlewatch.Watchlist{strong, context}, []CommonKind{CommonContext}},
		{"made strong by a later list", nil, []meddlewatch.Watchlist{context, strong}, []CommonKind{CommonStrong}},
		{"there already", []meddlewatch.Watchlist{strong}, []meddlewatch.Watchlist{listOf("Tin Otter")}, nil},
		{"there already, and listed again", []meddlewatch.Watchlist{strong}, []meddlewatch.Watchlist{strong}, nil},
		{"there already, and made strong", []meddlewatch.Watchlist{context}, []meddlewatch.Watchlist{strong}, []CommonKind{CommonStrong}},
		{"the class of an entity is raised", []meddlewatch.Watchlist{nobody}, []meddlewatch.Watchlist{renamed}, []CommonKind{CommonStrong}},
		{
			"a phrase that counts", nil,
			[]meddlewatch.Watchlist{{Cues: []meddlewatch.Cue{{Phrase: "said", Kind: "deceive"}, {Phrase: "said"}, {Phrase: "paper foxes", Kind: "deceive"}}}},
			[]CommonKind{CommonCue},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []CommonKind
			for _, c := range checked(v, tt.base, tt.added) {
				got = append(got, c.Kind)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestManyNamesTogether: none is too common, all together are.
func TestManyNamesTogether(t *testing.T) {
	v := volume(t)
	few := []string{"violin", "harbour"}
	many := []string{"violin", "harbour", "bridge", "bakery", "railway", "garden", "museum", "weather", "river", "island", "kitchen", "forest"}
	for _, name := range many {
		if share := v.Share(name); share > MostOfNews || share == 0 {
			t.Fatalf("%q is printed in %v; choose another for this test", name, share)
		}
	}
	if found, _ := v.Check(nil, []meddlewatch.Watchlist{listOf(few...)}); len(found) > 0 {
		t.Errorf("few: %+v", found)
	}
	found, alone := v.Check(nil, []meddlewatch.Watchlist{listOf(many...)})
	if len(found) != 1 || found[0].Kind != CommonTogether || len(found[0].Examples) != examplesShown {
		t.Fatalf("many: %+v", found)
	}
	if len(alone) != len(many) || alone[0].Name != "violin" {
		t.Errorf("alone: %+v", alone)
	}
	if found[0].Share <= MostOfNews || found[0].Share > 1 {
		t.Errorf("share %v", found[0].Share)
	}
	if found, _ := v.Check([]meddlewatch.Watchlist{listOf(many...)}, []meddlewatch.Watchlist{listOf(many...)}); len(found) > 0 {
		t.Errorf("all there before: %+v", found)
	}
}

// TestShippedListsAreNotTooCommon: what is shipped passes its own check.
func TestShippedListsAreNotTooCommon(t *testing.T) {
	learned, err := seeds.Learned()
	if err != nil {
		t.Fatal(err)
	}
	added, err := seeds.Added()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checked(volume(t), nil, []meddlewatch.Watchlist{learned, added}) {
		if c.Kind.Refused() {
			t.Errorf("%+v", c)
		}
	}
}

func TestCommonInWords(t *testing.T) {
	for _, tt := range []struct {
		c    Common
		seen Seen
		want string
	}{
		{
			Common{Kind: CommonStrong, Name: "election", Share: 0.0731, Examples: []string{"election day", "snap election"}},
			Seen{},
			`the alias "election" is printed in 7.3 % of ordinary news (as in “election day”, “snap election”), at most 1 % may be; give it strength = "context", or write a longer name`,
		},
		{
			Common{Kind: CommonStrong, Name: "prime minister", Share: 0.44},
			Seen{Items: 2, Of: 100, Titles: []string{"One", "Two"}},
			`the alias "prime minister" is printed in 44 % of ordinary news, at most 1 % may be; it is in 2 of 100 items of the bot's own last week, such as “One”, “Two”; give it strength = "context", or write a longer name`,
		},
		{Common{Kind: CommonShort, Name: "GU"}, Seen{}, `the alias "GU" is too short to stand alone; give it strength = "context", or write a longer name`},
		{
			Common{Kind: CommonCue, Name: "said", Share: 0.06},
			Seen{},
			`the phrase "said" is printed in 6.0 % of ordinary news, at most 1 % may be; write a longer phrase, or take its kind away`,
		},
		{
			Common{Kind: CommonTogether, Share: 0.012, Examples: []string{"a", "b"}},
			Seen{},
			`the names that stand alone are together printed in about 1.2 % of ordinary news (most by “a”, “b”), at most 1 % may be; give the most usual ones strength = "context"`,
		},
		{
			Common{Kind: CommonContext, Name: "Trump", Share: 0.0163},
			Seen{},
			`the context alias "Trump" is printed in 1.6 % of ordinary news; see with bot backtest --against what it does where an act of influence stands beside it`,
		},
		{
			Common{Kind: CommonOwn, Name: "Storm-0000"},
			Seen{Items: 30, Of: 2000, Titles: []string{"One"}},
			`the alias "Storm-0000" is in 30 of 2000 items of the bot's own last week, such as “One”; see with bot backtest --against what it does, or give it strength = "context"`,
		},
	} {
		if what, do := tt.c.Text(tt.seen); what+"; "+do != tt.want {
			t.Errorf("got  %s; %s\nwant %s", what, do, tt.want)
		}
	}
}

// TestSeenOf finds names as the judge does, and shows some titles.
func TestSeenOf(t *testing.T) {
	db := emptyDB(t)
	now := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	p := store.Poll{State: meddlewatch.FeedState{Feed: "https://a.example/feed", Status: meddlewatch.FeedFine}}
	for i, title := range []string{
		"The government opens a bakery", "Governments differ", "No bakery without a government", "GOVERNMENT news in spring",
		"A government " + strings.Repeat("and so on ", 30), "Cellists tour the hills", "US troupe on tour", "Join us",
	} {
		p.Items = append(p.Items, meddlewatch.Item{
			ID: meddlewatch.ID(i + 1), Feed: p.State.Feed, Title: title, Link: "https://a.example/" + strconv.Itoa(i), Arrived: now.Add(-time.Hour),
		})
	}
	p.Items[0].Arrived = now.Add(-30 * 24 * time.Hour) // too long ago
	if err := db.CommitPolls(t.Context(), []store.Poll{p}); err != nil {
		t.Fatal(err)
	}
	seen, err := SeenOf(t.Context(), db, []string{"government", "", "US", "Paper Crow"}, now)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{3, 0, 1, 0} {
		if seen[i].Items != want || seen[i].Of != 7 || len(seen[i].Titles) > seenTitles {
			t.Errorf("%d: %+v, want %d of 7", i, seen[i], want)
		}
	}
	if titles := seen[0].Titles; len(titles) != 3 || titles[0] != "No bakery without a government" || len([]rune(titles[2])) != titleShown {
		t.Errorf("titles %q", titles)
	}
}

func TestOften(t *testing.T) {
	for _, tt := range []struct {
		seen Seen
		want bool
	}{
		{Seen{Items: 11, Of: 1000}, true},
		{Seen{Items: 10, Of: 1000}, false},
		{Seen{Items: 500, Of: 999}, false}, // too few to say what is usual
		{Seen{}, false},
	} {
		if tt.seen.Often() != tt.want {
			t.Errorf("%+v: often %t", tt.seen, !tt.want)
		}
	}
}

func FuzzShare(f *testing.F) {
	v := volume(f)
	for _, name := range []string{"China's", "U.S.", "prime-minister", "Storm-0000", "水军", "\xff a", "C++", "'s", "a’s’s", "ё"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if share := v.Share(name); share < 0 || share > 1 {
			t.Errorf("%q is printed in %v of all news", name, share)
		}
		tooShort(name)
	})
}

// BenchmarkCheck is of a list of 100,000 aliases.
func BenchmarkCheck(b *testing.B) {
	v := volume(b)
	var names []string
	for i := range 100_000 {
		names = append(names, "Crow Harbour"+string(rune('a'+i%26))+" "+filepath.Base(strings.Repeat("x", 1+i%7))+strconv.Itoa(i))
	}
	list := []meddlewatch.Watchlist{listOf(names...)}
	b.ResetTimer()
	for b.Loop() {
		v.Check(nil, list)
	}
}
