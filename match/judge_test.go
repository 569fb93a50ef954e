package match

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"meddlewatch"
)

// The sentences of these tests are made up; persons and campaigns in them do not
// exist.
func TestJudge(t *testing.T) {
	m := newMatcher(t, seedWatchlist())
	for _, c := range []struct {
		name, title, summary string
		relevant             bool
		guard                meddlewatch.Outcome
	}{
		// A state, an act and a target, without a campaign's name.
		{"meddling", "Russia tried to interfere in the Norwegian election, ministers say", "", true, ""},
		{"accused", "Canada accuses China of meddling in its vote", "", true, ""},
		{"passive", "China accused of interfering in Canadian election", "", true, ""},
		{"takedown", "Meta removes network of fake accounts run from Russia that targeted Dutch voters", "", true, ""},
		{"proxy", "Kremlin-backed tycoon admits meddling in US elections", "", true, ""},
		{"hack", "Iranian hackers leaked stolen campaign documents before the vote", "", true, ""},
		{"police stations", "Dutch government orders closure of Chinese police stations", "", true, ""},
		{"denial", "China says it will not interfere in the US election", "", true, ""},
		{"foreign without a name", "Spy agency warns of foreign interference in the general election", "", true, ""},
		{"over two sentences", "Researchers uncover influence operation", "The campaign was run from Russia and aimed at German voters.", true, ""},
		{"strong name alone", "Spamouflage is back", "", true, ""},

		// Languages.
		{"polish", "Rosja ingerowała w wybory w Mołdawii", "", true, ""},
		{"polish plural", "Rosjanie mieszali się w wybory prezydenckie w Czechach", "", true, ""},
		{"german", "Russische Desinformationskampagne vor der Bundestagswahl aufgedeckt", "", true, ""},
		{"french", "Moscou accusé d’ingérence dans l’élection présidentielle", "", true, ""},
		{"spanish", "Rusia interfirió en las elecciones con cuentas falsas", "", true, ""},
		{"romanian", "Rusia acuzată de ingerințe în alegerile prezidențiale", "", true, ""},
		{"russian", "Россия пыталась вмешаться в выборы в Молдавии", "", true, ""},
		{"chinese", "中国利用假账号干预台湾选举", "", true, ""},
		{"italian", "Ingerenze russe nelle elezioni, l’allarme dei servizi: campagna di disinformazione della Russia", "", true, ""},
		{"dutch", "Rusland beschuldigd van inmenging in de verkiezingen", "", true, ""},
		{"portuguese", "Rússia acusada de interferência eleitoral com contas falsas", "", true, ""},
		{"japanese", "中国が台湾の選挙に介入、偽情報を拡散", "", true, ""},
		{"arabic", "روسيا متهمة بالتدخل في الانتخابات: حملة تضليل روسية", "", true, ""},

		// What shares words with it.
		{"football", "Late pass interference call decides the game", "", false, meddlewatch.OutcomeHomonym},
		{"biology", "RNA interference silences a gene in mice", "", false, meddlewatch.OutcomeHomonym},
		{"radio", "Solar storm causes radio interference over Russia", "", false, meddlewatch.OutcomeHomonym},
		{"court at home", "Judge sets date in former president's election interference case", "", false, meddlewatch.OutcomeDomestic},
		{"own election", "Russian voters go to the polls in regional elections", "", false, meddlewatch.OutcomeBelowThreshold},
		{"war", "Russian missile strike kills three in Kharkiv", "", false, meddlewatch.OutcomeBelowThreshold},
		{"crime", "Russian ransomware gang hits hospital", "", false, meddlewatch.OutcomeBelowThreshold},
		{"trade", "China raises tariffs on Canadian farm goods", "", false, meddlewatch.OutcomeBelowThreshold},
		{"weather", "Typhoon nears the coast of China", "", false, meddlewatch.OutcomeBelowThreshold},
		{"victim is no actor", "Iran says US interference fuels protests", "", false, meddlewatch.OutcomeBelowThreshold},
		{"weather in the words of a name", "Salt flats flooded after typhoon", "", false, meddlewatch.OutcomeBelowThreshold},
		{"recipe", "The best soup for a cold day", "", false, meddlewatch.OutcomeBelowThreshold},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := m.Judge(meddlewatch.Item{Title: c.title, Summary: c.summary})
			if v.Relevant != c.relevant {
				t.Errorf("relevant: %v (%v), want %v\n%s", v.Relevant, v.Score, c.relevant, listed(v.Reasons))
			}
			if v.Guard != c.guard {
				t.Errorf("guard: %q, want %q\n%s", v.Guard, c.guard, listed(v.Reasons))
			}
		})
	}
}

func listed(reasons []meddlewatch.Reason) string {
	var b strings.Builder
	for _, r := range reasons {
		fmt.Fprintf(&b, "  %+.1f %s %q\n", r.Weight, r.Rule, r.Text)
	}
	return b.String()
}

func TestStatement(t *testing.T) {
	m := newMatcher(t, seedWatchlist())
	for _, c := range []struct {
		name, title string
		claim       meddlewatch.Claim
		by, hedge   string
		actors      []string
	}{
		{"takedown", "Meta removes network of fake accounts linked to Russia that targeted voters", meddlewatch.ClaimTakedown, "Meta", "linked to", []string{"Russia"}},
		{"attribution", "FBI warns that Iran tried to interfere in the election", meddlewatch.ClaimAttribution, "FBI", "", []string{"Iran"}},
		{"a state accuses", "Britain accuses Russia of meddling in its election", meddlewatch.ClaimAttribution, "Britain", "", []string{"Russia"}},
		{"research", "Researchers uncover Chinese disinformation campaign against Taiwan's election", meddlewatch.ClaimResearch, "Researchers", "", []string{"China"}},
		{"indictment", "Justice Department charges Russian agents over election interference", meddlewatch.ClaimIndictment, "Justice Department", "", []string{"Russia"}},
		{"sanction", "Treasury Department sanctions Russian troll farm over election meddling", meddlewatch.ClaimSanction, "Treasury Department", "", []string{"Russia"}},
		{"denial", "China denies interfering in Canadian election", meddlewatch.ClaimDenial, "", "", []string{"China"}},
		{"a denial is not of those who accuse", "Kremlin denies meddling in election after CIA report", meddlewatch.ClaimDenial, "", "", []string{"Russia"}},
		{"an accusation before the denial", "Britain accuses China of interfering in its election; Beijing rejects the claim", meddlewatch.ClaimAttribution, "Britain", "", []string{"China"}},
		{"a platform as the place", "Russian bots flood Facebook before German election", meddlewatch.ClaimReport, "", "", []string{"Russia"}},
		{"a list of actors", "Russia, Iran and Cuba interfered in the election, FBI says", meddlewatch.ClaimAttribution, "FBI", "", []string{"Russia", "Iran", "Cuba"}},
		{"plain report", "Russian bots flood debate before German election", meddlewatch.ClaimReport, "", "", []string{"Russia"}},
		{"two actors", "Russia and China interfered in the election, FBI says", meddlewatch.ClaimAttribution, "FBI", "", []string{"Russia", "China"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := m.Judge(meddlewatch.Item{Title: c.title})
			if !v.Relevant {
				t.Fatalf("not relevant (%v)\n%s", v.Score, listed(v.Reasons))
			}
			if v.Claim != c.claim || v.AttributedBy != c.by || v.Hedge != c.hedge {
				t.Errorf("claim %q by %q hedge %q, want %q by %q hedge %q", v.Claim, v.AttributedBy, v.Hedge, c.claim, c.by, c.hedge)
			}
			var actors []string
			for _, a := range v.Actors {
				actors = append(actors, a.Name)
			}
			if !slices.Equal(actors, c.actors) {
				t.Errorf("actors %q, want %q", actors, c.actors)
			}
		})
	}
}

func TestNamesInVerdict(t *testing.T) {
	list := meddlewatch.Watchlist{Entities: []meddlewatch.Entity{
		{
			Name: "Paper Heron", Type: "campaign", Watch: meddlewatch.WatchYes, Actor: "Russia", Origin: meddlewatch.OriginAdded,
			Aliases: []meddlewatch.Alias{
				strong("Paper Heron"),
				{Name: "Heron", Strength: meddlewatch.StrengthContext, Origin: meddlewatch.OriginEdited},
				{Name: "Heron Lake", Strength: meddlewatch.StrengthNever},
				{Name: "Doppelganger", Strength: meddlewatch.StrengthContext, Origin: meddlewatch.OriginEdited},
			},
		},
		{
			Name: "Tin Otter", Type: "threat_group", Watch: meddlewatch.WatchYes, Actor: "Russia", Origin: meddlewatch.OriginAdded,
			Aliases: []meddlewatch.Alias{{Name: "Tin Otter", Strength: meddlewatch.StrengthContext}},
		},
		{
			Name: "Zenda Tribune", Type: "media_outlet", Watch: meddlewatch.WatchYes, Actor: "Russia", Origin: meddlewatch.OriginAdded,
			Aliases: []meddlewatch.Alias{{Name: "Zenda Tribune", Strength: meddlewatch.StrengthContext}},
		},
		{Name: "Known", Type: "campaign", Watch: meddlewatch.WatchContext, Aliases: []meddlewatch.Alias{strong("Blue Lantern")}},
	}}
	m := newMatcher(t, list)
	for _, c := range []struct {
		name, title string
		relevant    bool
		campaigns   []meddlewatch.Mention
	}{
		{"strong alone", "Paper Heron returns", true, []meddlewatch.Mention{{Name: "Paper Heron", As: "Paper Heron", Origin: meddlewatch.OriginAdded}}},
		{"context alone", "A heron in the park", false, nil},
		{"context with its actor", "Heron is a Russian group", true, []meddlewatch.Mention{{Name: "Paper Heron", As: "Heron", Origin: meddlewatch.OriginEdited}}},
		{"context with its actor among other things", "Russian heron film wins award: album and movie to follow", false, nil},
		{"context with an act", "Heron spread disinformation before the vote", true, []meddlewatch.Mention{{Name: "Paper Heron", As: "Heron", Origin: meddlewatch.OriginEdited}}},
		{"context with an everyday word", "Heron funds and targets: a guide to the park", false, nil},
		{"context with another state", "Heron seen in Norway", false, nil},
		{"context in small letters", "A heron and disinformation before the vote", false, nil},
		{"group that hacks, with its state", "Tin Otter, a Russian group, exploits mail servers", false, nil},
		{"group that hacks, with a target", "Tin Otter broke into the parliament's mail", true, []meddlewatch.Mention{{Name: "Tin Otter", As: "Tin Otter", Origin: meddlewatch.OriginAdded}}},
		{"an outlet with its state", "Zenda Tribune is a Russian outlet", true, []meddlewatch.Mention{{Name: "Zenda Tribune", As: "Zenda Tribune", Origin: meddlewatch.OriginAdded}}},
		{"an outlet that only reports", "Russian wheat goes south, Zenda Tribune reports", false, nil},
		{"an outlet of which another speaks", "Norway bans Zenda Tribune, says it was run for Moscow", true, []meddlewatch.Mention{{Name: "Zenda Tribune", As: "Zenda Tribune", Origin: meddlewatch.OriginAdded}}},
		{"context inside words of another matter", "Kremlin meets his Doppelganger", false, nil},
		{"never", "Disinformation spreads at Heron Lake", false, nil},
		{"watched for context only", "Blue Lantern returns", false, nil},
		{"named once", "Paper Heron, also Paper Heron", true, []meddlewatch.Mention{{Name: "Paper Heron", As: "Paper Heron", Origin: meddlewatch.OriginAdded}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := m.Judge(meddlewatch.Item{Title: c.title})
			if v.Relevant != c.relevant || !slices.Equal(v.Campaigns, c.campaigns) {
				t.Errorf("relevant %v campaigns %v, want %v %v\n%s", v.Relevant, v.Campaigns, c.relevant, c.campaigns, listed(v.Reasons))
			}
		})
	}
}

// Every reason must point at what it quotes, and the weights must make the score.
func checkVerdict(tb testing.TB, m *Matcher, it meddlewatch.Item, v meddlewatch.Verdict) {
	tb.Helper()
	sum := m.bias
	for i, r := range v.Reasons {
		if r.Rule == RuleBias && i == 0 {
			sum = 0 // what is added up by hand begins with the bias
		}
		sum += r.Weight
		text := ""
		switch r.Field {
		case meddlewatch.FieldTitle:
			text = it.Title
		case meddlewatch.FieldSummary:
			text = it.Summary
		}
		if r.End == 0 {
			continue
		}
		if r.Start < 0 || r.End < r.Start || r.End > len(text) {
			tb.Fatalf("reason %q stands at %d:%d of %d bytes", r.Rule, r.Start, r.End, len(text))
		}
		if got := strings.ToValidUTF8(text[r.Start:r.End], "\uFFFD"); got != r.Text {
			tb.Fatalf("reason %q quotes %q, there stands %q", r.Rule, r.Text, got)
		}
	}
	if got := logistic(sum); got != v.Score {
		tb.Fatalf("the reasons add up to %v, the score is %v", got, v.Score)
	}
	if v.Score < 0 || v.Score > 1 {
		tb.Fatalf("the score is %v", v.Score)
	}
	if slices.ContainsFunc(v.Reasons, func(r meddlewatch.Reason) bool { return r.Weight != 0 }) && v.Reasons[0].Rule != RuleBias {
		tb.Fatalf("the reasons do not say where the sum starts:\n%s", listed(v.Reasons))
	}
	if v.Relevant != (v.Score >= m.threshold) || v.Relevant != (v.Guard == "") {
		tb.Fatalf("score %v, relevant %v, guard %q", v.Score, v.Relevant, v.Guard)
	}
	if !v.Relevant && v.Claim != meddlewatch.ClaimNone {
		tb.Fatalf("claim %q of an item that is not relevant", v.Claim)
	}
}

func TestOddItems(t *testing.T) {
	m := newMatcher(t, seedWatchlist())
	long := strings.Repeat("Russia interfered in the election and China denied it. ", 20_000)
	for _, c := range []struct {
		name     string
		item     meddlewatch.Item
		relevant bool
		cut      bool
	}{
		{"empty", meddlewatch.Item{}, false, false},
		{"a megabyte of title", meddlewatch.Item{Title: long}, true, true},
		{"a megabyte without spaces", meddlewatch.Item{Title: strings.Repeat("x", 1<<20)}, false, true},
		{"a megabyte of one sentence", meddlewatch.Item{Title: strings.Repeat("Russia interfered election ", 40_000)}, true, true},
		{"a megabyte of chinese", meddlewatch.Item{Summary: strings.Repeat("中国干预选举", 60_000)}, true, true},
		{"links only", meddlewatch.Item{Summary: "https://example.org/a https://example.org/b?c=d#e"}, false, false},
		{"broken UTF-8", meddlewatch.Item{Title: "Russia\xff interfered \xc3in the election\xe4\xb8"}, true, false},
		{"unknown script", meddlewatch.Item{Title: "ᚱᚢᛋᛋᛁᚨ ᛖᛚᛖᚲᛏᛁᛟᚾ ꙮ \U0001F9FF"}, false, false},
		{"control characters", meddlewatch.Item{Title: "\x00\x01\x1b[31m\u202eelection"}, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := m.Judge(c.item)
			checkVerdict(t, m, c.item, v)
			if v.Relevant != c.relevant {
				t.Errorf("relevant %v (%v), want %v", v.Relevant, v.Score, c.relevant)
			}
			if got := slices.ContainsFunc(v.Reasons, func(r meddlewatch.Reason) bool { return r.Rule == "cut" }); got != c.cut {
				t.Errorf("cut named: %v, want %v", got, c.cut)
			}
		})
	}
}

func TestSameVerdict(t *testing.T) {
	m, other := newMatcher(t, seedWatchlist()), newMatcher(t, seedWatchlist())
	if m.Versions() != other.Versions() {
		t.Errorf("versions differ: %+v, %+v", m.Versions(), other.Versions())
	}
	it := meddlewatch.Item{Title: "Graphika: Spamouflage network of fake accounts tied to China poses as US voters", Summary: "Beijing denies it."}
	want := m.Judge(it)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				m.Judge(meddlewatch.Item{Title: "Rosja ingeruje w wybory", Summary: strings.Repeat("Nic nowego. ", 20)})
				if got := m.Judge(it); !reflect.DeepEqual(got, want) {
					t.Errorf("verdict differs: %+v, want %+v", got, want)
					return
				}
			}
		})
	}
	wg.Wait()
	if got := other.Judge(it); !reflect.DeepEqual(got, want) {
		t.Errorf("another matcher says %+v, want %+v", got, want)
	}
}

func TestNewRefuses(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		data      Data
		threshold float64
		want      string
	}{
		{"threshold 0", data, 0, "the threshold 0 is not above 0 and at most 1"},
		{"threshold above 1", data, 1.1, "the threshold 1.1 is not above 0 and at most 1"},
		{"no weights", Data{Lexicons: data.Lexicons}, 0.5, `weights: the feature "act-foreign" has no usable weight`},
		{"bad term", Data{Lexicons: Lexicons{Languages: []Language{{Acts: Acts{Spy: []string{"abc*"}}}}}, Weights: data.Weights}, 0.5, `lexicons: the stem "abc*" is shorter than 4 bytes`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(meddlewatch.Watchlist{}, c.data, c.threshold)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q in it", err, c.want)
			}
		})
	}
}

func FuzzJudge(f *testing.F) {
	for _, s := range [][2]string{
		{"", ""},
		{"Spamouflage is back", "Russia meddled in the election."},
		{"中国干预选举", "Россия вмешалась в выборы"},
		{"U.S.\xff accuses \xc3Russia's \u202e hackers", "e\u0301 ﬁ ½ ㈱ 'Salt Typhoon' (CCP)"},
	} {
		f.Add(s[0], s[1])
	}
	for _, h := range hostileItems() {
		f.Add(h.title[:300], h.summary[:3000])
	}
	m := hostileMatcher(f)
	f.Fuzz(func(t *testing.T, title, summary string) {
		it := meddlewatch.Item{Title: title, Summary: summary, Link: summary}
		v := m.Judge(it)
		checkVerdict(t, m, it, v)
		if again := m.Judge(it); !reflect.DeepEqual(v, again) {
			t.Fatal("the second verdict differs from the first")
		}
	})
}
