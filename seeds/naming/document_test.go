package naming

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// renames prints names as show does, with "=N" where one renames N.
func renames(names []Name) string {
	var out []string
	for _, n := range names {
		s := show([]Name{n})
		if n.Of != "" {
			s += " =" + n.Of
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// All names are invented.
func TestFindInDocument(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"social media campaign", "A social media campaign known as Kestrelmoot, all of which was in English, began.", "Kestrelmoot/c"},
		{"string of something false", "Ruritanians linked that address to “Kestrelmoot”, a string of forgeries which began in May.", "Kestrelmoot/c"},
		{"web of pages", `They paid for a web of pages known as "Orlwick Valley Forum".`, "Orlwick Valley Forum/c"},
		{"set of sites after the name", "They named the Kestrelmoot Network, a set of pro-Kremlin sites.", "Kestrelmoot Network/c"},
		{"the operation we know as", "This was the operation we know as Kestrelmoot.", "Kestrelmoot/c"},
		{"operation in brackets", "He spoke of the operation (“Kestrelmoot”) that began in May.", "Kestrelmoot/c"},
		{"operation and name", "They call the operation Kestrelmoot.", "Kestrelmoot/c"},
		{"under the name", "Examplia tracked the same pages since May under the name Kestrelmoot.", "Kestrelmoot/c"},
		{"named by themselves", "Actors calling themselves Hearth and Kestrelmoot disabled the portal.", "Hearth and Kestrelmoot/g"},
		{"small words within", "The group, dubbed Guardians of the Moot, struck in May.", "Guardians of the Moot/g"},
		{"project", "He signed off every theme of Project Kestrelmoot.", "Project Kestrelmoot/c"},
		{"family without a topic", "It was the work of Velvet Sandstorm.", "Velvet Sandstorm/g"},
		{"cluster", "Overlaps with RedKestrel, a cluster that Examplia wrote about, are few.", "RedKestrel/g"},
		{"channel", "A Telegram channel by the name of Kestrelmoot began to publish.", "Kestrelmoot/c? context"},

		{"also tracked by several", "Examplia has followed OCHRE KESTREL (also tracked as Storm-2188 by Microsoft and as TAG-131 by Orlsoft's Threat Group; previously TA-Moot) since May.", "OCHRE KESTREL/g; Storm-2188/g =OCHRE KESTREL; TAG-131/g =OCHRE KESTREL; TA-Moot/g =OCHRE KESTREL"},
		{"which others follow as", "Velvet Sandstorm, which other firms follow as UNC7714 or “Vanebrook”, broke in.", "Velvet Sandstorm/g; UNC7714/g =Velvet Sandstorm; Vanebrook/g =Velvet Sandstorm"},
		{"in brackets", "The operation, dubbed “Kestrelmoot” (“Vanebrook”), is old.", "Kestrelmoot/c; Vanebrook/c =Kestrelmoot"},
		{"tracked by as", "Kestrelmoot, tracked by Microsoft as Storm-1234, is old.", "Kestrelmoot/g; Storm-1234/g =Kestrelmoot"},
		{"of the sentence before", "The network, which Microsoft calls Kestrelmoot, is old. Examplia calls it Vanebrook.", "Kestrelmoot/c; Vanebrook/c =Kestrelmoot"},
		{"overlap is no other name", "The cluster Kestrelmoot overlaps with Orlwick, a cluster of Examplia.", "Kestrelmoot/g; Orlwick/g"},
		{"German", "Eine Gruppe, die in Fachkreisen als „Kestrelmoot“ bekannt ist. Microsoft führt sie unter der Bezeichnung Velvet Blizzard.", "Kestrelmoot/g; Velvet Blizzard/g =Kestrelmoot"},
		{"French", "L’opération baptisée « Kestrelmoot » (« Vanebrook » en russe).", "Kestrelmoot/c; Vanebrook/c =Kestrelmoot"},
		{"Spanish", "La campaña, conocida como Kestrelmoot y también llamada Vanebrook, es vieja.", "Kestrelmoot/c; Vanebrook/c =Kestrelmoot"},
		{"Russian", "Группировка, известная как «Кестрельмут»; аналитики отслеживают её под именем APT-K88.", "Кестрельмут/g; APT-K88/g =Кестрельмут"},
		{"Chinese", "名为“铜猞猁”的组织，又称“紫灯笼”，十分活跃。", "铜猞猁/g context; 紫灯笼/g context =铜猞猁"},

		{"planted: everyone", `The operation was dubbed "Everyone" by its authors.`, "Everyone/c? never"},
		{"planted: government", "A campaign known as Government was seen.", "Government/c? never"},
		{"planted: an everyday word", "The campaign was codenamed Network.", ""},
		{"planted: a day", "The group is tracked as Monday.", ""},
		{"planted: two such words", "A network dubbed “Fake News” appeared.", ""},
		{"task force", "A task force known as KITE told reporters.", ""},
		{"somebody new", "The network paid a crofter known as Kestrel to write.", "Kestrel/c? context"},
		{"malware", "The malware, tracked as Kestrelmoot, was a loader we named VANE.", ""},
		{"a person's other name", "BELO, Mary (a.k.a. “Moot”) was the owner.", ""},
		{"a firm's other name", "At its centre stands Orlwick Holding (a.k.a. Vector of Moot).", ""},
		{"a candidate's campaign", "The Orlwick campaign said that it was hacked.", "Orlwick/c? context"},
		{"compound with another hyphen", "It helped the Ruritania\u2011sanctioned cyber group.", ""},
		{"victim", "The pages mimicked The Strelsau Times and Radio Moot, an outlet in Strelsau.", ""},
		{"typhoon", "Typhoon Marisol killed ten, and Super Typhoon Zenda is near.", ""},
	}
	n := namer(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			names := n.FindInDocument(tt.text, true)
			if got := renames(names); got != tt.want {
				t.Errorf("FindInDocument(%q)\n got %s\nwant %s", tt.text, got, tt.want)
			}
			check(t, tt.text, names)
		})
	}
}

func TestBare(t *testing.T) {
	n := namer(t)
	names := n.FindInDocument("He led Operation Kestrelmoot.", true)
	if len(names) != 1 || names[0].Bare != "Kestrelmoot" {
		t.Errorf("%+v", names)
	}
}

func TestAbout(t *testing.T) {
	n := namer(t)
	tests := []struct {
		name, text string
		want       bool
	}{
		{"a network of false pages", "The pages posed as local news. They hid behind proxies. Nobody knows who paid. The firm pretended to be a charity. Its accounts were removed.", true},
		{"German", "Gefälschte Konten verbreiteten Falschmeldungen. Die Kampagne war gesteuert. Das Wetter war gut.", true},
		{"sport, weather and scones", "The referee saw interference. The bots of a class voted for a storm. A covert operation of scones, she joked. It will rain. The bus was late. The band plays on. Nobody came.", false},
		{"nothing", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := n.About(strings.SplitAfter(tt.text, ". ")); got != tt.want {
				t.Errorf("About(%q) = %v", tt.text, got)
			}
		})
	}
}

// The stream must not notice the cues for documents.
func TestTheStreamIsStricter(t *testing.T) {
	n := namer(t)
	for _, text := range []string{
		"He signed off every theme of Project Kestrelmoot for the hackers.",
		"Actors calling themselves Hearth and Kestrelmoot disabled the portal of a spy agency.",
		"Hackers: the operation (“Kestrelmoot”) that began in May.",
	} {
		for _, name := range n.FindIn(text, true) {
			if name.Of != "" || name.Bare != "" {
				t.Errorf("%q: %+v", text, name)
			}
		}
		if got := n.FindIn(text, false); len(got) > 0 && got[0].Sure {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestManyCuesTakeLinearTime(t *testing.T) {
	n := namer(t)
	text := strings.Repeat("A web of pages known as Kestrelmoot (also tracked as QX-1 by Examplia and as QX-2; previously Orlwick), which others call Vanebrook, ", 8000)
	start := time.Now()
	check(t, text, n.FindInDocument(text, true))
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("a megabyte of cues took %v", took)
	}
}

func FuzzFindInDocument(f *testing.F) {
	for _, s := range []string{
		"N (also tracked as A by X and as B; previously C)", "a web of pages, (“X”) (“Y” en z)", "which calls itself A and B of the C", "Operation", "Project X (", ") aka A", "tracks it as Q-1", "führt sie unter der Bezeichnung A", "名为“银”，又称“铜”",
	} {
		f.Add(s, true)
	}
	n, err := New(world(), background())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, about bool) {
		names := n.FindInDocument(text, about)
		check(t, text, names)
		if again := n.FindInDocument(text, about); fmt.Sprint(again) != fmt.Sprint(names) {
			t.Errorf("two runs differ: %v, %v", names, again)
		}
		for _, name := range names {
			if name.Of != "" && !strings.Contains(text, name.Of) {
				t.Errorf("%+v renames what the text does not print", name)
			}
		}
	})
}
