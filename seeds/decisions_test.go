package seeds

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/config"
)

// crow is an invented candidate: no such operation, state or outlet exists.
func crow() meddlewatch.Candidate {
	at := time.Date(2026, 3, 9, 14, 0, 0, 0, time.UTC)
	return meddlewatch.Candidate{
		Name: "Paper Crow", Type: "campaign", First: at, Items: 3, Outlets: 2,
		Evidence: []meddlewatch.Evidence{
			{Name: "Paper Crow", Outlet: "Zenda \"Wire\"\n", Link: "https://zenda.example/1", Actors: []string{"Ruritania"}},
			{Name: "PAPER CROW", Outlet: "Courier", Link: "https://courier.example/2"},
			{Name: "Paper-Crow", Outlet: "Courier", Link: "https://courier.example/2", Actors: []string{"Ruritania"}},
		},
	}
}

func named(name string) meddlewatch.Candidate {
	return meddlewatch.Candidate{Name: name, Type: "threat_group"}
}

const acceptedCrow = `[[entity]]
# first seen 2026-03-09, items: 3, outlets: 2 (Zenda "Wire" , Courier)
name = "Paper Crow"
type = "campaign"
watch = "yes"
actor = "Ruritania"
# strong: stands alone; context: only beside an act of interference.
aliases = [
  { name = "Paper Crow", strength = "context" },
  { name = "Paper-Crow", strength = "context" },
]
sources = [
  "https://zenda.example/1",
  "https://courier.example/2",
]
`

func TestAcceptIntoANewFile(t *testing.T) {
	got, err := Accept("c.toml", nil, crow())
	if err != nil {
		t.Fatal(err)
	}
	if want := decisionsHead + "\n" + acceptedCrow; string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	d, err := ParseDecisions("c.toml", got)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Accepted.Entities) != 1 || d.Accepted.Entities[0].Origin != meddlewatch.OriginAccepted || len(d.Accepted.Entities[0].Receipts) != 2 {
		t.Errorf("read back as %+v", d)
	}
	again, err := Accept("c.toml", got, crow())
	if err != nil || !bytes.Equal(again, got) {
		t.Errorf("accepted again: %v\n%s", err, again)
	}
}

// TestDecisionsKeepAPersonsContent changes one's mind in the middle of a file that a
// person wrote in, and back.
func TestDecisionsKeepAPersonsContent(t *testing.T) {
	const before, behind = "# mine\n\n[[entity]]\nname = 'Tin Otter' # why not\ntype=\"threat_group\"\n\n# about the crow\n",
		"\n# and of the heron\n[[rejected]]\nname = \"Glass Heron\"   # no\n\n# the end"
	for _, newline := range []string{"\n", "\r\n"} {
		for _, mark := range []string{"", "\ufeff"} {
			lines := func(s string) string { return mark + strings.ReplaceAll(s, "\n", newline) }
			file := lines(before + "[[rejected]]\nname = \"paper-crow\"\n" + behind)
			accepted, err := Accept("c.toml", []byte(file), crow())
			if err != nil {
				t.Fatal(err)
			}
			if want := lines(before + acceptedCrow + behind); string(accepted) != want {
				t.Errorf("got\n%q\nwant\n%q", accepted, want)
			}
			rejected, err := Reject("c.toml", accepted, named("Paper Crow"))
			if err != nil {
				t.Fatal(err)
			}
			if want := lines(before + "[[rejected]]\nname = \"Paper Crow\"\ntype = \"threat_group\"\n" + behind); string(rejected) != want {
				t.Errorf("got\n%q\nwant\n%q", rejected, want)
			}
			added, err := Reject("c.toml", rejected, named("Storm-0000"))
			if err != nil {
				t.Fatal(err)
			}
			if want := string(rejected) + strings.ReplaceAll("\n\n[[rejected]]\nname = \"Storm-0000\"\ntype = \"threat_group\"\n", "\n", newline); string(added) != want {
				t.Errorf("got\n%q\nwant\n%q", added, want)
			}
		}
	}
}

// TestDecisionsTakeBlocksWhole: the parts of an entity that stand in tables of their
// own go with it.
func TestDecisionsTakeBlocksWhole(t *testing.T) {
	const file = "[[entity]]\nname = \"Paper Crow\"\ntype = \"campaign\"\nsources = [\n  \"https://zenda.example/#1\",\n  # more\n]\n[[entity.aliases]]\nname = \"The Crow\"\n[[entity]]\nname = \"Tin Otter\"\ntype = \"threat_group\"\n"
	got, err := Reject("c.toml", []byte(file), named("Paper Crow"))
	const want = "[[rejected]]\nname = \"Paper Crow\"\ntype = \"threat_group\"\n[[entity]]\nname = \"Tin Otter\"\ntype = \"threat_group\"\n"
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
}

func TestDecisionsRefuseWhatTheyCannotEdit(t *testing.T) {
	for name, tt := range map[string]struct{ file, want string }{
		"an alias of another": {
			"[[entity]]\nname = \"Operation Crow\"\ntype = \"campaign\"\naliases = [{ name = \"Paper Crow\" }]\n",
			`c.toml: "Paper Crow" is an alias of "Operation Crow", which is accepted; take the alias out there by hand`,
		},
		"inline": {
			"entity = [{ name = \"Paper Crow\", type = \"campaign\" }]\n",
			`c.toml: the decision on "Paper Crow" cannot be written into this file without changing something else in it; write it in by hand:`,
		},
		"a mistake": {"[[entity]]\nname = 7\n", `c.toml:2:8: "name" must be text`},
		"no TOML":   {"[[entity", `c.toml:1:`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Reject("c.toml", []byte(tt.file), crow())
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %s; wrote\n%s", err, tt.want, got)
			}
		})
	}
}

func TestBadDecisions(t *testing.T) {
	for name, tt := range map[string]struct {
		file string
		want []string
	}{
		"no name":       {"[[rejected]]\n", []string{`c.toml:1:3: the rejected name is missing; add name = "…", as articles print it`}},
		"empty name":    {"# ä\n[[rejected]]\nname = \"\"\n", []string{`c.toml:3:8: the name is empty; write it as articles print it, or take it out`}},
		"unknown key":   {"[[rejected]]\nname = \"A b\"\nnome = 1\n", []string{`c.toml:3:1: "nome" is not known in [[rejected]]; did you mean "name"?`}},
		"wrong kind":    {"[[rejected]]\nname = 7\n", []string{`c.toml:2:8: "name" must be text, not a whole number; put it in double quotes`}},
		"unknown type":  {"[[rejected]]\nname = \"A b\"\ntype = \"crusade\"\n", []string{`c.toml:3:8: unknown type "crusade"; use one of ` + allTypes}},
		"single table":  {"[rejected]\nname = \"A b\"\n", []string{`c.toml:1:2: "rejected" must be a list of sections`}},
		"twice":         {"[[rejected]]\nname = \"A b\"\n[[rejected]]\nname = \"a-B\"\n", []string{`c.toml:4:8: "a-B" is rejected twice, first in line 2; keep one of them`}},
		"both":          {"[[rejected]]\nname = \"A b\"\n[[entity]]\nname = \"C d\"\ntype = \"campaign\"\naliases = [{ name = \"A B\" }]\n", []string{`c.toml:2:8: "A b" is rejected here and accepted as "C d"; keep one of the two`}},
		"both halves":   {"[[rejected]]\nname = \"\"\n\n[[entity]]\nname = \"Ç d\"\ntype = \"x\"\n", []string{`c.toml:2:8: the name is empty`, `c.toml:6:8: unknown type "x"`}},
		"another table": {"[[rejected]]\nname = \"A b\"\n[other]\nx = 1\n", []string{`c.toml:3:2: "other" is not known in this file`}},
		"UTF-16":        {"\xff\xfea", []string{`c.toml:1:1: the file is written in UTF-16`}},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := ParseDecisions("c.toml", []byte(tt.file))
			var mistakes config.Mistakes
			if !errors.As(err, &mistakes) || len(mistakes) != len(tt.want) {
				t.Fatalf("got %v", err)
			}
			for i, want := range tt.want {
				if !strings.HasPrefix(mistakes[i].String(), want) {
					t.Errorf("got %s\nwant %s", mistakes[i], want)
				}
			}
			if !reflect.DeepEqual(d, Decisions{}) {
				t.Error("a part of a bad file is used")
			}
		})
	}
}

func TestStrengthOfAcceptedNames(t *testing.T) {
	says := func(all ...meddlewatch.Strength) (list []meddlewatch.Evidence) {
		for _, s := range all {
			list = append(list, meddlewatch.Evidence{Strength: s})
		}
		return list
	}
	const strong, weak = meddlewatch.StrengthStrong, meddlewatch.StrengthContext
	for _, tt := range []struct {
		name     string
		evidence []meddlewatch.Evidence
		want     meddlewatch.Strength
	}{
		{"Storm-0000", nil, strong},
		{"Storm-0000", says(weak), strong},
		{"G7", nil, weak},
		{"Everyone", nil, weak},
		{"Paper Crow", says("", strong), strong},
		{"Paper Crow", says(strong, weak), weak},
		{"Paper Crow", says(meddlewatch.StrengthNever), weak},
		{"2026", says(""), weak},
	} {
		if got := strengthOf(tt.name, tt.evidence); got != tt.want {
			t.Errorf("%s with %v: %s, want %s", tt.name, tt.evidence, got, tt.want)
		}
	}
}

func TestAgreedActor(t *testing.T) {
	for _, tt := range []struct {
		actors [][]string
		want   string
	}{
		{nil, ""},
		{[][]string{{"Ruritania"}, nil, {"Ruritania"}}, "Ruritania"},
		{[][]string{{"Ruritania"}, {"Zembla"}}, ""},
		{[][]string{{"Ruritania", "Zembla"}}, ""},
	} {
		var all []meddlewatch.Evidence
		for _, a := range tt.actors {
			all = append(all, meddlewatch.Evidence{Actors: a})
		}
		if got := agreedActor(all); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.actors, got, tt.want)
		}
	}
}

// TestDecisionsAmongTheLists: what a person decided overrides what is shipped, and
// the person's own lists override that.
func TestDecisionsAmongTheLists(t *testing.T) {
	list := func(origin meddlewatch.Origin, text string) meddlewatch.Watchlist {
		l, err := ParseWatchlist("w.toml", []byte(text), origin)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	shipped := list(meddlewatch.OriginLearned, "[[entity]]\nname = \"Tin Otter\"\ntype = \"campaign\"\n[[entity]]\nname = \"Glass Heron\"\ntype = \"campaign\"\n")
	d, err := ParseDecisions("c.toml", []byte("[[rejected]]\nname = \"Tin Otter\"\n[[rejected]]\nname = \"Nobody Knows\"\n"+acceptedCrow))
	if err != nil {
		t.Fatal(err)
	}
	mine := list(meddlewatch.OriginEdited, "[[entity]]\nname = \"Paper Crow\"\ntype = \"campaign\"\nwatch = \"no\"\n")
	var names []string
	for _, e := range Merge(shipped, d.Watchlist(), mine).Entities {
		names = append(names, e.Name+" "+string(e.Watch)+" "+string(e.Origin))
	}
	if want := []string{"Glass Heron yes learned", "Paper Crow no accepted"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	known := Known(shipped, d.Watchlist(), mine)
	for name, want := range map[string]bool{
		"tin otter": true, "NOBODY KNOWS": true, "Paper\u2011Crow": true, "glass-heron": true, "Heron": false, "": false, "–": false,
	} {
		if known(name) != want {
			t.Errorf("%q is known: %v, want %v", name, !want, want)
		}
	}
}

// FuzzDecisions checks for any file and name: no panic; a decision reads back as it
// was made, changes nothing else, and every line outside of its block is kept.
func FuzzDecisions(f *testing.F) {
	for _, seed := range []string{
		"", "# mine\n", acceptedCrow, "\ufeff[[rejected]]\r\nname = \"A b\"", "[[rejected]]\nname = '''\n#a'''\n#b\n[[entity]]\nname=\"c d\"\ntype=\"event\"\n",
		"entity = []\n", "[[entity]]\nname = \"A b\"\ntype = \"event\"\n[[entity.aliases]]\nname = \"A b\"\n#x",
	} {
		f.Add([]byte(seed), "A b")
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		c := crow()
		c.Name = name
		before, err := ParseDecisions("c.toml", data)
		if err != nil {
			var mistakes config.Mistakes
			if !errors.As(err, &mistakes) || len(mistakes) == 0 {
				t.Fatalf("no mistakes: %v", err)
			}
		}
		for want, decide := range map[meddlewatch.CandidateState]func(string, []byte, meddlewatch.Candidate) ([]byte, error){
			meddlewatch.CandidateAccepted: Accept, meddlewatch.CandidateRejected: Reject,
		} {
			got, derr := decide("c.toml", data, c)
			if derr != nil {
				continue
			}
			if err != nil {
				t.Fatalf("a bad file was changed: %v", err)
			}
			now, err := ParseDecisions("c.toml", got)
			if err != nil || now.State(name) != want {
				t.Fatalf("%q is %q, %v, in\n%s", name, now.State(name), err, got)
			}
			if !reflect.DeepEqual(now.without(name), before.without(name)) {
				t.Fatalf("something else changed:\n%s\nto\n%s", data, got)
			}
			if before.State(name) == "" && !bytes.HasPrefix(got, data) {
				t.Fatalf("not at the end:\n%s\nto\n%s", data, got)
			}
		}
	})
}
