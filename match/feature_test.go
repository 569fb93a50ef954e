package match

import (
	"testing"

	"meddlewatch"
)

// The parts of a sentence: who acts, who only speaks, who stays at home.
func TestFeaturesOfSentences(t *testing.T) {
	m := newMatcher(t, meddlewatch.Watchlist{})
	for _, tt := range []struct {
		name, title string
		has, hasNot []string
	}{
		{"an act with the actor beside it", "Russian disinformation before the French election", []string{"actor-agent-usual", "actor-beside"}, nil},
		{"actor, act and target in the title", "Russia meddled in the French election", []string{"triple", "title-triple", "target-near"}, []string{"untargeted"}},
		{"what follows is of the other state", "Letter was forged by Moscow, Warsaw says", []string{"actor-agent-usual"}, []string{"no-actor"}},
		{"for whom it is done", "He took bribes to speak for Moscow in parliament", []string{"actor-agent-usual"}, []string{"no-actor"}},
		{"a state inside the words of an act", "Senator convicted of acting for Egypt", []string{"actor-agent-known"}, []string{"no-actor"}},
		{"an organ that acts at home", "Russian court fines website over fake posts", []string{"actor-home"}, nil},
		{"nothing points abroad", "Deepfake shows Putin with a dog", []string{"at-home"}, []string{"at-home-known"}},
		{"a state named in some reports, and no other", "Turkish trolls forge letters before the vote", []string{"at-home", "at-home-known"}, nil},
		{"the same abroad", "Turkish trolls forge letters before the vote in Germany", nil, []string{"at-home", "at-home-known"}},
		{"the same with somebody foreign", "Turkish trolls forge letters before the vote for a foreign power", nil, []string{"at-home", "at-home-known"}},
		{"a body that looks into it", "Deepfake shows Putin with a dog, Graphika finds", nil, []string{"at-home"}},
		{"the same in most reports", "Russian trolls forge letters before the vote", nil, []string{"at-home", "at-home-known"}},
		{"its court", "Russian court punishes fake posts before the vote", []string{"actor-home", "at-home"}, nil},
		{"its parliament by name", "State Duma punishes fake posts before the vote", []string{"actor-home", "at-home"}, nil},
		{"who only made the tool", "Spyware on phone of senator: the Israeli-made tool was sold by a firm", nil, []string{"actor-agent-known", "known-hidden"}},
		{"a word is not done to itself", "German court jails ex-aide of industrial firm for passing engine plans to China", nil, []string{"target-near"}},
		{"a vote of a parliament", "Parliament votes to ban forged letters", nil, []string{"target-vote"}},
		{"a law on agents at home", "Parliament labels journalists foreign agents", []string{"guard-overt"}, nil},
		{"a party's name is no victim", "Chinese Communist Party spreads propaganda", []string{"untargeted"}, []string{"target-office"}},
		{"who speaks is no victim", "Lawmakers say fake accounts came from China", nil, []string{"target-office"}},
		{"a campaign of lies aims at no campaign", "Disinformation campaign runs from China", nil, []string{"target-vote"}},
		{"an inquiry into interference is about it", "Foreign interference inquiry opens", []string{"act-foreign", "actor-foreign"}, nil},
		{"everyday words alone are no act in the title", "China funds a candidate", []string{"act-aim", "triple"}, []string{"title-act"}},
		{"plain espionage", "Chinese spy stole missile plans", []string{"title-hostile-act"}, []string{"title-act", "spy-office"}},
		{"a break-in without a culprit", "Website of election office hacked", []string{"intrude-vote"}, []string{"no-actor"}},
		{"signs around an actor, no known act", "Kremlin, a consul and websites", []string{"no-act", "sign-hands", "sign-media", "two-signs"}, []string{"title-act"}},
		{"an actor without signs", "Kremlin looks at the weather", nil, []string{"no-act"}},
		{"a sign beside an act", "Russia spreads disinformation with cash", []string{"sign-money"}, []string{"no-act", "two-signs"}},
		{"the target within the words of the act", "China buys politicians off in Germany", []string{"target-office", "pay-target"}, []string{"untargeted"}},
		{"a state named in some reports that pays", "Qatar bribed lawmakers in Belgium", []string{"known-hidden"}, nil},
		{"a state named in most of them", "Russia bribed lawmakers in Belgium", nil, []string{"known-hidden"}},
		{"foreign within an act names nobody", "He acted as a foreign agent for Egypt, prosecutors say", []string{"actor-agent-known"}, []string{"actor-foreign"}},
		{"who speaks behind a comma is another", "Fake posts were spread by Russia, says report", []string{"actor-agent-usual"}, []string{"no-actor"}},
		{"who is sanctioned has acted", "US imposes sanctions on Russian nationals over election meddling", []string{"actor-agent-usual"}, []string{"no-actor"}},
		{"those on its side", "Cash for pro-Russian politicians and fake news sites", []string{"actor-agent-usual"}, nil},
		{"its own politicians are aimed at", "Fake news sites attack Russian politicians", nil, []string{"actor-agent-usual", "actor-usual"}},
		{"a state between the words of an act", "He did undisclosed Iranian lobbying", []string{"act-undeclared", "actor-agent-usual"}, nil},
		{"a state between the words of an act upon it", "They interfered in Ukrainian elections", []string{"act-election", "no-actor"}, nil},
		{"a platform that takes down", "Facebook removes pages tied to Iran", []string{"takedown"}, nil},
		{"a court that takes down", "Court removes pages tied to Iran", nil, []string{"takedown"}},
		{"who leads is tapped", "Chinese spies listened to a prime minister", []string{"target-leader", "spy-leader"}, []string{"target-government"}},
		{"a body that governs is broken into", "Chinese hackers breached the ministry and read what was in its mail", []string{"intrude-government"}, []string{"intrude-leader"}},
		{"a politician by name is hacked", "Russian hackers read Macron's mail", []string{"target-politician", "intrude-office", "target-near"}, []string{"untargeted"}},
		{"a politician by name in a deception", "Deepfake of Scholz came from Moscow", []string{"target-politician", "deceive-target"}, nil},
		{"a politician by name is spied on like any leader", "Chinese spies listened to Scholz", nil, []string{"spy-leader", "target-near"}},
		{"a politician by name is bribed like any leader", "China bribed Scholz", nil, []string{"pay-target", "target-near"}},
		{"what leaked about a politician by name", "Moscow leaked emails of Scholz", nil, []string{"intrude-office", "target-near"}},
		{"a politician by name who is meddled with", "Moscow meddled with Scholz", nil, []string{"meddle-target"}},
		{"a politician by name is another state's", "Putin deepfake with Scholz", nil, []string{"at-home"}},
		{"a politician by name makes critics those of abroad", "Turkish agents watched exiles and Scholz", []string{"target-exile"}, nil},
		{"critics at home", "Turkish agents watched exiles and trees", nil, []string{"target-exile"}},
		{"what leaked may be a state's own", "China leaked memos", []string{"actor-alone", "title-hostile-act"}, []string{"title-act"}},
		{"a leader whose mail leaked", "Moscow leaked emails of a prime minister", []string{"intrude-leader", "target-near"}, nil},
		{"what a look back names", "They spied on aides of senators during the Trump-Russia probe", []string{"guard-look-back", "no-actor"}, []string{"actor-usual", "actor-agent-usual"}},
		{"a united front of anybody", "Parties show a United Front before the vote", nil, []string{"actor-agent-usual", "act-agent"}},
		{"a politician who is called as another state's leader", "Fake video of Ludovic Orban circulates before vote", []string{"no-actor"}, []string{"actor-agent-known"}},
		{"a politician by name who is only named", "Moscow's propaganda turns to Macron", []string{"untargeted"}, []string{"propaganda-target", "target-near"}},
		{"a politician of the state that acts", "Turkish hackers read the mail of Kilicdaroglu", nil, []string{"intrude-office"}},
		{"a politician who fled from the state that acts", "Turkish hackers read the mail of Kilicdaroglu in Sweden", []string{"intrude-office"}, nil},
		{"a foreign secretary is no foreign hand", "Foreign secretary's phone was hacked before the vote", nil, []string{"actor-foreign"}},
		{"private matters that came out", "Russia leaked emails of senators", []string{"act-pry", "intrude-office"}, []string{"act-intrude"}},
		{"a hack and a leak are one deed", "Russian hackers leaked emails of senators", nil, []string{"two-acts", "second-act"}},
		{"a think tank is no war", "Fake think tanks set up by Russia", nil, []string{"guard-war"}},
		{"who is blamed at the end", "Fake posts flood the vote; Iran blamed", []string{"actor-agent-usual"}, []string{"no-actor"}},
		{"who is named as suspect at the end", "Forged letters before the vote; Kremlin implicated", []string{"actor-agent-usual"}, nil},
		{"who is sanctioned at the end", "Forged letters before the vote, China condemned", []string{"actor-agent-usual"}, []string{"no-actor"}},
		{"the target behind the verb", "China skewed the vote in Taiwan", []string{"act-aim", "object"}, nil},
		{"the target before the verb", "In the vote China was skewed", nil, []string{"object"}},
		{"for whom they meddled", "Two men meddled in the vote for Moscow", []string{"actor-agent-usual"}, nil},
		{"an affair called after a state", "Qatargate: lawmakers questioned", []string{"act-undeclared", "actor-agent-known", "target-office", "known-hidden"}, []string{"no-actor", "untargeted"}},
		{"an affair of which a court hears", "Qatargate judge hears witnesses", []string{"act-undeclared", "actor-agent-known", "known-hidden"}, []string{"no-actor", "at-home"}},
		{"who answers with words of others", "Beijing calls talk of forged letters to senators in Ottawa a smear", []string{"actor-usual"}, []string{"no-actor"}},
		{"who speaks at home answers nobody", "Beijing calls talk of forged letters to senators a smear", []string{"no-actor"}, []string{"actor-usual"}},
		{"who speaks of another state is not meant", "Moscow says Warsaw forged letters to senators", nil, []string{"actor-usual"}},
		{"who speaks to another state is not meant", "Moscow warns Belgrade of forged letters to senators", nil, []string{"actor-usual"}},
		{"somebody of the state speaks for himself", "China's Acme says forged letters went to senators", nil, []string{"actor-usual"}},
		{"who denies is accused", "Egypt calls report of bribes to senators in Ottawa baseless", []string{"actor-agent-known"}, []string{"no-actor"}},
		{"who speaks of other things answers nobody", "Beijing says exports rose. Fake accounts aimed at senators in Ottawa", nil, []string{"actor-usual"}},
		{"what others deny is no denial of his", "Moscow says forged letters reached Ottawa, which senators deny", nil, []string{"actor-agent-usual"}},
		{"a state of three words between the words of an act", "He did undisclosed United Arab Emirates lobbying", []string{"act-undeclared"}, nil},
		{"who is seldom accused denies as a bystander", "Norway calls report of bribes to senators baseless. Fish went to Sweden", []string{"no-actor"}, []string{"actor-agent-rare"}},
		{"foreign meddling is nobody's affair at home", "Kremlin has a new unit for influence operations", []string{"act-foreign"}, []string{"at-home"}},
		{"a vote behind a colon is another's", "China file: referendum in Riga was skewed by meddling", []string{"actor-usual"}, []string{"no-actor"}},
		{"a vote in the same breath is its own", "Meddling in the Chinese village vote", nil, []string{"actor-usual"}},
		{"a specialist", "Graphika found fake accounts", []string{"body-specialist"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			has := map[string]bool{}
			for _, f := range m.Features(meddlewatch.Item{Title: tt.title}) {
				has[f] = true
			}
			for _, f := range tt.has {
				if !has[f] {
					t.Errorf("%q is missing among %v", f, has)
				}
			}
			for _, f := range tt.hasNot {
				if has[f] {
					t.Errorf("%q is wrong", f)
				}
			}
		})
	}
}
