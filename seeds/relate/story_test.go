package relate_test

import "testing"

// All names are invented.
func TestStory(t *testing.T) {
	const told = "{Glass Choir|c} is run by {Iran|s}.\n"
	check(t, []example{
		{"the campaign, its state and the vote", told + "{Glass Choir|c} grew all spring. {Canadian=Canada|la} voters choose in the {2019 Canadian election|e} in May.", []string{
			"Glass Choir attributed_to Iran", "Glass Choir targets 2019 Canadian election", "Iran targets 2019 Canadian election", "Iran targets Canada",
		}},
		{"not the state's own vote", told + "The {2019 Iran election|e} is in May.", []string{"Glass Choir attributed_to Iran"}},
		{"verdict on the report", told + "The {Foreign Ministry|b~Iran} called the dossier a poem.", []string{
			"Glass Choir attributed_to Iran", "Foreign Ministry denies Glass Choir", "Iran denies Glass Choir",
		}},
		{"refusal", told + "{Omid Sar|p~Iran} said his country has neither the means nor the wish to sway elections.", []string{
			"Glass Choir attributed_to Iran", "Omid Sar denies Glass Choir", "Omid Sar denies Iran", "Iran denies Glass Choir",
		}},
		{"who is not accused protests nothing", told + "{Jon Ork|p~Canada} called the dossier a poem.", []string{"Glass Choir attributed_to Iran"}},
		{"held responsible", "The agency held {Unit 9|b} responsible for {Glass Choir|c}.", []string{"Glass Choir attributed_to Unit 9"}},
		{"at the door", "Officials laid {Glass Choir|c} at {Iran|s}'s door.", []string{"Glass Choir attributed_to Iran"}},
		{"works for a unit of a service", "{Glass Choir|t}, a crew that works for {Unit 9|b} of the {Military Service|b}, is small.", []string{
			"Glass Choir attributed_to Unit 9", "Glass Choir attributed_to Military Service", "Unit 9 part_of Military Service",
		}},
		{"hired", "{Glass Choir|c} was run by {Bytewerk|f}.\n{Iran|s} hired {Bytewerk|f}.", []string{
			"Glass Choir attributed_to Bytewerk", "Bytewerk attributed_to Iran", "Glass Choir attributed_to Iran",
		}},
		{"page on a platform", "{Reed Post|m}, a {Chirper|x} channel, grew.", []string{"Reed Post conducted_via Chirper"}},
		{"an outlet on a platform is no page", "{Reed Post|m} has readers on {Chirper|x}.", nil},
		{"whose party", "{Jon Ork|p}, whose {Blue Union|o} leads, spoke.", []string{"Jon Ork part_of Blue Union"}},
		{"led by", "{Bytewerk|f}, an agency led by {Mia Sund|p}, is small.", []string{"Mia Sund part_of Bytewerk"}},
		{"the ministry through its spokesman", "{Glass Choir|c} is run by {Iran|s}.\nThe {Foreign Ministry|b~Iran}, through spokesman {Omid Sar|p}, denied having a hand in {Glass Choir|c}.", []string{
			"Glass Choir attributed_to Iran", "Omid Sar part_of Foreign Ministry", "Foreign Ministry denies Glass Choir", "Omid Sar denies Glass Choir", "Omid Sar denies Iran", "Iran denies Glass Choir",
		}},
		{"whose description", "{Glass Choir|c} shares servers with {Tin Organ|c}, a set of pages that went after {Jon Ork|p}.", []string{"Tin Organ targets Jon Ork"}},
		{"the source is no target", "{Glass Choir|c} smeared {Jon Ork|p}, the {Reed Institute|r} found.", []string{"Glass Choir targets Jon Ork", "Glass Choir reported_by Reed Institute"}},
		{"target list", "{Glass Choir|c} grew.\nIts favourite target is {Jon Ork|p}.", []string{"Glass Choir targets Jon Ork"}},
	})
}
