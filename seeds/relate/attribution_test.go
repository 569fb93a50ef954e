package relate_test

import "testing"

// All names of operations, groups, persons and firms in these tests are invented.

func TestAttribution(t *testing.T) {
	check(t, []example{
		{"apposition", "The parliament's servers were searched by {Amber Lantern|t}, an espionage group linked to {Iran|s}.", []string{"Amber Lantern attributed_to Iran"}},
		{"possessive its", "{Russia|s} has spread forged letters, mainly through its {Paper Mill|c} influence operation.", []string{"Paper Mill attributed_to Russia"}},
		{"passive", "{Paper Mill|c} was attributed to the {GRU|b~Russia} by investigators. {Russia|s} said nothing.", []string{"Paper Mill attributed_to GRU", "Paper Mill attributed_to Russia"}},
		{"run by", "The network, called {Glass Choir|c}, is run by the {Russian=Russia|a} firm {Novaya Struktura|f}.", []string{"Glass Choir attributed_to Russia", "Glass Choir attributed_to Novaya Struktura"}},
		{"backed", "Researchers named the {Iran|s}-backed group {Cedar Ghost|t}.", []string{"Cedar Ghost attributed_to Iran"}},
		{"adjective", "The {North Korean=North Korea|a} hacking group {Winter Orchid|t} went silent in May.", []string{"Winter Orchid attributed_to North Korea"}},
		{"which attribute", "{Cedar Ghost|t}, which officials attribute to {Iran|s}, went silent.", []string{"Cedar Ghost attributed_to Iran"}},
		{"active attribution", "Officials linked the {Cedar Ghost|t} intrusions to {Iran|s}.", []string{"Cedar Ghost attributed_to Iran"}},
		{"behind", "{India|s} was likely behind {Saffron Relay|c}.", []string{"Saffron Relay attributed_to India"}},
		{"accused of running", "The committee accused {Turkey|s} of running the {Blue Bazaar|c} network.", []string{"Blue Bazaar attributed_to Turkey"}},
		{"described after", "{Blue Bazaar|c}, a {Turkish=Turkey|a} influence operation, paid bloggers.", []string{"Blue Bazaar attributed_to Turkey"}},
		{"copula", "{Blue Bazaar|c} is believed to be a {Turkish=Turkey|a} influence operation.", []string{"Blue Bazaar attributed_to Turkey"}},
		{"brackets", "{Winter Orchid|t} ({North Korea|s}-linked) was seen again.", []string{"Winter Orchid attributed_to North Korea"}},
		{"based in", "{Beijing=China|s}-based \"{Quiet Fern|c}\" counts thousands of accounts.", []string{"Quiet Fern attributed_to China"}},
		{"known as", "A hacking group linked to {Belarus|s} and known as {Marsh Heron|t} is active again.", []string{"Marsh Heron attributed_to Belarus"}},
		{"genitive", "{Venezuela|s}'s {Golden Macaw|c} campaign was closed.", []string{"Golden Macaw attributed_to Venezuela"}},
		{"two states", "{Marsh Heron|t} has been linked to {Belarus|s} and {Russia|s}.", []string{"Marsh Heron attributed_to Belarus", "Marsh Heron attributed_to Russia"}},
		{"unit of a state", "{Marsh Heron|t}, a unit of the {State Security Committee|b~Belarus}, is known.\n{Belarus|s} rejects that.", []string{"Marsh Heron attributed_to State Security Committee", "Marsh Heron attributed_to Belarus", "Belarus denies Marsh Heron"}},
		{"taken up", "{Marsh Heron|t} sent forged letters.\nThe group is linked to {Belarus|s}.", []string{"Marsh Heron attributed_to Belarus"}},
		{"across paragraphs", "{Marsh Heron|t} sent forged letters.\n\nThe group is linked to {Belarus|s}.", []string{"Marsh Heron attributed_to Belarus"}},
		{"not into another story", "{Marsh Heron|t} sent forged letters.\n\n# Floods in {Belarus|s}\n\nThe group is linked to {Belarus|s}.", nil},
		{"not across a cut", "{Marsh Heron|t} sent forged letters...\nThe group is linked to {Belarus|s}.", nil},
		{"not across a cut within", "{Marsh Heron|t} sent letters... the group linked to {Belarus|s} by many.", nil},
		{"negated", "{Marsh Heron|t} is not linked to {Belarus|s}.", nil},
		{"no evidence", "There is no evidence that {Marsh Heron|t} is linked to {Belarus|s}.", nil},
		{"condition", "If {Marsh Heron|t} is linked to {Belarus|s}, sanctions would follow.", nil},
		{"question", "Is {Marsh Heron|t} linked to {Belarus|s}?", nil},
		{"somebody else is linked", "{Marsh Heron|t} wrote to officials linked to {Taiwan|s}.", nil},
		{"victims' state is no master", "{Marsh Heron|t}, a group targeting {Ukrainian=Ukraine|a} networks, is back.", []string{"Marsh Heron targets Ukraine"}},
		{"finder is no master", "{U.S.=United States|la} researchers named {Marsh Heron|t} in 2021.", nil},
		{"heading", "# {Marsh Heron|t}, a group linked to {Belarus|s}", nil},
	})
}

func TestHedge(t *testing.T) {
	for text, want := range map[string]string{
		"{Marsh Heron|t}, a group linked to {Belarus|s}, is back.":            "linked to",
		"{Marsh Heron|t} is a suspected {Belarusian=Belarus|a} group.":        "suspected",
		"{Belarus|s} was likely behind {Marsh Heron|t}.":                      "likely",
		"{Marsh Heron|t} is run by {Belarus|s}.":                              "",
		"{Marsh Heron|t} is allegedly run by {Belarus|s}.":                    "allegedly",
		"{Marsh Heron|t} is Believed to be a {Belarusian=Belarus|a} group.":   "Believed to be",
		"{Marsh Heron|t} appears to be operated by {Belarus|s}, they write.":  "appears to",
		"{Marsh Heron|t} was run by {Belarus|s}. It probably hit many banks.": "",
	} {
		t.Run(text, func(t *testing.T) {
			found := findAll(t, text)
			if len(found) == 0 || found[0].Relation != "attributed_to" || found[0].Hedge != want {
				t.Errorf("got %+v, want the hedge %q", found, want)
			}
		})
	}
}
