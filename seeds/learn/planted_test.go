package learn_test

import (
	"fmt"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/internal/race"
	"meddlewatch/seeds"
	"meddlewatch/seeds/learn"
	"meddlewatch/seeds/relearn"
)

// planted are sentences by which a document could try to make an ordinary word, an
// outlet, a person or a state stand alone as the name of a campaign. "%s" is the name.
var planted = []string{
	"A covert influence operation linked to China, dubbed \"%s\", used fake accounts to sow division.",
	"A covert influence operation dubbed %s used fake accounts to sow division before the election.",
	"Hackers known as %s targeted voters, researchers said.",
	"Researchers described the so-called %s campaign of disinformation.",
	"The threat group is tracked as %s by the firm.",
	"The disinformation campaign, codenamed %s, was run from Russia.",
	"Iran used its %s influence operation against American voters.",
	"The troll farm runs an influence operation dubbed %s, officials said.",
	"The %s network of fake accounts spread propaganda, the report said.",
	"The hackers behind the influence campaign \"%s\" posed as voters.",
	"%s, an advanced persistent threat group linked to North Korea, stole emails.",
}

// ordinaryNames must never stand alone, nor be worth an alert: words of every day,
// weather, roles, victims, outlets, firms, persons, states, bodies.
var ordinaryNames = []string{
	"Everyone", "Government", "Weather", "Monday", "Vaccine", "Joe Biden", "CNN", "Election", "Police", "Voters",
	"Rain", "Hurricane", "Storm", "Snow", "Journalist", "Teachers", "Victims",
	"Refugees", "Facebook", "Telegram", "BBC", "Reuters", "Microsoft", "Google", "France", "China", "American",
	"Kamala Harris", "Vladimir Putin", "Xi", "Parliament", "Congress", "White House", "FBI", "Peace", "Freedom",
	"Truth", "Water", "Money", "Christmas", "Football", "Hospital", "Climate", "President", "Children", "The",
	"A", "42", "2024", "London", "New York", "the election", "Breaking News", "Subscribe", "Democrats",
}

// rarerNames must never stand alone either, but operations do bear such names, so they
// may be worth an alert beside an act of interference.
var rarerNames = []string{"Mosquito", "Butterfly", "Spider", "Locust", "Heatwave", "Drizzle", "Lantern", "Carousel", "Plumber"}

func TestRarerPlantedNames(t *testing.T) {
	l := newLearner(t)
	for _, name := range rarerNames {
		for _, sentence := range planted {
			text := fmt.Sprintf(sentence, name) + "\n"
			f := mustLearn(t, l, "a.txt", text)
			sound(t, f)
			for _, e := range f.Entities {
				for _, a := range e.Aliases {
					if a.Strength == meddlewatch.StrengthStrong && (e.Type == "campaign" || e.Type == "threat_group") {
						t.Errorf("%q: %q (%s) is strong", text, a.Name, e.Type)
					}
				}
			}
		}
	}
}

func TestPlantedNames(t *testing.T) {
	l := newLearner(t)
	for _, name := range ordinaryNames {
		t.Run(name, func(t *testing.T) {
			for _, sentence := range planted {
				text := fmt.Sprintf(sentence, name) + "\n"
				f := mustLearn(t, l, "a.txt", text)
				sound(t, f)
				trusted(t, f, text)
			}
		})
	}
}

// trusted wants no campaign or group to be worth an alert.
func trusted(t *testing.T, f learn.Findings, text string) {
	t.Helper()
	for _, e := range f.Entities {
		if e.Type != "campaign" && e.Type != "threat_group" {
			continue
		}
		if e.Watch == meddlewatch.WatchYes {
			t.Errorf("%q: %s (%s) is of class yes", text, e.Name, e.Type)
		}
		for _, a := range e.Aliases {
			if a.Strength == meddlewatch.StrengthStrong {
				t.Errorf("%q: %q (%s) is strong", text, a.Name, e.Type)
			}
		}
	}
}

// The same sentences do teach a name that is no ordinary word; else the test above
// would say nothing. The name is invented.
func TestPlantedSentencesTeachNames(t *testing.T) {
	l := newLearner(t)
	for _, sentence := range planted {
		text := fmt.Sprintf(sentence, "Quokkarium") + "\n"
		strong := false
		for _, e := range mustLearn(t, l, "a.txt", text).Entities {
			for _, a := range e.Aliases {
				strong = strong || a.Name == "Quokkarium" && a.Strength == meddlewatch.StrengthStrong
			}
		}
		if !strong {
			t.Errorf("%q: the name is not strong", text)
		}
	}
}

// sound wants findings to be what everybody may rely on, and the file that is written
// of them to be a watchlist that says the same of every alias.
func sound(t testing.TB, f learn.Findings) {
	t.Helper()
	text, err := relearn.Write(f)
	if err != nil {
		t.Fatal(err)
	}
	list, err := seeds.ParseWatchlist("learned.toml", text, meddlewatch.OriginLearned)
	if err != nil {
		t.Fatalf("the list that is written cannot be read: %v\n%s", err, text)
	}
	strong := map[string]bool{}
	for _, e := range f.Entities {
		for _, a := range e.Aliases {
			if a.Strength == meddlewatch.StrengthStrong {
				strong[seeds.Fold(a.Name)] = true
			}
		}
	}
	for _, e := range list.Entities {
		for _, a := range e.Aliases {
			if a.Strength == meddlewatch.StrengthStrong && !strong[seeds.Fold(a.Name)] {
				t.Errorf("%q of %s is strong in the list and not in the findings", a.Name, e.Name)
			}
		}
	}
}

// Names with what means something to TOML, Markdown, Discord or a terminal are text
// like others.
func TestHostileNames(t *testing.T) {
	l := newLearner(t)
	long := strings.Repeat("Quokkarium", 50)
	for what, name := range map[string]string{
		"TOML string":           `Quokka" ]`,
		"TOML table":            "[[entity]] name = \"Quokka\"",
		"TOML multi-line":       `Quokka"""`,
		"backslashes":           `Quokka\u0000\n\x`,
		"Markdown link":         "[Quokka](https://example.org)",
		"Markdown code":         "`Quokka`",
		"Markdown bold":         "**Quokka**",
		"mention of everyone":   "@everyone",
		"mention of here":       "@here",
		"mention of a user":     "<@123456789012345678>",
		"mention of a role":     "<@&123456789012345678>",
		"mention of a channel":  "<#123456789012345678>",
		"HTML":                  "<script>Quokka</script>",
		"500 characters":        long,
		"500 words":             strings.TrimSpace(strings.Repeat("Quokka ", 500)),
		"control characters":    "Quo\x7fkka Net",
		"directions":            "Quokka\u202e teN\u202c \u2066Net\u2069",
		"zero width":            "Quo\u200bkka\ufeff Net",
		"soft hyphens":          "Quok\u00adka Net",
		"line separator":        "Quokka\u2028Net",
		"replacement character": "Quokka\ufffdNet",
		"combining marks":       "Q" + strings.Repeat("\u0301", 300) + "uokka",
		"full width":            "Ｑｕｏｋｋａ",
		"private use":           "Quokka\ue000",
		"quotes":                "“‘\"Quokka\"’”",
		"comment":               "# Quokka",
		"regular expression":    ".*",
		"pipe of the base":      "Quokka|strong|Net",
	} {
		t.Run(what, func(t *testing.T) {
			for _, file := range []string{"a.txt", "a.md"} {
				var text strings.Builder
				for _, sentence := range planted {
					fmt.Fprintf(&text, sentence+"\n\n", name)
				}
				f := mustLearn(t, l, file, text.String())
				sound(t, f)
				for _, e := range f.Entities {
					for _, a := range e.Aliases {
						if a.Strength == meddlewatch.StrengthStrong && len(a.Name) > 200 {
							t.Errorf("%s: a name of %d bytes is strong", file, len(a.Name))
						}
						if strings.ContainsAny(a.Name, "\x00\x01\x1b\n\r\t\u202e\u2066\u200b\u2028") {
							t.Errorf("%s: the name %q has a character that is not seen", file, a.Name)
						}
					}
				}
			}
		})
	}
}

// A document of thousands of planted names is still a list that can be read, and no
// ordinary word of it stands alone.
func TestManyPlantedNames(t *testing.T) {
	if race.Enabled {
		t.Skip("one goroutine over much text: nothing for the race detector")
	}
	l := newLearner(t)
	var text strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&text, planted[i%len(planted)]+"\n\n", ordinaryNames[i%len(ordinaryNames)])
	}
	f := mustLearn(t, l, "a.txt", text.String())
	sound(t, f)
	trusted(t, f, "thousands")
}
