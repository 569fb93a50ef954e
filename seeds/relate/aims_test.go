package relate_test

import (
	"testing"

	"meddlewatch/seeds/relate"
)

func findAll(t *testing.T, text string) []relate.Relation {
	t.Helper()
	return relate.Find(paragraphs(t, text))
}

func TestTargets(t *testing.T) {
	check(t, []example{
		{"interfered in", "{Russia|s} interfered in the {2021 German federal election|e~Germany}.", []string{"Russia targets 2021 German federal election"}},
		{"tried to influence", "{Iran|s} tried to influence the {2019 Canadian election|e~Canada} with forged articles.", []string{"Iran targets 2019 Canadian election"}},
		{"lists", "{Russia|s}, {Iran|s} and {China|s} sought to sway the {2019 Canadian election|e~Canada}.", []string{"Russia targets 2019 Canadian election", "Iran targets 2019 Canadian election", "China targets 2019 Canadian election"}},
		{"persons", "{Marsh Heron|t} targeted {Anna Velm|p}, {Jon Ork|p} and {Mia Sund|p}.", []string{"Marsh Heron targets Anna Velm", "Marsh Heron targets Jon Ork", "Marsh Heron targets Mia Sund"}},
		{"against", "The ministry described a covert campaign by {Turkey|s} against the opposition leader {Mia Sund|p}.", []string{"Turkey targets Mia Sund"}},
		{"actor phrase", "{Chinese hackers=China|a} breached the mailboxes of {Mia Sund|p} and {Jon Ork|p}.", []string{"China targets Mia Sund", "China targets Jon Ork"}},
		{"linked hackers", "Hackers linked to {North Korea|s} attacked {South Korea|s} in spring.", []string{"North Korea targets South Korea"}},
		{"passive", "The {2018 Moldovan election|e~Moldova} was targeted by {Russia|s}.", []string{"Russia targets 2018 Moldovan election"}},
		{"launched against", "Phishing waves were launched against {Polish=Poland|la} lawmakers by {Marsh Heron|t}, a group linked to {Belarus|s}.", []string{"Marsh Heron attributed_to Belarus", "Marsh Heron targets Poland"}},
		{"noun", "{Russian=Russia|a} interference in the {2018 Moldovan election|e~Moldova} worried observers.", []string{"Russia targets 2018 Moldovan election"}},
		{"noun with by", "Interference by {Russia|s} in the {2018 Moldovan election|e~Moldova} worried observers.", []string{"Russia targets 2018 Moldovan election"}},
		{"the accused, not the accuser", "{Moldova|s} accused {Russia|s} of meddling in the {2018 Moldovan election|e~Moldova}.", []string{"Russia targets 2018 Moldovan election"}},
		{"accused by", "{Russia|s}, accused by {Moldova|s} of meddling in the {2018 Moldovan election|e~Moldova}, kept silent.", []string{"Russia targets 2018 Moldovan election"}},
		{"the other way round", "{China|s} accused the {U.S.=United States|s} of interfering in the {2022 Philippine election|e~Philippines}.", []string{"United States targets 2022 Philippine election"}},
		{"the election resolved", "The {2018 Moldovan election|e~Moldova} is near.\n{Russia|s} is trying to influence the vote.", []string{"Russia targets 2018 Moldovan election"}},
		{"voters resolved", "Parties prepare for the {2018 Moldovan election|e~Moldova}.\n\n{Russia|s} and {Belarus|s} will attempt to affect voters.", []string{"Russia targets 2018 Moldovan election", "Belarus targets 2018 Moldovan election"}},
		{"taken up", "{Glass Choir|c} grew fast.\nThese accounts have attacked {Mia Sund|p} since May.", []string{"Glass Choir targets Mia Sund"}},
		{"person and election", "{Glass Choir|c} attacked {Mia Sund|p} ahead of the {2018 Moldovan election|e~Moldova}.", []string{"Glass Choir targets Mia Sund", "Glass Choir targets 2018 Moldovan election"}},
		{"part of its operation", "{Russian=Russia|a} attempts to influence the {2018 Moldovan election|e~Moldova} ran as part of its {Glass Choir|c} operation.", []string{"Russia targets 2018 Moldovan election", "Glass Choir targets 2018 Moldovan election", "Glass Choir attributed_to Russia"}},
		{"campaign of a state", "{Glass Choir|c}, which is run by {Russia|s}, has targeted {Mia Sund|p}.", []string{"Glass Choir attributed_to Russia", "Glass Choir targets Mia Sund", "Russia targets Mia Sund"}},
		{"a cut within", "{Russia|s} sent letters... interfered in the {2018 Moldovan election|e~Moldova}.", nil},
		{"will not", "{Russia|s} did not interfere in the {2018 Moldovan election|e~Moldova}.", nil},
		{"no evidence", "Auditors found no evidence that {Russia|s} influenced the {2018 Moldovan election|e~Moldova}.", nil},
		{"whether", "The panel asks whether {Russia|s} influenced the {2018 Moldovan election|e~Moldova}.", nil},
		{"condition", "If {Russia|s} meddled in the {2018 Moldovan election|e~Moldova}, there will be an answer.", nil},
		{"question", "Did {Russia|s} meddle in the {2018 Moldovan election|e~Moldova}?", nil},
		{"prevent", "The {Security Service|b~Moldova} works to prevent interference in the {2018 Moldovan election|e~Moldova}.", nil},
		{"one's own election", "{Moldova|s} tried to influence the {2018 Moldovan election|e~Moldova} by raising pensions.", nil},
		{"sanctions", "The {U.S.=United States|l} imposed sanctions on the firm {Novaya Struktura|f} in March.", nil},
		{"sanctions for interfering", "The {U.S.=United States|s} sanctioned {Russia|s} for interfering in the {2018 Moldovan election|e~Moldova}.", []string{"Russia targets 2018 Moldovan election"}},
		{"victim first", "{Moldova|s} said that {Russia|s} had attacked the {2018 Moldovan election|e~Moldova}.", []string{"Russia targets 2018 Moldovan election"}},
		{"instrument is no object", "{Russia|s} influenced the {2018 Moldovan election|e~Moldova} through {Mia Sund|p}.", []string{"Russia targets 2018 Moldovan election"}},
		{"reason is no object", "{Glass Choir|c} targeted {Jon Ork|p} because of his criticism of {Russia|s}.", []string{"Glass Choir targets Jon Ork"}},
		{"nobody acts", "Observers expect attempts to influence the {2018 Moldovan election|e~Moldova}.", nil},
	})
}

func TestPlatforms(t *testing.T) {
	check(t, []example{
		{"accounts on", "{Glass Choir|c} ran hundreds of accounts on {Chirper|x} and {Klip|x}.", []string{"Glass Choir conducted_via Chirper", "Glass Choir conducted_via Klip"}},
		{"social media platform", "{Glass Choir|c} may feature 900 accounts on social media platform {Chirper|x}.", []string{"Glass Choir conducted_via Chirper"}},
		{"channels", "{Glass Choir|c} spread its videos through {Chirper|x} channels.", []string{"Glass Choir conducted_via Chirper"}},
		{"such as", "{Glass Choir|c} uses fake accounts on social media sites such as {Chirper|x}.", []string{"Glass Choir conducted_via Chirper"}},
		{"taken down", "{Chirper|x} removed hundreds of {Iranian=Iran|a} accounts that posed as voters.", []string{"Iran conducted_via Chirper"}},
		{"taken up", "{Glass Choir|c} is back.\nThe network posts videos on {Klip|x}.", []string{"Glass Choir conducted_via Klip"}},
		{"a platform only named", "{Glass Choir|c} is back, and {Chirper|x} shares fell.", nil},
	})
}
