package score

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/seeds/learn"
)

func TestNormal(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"lower case and spaces", "  Operation \n Example ", "operation example"},
		{"leading the", "The Example Times", "example times"},
		{"the inside stays", "House of the Example", "house of the example"},
		{"curly possessive", "Ruritania’s", "ruritania"},
		{"plural possessive", "the Ruritanians'", "ruritanians"},
		{"bracketed abbreviation", "Example Security Office (ESO)", "example security office"},
		{"bracketed abbreviation inside", "the Example Office (EO) of Ruritania", "example office of ruritania"},
		{"bracketed words stay", "Example (a firm)", "example (a firm)"},
		{"bracketed name stays", "Embassy (Ruritania)", "embassy (ruritania)"},
		{"title", "President Ana Example", "ana example"},
		{"longer title first", "Vice President Ana Example", "ana example"},
		{"the and title", "the Foreign Minister Ana Example", "ana example"},
		{"title alone stays", "Special Counsel", "special counsel"},
		{"en dash", "Storm–9999", "storm-9999"},
		{"full width", "ＥＸＡＭＰＬＥ", "example"},
		{"abbreviated title", "Rep. Ana Example", "ana example"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := normal(tt.give); got != tt.want {
				t.Errorf("normal(%q) = %q, want %q", tt.give, got, tt.want)
			}
		})
	}
}

func TestMatches(t *testing.T) {
	tests := []struct {
		name, form, alias string
		want              bool
	}{
		{"equal", "quokka net", "quokka net", true},
		{"article within", "a quokka net", "quokka net", true},
		{"title behind", "example, ana", "ana", false},
		{"title before", "former president example", "example", false},
		{"known titles only", "the president example", "example", true},
		{"a longer name", "quokka net two", "quokka net", false},
		{"part of a word", "quokkas", "quokka", false},
		{"empty alias", "quokka", "", false},
		{"possessive behind", "quokka's president", "quokka", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := matches(tt.form, tt.alias); got != tt.want {
				t.Errorf("matches(%q, %q) = %v", tt.form, tt.alias, got)
			}
		})
	}
}

func TestSpearman(t *testing.T) {
	tests := []struct {
		name string
		a, b []float64
		want float64 // NaN: nothing to rank
	}{
		{"same order", []float64{1, 2, 9}, []float64{3, 4, 5}, 1},
		{"other way round", []float64{1, 2, 9}, []float64{5, 4, 3}, -1},
		{"ties share a rank", []float64{1, 1, 2, 3}, []float64{1, 2, 3, 4}, 0.9486832980505138},
		{"one value", []float64{1}, []float64{1}, math.NaN()},
		{"all equal", []float64{1, 1}, []float64{1, 2}, math.NaN()},
		{"none", nil, nil, math.NaN()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := spearman(tt.a, tt.b)
			if math.IsNaN(tt.want) {
				if got != nil {
					t.Errorf("got %v", *got)
				}
				return
			}
			if got == nil || math.Abs(*got-tt.want) > 1e-12 {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestDocOf(t *testing.T) {
	g := Gold{Docs: []string{"000", "report", "report_two"}}
	for file, want := range map[string]string{
		"000_7d77.txt": "000", "000.md": "000", "0001.txt": "", "report_two.html": "report_two",
		"report_three.html": "report", "docs/report.txt": "report", "other.txt": "", "reports.txt": "",
	} {
		if got := g.DocOf(file); got != want {
			t.Errorf("DocOf(%q) = %q, want %q", file, got, want)
		}
	}
}

// The invented gold of these tests.
const goldJSON = `{"docs": ["a", "b"], "entities": [
 {"name": "Ruritania", "type": "state_actor", "type_ok": ["place"], "aliases_in_seeds": ["Ruritania", "Strelsau"], "docs": ["a", "b"], "mentions_dedup_by_doc": {"a": 5, "b": 4}, "watch": "yes"},
 {"name": "Quokka Net", "type": "campaign", "aliases_in_seeds": ["Quokka Net", "the Quokka Net", "QuokNet"], "docs": ["a"], "mentions_dedup_by_doc": {"a": 3}, "watch": "yes"},
 {"name": "Chirper", "type": "platform", "aliases_in_seeds": ["Chirper"], "docs": ["b"], "mentions_dedup_by_doc": {"b": 2}, "watch": "context"},
 {"name": "Ana Example", "type": "person", "aliases_in_seeds": ["President Example"], "docs": ["b"], "mentions_dedup_by_doc": {"b": 1}, "watch": "context"},
 {"name": "Photo Pool", "type": "media_outlet", "aliases_in_seeds": ["Photo Pool"], "docs": ["b"], "mentions_dedup_by_doc": {}, "watch": "no"},
 {"name": "Example Act", "type": "law_program", "aliases_in_seeds": ["Example Act"], "docs": ["b"], "mentions_dedup_by_doc": {"b": 1}, "watch": "no", "optional": true}
], "relations": [
 {"subject": "Quokka Net", "relation": "attributed_to", "object": "Ruritania", "docs": ["a"]},
 {"subject": "Quokka Net", "relation": "conducted_via", "object": "Chirper", "docs": ["a"]},
 {"subject": "Ruritania", "relation": "targets", "object": "Ana Example", "docs": ["b"], "weak": true},
 {"subject": "QuokNet", "relation": "alias_of", "object": "Quokka Net", "docs": ["a"]}
]}`

func entity(name, typ string, watch meddlewatch.Watch, salience float64, aliases ...string) learn.Entity {
	e := learn.Entity{Name: name, Type: typ, Watch: watch, Salience: salience, Documents: []string{"a_1.txt", "b.txt"}}
	for _, a := range aliases {
		e.Aliases = append(e.Aliases, learn.Alias{Name: a})
	}
	return e
}

func read(t *testing.T) Gold {
	t.Helper()
	g, err := Read([]byte(goldJSON))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestScore(t *testing.T) {
	yes, context, no := meddlewatch.WatchYes, meddlewatch.WatchContext, meddlewatch.WatchNo
	f := learn.Findings{
		Entities: []learn.Entity{
			entity("Ruritania", "place", yes, 9, "Ruritania"),
			entity("Quokka Network", "threat_group", yes, 3, "Quokka Net", "Chirper"), // swallows Chirper
			entity("QuokNet", "campaign", context, 2, "QuokNet"),                      // a split
			entity("Example", "person", context, 1, "Example"),
			entity("Photo Pool", "media_outlet", yes, 4, "Photo Pool"), // the worst mistake
			entity("Nobody Knows", "company", yes, 1, "Nobody Knows"),
			entity("Example Act", "law_program", no, 1, "Example Act"),
			{Name: "Elsewhere", Type: "place", Watch: yes, Documents: []string{"c.txt"}}, // not covered
		},
		Relations: []learn.Relation{
			{Subject: "Quokka Network", Relation: "attributed_to", Object: "Ruritania"},
			{Subject: "QuokNet", Relation: "attributed_to", Object: "Ruritania"}, // the same again
			{Subject: "Ruritania", Relation: "targets", Object: "Example"},       // weak in the gold
			{Subject: "Ruritania", Relation: "attributed_to", Object: "Quokka Network"},
			{Subject: "Nobody Knows", Relation: "part_of", Object: "Ruritania"},
			{Subject: "Quokka Net", Relation: "alias_of", Object: "QuokNet"},
		},
	}
	r := Score(f, read(t), []string{"a_1.txt", "b.txt", "c.txt"})
	shares := []struct {
		name      string
		got, want Share
	}{
		{"recall", r.Recall, Share{4, 5}},
		{"recall yes", r.RecallYes, Share{2, 2}},
		{"recall context", r.RecallContext, Share{1, 2}},
		{"recall no", r.RecallNo, Share{1, 1}},
		{"precision", r.Precision, Share{6, 7}},
		{"alertable", r.Alertable, Share{2, 4}},
		{"types", r.Types, Share{4, 5}},
		{"classes", r.Classes, Share{4, 5}},
		{"aliases", r.Aliases, Share{6, 8}},
		{"relation precision", r.Relations.Precision, Share{3, 5}},
		{"relation recall", r.Relations.Recall, Share{2, 3}},
	}
	for _, s := range shares {
		if s.got != s.want {
			t.Errorf("%s: %v, want %v", s.name, s.got, s.want)
		}
	}
	lists := []struct {
		name      string
		got, want any
	}{
		{"docs", r.Docs, []string{"a", "b"}},
		{"not covered", r.NotCovered, []string{"c.txt"}},
		{"alertable no", r.AlertableNo, []string{"Photo Pool"}},
		{"alertable not yes", r.AlertableNot, []string{"Photo Pool", "Nobody Knows"}},
		{"splits", r.Splits, []Pair{{Gold: "Quokka Net", Found: "QuokNet"}}},
		{"merges", r.Merges, []Pair{{Gold: "Chirper", Found: "Quokka Network"}}},
		{"missing aliases", r.MissingAliases, []Pair{{"Strelsau", "Ruritania"}, {"QuokNet", "Quokka Network"}}},
		{"missing relations", r.Relations.Missing, []Triple{{"Quokka Net", "conducted_via", "Chirper"}}},
	}
	for _, l := range lists {
		if !reflect.DeepEqual(l.got, l.want) {
			t.Errorf("%s: %v, want %v", l.name, l.got, l.want)
		}
	}
	if len(r.Misses) != 1 || r.Misses[0].Name != "Chirper" {
		t.Errorf("misses: %v", r.Misses)
	}
	if r.Salience == nil || *r.Salience < 0 || *r.Salience > 1 {
		t.Errorf("salience: %v", r.Salience)
	}
	text := r.Text()
	for _, part := range []string{"recall             0.800 (4 of 5)", "Chirper (platform, context; b): Chirper", "Nobody Knows (company, yes)", "Quokka Network is threat_group, should be campaign"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
}

func TestAlone(t *testing.T) {
	g := read(t).Alone("a", "A report on <b>Ruritania&#8217;s</b> network, the Quokka  Net.")
	var names []string
	for _, e := range g.Entities {
		names = append(names, e.Name)
	}
	if want := []string{"Ruritania", "Quokka Net"}; !reflect.DeepEqual(names, want) {
		t.Fatalf("entities %v, want %v", names, want)
	}
	if got, want := g.Entities[0].Aliases, []string{"Ruritania"}; !reflect.DeepEqual(got, want) {
		t.Errorf("aliases %v, want %v", got, want)
	}
	if got, want := g.Entities[1].Aliases, []string{"Quokka Net", "the Quokka Net"}; !reflect.DeepEqual(got, want) {
		t.Errorf("aliases %v, want %v", got, want)
	}
	if g.Entities[0].salience() != 5 {
		t.Errorf("mentions %v", g.Entities[0].Mentions)
	}
	if len(g.Relations) != 3 {
		t.Errorf("relations %v", g.Relations)
	}
	if full := read(t); full.Entities[0].salience() != 9 || len(full.Entities[0].Aliases) != 2 {
		t.Error("the gold itself was changed")
	}
}

// TestImpliedEnds checks that a relation may speak of something that the documents
// compared do not print.
func TestImpliedEnds(t *testing.T) {
	g := read(t).Only([]string{"a"}) // without Chirper
	f := learn.Findings{
		Entities:  []learn.Entity{entity("Quokka Net", "campaign", "yes", 1, "Quokka Net")},
		Relations: []learn.Relation{{Subject: "Quokka Net", Relation: "conducted_via", Object: "the Chirper"}},
	}
	if r := Score(f, g, []string{"a.txt"}); r.Relations.Precision != (Share{1, 1}) {
		t.Errorf("%+v", r.Relations)
	}
}

func TestNothingFound(t *testing.T) {
	r := Score(learn.Findings{}, read(t), []string{"a.txt", "b.txt"})
	if r.Recall.Right != 0 || r.Recall.Of != 5 || r.Salience != nil || r.Relations.F1 != 0 {
		t.Errorf("%+v", r)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

func TestBadGold(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"no JSON", "entities", "the gold is no JSON"},
		{"no entities", `{"entities": []}`, "the gold has no entities"},
		{"no name", `{"entities": [{"name": " "}]}`, "entity 1 of the gold has no name"},
		{"type", `{"entities": [{"name": "Ruritania", "type": "realm", "watch": "yes"}]}`, `unknown type "realm"`},
		{"class", `{"entities": [{"name": "Ruritania", "type": "place", "watch": "maybe"}]}`, `unknown class "maybe"`},
		{"twice", `{"entities": [{"name": "R", "type": "place", "watch": "yes"}, {"name": "R", "type": "place", "watch": "yes"}]}`, `"R" is in the gold twice`},
		{"relation", `{"entities": [{"name": "R", "type": "place", "watch": "yes"}], "relations": [{"subject": "R", "relation": "likes", "object": "R"}]}`, "relation 1 of the gold"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read([]byte(tt.give))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q in it", err, tt.want)
			}
		})
	}
}

// TestGoldAgainstItself checks that findings which are the gold itself are perfect.
func TestGoldAgainstItself(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "eval", "gold-seeds-dev.json")
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not here; it is not part of the project", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	g, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	var f learn.Findings
	for _, e := range g.Entities {
		found := learn.Entity{Name: e.Name, Type: e.Type, Watch: e.Watch, Salience: e.salience()}
		for _, a := range e.Aliases {
			found.Aliases = append(found.Aliases, learn.Alias{Name: a})
		}
		f.Entities = append(f.Entities, found)
	}
	for _, r := range g.Relations {
		f.Relations = append(f.Relations, learn.Relation{Subject: r.Subject, Relation: r.Relation, Object: r.Object})
	}
	r := Score(f, g, []string{"000_x.txt", "001_x.txt", "003_x.txt"})
	for _, s := range []Share{r.Recall, r.RecallYes, r.RecallContext, r.RecallNo, r.Precision, r.Types, r.Classes, r.Aliases, r.Alertable, r.Relations.Precision, r.Relations.Recall} {
		if s.Right != s.Of || s.Of == 0 {
			t.Errorf("not perfect: %v in\n%s", s, r.Text())
		}
	}
	if r.Salience == nil || *r.Salience != 1 || len(r.Splits)+len(r.Merges) > 0 {
		t.Errorf("not perfect:\n%s", r.Text())
	}
}

// FuzzRead checks that any gold that is read can be scored against, twice alike.
func FuzzRead(f *testing.F) {
	f.Add([]byte(goldJSON))
	f.Add([]byte(`{"entities": [{"name": "R (", "type": "place", "watch": "yes", "docs": ["a"]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := Read(data)
		if err != nil {
			return
		}
		found := learn.Findings{Entities: []learn.Entity{entity(g.Entities[0].Name, "place", "yes", 1, "Ruritania")}}
		one, two := Score(found, g, g.Docs), Score(found, g, g.Docs)
		if one.Text() != two.Text() {
			t.Fatal("two runs differ")
		}
		g.Alone("a", string(data))
	})
}
