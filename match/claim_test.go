package match

import (
	"testing"

	"meddlewatch"
)

// TestClaims is what an item says that somebody says or does. The sentences are
// made up; the bodies and persons in them do not exist, states and offices apart.
func TestClaims(t *testing.T) {
	const (
		opinion     = meddlewatch.ClaimOpinion
		allegation  = meddlewatch.ClaimAllegation
		report      = meddlewatch.ClaimReport
		denial      = meddlewatch.ClaimDenial
		research    = meddlewatch.ClaimResearch
		takedown    = meddlewatch.ClaimTakedown
		attribution = meddlewatch.ClaimAttribution
		sanction    = meddlewatch.ClaimSanction
		indictment  = meddlewatch.ClaimIndictment
	)
	m := newMatcher(t, seedWatchlist())
	for _, c := range []struct {
		title, summary string
		claim          meddlewatch.Claim
		by, hedge      string
	}{
		// Attribution: who says so, in every place where a headline puts it.
		{"Norway accuses Russia of meddling in its election", "", attribution, "Norway", ""},
		{"Two U.S. officials say Iran tried to sway the Senate race", "", attribution, "Two U.S. officials", ""},
		{"Russia tried to sway the referendum, senior Danish officials say", "", attribution, "senior Danish officials", ""},
		{"Poland's prime minister Jan Wilk says Russia is interfering in the vote", "", attribution, "Poland's prime minister Jan Wilk", ""},
		{"Sweden's Psychological Defence Agency warns of Russian disinformation before the election", "", attribution, "Sweden's Psychological Defence Agency", ""},
		{"Russia interfered in the vote: interior ministry", "", attribution, "interior ministry", ""},
		{"Finnish intelligence: Russia runs influence operation against parliament", "", attribution, "Finnish intelligence", ""},
		{"China interfered in the vote - Australian spy chief", "", attribution, "Australian spy chief", ""},
		{"Russia behind fake videos aimed at voters", "The Estonian Foreign Ministry said on Tuesday that Moscow ran the campaign.", attribution, "Estonian Foreign Ministry", ""},
		{"Russia meddled in the election", "\"This was an attack on our voters,\" said Foreign Minister Ada Lind.", attribution, "Foreign Minister Ada Lind", ""},
		{"Russia interfered in the vote", "The Danish interior minister, Ada Lind, said Moscow had paid for posts.", attribution, "Danish interior minister", ""},
		{"Lind says Russia interfered in the election", "Interior Minister Ada Lind told parliament that the campaign went on for months.", attribution, "Interior Minister Ada Lind", ""},
		{"Britain and France accuse Russia of election interference", "", attribution, "Britain and France", ""},
		{"China accused by Czech intelligence of trying to influence lawmakers", "", attribution, "Czech intelligence", ""},
		{"Iranian hackers targeted campaign, according to the Department of Homeland Security", "", attribution, "Department of Homeland Security", ""},
		{"Senate Intelligence Committee finds Russia interfered in the election", "", attribution, "Senate Intelligence Committee", ""},
		{"U.S. Treasury Department says Russia funded fake news sites before the vote", "", attribution, "U.S. Treasury Department", ""},
		{"France, Germany and Poland accuse Russia of election interference", "", attribution, "France, Germany and Poland", ""},
		{"US says Russia meddled in its election", "The Justice Department said Moscow ran the campaign.", attribution, "Justice Department", ""},
		{"Britain accuses Russia of election interference", "The government said a group of hackers had targeted politicians.", attribution, "Britain", ""},
		{"Declassified report says China tried to influence midterms", "", attribution, "", ""},
		{"Canada's ambassador to Latvia says Russia runs disinformation campaign against voters", "", attribution, "Canada's ambassador to Latvia", ""},

		// Research.
		{"Researchers find network of fake accounts linked to China", "", research, "Researchers", "linked to"},
		{"Microsoft Threat Analysis Center says Iran targets US election", "", research, "Microsoft Threat Analysis Center", ""},
		{"Russian network of fake sites targets German voters, study finds", "", research, "", ""},
		{"Lakeside University researchers uncover pro-Kremlin bot network aimed at the election", "", research, "Lakeside University researchers", ""},
		{"Fake news sites tied to Russia target voters", "Cybersecurity firm Brightmoor found 40 websites that copy newspapers.", research, "Cybersecurity firm Brightmoor", "tied to"},
		{"Bots linked to Iran amplified party posts before the vote, researchers suggest", "", research, "researchers", "linked to"},
		{"Harbour Institute: China-linked accounts spread disinformation before vote", "", research, "Harbour Institute", "linked"},
		{"Chinese influence operation exposed", "A campaign to sway voters was uncovered by analysts at the Harbour Institute, they said.", research, "analysts", ""},

		// Takedown.
		{"Meta removes network of fake accounts run from Russia", "", takedown, "Meta", ""},
		{"Facebook takes down pages linked to Iranian influence operation", "", takedown, "Facebook", "linked to"},
		{"TikTok bans accounts tied to covert Russian campaign aimed at voters", "", takedown, "TikTok", "tied to"},
		{"US seizes domains used in Russian influence campaign", "", takedown, "US", ""},
		{"Ukrainian police dismantle Russian bot farm that spread disinformation", "", takedown, "Ukrainian police", ""},
		{"Thousands of fake accounts removed in takedown of Chinese influence network", "", takedown, "", ""},
		{"Network of fake accounts pushed Chinese propaganda to voters", "Google said it had deleted 900 channels of the influence operation.", takedown, "Google", ""},
		{"Lawmakers urge Meta to remove accounts spreading Russian election disinformation", "", report, "", ""},
		{"Facebook fails to remove Russian election disinformation", "", report, "", ""},

		// Sanction.
		{"EU imposes sanctions on Russian bloggers over election interference", "", sanction, "EU", ""},
		{"Britain sanctions Russian officers over hacking of politicians", "", sanction, "Britain", ""},
		{"U.S. Treasury Department sanctions Iranian hackers for election interference", "", sanction, "U.S. Treasury Department", ""},
		{"Russian troll factory hit with sanctions over election meddling", "", sanction, "", ""},
		{"Moldova expels three Russian diplomats over interference in its election", "", sanction, "Moldova", ""},
		{"Brussels adopts new sanctions against Russian disinformation network", "", sanction, "Brussels", ""},
		{"Latvia expels Russian priest over espionage and election meddling", "", sanction, "Latvia", ""},
		{"Party expels lawmaker over alleged ties to Chinese spies", "", report, "", "alleged ties to"},
		{"EU mulls sanctions over Russian election interference", "", report, "", ""},
		{"Brussels considers sanctions over Russian election interference", "The European Commission said on Monday that Moscow was behind the campaign.", report, "", ""},
		{"Senator calls for sanctions on China over election meddling", "", report, "", ""},
		{"Moscow could face sanctions over election interference", "", report, "", ""},
		{"Russia runs influence campaign despite EU sanctions", "", report, "", ""},
		{"Russian election interference continues after sanctions expire", "", report, "", ""},

		// Indictment.
		{"Justice Department charges two Russians with interfering in the election", "", indictment, "Justice Department", ""},
		{"Former aide charged with acting as an agent of China", "", indictment, "", ""},
		{"Businessman pleads guilty to acting as a foreign agent for Russia", "", indictment, "", ""},
		{"Ex-lawmaker convicted of working for Chinese intelligence", "", indictment, "", ""},
		{"Three Iranians indicted over hack of presidential campaign", "", indictment, "", ""},
		{"Man arrested on suspicion of spying on parliament for China", "", indictment, "", ""},
		{"German prosecutors charge man with spying on dissidents for Iran", "", indictment, "German prosecutors", ""},
		{"Ex-CIA officer sentenced for spying for China", "", indictment, "", ""},
		{"Mayor accused of being Chinese agent arrested", "", indictment, "", "accused of"},
		{"Russia condemned for election meddling as protesters are arrested", "", allegation, "", ""},
		{"Lithuania says Russia charges that it meddled in elections are lies", "", attribution, "Lithuania", ""},

		// Allegation: nobody official, no court.
		{"China accused of interfering in mayoral election", "", allegation, "", "accused of"},
		{"Russian group accused of targeting ministers and judges in email-hacking campaign", "", allegation, "", "accused of"},
		{"Opposition leader accuses Russia of interfering in the election", "", allegation, "Opposition leader", ""},
		{"Lawmakers warn of Chinese interference in the election", "", allegation, "Lawmakers", ""},

		// Denial, promise, negation.
		{"Beijing denies meddling in Canadian election", "", denial, "", ""},
		{"Kremlin rejects claims of interference in Moldovan vote", "", denial, "", ""},
		{"Kremlin dismisses election interference allegations as baseless", "", denial, "", ""},
		{"China says it will not interfere in US election", "", denial, "", ""},
		{"Kremlin: accusations of election meddling are nonsense", "", denial, "", ""},
		{"Iran vows not to meddle in US election", "", denial, "", ""},
		{"Chinese embassy hits back at election interference claims", "", denial, "", ""},
		{"No evidence of Russian interference in the election, officials find", "", denial, "officials", ""},
		{"Electoral commission found no sign of foreign interference in the vote", "", denial, "Electoral commission", ""},
		{"Russian disinformation did not affect the vote, Norwegian intelligence says", "", denial, "Norwegian intelligence", ""},
		{"Iran did not meddle in the vote, foreign ministry says", "", denial, "", ""},
		{"Britain warns China not to interfere in election", "", attribution, "Britain", ""},
		{"Latvia accuses Russia of election interference; Moscow denies it", "", attribution, "Latvia", ""},
		{"Germany accuses Russia of election disinformation campaign", "The Kremlin denied the accusations.", attribution, "Germany", ""},
		{"Russia tried to sway the vote but there is no evidence that it changed the result, Dutch intelligence says", "", attribution, "Dutch intelligence", ""},

		// Report and opinion.
		{"Leaked papers show how Russia planned to influence the election", "", report, "", ""},
		{"Fears of Russian interference grow ahead of election", "", report, "", ""},
		{"Opinion: Russia's election interference is a threat to us all", "", opinion, "", ""},
		{"Why China meddles in elections", "", opinion, "", ""},
		{"What to know about Russian interference in the election", "", opinion, "", ""},
		{"Is Russia interfering in our election?", "", opinion, "", ""},

		// Hedges belong to act and actor.
		{"Suspected Russian influence operation targets voters", "", report, "", "Suspected"},
		{"Election disinformation campaign believed to be linked to Russia", "", report, "", "believed to be linked to"},
		{"A group \"almost certainly\" linked to Russia's services spread election disinformation", "", report, "", "linked to"},
		{"Russian group linked to earlier attacks on hospitals spread election disinformation", "", report, "", ""},
		{"Iran likely behind hack of presidential campaign", "", report, "", "likely"},
		{"Alleged Chinese spy worked in parliament", "", report, "", "Alleged"},
		{"Russia meddled in the vote, possibly costing the party its lead", "", report, "", ""},
		{"Party, likely to win, is target of Russian disinformation", "", report, "", ""},
		{"China-backed hackers broke into parliament's email accounts", "", report, "", ""},

		// Other languages: the words of the lexicons.
		{"Brytyjski rząd oskarża Rosję o ingerencję w wybory", "", attribution, "Brytyjski rząd", ""},
		{"Verfassungsschutz warnt vor mutmaßlich russischer Desinformation vor der Bundestagswahl", "", attribution, "Verfassungsschutz", "mutmaßlich"},

		// The accused is never the body, nor is a place.
		{"Russia says West interferes in its elections", "", report, "", ""},
		{"Influence operation in Guam: what China wants", "", opinion, "", ""},
		{"Chinese police stations on Facebook map worry dissidents", "", report, "", ""},
		{"Russian propaganda spreads on Twitter before the vote", "", report, "", ""},
	} {
		t.Run(c.title, func(t *testing.T) {
			s := stated(m, c.title, c.summary)
			if s.claim != c.claim || s.by != c.by || s.hedge != c.hedge {
				t.Errorf("claim %q by %q, hedge %q; want %q by %q, hedge %q", s.claim, s.by, s.hedge, c.claim, c.by, c.hedge)
			}
			if len(s.retracts) > 0 {
				t.Errorf("it retracts nothing: %+v", s.retracts)
			}
		})
	}
}

// stated reads an item for its statement, however relevant it is.
func stated(m *Matcher, title, summary string) statement {
	r := new(reading)
	r.read(&meddlewatch.Item{Title: title, Summary: summary}, m.terms, m.names, m.states)
	j := judgement{m: m, r: r, best: m.best(r)}
	return m.statementOf(r, j.best, j.actors())
}
