package story

import (
	"fmt"
	"testing"

	"meddlewatch"
)

// Two invented items each, and whether they tell of one event. The names of persons,
// bodies and campaigns are invented; states are real, since they are data.
func TestOneEventOrTwo(t *testing.T) {
	by := func(claim meddlewatch.Claim, who string, actors ...string) meddlewatch.Verdict {
		v := meddlewatch.Verdict{Score: 0.9, Relevant: true, Claim: claim, AttributedBy: who}
		for _, a := range actors {
			v.Actors = append(v.Actors, meddlewatch.Mention{Name: a})
		}
		return v
	}
	in := func(lang string, hours int, title, summary string) meddlewatch.Item {
		it := said(hours, title, summary)
		it.Lang = lang
		return it
	}
	china, russia := by("", "", "China"), by("", "", "Russia")
	tests := []struct {
		name   string
		a, b   meddlewatch.Item
		va, vb meddlewatch.Verdict
		joined bool
	}{
		{
			"one takedown in English and Polish",
			in("en", 1, "Gridpost removes 4,800 accounts run from China", "The accounts of the network posed as American voters before the elections, Gridpost said."),
			in("pl", 3, "Gridpost usuwa 4789 kont prowadzonych z Chin", "Fałszywe konta sieci udawały amerykańskich wyborców przed wyborami, podał Gridpost."),
			china, china, true,
		},
		{
			"one admission, the name written three ways",
			in("en", 1, "Founder Pryhozhenko admits interference in US elections", "Pryhozhenko said on Monday that he had meddled and would do so again."),
			in("pl", 2, "Prigożenko przyznał, że ingerował w wybory w USA", "Prigożenko powiedział w poniedziałek, że ingerencja będzie trwała."),
			russia, russia, true,
		},
		{
			"one event from two angles",
			in("en", 1, "Britain accuses Russia of hacking lawmakers before the election", "The hackers of the Greyfen unit read the mail of politicians and journalists in London for years."),
			in("en", 4, "Two officers of Russia's Greyfen unit sanctioned over UK hacking", "London summoned the ambassador. The hackers stole emails of politicians and journalists."),
			russia, russia, true,
		},
		{
			"one accusation in headlines of everyday words",
			in("en", 1, "Britain accuses Russia of long hacking campaign", ""),
			in("en", 2, "Russian hacking of lawmakers went on for years, UK says", ""),
			russia, russia, true,
		},
		{
			"reports of two bodies on one country",
			in("en", 1, "Researchers find Chinese network of fake accounts before US election", "Halden Labs found accounts posing as voters that share clips on the election."),
			in("en", 20, "Researchers find Chinese fake news sites before US election", "Orsted Watch found sites posing as local papers that share articles on the election."),
			by(meddlewatch.ClaimResearch, "Halden Labs", "China"), by(meddlewatch.ClaimResearch, "Orsted Watch", "China"), false,
		},
		{
			"one report that names another body too",
			in("en", 1, "Halden Labs finds Chinese network Tallmoor before US election", "Halden Labs found 214 accounts of Tallmoor posing as voters in Ohio."),
			in("en", 5, "Chinese network Tallmoor posed as Ohio voters", "Orsted Watch confirmed what Halden Labs found: 214 accounts of Tallmoor posed as voters."),
			by(meddlewatch.ClaimResearch, "Halden Labs", "China"), by(meddlewatch.ClaimResearch, "Orsted Watch", "China"), true,
		},
		{
			"a form about another state",
			in("en", 1, "Gridpost removes Russian network that posed as voters", "The network of 300 accounts shared clips before the election."),
			in("en", 2, "Gridpost removes Iranian network that posed as voters", "The network of 300 accounts shared clips before the election."),
			russia, by("", "", "Iran"), false,
		},
		{
			"another package, another language",
			in("en", 1, "EU adopts 12th package of sanctions against Russian propaganda", "Brussels lists three outlets."),
			in("en", 2, "EU adopts 13th package of sanctions against Russian propaganda", "Brussels lists three outlets."),
			russia, russia, false,
		},
		{
			"a topic of the week is no event",
			in("en", 1, "Taiwan fears Chinese interference before the January election", "Candidates spoke of the danger at a rally in the capital."),
			in("en", 30, "Chinese firms pay cheap trips for Taiwan village heads", "Prosecutors look into tours to the mainland that travel agents sold below cost."),
			china, china, false,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, turned := range []bool{false, true} {
				a, b, va, vb := test.a, test.b, test.va, test.vb
				if turned {
					a, b, va, vb = b, a, vb, va
				}
				batch := NewWindow(Options{}).Begin()
				batch.Place(a, va)
				if p := batch.Place(b, vb); p.Joined != test.joined {
					t.Errorf("turned %v: joined is %v, want %v; %+v", turned, p.Joined, test.joined, p.Evidence)
				}
			}
		})
	}
}

// What grows asks for less at first and for more later, without end.
func TestSizePrice(t *testing.T) {
	rules := defaultRules()
	for i, test := range []struct {
		small, large int
		cheaper      bool
	}{{1, 2, true}, {2, 8, true}, {8, 16, false}, {16, 64, false}, {64, 1024, false}} {
		if cheaper := rules.sizePrice(test.large) < rules.sizePrice(test.small); cheaper != test.cheaper {
			t.Errorf("%d: a story of %d is cheaper than one of %d: %v, want %v", i, test.large, test.small, cheaper, test.cheaper)
		}
	}
}

// A hundred events of one topic, each told twice, do not become one story.
func TestTopicDoesNotGatherEverything(t *testing.T) {
	w := NewWindow(Options{})
	size := map[meddlewatch.ID]int{}
	for i := range 100 {
		name := meddlewatch.ID(mix(uint64(i))).String()
		for turn := range 2 {
			it := said(i, fmt.Sprintf("Zembla accuses Russia of interference in election, says K%s", name[:6]),
				fmt.Sprintf("Prosecutor M%s showed emails of the network V%s to journalists in Zembla.", name[6:], name[:9]))
			it.ID += meddlewatch.ID(turn)
			b := w.Begin()
			p := b.Place(it, relevant)
			size[p.Story]++
			b.Commit()
		}
	}
	for story, n := range size {
		if n > 20 {
			t.Errorf("story %s has %d of 200 items", story, n)
		}
	}
}

func TestEvidenceNamesNumberAndConcept(t *testing.T) {
	b := NewWindow(Options{}).Begin()
	b.Place(said(1, "Gridpost removes 4,800 accounts run from China", "The network posed as voters, “a flood of nonsense clips”, Gridpost said."), relevant)
	p := b.Place(said(2, "Gridpost shuts 4789 profiles", "It was “a flood of nonsense clips”, and a network posed as voters, said Gridpost."), relevant)
	rules := map[string]string{}
	for _, r := range p.Evidence {
		rules[r.Rule] = r.Text
	}
	if !p.Joined || rules["shared-number"] != "4789" || rules["shared-quote"] == "" {
		t.Errorf("evidence is %+v, want the number as printed, and the quote", p.Evidence)
	}
}
