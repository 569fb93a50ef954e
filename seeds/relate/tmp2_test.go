package relate_test

import (
	"meddlewatch/seeds/relate"
	"testing"
)

const docs = `
# {Russian interference in the 2018 Moldovan election|e~Russia}

Before the {2018 Moldovan election|e~Moldova}, {Russia|s} carried out a broad campaign to sway the result, according to {Moldovan=Moldova|la} officials and several research groups.
Its main instrument was {Glass Choir|c}, a network of cloned news sites run by the {Moscow=Russia|s} firm {Novaya Struktura|f}.
A second operation, dubbed {Night Ferry|c} by {Clearsight|r}, was attributed to the {GRU|b~Russia}'s {Unit 9|b~Russia}.
The interference was part of wider {Foreign interference in the 2018 Moldovan election=Foreign interference in the 2018 Moldovan election|e}.

In March 2018, the {Security Service|b~Moldova} published a report that described payments to voters.
It said that {Russia|s} had moved $15 million through the bank {Volta|f} and that the party of {Ilan Voss|p} had received most of it.
{Ilan Voss|p}, who fled to {Moscow=Russia|s} in 2016, denied the claims.
In April, {Daily Post|m} reported that couriers had carried cash to {Ilan Voss|p}'s party.

According to {Clearsight|r}, {Glass Choir|c} reached two million users on {Chirper|x} and {Klip|x}.
These accounts attacked President {Mia Sund|p} and Prime Minister {Doru Pal|p}, and spread rumours about a war with {Ukraine|s}.
{Omnia|f}, the parent company of {Chirper|x}, said in May that it had removed 700 accounts linked to the network.
{Marsh Heron|t}, a hacking group suspected of ties to {Belarus|s}, stole emails from {Doru Pal|p}'s office.
{Night Ferry|c} targeted journalists in {Romania|l} as well.

{Russian=Russia|a} Foreign Minister {Oleg Varin|p} called the accusations baseless.
{Kremlin=Russia|s} spokesman {Pavel Gorin|p} said that {Russia|s} "never interferes in the affairs of other countries".
{Mia Sund|p} said that {Russia|s} had failed to buy the election.
The {European Commission|b} imposed sanctions on {Novaya Struktura|f} and on its director {Ilya Beron|p}.
The {United States|l} and {Canada|l} joined them a week later.
{Josef Brand|p} of the {Atlantic Institute|r} told {Volna|m} that {Glass Choir|c} remained active.
`

func TestTmp2(t *testing.T) {
	ss := paragraphs(t, docs)
	last := -1
	for _, r := range relate.Find(ss) {
		if r.Sentence != last {
			t.Logf("--- %s", ss[r.Sentence].Text)
			last = r.Sentence
		}
		t.Logf("   %s | %s | %s {%s} %s", r.Subject, r.Relation, r.Object, r.Hedge, r.Rule)
	}
}
