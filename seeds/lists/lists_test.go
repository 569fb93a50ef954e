package lists

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"meddlewatch"
)

func load(t testing.TB) *Lists {
	t.Helper()
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// labelled is a form and where it stands, for messages.
type labelled struct{ list, form string }

// forms are all forms of all lists.
func forms(l *Lists) []labelled {
	var all []labelled
	add := func(list string, forms ...string) {
		for _, form := range forms {
			all = append(all, labelled{list, form})
		}
	}
	for _, c := range l.Countries {
		add("countries", c.Name)
		add("countries", slices.Concat(c.Names, c.Adjectives, c.People, c.Metonyms)...)
	}
	for _, c := range l.Cities {
		add("cities", c.Name)
	}
	for _, b := range l.Bodies {
		add("bodies", append([]string{b.Name}, b.Forms...)...)
	}
	for _, o := range l.Outlets {
		add("outlets", append([]string{o.Name}, o.Forms...)...)
	}
	for _, p := range l.Platforms {
		add("platforms", append([]string{p.Name}, p.Forms...)...)
	}
	for _, o := range l.Organisations {
		add("organisations", append([]string{o.Name}, o.Forms...)...)
	}
	for _, h := range l.Heads {
		add("heads", h.Word)
	}
	add("given names", l.GivenNames...)
	add("surnames", l.Surnames...)
	add("titles", l.Titles...)
	add("stops", l.Stops...)
	add("parties", l.Parties...)
	return all
}

func TestFormsAreWellWritten(t *testing.T) {
	for _, f := range forms(load(t)) {
		switch {
		case f.form == "":
			t.Errorf("%s: an empty form", f.list)
		case strings.TrimSpace(f.form) != f.form, strings.Contains(f.form, "  "):
			t.Errorf("%s: %q has a space too many", f.list, f.form)
		case strings.ContainsAny(f.form, "|*;#[]’‘“”"):
			t.Errorf("%s: %q has a sign of the file format or a curly quote", f.list, f.form)
		}
	}
}

func TestNothingStandsTwice(t *testing.T) {
	l := load(t)
	seen := map[labelled]bool{}
	once := func(list, form string) {
		t.Helper()
		key := labelled{list, form}
		if seen[key] {
			t.Errorf("%s: %q stands twice", list, form)
		}
		seen[key] = true
	}
	for _, c := range l.Countries {
		once("country codes", c.Code)
		for _, name := range append([]string{c.Name}, c.Names...) {
			once("country names", name)
		}
		for _, form := range c.Adjectives {
			once("adjectives of "+c.Name, form)
		}
		for _, form := range c.People {
			once("people of "+c.Name, form)
		}
		for _, form := range c.Metonyms {
			once("metonyms", form)
		}
	}
	for _, c := range l.Cities {
		once("places of "+c.Country, c.Name)
	}
	for _, b := range l.Bodies {
		once("bodies", b.Name)
		for _, form := range b.Forms {
			if !slices.Contains(b.Doubtful, form) {
				once("bodies", form)
			}
		}
	}
	for _, o := range l.Outlets {
		once("outlets", o.Name)
		for _, form := range o.Forms {
			if !slices.Contains(o.Doubtful, form) {
				once("outlets", form)
			}
		}
	}
	for _, p := range l.Platforms {
		once("platforms", p.Name)
		for _, form := range p.Forms {
			once("platforms", form)
		}
	}
	for _, o := range l.Organisations {
		for _, form := range append([]string{o.Name}, o.Forms...) {
			once("organisations", form)
		}
	}
	for _, h := range l.Heads {
		once("heads "+h.Where, h.Word)
	}
	for list, words := range map[string][]string{
		"given names": l.GivenNames, "surnames": l.Surnames, "titles": l.Titles, "stops": l.Stops, "parties": l.Parties,
	} {
		for _, word := range words {
			once(list, word)
		}
	}
}

func TestCoverage(t *testing.T) {
	l := load(t)
	states, cities, bodies, outlets := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	organisations := map[string]bool{}
	for _, c := range l.Countries {
		states[c.Name] = true
	}
	known := func(list, country string) bool {
		if country != "" && !states[country] {
			t.Errorf("%s: the country %q is in no list of countries", list, country)
		}
		return country != ""
	}
	for _, c := range l.Cities {
		if known("cities", c.Country) {
			cities[c.Country] = true
		}
	}
	for _, b := range l.Bodies {
		if known("bodies", b.Country) {
			bodies[b.Country] = true
		}
	}
	for _, o := range l.Outlets {
		if known("outlets", o.Country) {
			outlets[o.Country] = true
		}
	}
	for _, o := range l.Organisations {
		if known("organisations", o.Country) {
			organisations[o.Country] = true
		}
	}
	for _, c := range []struct {
		what       string
		have, need int
	}{
		{"countries", len(states), 195},
		{"countries with cities", len(cities), 190},
		{"countries with bodies", len(bodies), 100},
		{"countries with outlets", len(outlets), 130},
		{"countries with organisations", len(organisations), 60},
		{"cities", len(l.Cities), 3000},
		{"bodies", len(l.Bodies), 550},
		{"outlets", len(l.Outlets), 1000},
		{"platforms", len(l.Platforms), 120},
		{"organisations", len(l.Organisations), 350},
		{"given names", len(l.GivenNames), 8000},
		{"surnames", len(l.Surnames), 350},
		{"titles", len(l.Titles), 450},
		{"heads", len(l.Heads), 900},
		{"stops", len(l.Stops), 600},
		{"parties", len(l.Parties), 250},
	} {
		t.Logf("%s: %d", c.what, c.have)
		if c.have < c.need {
			t.Errorf("%s: %d, fewer than %d", c.what, c.have, c.need)
		}
	}
}

// The closed lists of the types must hold in the data, and a form that is doubtful
// must be one of the forms.
func TestKinds(t *testing.T) {
	l := load(t)
	kinds := []string{
		"intelligence", "security", "cyber", "ministry", "executive", "legislature", "court", "election",
		"military", "police", "party", "regulator", "international",
	}
	for _, b := range l.Bodies {
		if !slices.Contains(kinds, b.Kind) {
			t.Errorf("body %q is of the unknown kind %q", b.Name, b.Kind)
		}
		if (b.Country == "") != (b.Kind == "international") {
			t.Errorf("body %q is of kind %q and country %q", b.Name, b.Kind, b.Country)
		}
	}
	for _, o := range l.Organisations {
		if !slices.Contains([]string{"company", "research_org", "other_org"}, o.Type) {
			t.Errorf("organisation %q is of the unknown type %q", o.Name, o.Type)
		}
	}
	for _, h := range l.Heads {
		if !slices.Contains(meddlewatch.EntityTypes(), h.Type) {
			t.Errorf("head %q tells the unknown type %q", h.Word, h.Type)
		}
		if !slices.Contains([]string{"end", "start", "in", "before"}, h.Where) {
			t.Errorf("head %q stands at the unknown place %q", h.Word, h.Where)
		}
	}
	for _, o := range l.Outlets {
		if o.Ordinary != slices.Contains(o.Doubtful, o.Name) {
			t.Errorf("outlet %q: ordinary %v, doubtful %q", o.Name, o.Ordinary, o.Doubtful)
		}
	}
}

// CLDR names every country that has a code; where newspapers print another name
// than CLDR, that one must be known too.
func TestCountriesAgreeWithCLDR(t *testing.T) {
	names := map[string][]string{}
	for _, c := range load(t).Countries {
		names[c.Code] = append([]string{c.Name}, c.Names...)
	}
	plain := strings.NewReplacer("’", "'", "&", "and", "St.", "Saint", " SAR China", "", "Türkiye", "Turkey",
		"Congo - Brazzaville", "Republic of the Congo", "Congo - Kinshasa", "Democratic Republic of the Congo",
		"Palestinian Territories", "Palestine", "Myanmar (Burma)", "Myanmar", "Macao", "Macau").Replace
	for code, forms := range names {
		region, err := language.ParseRegion(code)
		if err != nil {
			t.Errorf("%s of %s is no region: %v", code, forms[0], err)
			continue
		}
		want := plain(display.English.Regions().Name(region))
		if !slices.ContainsFunc(forms, func(form string) bool { return plain(form) == want }) {
			t.Errorf("%s: CLDR calls it %q, the list %q", code, want, forms)
		}
	}
}

func TestWhatReadersRelyOn(t *testing.T) {
	l := load(t)
	country := func(name string) Country {
		i := slices.IndexFunc(l.Countries, func(c Country) bool { return c.Name == name })
		if i < 0 {
			t.Fatalf("no country %q", name)
		}
		return l.Countries[i]
	}
	for _, c := range l.Countries {
		if len(c.Metonyms) == 0 || c.Metonyms[0] != c.Capital || c.Capital == "" {
			t.Errorf("%s: its capital %q is not the first of its metonyms %q", c.Name, c.Capital, c.Metonyms)
		}
	}
	us := country("United States")
	if slices.Contains(us.Metonyms, "White House") || !slices.Contains(us.Names, "U.S.") {
		t.Errorf("United States: %+v", us)
	}
	if turkey := country("Turkey"); !slices.Equal(turkey.Doubtful, []string{"Turkey"}) {
		t.Errorf("Turkey: doubtful %q", turkey.Doubtful)
	}
	for _, name := range []string{"The Washington Post", "Time"} {
		i := slices.IndexFunc(l.Outlets, func(o Outlet) bool { return o.Name == name })
		if i < 0 {
			t.Fatalf("no outlet %q", name)
		}
		switch o := l.Outlets[i]; {
		case name == "Time" && !o.Ordinary:
			t.Error("Time is an ordinary word")
		case name == "The Washington Post" && (o.Ordinary || !slices.Contains(o.Forms, "Washington Post")):
			t.Errorf("%s: %+v", name, o)
		}
	}
	for _, name := range slices.Concat(l.GivenNames, l.Surnames) {
		if first := []rune(name)[0]; !unicode.IsUpper(first) || !unicode.Is(unicode.Latin, first) {
			t.Errorf("the name %q does not begin with a Latin capital", name)
		}
	}
}

// The learner must find campaigns and threat groups by itself.
func TestNoCampaignIsListed(t *testing.T) {
	data, err := os.ReadFile(filepath.FromSlash("../../../shared/domain/campaigns.json"))
	if os.IsNotExist(err) {
		t.Skip("needs ../shared beside the repository: the names of campaigns")
	}
	if err != nil {
		t.Fatal(err)
	}
	var domain struct {
		Campaigns []struct {
			Canonical string
			Type      string
			Aliases   []struct{ Name string }
		}
	}
	if err := json.Unmarshal(data, &domain); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, c := range domain.Campaigns {
		if c.Type == "campaign" || c.Type == "threat_group" {
			names[strings.ToLower(c.Canonical)] = c.Canonical
			for _, a := range c.Aliases {
				names[strings.ToLower(a.Name)] = c.Canonical
			}
		}
	}
	if len(names) < 100 {
		t.Fatalf("only %d names of campaigns were read", len(names))
	}
	for _, f := range forms(load(t)) {
		if of, is := names[strings.ToLower(f.form)]; is {
			t.Errorf("%s: %q is a name of %s", f.list, f.form, of)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
