package relate_test

import (
	"encoding/json"
	"meddlewatch/seeds/relate"
	"os"
	"strings"
	"testing"
)

func TestTmp(t *testing.T) {
	data, _ := os.ReadFile(shared + "/eval/gold-seeds-dev.json")
	var g gold
	json.Unmarshal(data, &g)
	forms := g.forms(false)
	extra := func(text, entity, kind string, adj bool) {
		forms = append(forms, form{text, relate.Mention{Entity: entity, Type: kind, Adjective: adj}})
	}
	extra("Russian", "Russia", "state_actor", true)
	extra("the Kremlin", "Russia", "state_actor", false)
	extra("PRC", "China", "state_actor", false)
	extra("2024 US presidential election", "2024 United States elections", "event", false)
	extra("Daily Mail", "Daily Mail", "media_outlet", false)
	extra("U.S. presidential election", "2024 United States elections", "event", false)
	extra("2016 election", "2016 election", "event", false)
	extra("McCaul", "Michael McCaul", "person", false)
	extra("2020 election", "2020 United States presidential election", "event", false)
	extra("spamouflage", "Spamouflage", "campaign", false)
	extra("Atlantic Council", "Atlantic Council", "research_org", false)
	extra("Graham Brookie", "Graham Brookie", "person", false)
	for _, f := range []string{"002_c74c65ad236222c2.txt", "004_489b9059f3950674.txt"} {
		b, _ := os.ReadFile(shared + "/seeds/" + f)
		ss := sentences(string(b), forms)
		for i := range ss {
			ss[i].CutAfter = strings.Contains(ss[i].Text, "...")
		}
		for _, r := range relate.Find(ss) {
			t.Logf("%s: %s | %s | %s {%s} %s: %s", f[:3], r.Subject, r.Relation, r.Object, r.Hedge, r.Rule, ss[r.Sentence].Text[r.Start:r.End])
		}
	}
}
