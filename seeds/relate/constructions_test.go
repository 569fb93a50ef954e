package relate_test

import "testing"

// TestConstructions: ways to say a relation that threat reports, sanction notices and
// encyclopedias use. All names are invented.
func TestConstructions(t *testing.T) {
	check(t, []example{
		{"who says so inside the clause", "{Marsh Heron|t} is a threat group that the {Defence Ministry|b} says works for {Syldavia|s}.", []string{"Marsh Heron attributed_to Syldavia", "Marsh Heron reported_by Defence Ministry"}},
		{"second verb of one subject", "{Marsh Heron|t} wiped servers of the {Parliament|b~Borduria} and released the emails of the police chief {Jon Ork|p}.", []string{"Marsh Heron targets Parliament", "Marsh Heron targets Jon Ork"}},
		{"passive", "The claims against the minister {Jon Ork|p} were spread by {Glass Choir|c}.", []string{"Glass Choir targets Jon Ork"}},
		{"participle", "A letter with the logo of the {Daily Borduria|m}, spread by {Glass Choir|c}, claimed that {Mia Sund|p} was dead.", []string{"Glass Choir targets Daily Borduria", "Glass Choir targets Mia Sund"}},
		{"joined outlets", "{Glass Choir|c} impersonated the newspaper {Daily Borduria|m} and the broadcaster {Bord TV|m}.", []string{"Glass Choir targets Daily Borduria", "Glass Choir targets Bord TV"}},
		{"praise is no aim", "{Glass Choir|c} praised {Jon Ork|p}.", nil},
		{"others speak ill", "{Mia Sund|p} criticised {Jon Ork|p}, and so did posts.", nil},
		{"a state that criticises", "{Syldavia|s} criticised {Jon Ork|p}.", nil},
		{"boycott", "Posts of {Glass Choir|c} called for a boycott of the {2018 Bordurian election|e~Borduria}.", []string{"Glass Choir targets 2018 Bordurian election"}},
		{"ahead of", "{Glass Choir|c} accounts flooded the forums weeks before the {2018 Bordurian election|e~Borduria}.", []string{"Glass Choir targets 2018 Bordurian election"}},
		{"behind stands", "Behind {Glass Choir|c} stands {Nova|f}, a firm.", []string{"Glass Choir attributed_to Nova"}},
		{"director", "{Nova|f} sells advice.\nIts director, {Ilya Beron|p}, signed off every theme of {Glass Choir|c}.", []string{"Ilya Beron part_of Nova", "Glass Choir attributed_to Ilya Beron", "Glass Choir attributed_to Nova"}},
		{"through a network", "The government of {Syldavia|s} tried to influence voters in the {2018 Bordurian election|e~Borduria} through a network of pages known as {Glass Choir|c}.", []string{"Syldavia targets 2018 Bordurian election", "Glass Choir targets 2018 Bordurian election", "Glass Choir attributed_to Syldavia"}},
		{"linked them to", "{Glass Choir|c} grew.\n{Data Lab|r} linked them to {Nova|f}, an agency.", []string{"Glass Choir attributed_to Nova"}},
		{"an outlet linked to a body", "{Morning Star|m}, which experts linked to {Bureau Nine|b~Syldavia}, spread stories.", []string{"Morning Star attributed_to Bureau Nine"}},
		{"named later", "{Syldavia|s} financed a covert operation to sway the {2018 Bordurian election|e~Borduria}.\n\nThe operation, which investigators dubbed {Glass Choir|c}, moved money.", []string{"Syldavia targets 2018 Bordurian election", "Glass Choir attributed_to Syldavia", "Glass Choir targets 2018 Bordurian election"}},
		{"its site", "{Glass Choir|c} used a made-up fact-checking page named {Verify Desk|m}.", []string{"Glass Choir conducted_via Verify Desk", "Verify Desk part_of Glass Choir"}},
		{"accounts of the section", "# {Glass Choir|c}\n\nSome 600 accounts on {Chirper|x} and {Klip|x} posted the link.", []string{"Glass Choir conducted_via Chirper", "Glass Choir conducted_via Klip"}},
		{"we", "{Data Lab|r} has followed {Marsh Heron|t} since May.\n\nThis is what we call {Glass Choir|c}.", []string{"Marsh Heron reported_by Data Lab", "Glass Choir reported_by Data Lab"}},
		{"named by", "{Marsh Heron|t} (also tracked as Heron-7 by {Omnia|f}) is small.", nil},
		{"tracked as, by", "The group, tracked as {Marsh Heron|t} by {Omnia|f} and as {Dusty Fig|t} by {Data Lab|r}, is small.", []string{"Marsh Heron reported_by Omnia", "Dusty Fig reported_by Data Lab"}},
		{"described by", "{Glass Choir|c} was first described on 3 March by {Data Lab|r}.", []string{"Glass Choir reported_by Data Lab"}},
		{"found no link", "Researchers at {Data Lab|r} found no link to {Glass Choir|c}.", nil},
		{"unit of a state's body", "The {Office of Friendship|b}, a department of {Syldavia|s}'s {Chancellery|b~Syldavia}, gave orders.", []string{"Chancellery part_of Syldavia", "Office of Friendship part_of Chancellery"}},
		{"apposed body", "The {Bureau Nine|b}, {Syldavia|s}'s military intelligence agency, gave orders.", []string{"Bureau Nine part_of Syldavia"}},
		{"subsidiary", "{Nova|f}, a consultancy, and its subsidiary {Nova Data|f} were banned.", []string{"Nova Data part_of Nova"}},
		{"spokesman of the sentence before", "The {Kremlin=Syldavia|s} rejected the report.\n\"No,\" spokesman {Pavel Gorin|p} said.", []string{"Pavel Gorin part_of Syldavia"}},
		{"victims do not deny", "{Glass Choir|c}, run by {Syldavia|s}, impersonated {Mia Sund|p}.\n{Mia Sund|p} denied the claims.", []string{"Glass Choir attributed_to Syldavia", "Glass Choir targets Mia Sund", "Syldavia targets Mia Sund"}},
		{"a victim that acts once", "{Syldavia|s} interfered in the {2018 Bordurian election|e~Borduria}.\n{Glass Choir|c}, run by {Syldavia|s}, attacked {Borduria|s}.\n{Borduria|s} attacked {Green Union|o}.", []string{"Syldavia targets 2018 Bordurian election", "Glass Choir attributed_to Syldavia", "Glass Choir targets Borduria", "Glass Choir targets 2018 Bordurian election"}},
		{"those who", "{Borduria|s} chose for itself, and those who tried to mislead it will find no rest in {Khemed|s}.", nil},
	})
}
