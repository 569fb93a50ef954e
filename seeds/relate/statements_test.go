package relate_test

import "testing"

func TestParts(t *testing.T) {
	check(t, []example{
		{"state and office", "{Russian=Russia|a} Foreign Minister {Oleg Varin|p} spoke.", []string{"Oleg Varin part_of Russia"}},
		{"genitive", "{Turkey|s}'s President {Kemal Orsu|p} spoke.", []string{"Kemal Orsu part_of Turkey"}},
		{"in the mention", "{Turkish President Kemal Orsu=Kemal Orsu|p~Turkey} spoke to {Turkey|s}.", []string{"Kemal Orsu part_of Turkey"}},
		{"director of the body", "The director of the {Office of Foreign Affairs|b} {Oleg Varin|p} spoke.", []string{"Oleg Varin part_of Office of Foreign Affairs"}},
		{"two houses", "{Palace|b} {Security Council|b} Adviser {Jon Ork|p} spoke.", []string{"Jon Ork part_of Security Council", "Jon Ork part_of Palace"}},
		{"spokesperson", "{Turkish Embassy|b~Turkey} spokesperson {Deniz Alp|p} spoke.", []string{"Deniz Alp part_of Turkish Embassy"}},
		{"of", "Analyst {Mia Sund|p} of {Clearsight|r} spoke.", []string{"Mia Sund part_of Clearsight"}},
		{"apposition", "{Mia Sund|p}, a researcher at {Clearsight|r}, spoke.", []string{"Mia Sund part_of Clearsight"}},
		{"who led", "{Mia Sund|p}, who led the {Cyber Agency|b}'s work for years, spoke.", []string{"Mia Sund part_of Cyber Agency"}},
		{"spokeswoman after", "{Deniz Alp|p}, the {Foreign Ministry|b}'s spokeswoman, spoke.", []string{"Deniz Alp part_of Foreign Ministry"}},
		{"parent company", "{Chirper|x} parent company {Omnia|f} spoke.", []string{"Chirper part_of Omnia"}},
		{"owned by", "{Klip|x}, owned by {Bytewerk|f}, spoke.", []string{"Klip part_of Bytewerk"}},
		{"the parent of", "{Omnia|f}, the parent company of {Chirper|x}, spoke.", []string{"Chirper part_of Omnia"}},
		{"unit of", "{Unit 9|b}, a unit of the {Military Service|b}, is small.", []string{"Unit 9 part_of Military Service"}},
		{"a place is no house", "{Canadian=Canada|la} Foreign Minister {Jon Ork|p} spoke.", nil},
		{"no office", "{Russian=Russia|a} troops met {Jon Ork|p}.", nil},
		{"another's adviser", "{Mia Sund|p} met {Jon Ork|p}'s adviser.", nil},
	})
}

func TestReports(t *testing.T) {
	check(t, []example{
		{"reported", "Research firm {Clearsight|r} reported that {Glass Choir|c} had grown.", []string{"Glass Choir reported_by Clearsight"}},
		{"according to", "{Glass Choir|c} has grown, according to {Clearsight|r}.", []string{"Glass Choir reported_by Clearsight"}},
		{"according to a report", "{Glass Choir|c} has grown, according to a June 2021 {Clearsight|r} report.", []string{"Glass Choir reported_by Clearsight"}},
		{"a report by", "A threat report by {Omnia|f} stated that {Glass Choir|c} had grown.", []string{"Glass Choir reported_by Omnia"}},
		{"at the end", "{Glass Choir|c} has grown, {Daily Post|m} reported.", []string{"Glass Choir reported_by Daily Post"}},
		{"told", "Two people told {Daily Post|m} that {Glass Choir|c} had grown.", []string{"Glass Choir reported_by Daily Post"}},
		{"speaker before outlet", "{Mia Sund|p} told {Daily Post|m} that {Glass Choir|c} had grown.", []string{"Glass Choir reported_by Mia Sund"}},
		{"uncovered", "Security firm {Bytewerk|f} uncovered {Glass Choir|c} in June.", []string{"Glass Choir reported_by Bytewerk"}},
		{"said after", "{Glass Choir|c} has grown, said {Mia Sund|p}.", []string{"Glass Choir reported_by Mia Sund"}},
		{"first reported by", "{Glass Choir|c} was first reported by {Clearsight|r}.", []string{"Glass Choir reported_by Clearsight"}},
		{"the report", "{Clearsight|r} reported that {Glass Choir|c} had grown.\nThe report said the network pays bloggers.", []string{"Glass Choir reported_by Clearsight"}},
		{"one state, no event", "{Daily Post|m} reported that {Iran|s} had created fake accounts.", []string{"Iran reported_by Daily Post"}},
		{"event", "# {Iranian interference in the 2019 Canadian election|e~Iran}\n\n{Omnia|f} detected attempts by {Iran|s} to sway voters.", []string{
			"Iranian interference in the 2019 Canadian election reported_by Omnia", "Iranian interference in the 2019 Canadian election attributed_to Iran",
		}},
		{"nothing reported", "{Daily Post|m} reported on the weather.", nil},
		{"the accused does not report", "# {Iranian interference in the 2019 Canadian election|e~Iran}\n\n{Foreign Ministry|b~Iran} said that {Iran|s} did not influence anybody.", []string{
			"Iranian interference in the 2019 Canadian election attributed_to Iran", "Foreign Ministry denies Iranian interference in the 2019 Canadian election",
		}},
	})
}

func TestDenials(t *testing.T) {
	const title = "# {Iranian interference in the 2019 Canadian election=I|e~Iran}\n\n"
	check(t, []example{
		{"denied", title + "The {Foreign Ministry|b~Iran} denied that {Iran|s} had interfered in the vote.", []string{"I attributed_to Iran", "Foreign Ministry denies I"}},
		{"promise", title + "{Iranian=Iran|a} President {Dara Kia|p} told {Jon Ork|p} that {Iran|s} would not interfere.", []string{"I attributed_to Iran", "Dara Kia part_of Iran", "Dara Kia denies I"}},
		{"relayed", title + "{Iranian=Iran|a} President {Dara Kia|p} promised that {Iran|s} would not interfere.\nThe same assurance was given by Foreign Minister {Omid Sar|p~Iran}.", []string{"I attributed_to Iran", "Dara Kia part_of Iran", "Dara Kia denies I", "Omid Sar denies I"}},
		{"malicious", "{Clearsight|r} described {Glass Choir|c}.\nThe {Turkish Embassy|b~Turkey} called the findings malicious.", []string{"Glass Choir reported_by Clearsight", "Turkish Embassy denies Glass Choir"}},
		{"rejected", "{Turkey|s} rejected any involvement in {Glass Choir|c}.", []string{"Turkey denies Glass Choir"}},
		{"speaks for the embassy", "{Turkish Embassy|b~Turkey} spokesperson {Deniz Alp|p} rejected claims on {Glass Choir|c}.", []string{"Deniz Alp part_of Turkish Embassy", "Deniz Alp denies Glass Choir", "Turkish Embassy denies Glass Choir"}},
		{"did not deny", "{Turkey|s} did not deny involvement in {Glass Choir|c}.", nil},
		{"a denial is no target", "{Turkey|s} denied meddling in the {2018 Moldovan election|e~Moldova}.", nil},
	})
}
