package lists

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed data/*.txt
var files embed.FS

// Load reads the lists that are built in. An error means a broken build.
func Load() (*Lists, error) {
	l := &Lists{}
	for _, list := range []struct {
		file string
		add  func(row) error
	}{
		{"countries.txt", l.addCountry},
		{"cities.txt", l.addCities},
		{"regions.txt", l.addCities},
		{"bodies.txt", l.addBody},
		{"outlets.txt", l.addOutlet},
		{"platforms.txt", l.addPlatform},
		{"organisations.txt", l.addOrganisation},
		{"givennames.txt", func(r row) error { return addWords(&l.GivenNames, r) }},
		{"surnames.txt", func(r row) error { return addWords(&l.Surnames, r) }},
		{"titles.txt", func(r row) error { return addForms(&l.Titles, r) }},
		{"heads.txt", l.addHeads},
		{"stops.txt", func(r row) error { return addForms(&l.Stops, r) }},
		{"parties.txt", func(r row) error { return addForms(&l.Parties, r) }},
	} {
		text, err := files.ReadFile("data/" + list.file)
		if err != nil {
			return nil, fmt.Errorf("the built-in list %s cannot be read: %w", list.file, err)
		}
		for _, r := range rows(list.file, string(text)) {
			if err := list.add(r); err != nil {
				return nil, err
			}
		}
	}
	return l, nil
}

func (l *Lists) addCountry(r row) error {
	if err := r.check(7, 7, 2); err != nil {
		return err
	}
	var doubtful []string
	c := Country{Code: r.fields[0]}
	c.Name = r.name(1, &doubtful)
	c.Names = r.forms(2, &doubtful)
	c.Adjectives = r.forms(3, &doubtful)
	c.People = r.forms(4, &doubtful)
	c.Capital = r.name(5, &doubtful)
	c.Metonyms = append([]string{c.Capital}, r.forms(6, &doubtful)...)
	// A form may stand in two fields ("U.S." is a name and an adjective).
	slices.Sort(doubtful)
	c.Doubtful = slices.Compact(doubtful)
	l.Countries = append(l.Countries, c)
	return nil
}

func (l *Lists) addCities(r row) error {
	if r.head == "" {
		return r.wrong("stands below no country")
	}
	country := r.head
	if country == "none" {
		country = ""
	}
	var doubtful []string
	for _, name := range r.forms(0, &doubtful) {
		l.Cities = append(l.Cities, City{Name: name, Country: country, Ordinary: slices.Contains(doubtful, name)})
	}
	return nil
}

func (l *Lists) addBody(r row) error {
	if err := r.check(2, 3, 2); err != nil {
		return err
	}
	b := Body{Kind: r.fields[0], Country: r.head}
	if r.head == "international" {
		b.Country = ""
	}
	b.Name = r.name(1, &b.Doubtful)
	b.Forms = r.forms(2, &b.Doubtful)
	l.Bodies = append(l.Bodies, b)
	return nil
}

func (l *Lists) addOutlet(r row) error {
	if err := r.check(1, 3, 1); err != nil {
		return err
	}
	o := Outlet{Country: r.head}
	switch r.field(2) {
	case "":
	case "state":
		o.State = true
	default:
		return r.wrong("has %q where only %q may stand", r.field(2), "state")
	}
	o.Name = r.name(0, &o.Doubtful)
	o.Ordinary = len(o.Doubtful) > 0
	o.Forms = r.forms(1, &o.Doubtful)
	if short, article := strings.CutPrefix(o.Name, "The "); article && strings.Contains(short, " ") {
		o.Forms = append(o.Forms, short)
	}
	l.Outlets = append(l.Outlets, o)
	return nil
}

func (l *Lists) addPlatform(r row) error {
	if err := r.check(1, 3, 1); err != nil {
		return err
	}
	p := Platform{Owner: r.field(2)}
	p.Name = r.name(0, &p.Doubtful)
	p.Ordinary = len(p.Doubtful) > 0
	p.Forms = r.forms(1, &p.Doubtful)
	l.Platforms = append(l.Platforms, p)
	return nil
}

func (l *Lists) addOrganisation(r row) error {
	if err := r.check(2, 3, 2); err != nil {
		return err
	}
	o := Organisation{Type: r.fields[0], Country: r.head}
	if r.head == "international" {
		o.Country = ""
	}
	o.Name = r.name(1, &o.Doubtful)
	o.Forms = r.forms(2, &o.Doubtful)
	l.Organisations = append(l.Organisations, o)
	return nil
}

func (l *Lists) addHeads(r row) error {
	kind, where, both := strings.Cut(r.head, ", ")
	if !both {
		return r.wrong("stands below no heading of a type and a place")
	}
	for _, word := range r.forms(0, nil) {
		l.Heads = append(l.Heads, Head{Word: word, Type: kind, Where: where})
	}
	return nil
}

// addForms adds what stands between the commas of a row.
func addForms(to *[]string, r row) error {
	if err := r.check(1, 1, 1); err != nil {
		return err
	}
	*to = append(*to, r.forms(0, nil)...)
	return nil
}

// addWords adds what stands between the spaces of a row.
func addWords(to *[]string, r row) error {
	if err := r.check(1, 1, 1); err != nil {
		return err
	}
	*to = append(*to, strings.Fields(r.fields[0])...)
	return nil
}
