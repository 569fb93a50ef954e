package learn_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"meddlewatch/internal/race"
	"meddlewatch/seeds/learn"
)

// paragraph is invented.
const paragraph = `Researchers at Marram Labs said on Monday that a covert influence operation linked to Ruritania, dubbed "Quokka Ledger", used fake accounts on Telegram to sow division before the 2024 Moldovan presidential election. Officials in Chisinau, citing the firm, said Russian hackers had posed as voters. The Chinese embassy in Chisinau denied the claims, and the foreign ministry promised not to interfere.`

// taught is what findings say without counts of mentions and places.
func taught(f learn.Findings) []string {
	var out []string
	for _, e := range f.Entities {
		var aliases []string
		for _, a := range e.Aliases {
			aliases = append(aliases, fmt.Sprintf("%s (%s, %s)", a.Name, a.Strength, a.Kind))
		}
		slices.Sort(aliases)
		out = append(out, fmt.Sprintf("%s: %s %s %s, salience %g: %s", e.Name, e.Type, e.Watch, e.Actor, e.Salience, strings.Join(aliases, ", ")))
	}
	slices.Sort(out)
	for _, r := range f.Relations {
		out = append(out, fmt.Sprintf("%s %s %s (%s)", r.Subject, r.Relation, r.Object, r.Hedge))
	}
	return out
}

// differ says which findings only one of two sides has.
func differ(t *testing.T, what string, want, got []string) {
	t.Helper()
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%s: missing %s", what, w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("%s: too much %s", what, g)
		}
	}
}

func TestThousandTimes(t *testing.T) {
	if race.Enabled {
		t.Skip("one goroutine over much text: nothing for the race detector")
	}
	l := newLearner(t)
	once := map[string]string{
		"a.txt":  paragraph + "\n",
		"a.md":   paragraph + "\n",
		"a.html": "<html><body><article><p>" + paragraph + "</p></article></body></html>",
	}
	for name, many := range map[string]string{
		"a.txt":  strings.Repeat(paragraph+"\n\n", 1000),
		"a.md":   strings.Repeat(paragraph+"\n\n", 1000),
		"a.html": "<html><body><article>" + strings.Repeat("<p>"+paragraph+"</p>\n", 1000) + "</article></body></html>",
	} {
		f := mustLearn(t, l, name, once[name])
		if len(f.Entities) < 5 || len(f.Relations) < 2 {
			t.Fatalf("%s: the paragraph teaches too little to compare: %v", name, taught(f))
		}
		g := mustLearn(t, l, name, many)
		differ(t, name, taught(f), taught(g))
		differ(t, name+" themes", themesOf(f), themesOf(g))
	}
	f := mustLearn(t, l, "a.txt", once["a.txt"])
	lines := mustLearn(t, l, "a.txt", strings.Repeat(paragraph+"\n", 1000))
	differ(t, "without blank lines", taught(f), taught(lines))
	run := mustLearn(t, l, "a.txt", strings.Repeat(paragraph+" ", 1000)+"\n")
	differ(t, "without line ends", taught(f), taught(run))
}

// Copies in other files teach nothing either, and a thousand files that say one thing
// are one.
func TestCopiesInOtherFiles(t *testing.T) {
	l := newLearner(t)
	var files []learn.File
	for i := range 50 {
		files = append(files, learn.File{Name: fmt.Sprintf("%d.txt", i), Data: []byte(paragraph + "\n")})
	}
	f, err := l.Learn(files)
	if err != nil {
		t.Fatal(err)
	}
	differ(t, "fifty files", taught(mustLearn(t, l, "a.txt", paragraph+"\n")), taught(f))
}

func themesOf(f learn.Findings) []string {
	var out []string
	for _, t := range f.Themes {
		phrases := slices.Clone(t.Phrases)
		slices.Sort(phrases)
		out = append(out, t.Kind+": "+strings.Join(phrases, ", "))
	}
	slices.SortFunc(out, cmp.Compare)
	return out
}
