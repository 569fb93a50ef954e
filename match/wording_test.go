package match

import (
	"slices"
	"strings"
	"testing"

	"meddlewatch"
)

// The words and numbers here are made up.
const someWording = `[[words]]
weight = 2.0
list = [ "mailboxes", "ärger" ]

[[words]]
weight = 1.0
list = [ "handlers" ]

[[words]]
weight = -1.5
list = [ "recipe", "goalkeeper" ]
`

func TestWordingSums(t *testing.T) {
	w, err := ParseWording("w.toml", []byte(someWording))
	if err != nil {
		t.Fatal(err)
	}
	c := w.compile()
	far := strings.Repeat("and so on. ", wordingSpan/3)
	for _, tt := range []struct {
		name, title, summary string
		want                 int
	}{
		{"nothing known", "Weather in Zenda", "", 0},
		{"for and against", "Mailboxes of a goalkeeper", "Handlers wrote.", 15},
		{"each word once", "Mailboxes", "MAILBOXES, mailboxes", 20},
		{"letters of two spellings", "Ärger", "", 20},
		{"the end of a long text", "Mailboxes", far + "recipe", 20},
		{"an empty item", "", "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var r reading
			r.scan(&meddlewatch.Item{Title: tt.title, Summary: tt.summary})
			for range 2 { // the memory is clean again
				if got := c.read(&r).sum; got != tt.want {
					t.Errorf("sum %v, want %v", got, tt.want)
				}
			}
		})
	}
}

func TestParseWordingRefuses(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"no number", "[[words]]\nweight = nan\n", "w.toml:2:10: \"weight\" must be a finite number"},
		{"a weight without measure", "[[words]]\nweight = -21.0\nlist = [\"a\"]\n", "w.toml:2:1: the weight -21 is not a number of one digit between"},
		{"two digits", "[[words]]\nweight = 0.25\nlist = [\"a\"]\n", "w.toml:2:1: the weight 0.25 is not a number of one digit"},
		{"a capital", "[[words]]\nweight = 0.2\nlist = [\"Abc\"]\n", "w.toml:3:1: \"Abc\" is not a single word"},
		{"two words", "[[words]]\nweight = 0.2\nlist = [\"ab cd\"]\n", "w.toml:3:1: \"ab cd\" is not a single word"},
		{"a word twice", "[[words]]\nweight = 0.2\nlist = [\"ab\", \"ab\"]\n", "w.toml:3:1: the word \"ab\" is there twice"},
		{"an unknown key", "fish = 1\n", "fish"},
		{"no TOML", "words = = 2", "w.toml:1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := ParseWording("w.toml", []byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// What the words of an item say stands among its reasons with the most telling of them, in
// four steps, and only beside an act.
func TestWordingSpeaks(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	if data.Wording, err = ParseWording("w.toml", []byte(someWording)); err != nil {
		t.Fatal(err)
	}
	m, err := New(meddlewatch.Watchlist{Entities: []meddlewatch.Entity{{
		Name: "Tall Heron", Type: "campaign", Watch: meddlewatch.WatchYes,
		Aliases: []meddlewatch.Alias{{Name: "Tall Heron", Strength: meddlewatch.StrengthStrong}},
	}}}, data, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	const act = "Russia spreads disinformation"
	for _, tt := range []struct{ name, title, rule, text string }{
		{"clearly for", act + " by handlers and mailboxes", "wording-clear", "mailboxes, handlers"},
		{"for", act + " by mailboxes", "wording-near", "mailboxes"},
		{"neither", act + " by handlers, goalkeeper", "", ""},
		{"against", act + " with a recipe", "wording-off", "recipe"},
		{"clearly against", act + " with a recipe for a Goalkeeper", "wording-far", "recipe, Goalkeeper"},
		{"no act", "Goalkeeper tries a recipe", "", ""},
		{"nobody foreign", "Party spreads disinformation by handlers and mailboxes", "", ""},
		{"nobody foreign, against", "Party spreads disinformation with a recipe", "wording-off", "recipe"},
		{"a watched name", act + " with a recipe for Tall Heron", "", ""},
		{"a watched name, for", act + " by mailboxes of Tall Heron", "wording-near", "mailboxes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			it := meddlewatch.Item{Title: tt.title}
			v := m.Judge(it)
			i := slices.IndexFunc(v.Reasons, func(r meddlewatch.Reason) bool { return strings.HasPrefix(r.Rule, "wording-") })
			switch {
			case tt.rule == "" && i >= 0:
				t.Fatalf("the wording speaks: %+v", v.Reasons[i])
			case tt.rule == "":
				return
			case i < 0:
				t.Fatalf("no wording among %+v", v.Reasons)
			}
			if r := v.Reasons[i]; r.Rule != tt.rule || r.Text != tt.text || r.Weight != data.Weights.Features[tt.rule] {
				t.Errorf("%+v, want %s %q", r, tt.rule, tt.text)
			}
			if !slices.Contains(m.Features(it), tt.rule) {
				t.Error("it is no feature")
			}
		})
	}
}

func TestDistinctWords(t *testing.T) {
	got := DistinctWords(meddlewatch.Item{Title: "Ärger in the U.S.", Summary: "The ÄRGER grows " + strings.Repeat("so ", wordingSpan) + "far"})
	if want := []string{"grows", "in", "so", "the", "ärger"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
