package lists

import (
	"slices"
	"strings"
	"testing"
)

func TestRows(t *testing.T) {
	text := "# a comment\n#another\n\n[Ruritania]\nA* | b, c* , d\r\nE\n[x, y]\nF || G"
	got := rows("some.txt", text)
	if len(got) != 3 {
		t.Fatalf("%d rows: %+v", len(got), got)
	}
	if got[0].line != 5 || got[0].head != "Ruritania" || got[2].head != "x, y" {
		t.Errorf("places and headings: %+v", got)
	}
	var doubtful []string
	if name := got[0].name(0, &doubtful); name != "A" {
		t.Errorf("name %q", name)
	}
	if forms := got[0].forms(1, &doubtful); !slices.Equal(forms, []string{"b", "c", "d"}) {
		t.Errorf("forms %q", forms)
	}
	if !slices.Equal(doubtful, []string{"A", "c"}) {
		t.Errorf("doubtful %q", doubtful)
	}
	if forms := got[1].forms(1, &doubtful); forms != nil {
		t.Errorf("forms of a field that is not there: %q", forms)
	}
	if got[2].field(1) != "" || got[2].field(2) != "G" {
		t.Errorf("an empty field between: %q", got[2].fields)
	}
}

func TestBadRowsAreRefused(t *testing.T) {
	l := &Lists{}
	for _, c := range []struct {
		name, text, want string
		add              func(row) error
	}{
		{"a country with too few fields", "RU | Ruritania", "line 1 of the built-in list x.txt has 2 fields; it needs 7 to 7, with bars between", l.addCountry},
		{"a country without name", "RU ||||||", "has nothing in field 2", l.addCountry},
		{"a city below no country", "Strelsau", "stands below no country", l.addCities},
		{"a body without name", "[Ruritania]\ncourt", "has 1 fields", l.addBody},
		{"an outlet of another kind", "[Ruritania]\nStrelsau Post || royal", `has "royal" where only "state" may stand`, l.addOutlet},
		{"a platform with too much", "Page | Pages | Owner | more", "has 4 fields", l.addPlatform},
		{"an organisation without type", "[Ruritania]\nStrelsau Ltd", "has 1 fields", l.addOrganisation},
		{"heads below a heading without place", "[company]\nInc.", "stands below no heading of a type and a place", l.addHeads},
		{"bars in a list of words", "a | b", "has 2 fields", func(r row) error { return addWords(&l.Stops, r) }},
		{"bars in a list of phrases", "a b | c", "has 2 fields", func(r row) error { return addForms(&l.Stops, r) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.add(rows("x.txt", c.text)[0])
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, not %q", err, c.want)
			}
		})
	}
}
