package match

import (
	"testing"

	"meddlewatch"
)

func TestRetracts(t *testing.T) {
	m := newMatcher(t, seedWatchlist())
	for _, c := range []struct{ title, summary, words string }{
		{"Broadcaster retracts report on Russian election interference", "", "retracts"},
		{"Correction: report on Russian interference in election", "", "Correction"},
		{"Prosecutors drop charges against man accused of being a Chinese agent", "", "drop charges"},
		{"Charges against two men accused of spying for China dropped", "", "Charges against two men accused of spying for China dropped"},
		{"Charges dropped in Chinese agent case", "", "Charges dropped"},
		{"Institute withdraws finding that Russia ran bot network before vote", "", "withdraws finding"},
		{"Minister walks back claim of Russian election interference", "", "walks back"},
		{"Update on Russian election interference", "The newspaper withdrew its report that Russia interfered in the election.", "withdrew its report"},
		{"Korrektur: Bericht über russische Desinformation vor der Bundestagswahl", "", "Korrektur"},
		{"Se retracta el ministro que acusó a Rusia de injerencia electoral", "", "Se retracta"},
		{"更正：中国干预选举的报道", "", "更正"},
		{"Jury acquits lobbyist of acting as foreign agent for Qatar", "", "acquits"},
		{"Lobbyist found not guilty of acting as foreign agent for Qatar", "", "found not guilty"},
		{"Judge throws out charges against donor who spied for China", "", "throws out charges"},
		{"Judge dismisses case against donor accused of being a Chinese agent", "", "dismisses case"},
		{"Były poseł uniewinniony od zarzutu szpiegowania dla Rosji", "", "uniewinniony"},
		{"Freispruch für Ex-Abgeordneten im Prozess um Geld aus Aserbaidschan", "", "Freispruch"},

		{"Report: Russia dropped leaflets to sway the vote", "", ""},
		{"Lawmakers urge prosecutors to drop charges against Chinese agent", "", ""},
		{"Newspaper refuses to retract report on Russian election interference", "", ""},
		{"Broadcaster will not retract report on Russian election interference", "", ""},
		{"Intelligence agencies drop report on Russian election interference", "", ""},
		{"China demands retraction of election interference report", "", ""},
		{"Russia interfered in the election, officials say", "Troops withdrew from the city. In another case charges were dropped.", ""},
		{"A correction to Russian claims of election interference", "", ""},
		{"Former aide pleads not guilty to acting as a Chinese agent", "", ""},
		{"Jury could acquit lobbyist accused of acting for Qatar", "", ""},
		{"Support for party dropped after Russian disinformation, report says", "", ""},
	} {
		t.Run(c.title, func(t *testing.T) {
			s := stated(m, c.title, c.summary)
			words := ""
			for _, r := range s.retracts {
				words = r.Text
				text := c.title
				if r.Field == meddlewatch.FieldSummary {
					text = c.summary
				}
				if r.Rule != "retracts" || text[r.Start:r.End] != r.Text {
					t.Errorf("reason %+v", r)
				}
			}
			if words != c.words {
				t.Errorf("retracts by %q, want %q", words, c.words)
			}
		})
	}
}

// A verdict that retracts says by which words.
func TestRetractsInVerdict(t *testing.T) {
	m := newMatcher(t, seedWatchlist())
	it := meddlewatch.Item{Title: "Broadcaster retracts report that Russia interfered in the presidential election"}
	v := m.Judge(it)
	checkVerdict(t, m, it, v)
	if !v.Relevant || !v.Retracts {
		t.Fatalf("relevant %v, retracts %v", v.Relevant, v.Retracts)
	}
	if r := v.Reasons[len(v.Reasons)-1]; r.Rule != "retracts" || r.Text != "retracts" {
		t.Errorf("the last reason is %+v", r)
	}
}
