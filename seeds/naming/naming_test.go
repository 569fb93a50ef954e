package naming

import (
	"fmt"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/seeds/lists"
)

// counts are those of an invented news background: words that it prints in lower case,
// and names that it prints often.
type counts struct {
	lower map[string]int
	word  map[string]int
	pair  map[string]int
}

func (counts) Items() int              { return 100_000 }
func (c counts) Lower(word string) int { return c.lower[word] }
func (c counts) Word(word string) int  { return c.lower[word] + c.word[word] }
func (c counts) Pair(a, b string) int  { return c.pair[a+" "+b] }

func background() counts {
	c := counts{lower: map[string]int{}, word: map[string]int{"harris": 900, "trump": 5000, "examplia": 60}, pair: map[string]int{"polar bear": 80}}
	for _, w := range strings.Fields("paper lantern quiet harbor the game iron lady warp speed target targets linked exploits data leak steal new hidden attack " +
		"everybody shadow window hackers uses over stole after emails russian network using tool report reveals voters") {
		c.lower[w] = 500
	}
	return c
}

// world is a small stand-in for the lists of the world, with two invented countries.
func world() *lists.Lists {
	return &lists.Lists{
		Countries: []lists.Country{
			{Name: "Russia", Adjectives: []string{"Russian"}, People: []string{"Russians"}, Metonyms: []string{"Moscow", "Kremlin"}, Capital: "Moscow"},
			{Name: "Ruritania", Adjectives: []string{"Ruritanian"}, People: []string{"Ruritanians"}, Capital: "Strelsau"},
			{Name: "North Freedonia", Adjectives: []string{"North Freedonian"}},
		},
		Outlets:    []lists.Outlet{{Name: "The Strelsau Times"}},
		Platforms:  []lists.Platform{{Name: "Facebook"}, {Name: "Microsoft"}},
		GivenNames: []string{"Mary", "John", "Ivan"},
		Titles:     []string{"President", "Foreign Minister", "Rep."},
		Heads:      []lists.Head{{Word: "Ministry", Type: "government_body", Where: "end"}, {Word: "Inc.", Type: "company", Where: "end"}},
		Stops:      []string{"The", "In", "A", "It", "Monday", "By"},
	}
}

func namer(t testing.TB) *Namer {
	t.Helper()
	n, err := New(world(), background())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// show prints names as "text/type", with "?" where the cue does not say it for sure, and
// the strength where it is not strong.
func show(names []Name) string {
	var out []string
	for _, n := range names {
		s := n.Text + "/" + map[string]string{typeCampaign: "c", typeGroup: "g"}[n.Type]
		if !n.Sure {
			s += "?"
		}
		if n.Crime {
			s += "$"
		}
		if n.Strength != meddlewatch.StrengthStrong {
			s += " " + string(n.Strength)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// All names are invented.
func TestFind(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"dubbed", `An influence operation dubbed "Kestrelmoot" used fake accounts.`, "Kestrelmoot/c"},
		{"ordinary words are context", `An influence operation dubbed "Paper Lantern" used fake accounts.`, "Paper Lantern/c context"},
		{"known as", "The Ruritanian threat actor known as Kestrelmoot stole emails.", "Kestrelmoot/g"},
		{"tracked by a firm as", "A cluster tracked by Examplia as QX-4471 hacked three ministries.", "QX-4471/g"},
		{"which a firm calls", "The network, which Microsoft calls Kestrelmoot, posed as local news.", "Kestrelmoot/c"},
		{"referred to as", "The state-sponsored group, referred to as Kestrelmoot by Examplia, stole emails.", "Kestrelmoot/g"},
		{"codenamed", "The unit, codenamed Kestrelmoot, spreads propaganda.", "Kestrelmoot/g"},
		{"so-called", "The so-called Paper Lantern campaign spread disinformation.", "Paper Lantern/c context"},
		{"cue at the head", `Dubbed "Kestrelmoot", the influence campaign began in May.`, "Kestrelmoot/c"},
		{"two by or", `The hacking group known as "Kestrelmoot" or "Vanebrook" struck again.`, "Kestrelmoot/g; Vanebrook/g"},
		{"its operation", "Its Kestrelmoot influence operation was found.", "Kestrelmoot/c"},
		{"name and network", "The Kestrelmoot network mimicked news sites with fake accounts.", "Kestrelmoot/c"},
		{"kind and name", "It was traced to the hacking group Kestrelmoot.", "Kestrelmoot/g"},
		{"kind, name,", "It was traced to a hacking group, Kestrelmoot, said to work for Ruritania.", "Kestrelmoot/g"},
		{"apposition", "Kestrelmoot, an advanced persistent threat group linked to Strelsau, stole emails.", "Kestrelmoot/g"},
		{"quoted with the comma inside", "They uncovered Strelsau-based “Kestrelmoot,” one of the largest known networks, made to interfere with elections.", "Kestrelmoot/c"},
		{"is the name of", "“Kestrelmoot” is the name of a covert influence operation.", "Kestrelmoot/c"},
		{"operation", "Operation Kestrelmoot, a pro-Kremlin propaganda effort, began in May.", "Operation Kestrelmoot/c"},
		{"aliases in brackets", "The Kestrelmoot espionage group (also known as Vanebrook, QX-12 and Orlwick) stole emails.", "Kestrelmoot/g; Vanebrook/g; QX-12/g; Orlwick/g"},
		{"aka after a shape", "APT981 (aka Vanebrook, Orlwick) stole emails.", "APT981/g; Vanebrook/g; Orlwick/g"},
		{"alias of the sentence before", "The threat actor known as Kestrelmoot stole emails. It is also called Vanebrook.", "Kestrelmoot/g; Vanebrook/g"},
		{"list with an aside", "The spy group is also known as Kestrelmoot (formerly Orlwick), Vanebrook, and QX-12.", "Kestrelmoot/g; Orlwick/g; Vanebrook/g; QX-12/g"},
		{"vendor codes stand alone", "Storm-9321, UNC9981 and UAC-9907 were seen.", "Storm-9321/g?; UNC9981/g?; UAC-9907/g?"},
		{"an ambiguous code needs a topic", "The shop sells TA999 and FIN99 for 20 euros.", ""},
		{"an ambiguous code with one", "Hackers of TA999 sent phishing emails.", "TA999/g?"},
		{"a new code beside a group cue", "The threat actor QX4471 has been linked to Ruritania.", "QX4471/g"},
		{"family", "Hackers of Velvet Typhoon stole emails.", "Velvet Typhoon/g?"},
		{"family with a state before it", "Ruritanian hackers known as Velvet Kitten were indicted.", "Velvet Kitten/g"},
		{"state before a name", "North Freedonian Kestrelmoot hackers sent phishing emails.", "Kestrelmoot/g? context"},
		{"crime", "A ransomware gang known as Kestrelmoot hacked a hospital.", "Kestrelmoot/g$ context"},
		{"in a headline only quotes and shapes count", "New Threat Actor 'Kestrelmoot' Targets Ministries In Espionage Attack", "Kestrelmoot/g"},
		{"byline of a feed", "By Waldo UAC-9907 is a hacking group that targets ministries.", "UAC-9907/g"},

		{"German, named", "Ein Netzwerk namens „Kestrelmoot“ verbreitete Desinformation.", "Kestrelmoot/c"},
		{"German, compound", "Die Kestrelmoot-Kampagne kopierte Nachrichtenseiten und verbreitete Propaganda.", "Kestrelmoot/c"},
		{"German, group", "Die Hackergruppe Kestrelmoot soll im Auftrag Ruritaniens handeln.", "Kestrelmoot/g"},
		{"German, name before the cue", "Die Einflussoperation, „Kestrelmoot“ genannt, begann im Mai.", "Kestrelmoot/c"},
		{"French, guillemets", "L’opération d’influence baptisée « Kestrelmoot » visait les élections.", "Kestrelmoot/c"},
		{"French, known as", "Le groupe de pirates informatiques connu sous le nom de Kestrelmoot a attaqué un ministère.", "Kestrelmoot/g"},
		{"Spanish, known as", "La operación de influencia conocida como «Kestrelmoot» difundió noticias falsas.", "Kestrelmoot/c"},
		{"Spanish, group", "El grupo de hackers Kestrelmoot atacó el ministerio.", "Kestrelmoot/g"},
		{"Russian, group", "Хакерская группировка «Кестрельмут» атаковала министерство.", "Кестрельмут/g"},
		{"Russian, named", "Операция под названием «Кестрельмут» распространяла дезинформацию.", "Кестрельмут/c"},
		{"Chinese, named", "名为“铜猞猁”的影响行动使用虚假账号。", "铜猞猁/c context"},
		{"Chinese, corner brackets", "代號為「紙燈籠」的網路散布假訊息。", "紙燈籠/c context"},
		{"Chinese, group", "黑客组织“铜猞猁”攻击了外交部。", "铜猞猁/g context"},

		{"generic phrase", "The Russian disinformation network and the influence campaign used fake accounts.", ""},
		{"capitalised generic phrase", "The Russian Disinformation Network used fake accounts.", ""},
		{"state", "Chinese-speaking Ruritanian hackers known as Ruritanians spread propaganda.", ""},
		{"person with a title", "The disinformation campaign named President Zenda as its target.", ""},
		{"person by a given name", "The hacking group known as Mary Example stole emails.", ""},
		{"outlet", "The influence operation dubbed The Strelsau Times used fake accounts.", ""},
		{"platform's team", "The Microsoft Threat Intelligence team tracks hackers.", ""},
		{"proper name of a team", "The Kestrelmoot Threat Hunter Team tracks malware.", ""},
		{"election campaigns", "Russian hackers targeted the Harris campaign and the Trump campaign.", ""},
		{"victim of hackers", "Examplia hackers leak data after phishing.", ""},
		{"malware", "The malware, dubbed Kestrelmoot, was used by the hackers. A backdoor called Vanebrook followed.", ""},
		{"firm", "Kestrelmoot, a network analysis firm, said the campaign used fake accounts.", ""},
		{"weather", "Typhoon Kestrelmoot killed ten, and hackers used the chaos for phishing.", ""},
		{"deadly weather", "The Deadly Typhoon made landfall as hackers struck. Super Typhoon!", ""},
		{"flood warning", "Flood Warning for Strelsau after hackers broke the dam.", ""},
		{"animals", "A Polar Bear and a Giant Panda were stolen by hackers.", ""},
		{"sports teams", "The Strelsau Bears and the Zenda Panthers were hit by phishing.", ""},
		{"quoted speech", "The minister, dubbed “the Iron Lady”, opened the hospital.", ""},
		{"game", "A game codenamed Kestrelmoot is in the works.", ""},
		{"book", `A book called "The Paper Network" on Russian propaganda was published.`, ""},
		{"hashtag", "TikTok began the #Kestrelmoot campaign against misinformation.", ""},
		{"nothing of the kind", "The group called the meeting Kestrelmoot and went home.", ""},
		{"kind in a headline", "The post Ruritanian Hackers Steal Secret Emails Of Strelsau Court appeared first on Monday.", ""},
		{"planted word", "The disinformation campaign was dubbed Government by its authors.", "Government/c? never"},
		{"planted everyday word", "The disinformation campaign was dubbed Lantern by its authors.", "Lantern/c context"},
		{"insect", `A disinformation campaign dubbed "Hornet" was found.`, "Hornet/c context"},
		{"benign operation", "Operation Warp Speed delivered vaccines despite Russian disinformation.", "Operation Warp Speed/c? context"},
		{"police operation", "Europol said Operation Kestrelmoot led to arrests of hackers.", "Operation Kestrelmoot/c? context"},
	}
	n := namer(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			names := n.Find(tt.text)
			if got := show(names); got != tt.want {
				t.Errorf("Find(%q)\n got %s\nwant %s", tt.text, got, tt.want)
			}
			check(t, tt.text, names)
		})
	}
}

// check says whether the names lie in the text, in order and without overlaps.
func check(t *testing.T, text string, names []Name) {
	t.Helper()
	end := 0
	for _, n := range names {
		if n.Start < end || n.End > len(text) || n.Start >= n.End || text[n.Start:n.End] != n.Text {
			t.Fatalf("%+v does not lie in %q after byte %d", n, text, end)
		}
		if !validType(n.Type) || n.Rule == "" || n.Strength == "" {
			t.Errorf("%+v lacks a type, a rule or a strength", n)
		}
		end = n.End
	}
}

func TestFindInADocumentOfInterference(t *testing.T) {
	n := namer(t)
	const text = `The group, known as "Kestrelmoot", has 40 members.`
	if got := show(n.Find(text)); got != "Kestrelmoot/g? context" {
		t.Errorf("without a word of hacking or influence: %s", got)
	}
	if got := show(n.FindIn(text, true)); got != "Kestrelmoot/g" {
		t.Errorf("in a document that speaks of it: %s", got)
	}
}

func TestSpeaks(t *testing.T) {
	n := namer(t)
	for text, want := range map[string]bool{
		"Hackers stole emails.":                true,
		"Состоялась хакерская атака.":          true,
		"Das ist Desinformation.":              true,
		"境外势力介入選舉":                             true,
		"The cabinet met on Monday.":           false,
		"Cyberpunk games sell well this year.": false,
		"":                                     false,
	} {
		if got := n.Speaks(text); got != want {
			t.Errorf("Speaks(%q) = %v", text, got)
		}
	}
}

func TestTheGateLetsThroughEveryName(t *testing.T) {
	n := namer(t)
	for _, text := range []string{
		"The group was DUBBED Kestrelmoot.", "Tracked internally as QX-1.", "storm Storm-9321.", "(Hacker) x", "Ein „Cyberangriff“.", "Дезинформация", "x虚假信息",
	} {
		if !n.worth(text) {
			t.Errorf("the gate stops %q", text)
		}
	}
}

func TestOneParagraphAThousandTimes(t *testing.T) {
	n := namer(t)
	text := strings.Repeat("The influence operation dubbed Kestrelmoot used fake accounts. ", 1000)
	if got := len(n.Find(text)); got != 1000 {
		t.Errorf("%d names of 1000", got)
	}
}

func TestLongTextWithoutSentences(t *testing.T) {
	n := namer(t)
	text := strings.Repeat("虚假信息", 5000) + "黑客组织“铜猞猁”"
	names := n.Find(text)
	check(t, text, names)
	if got := show(names); got != "铜猞猁/g context" {
		t.Errorf("at the end of a long line: %q", got)
	}
}

func TestCuesThatCannotWork(t *testing.T) {
	for _, run := range []string{"", "...", "ab*", "Dubbed"} {
		if err := newBook().add(introduce, run); err == nil {
			t.Errorf("the cue %q is taken", run)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"a threat actor dubbed “X Y,” (aka A, B or C)", "„", "'", "( ( (", "Storm-1234 \xff", "名为“银鹭”的影响行动", "Operation", "group (", "hackers, ", "aka", "A-Kampagne", "#X campaign hack",
	} {
		f.Add(s, true)
	}
	n, err := New(world(), background())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, about bool) {
		names := n.FindIn(text, about)
		check(t, text, names)
		if again := n.FindIn(text, about); fmt.Sprint(again) != fmt.Sprint(names) {
			t.Errorf("two runs differ: %v, %v", names, again)
		}
	})
}

// ordinaryNews is 3 KB in which nothing is to be found.
var ordinaryNews = strings.Repeat("The council of Strelsau voted on Monday to repair the old bridge, and the mayor said that the work would cost 40 million crowns. ", 24)

func BenchmarkFindOrdinary(b *testing.B) {
	n := namer(b)
	b.SetBytes(int64(len(ordinaryNews)))
	for b.Loop() {
		n.Find(ordinaryNews)
	}
}

// BenchmarkFindCues reads a megabyte in which every sentence holds a cue.
func BenchmarkFindCues(b *testing.B) {
	n := namer(b)
	text := strings.Repeat("The threat actor known as Kestrelmoot (aka Orlwick) used fake accounts. ", 1<<20/72)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		n.Find(text)
	}
}

func BenchmarkFindTopical(b *testing.B) {
	n := namer(b)
	text := ordinaryNews + "The influence operation dubbed Kestrelmoot used fake accounts."
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		n.Find(text)
	}
}
