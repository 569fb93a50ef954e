package relate_test

import (
	"testing"

	"meddlewatch/seeds/relate"
)

func TestProbe(t *testing.T) {
	for _, text := range []string{
		"{Marsh Heron|t} is an advanced persistent threat group that the {Defence Ministry|b~Danmark} says works for {Syldavia|s}'s {Bureau Nine|b~Syldavia}.",
		"The {Borduria=Borduria|s} government cut its diplomatic ties with {Syldavia|s} in May after the attacks on {Parliament|b~Borduria} and the {State Police|b~Borduria}, which it blamed on {Marsh Heron|t}.",
		"In July {Marsh Heron|t} wiped servers of the {Parliament|b~Borduria} and released the emails of the police chief {Jon Ork|p}.",
		"{Glass Choir|c} published residence permits of members of the {Green Union|o}.",
		"A wave of posts under the name {Glass Choir|c} called for a boycott of the {2018 Bordurian election|e~Borduria}.",
		"{Glass Choir|c} was a hacking and influence campaign against {Borduria|s} between 2022 and 2024.",
		"{Glass Choir|c} was a disinformation campaign aimed at the {2018 Bordurian election|e~Borduria}, attributed to {Syldavia|s}.",
		"The {Foreign Ministry|b~Syldavia} of {Syldavia|s} called the accusation baseless.",
		"Denying any role, {Syldavian=Syldavia|a} ambassador {Mia Sund|p} said {Glass Choir|c} was an invention of {Borduria|s}.",
		"{Syldavia|s} denied that it was behind {Glass Choir|c}.",
		"Its members are officers of {Bureau Nine|b~Syldavia}, according to {ESIT|o}.",
		"The hackers claimed to have stolen 300 gigabytes from the {State Police|b~Borduria}.",
		"Emails of {Jon Ork|p}, the head of the {State Police|b~Borduria}, were leaked by {Marsh Heron|t}.",
		"The videos put words into the mouth of {Jon Ork|p}, leader of the {Green Union|o}.",
		"{Prime Minister Jon Ork=Jon Ork|p} of {Borduria|s} said that {Marsh Heron|t} had attacked the {Parliament|b~Borduria}.",
		"{Delphic|f}, which tracks the group as {Marsh Heron|t}, said that it broke into the network of the {Parliament|b~Borduria} a year earlier.",
		"The claims against the minister {Jon Ork|p} were spread by {Glass Choir|c} on {Chirper|x}.",
		"{Glass Choir|c} impersonated the newspaper {Daily Borduria|m} and the broadcaster {Bord TV|m}.",
		"A forged article with the logo of the {Daily Borduria|m}, spread by {Glass Choir|c}, claimed that {Mia Sund|p} was dead.",
		"The fake letter, part of {Glass Choir|c}, bore the signature of defence minister {Jon Ork|p}.",
		"{Syldavia|s}-linked {Glass Choir|c} used a clone of the website of the {Daily Borduria|m}.",
		"Experts of the {Data Lab|r} said the fake belonged to {Glass Choir|c}, which has been imitating media in {Borduria|s} since 2020.",
		"The company {Nova|f}, based in {Klow|l}, built the sites for {Glass Choir|c}.",
		"Behind {Glass Choir|c} stands {Nova|f}, a firm founded by {Mia Sund|p}, an officer of the {Bureau Nine|b~Syldavia}.",
		"The {EU|s} put {Nova|f} on its sanctions list for running {Glass Choir|c}.",
		"{Glass Choir|c} belongs to the {Bureau Nine|b~Syldavia}, the newspaper {Daily Borduria|m} reported, citing {Data Lab|r}.",
		"{Bureau Nine|b~Syldavia} officers ran {Glass Choir|c} from {Klow|l}.",
		"The {Bureau Nine|b~Syldavia} has been running {Glass Choir|c} since 2019.",
		"{Chirper|x} said it had deleted 300 accounts of {Glass Choir|c}.",
		"Investigators blame {Glass Choir|c} on the {Bureau Nine|b~Syldavia}.",
		"{Glass Choir|c} also had pages on {Chirper|x}, a channel on {Klip|x} and a group chat on {Pingo|x}.",
		"{Data Lab|r}'s {Anna Vell|p} told {Daily Borduria|m} that {Glass Choir|c} was back.",
		"{Anna Vell|p} of {Data Lab|r} and {Jon Ork|p}, who heads the {State Police|b~Borduria}, met.",
	} {
		t.Log(text)
		for _, r := range relate.Find(paragraphs(t, text)) {
			t.Logf("      => %s | %s | %s (%s)", r.Subject, r.Relation, r.Object, r.Rule)
		}
	}
}
