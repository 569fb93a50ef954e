package relate_test

import "testing"

// TestDocuments reads whole documents of other countries. All names of operations,
// groups, persons, firms and outlets are invented, and so are the events.
func TestDocuments(t *testing.T) {
	check(t, []example{
		{"an article on interference", `
# {Russian interference in the 2018 Moldovan election|e~Russia}

Before the {2018 Moldovan election|e~Moldova}, {Russia|s} carried out a broad campaign to sway the result, according to {Moldovan=Moldova|la} officials and several research groups.
Its main instrument was {Glass Choir|c}, a network of cloned news sites run by the {Moscow=Russia|s} firm {Novaya Struktura|f}.
A second operation, dubbed {Night Ferry|c} by {Clearsight|r}, was attributed to the {GRU|b~Russia}'s {Unit 9|b~Russia}.
The interference was part of wider {Foreign interference in the 2018 Moldovan election|e}.

According to {Clearsight|r}, {Glass Choir|c} reached two million users on {Chirper|x} and {Klip|x}.
These accounts attacked President {Mia Sund|p} and Prime Minister {Doru Pal|p}, and spread rumours about a war with {Ukraine|s}.
{Omnia|f}, the parent company of {Chirper|x}, said in May that it had removed 700 accounts linked to the network.
{Night Ferry|c} targeted journalists in {Romania|l} as well.

{Russian=Russia|a} Foreign Minister {Oleg Varin|p} called the accusations baseless.
{Kremlin=Russia|s} spokesman {Pavel Gorin|p} said that {Russia|s} "never interferes in the affairs of other countries".
The {European Commission|b} imposed sanctions on {Novaya Struktura|f} and on its director {Ilya Beron|p}.
{Josef Brand|p} of the {Atlantic Institute|r} told {Volna|m} that {Glass Choir|c} remained active.
`, []string{
			"Chirper part_of Omnia",
			"Glass Choir attributed_to Novaya Struktura",
			"Glass Choir attributed_to Russia",
			"Glass Choir conducted_via Chirper",
			"Glass Choir conducted_via Klip",
			"Glass Choir part_of Russian interference in the 2018 Moldovan election",
			"Glass Choir reported_by Atlantic Institute",
			"Glass Choir reported_by Clearsight",
			"Glass Choir reported_by Omnia",
			"Glass Choir targets Doru Pal",
			"Glass Choir targets Mia Sund",
			"Ilya Beron part_of Novaya Struktura",
			"Josef Brand part_of Atlantic Institute",
			"Night Ferry attributed_to GRU",
			"Night Ferry attributed_to Russia",
			"Night Ferry attributed_to Unit 9",
			"Night Ferry part_of Russian interference in the 2018 Moldovan election",
			"Night Ferry reported_by Clearsight",
			"Night Ferry targets Romania", "Glass Choir targets 2018 Moldovan election", "Russia targets Moldova",
			"Oleg Varin denies Russian interference in the 2018 Moldovan election",
			"Oleg Varin part_of Russia",
			"Pavel Gorin denies Russian interference in the 2018 Moldovan election",
			"Pavel Gorin part_of Russia",
			"Russia targets 2018 Moldovan election",
			"Russia targets Doru Pal",
			"Russia targets Mia Sund",
			"Russian interference in the 2018 Moldovan election attributed_to Russia",
			"Russian interference in the 2018 Moldovan election part_of Foreign interference in the 2018 Moldovan election",
			"Unit 9 part_of GRU",
		}},
		{"a threat report", `
{Omnia|f} removed 85 accounts and 12 pages from {Chirper|x} that originated in {Iran|s} and targeted audiences in {Israel|s} and the {United States|l}.
The activity, which {Omnia|f} tracks as {Dusty Fig|t}, posed as local media.
{Bytewerk|f} assesses with moderate confidence that {Desert Lark|t} operates on behalf of the {Ministry of Intelligence|b~Iran}.
In June, {Desert Lark|t} sent phishing messages to the campaign of {Anna Velm|p}.
`, []string{
			"Desert Lark attributed_to Iran",
			"Desert Lark attributed_to Ministry of Intelligence",
			"Desert Lark reported_by Bytewerk",
			"Desert Lark targets Anna Velm",
			"Dusty Fig attributed_to Iran",
			"Dusty Fig reported_by Omnia",
			"Dusty Fig targets Israel",
			"Dusty Fig targets United States",
			"Iran conducted_via Chirper",
			"Iran targets Anna Velm",
			"Iran targets Israel",
			"Iran targets United States",
		}},
		{"news of sanctions", `
The {United Kingdom|l} on Monday imposed sanctions on {Novaya Struktura|f} and its head {Ilya Beron|p} for their part in {Russian=Russia|a} interference in the {2018 Moldovan election|e~Moldova}.
The {Foreign Office|b} said {Novaya Struktura|f} ran {Glass Choir|c}, a network of cloned news sites, on behalf of the {Kremlin=Russia|s}.
"These allegations are absurd," {Russian=Russia|a} Foreign Ministry spokeswoman {Daria Melk|p} told {Volna|m}.
`, []string{
			"Daria Melk denies Glass Choir", "Daria Melk denies Russia", "Russia denies Glass Choir", "Novaya Struktura reported_by Foreign Office",
			"Glass Choir targets 2018 Moldovan election",
			"Daria Melk part_of Russia",
			"Glass Choir attributed_to Novaya Struktura",
			"Glass Choir attributed_to Russia",
			"Glass Choir reported_by Foreign Office",
			"Ilya Beron part_of Novaya Struktura",
			"Russia targets 2018 Moldovan election",
		}},
		{"an agency exposes", `
The {French=France|la} agency {Vigie|b~France} exposed {Nocturne|c}, an {Azerbaijani=Azerbaijan|a} campaign that used accounts on {Chirper|x} to discredit {France|l} ahead of the {Island Games|e}.
According to {Vigie|b~France}, the campaign was run by people close to the {Azerbaijani=Azerbaijan|a} government.
{Azerbaijan|s} rejected the accusations as baseless.
`, []string{
			"Azerbaijan denies Nocturne",
			"Nocturne attributed_to Azerbaijan",
			"Nocturne conducted_via Chirper",
			"Nocturne reported_by Vigie",
			"Nocturne targets France",
		}},
		{"a service finds", `
{Canada|l}'s {Security Service|b~Canada} found that {India|s} and {China|s} interfered in the {2019 Canadian election|e~Canada} and the {2021 Canadian election|e~Canada}.
Prime Minister {Jon Ork|p} said {China|s} had attempted to interfere, but that the result was not affected.
{India|s} has denied that its diplomats meddled in {Canadian=Canada|la} politics.
`, []string{
			"China targets 2019 Canadian election",
			"China targets 2021 Canadian election",
			"India targets 2019 Canadian election",
			"India targets 2021 Canadian election", "Jon Ork part_of Canada",
		}},
	})
}

// TestOddOrders: who aims, attributes and denies stands in unusual places.
func TestOddOrders(t *testing.T) {
	check(t, []example{
		{"blamed", "The {Federal Office|b~Germany} attributed the attacks on {Mia Sund|p} to {Marsh Heron|t}.", []string{"Marsh Heron reported_by Federal Office", "Marsh Heron targets Mia Sund"}},
		{"a target of", "{Serbia|s} has become a target of {Russian=Russia|a} influence operations.", []string{"Russia targets Serbia"}},
		{"interference from", "The {2019 Canadian election|e~Canada} saw interference from {Iran|s}, {Russia|s} and {China|s}.", []string{"Iran targets 2019 Canadian election", "Russia targets 2019 Canadian election", "China targets 2019 Canadian election"}},
		{"accused of", "{Canada|l} expelled a {Chinese=China|a} diplomat accused of targeting lawmaker {Jon Ork|p}.", []string{"China targets Jon Ork"}},
		{"side is no owner", "The pro-{Russian=Russia|a} operation {Glass Choir|c} is back.", nil},
		{"an adjective of something else", "A {Russian=Russia|a} operation uses clips of {U.S.=United States|la} actors to attack {Mia Sund|p}.", []string{"Russia targets Mia Sund"}},
		{"what is disrupted", "The {Justice Department|b~United States} disrupted a {Russian=Russia|a} influence operation.", nil},
		{"her own part denied", "{Mia Sund|p} rejected claims that she was backed by {Russia|s}.", nil},
		{"spyware", "{Rwandan=Rwanda|a} intelligence used spyware made by {Sigma|f} against the journalist {Paul Nkub|p}.", []string{"Rwanda targets Paul Nkub"}},
	})
}
