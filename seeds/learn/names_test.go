package learn_test

import (
	"testing"

	"meddlewatch"
	"meddlewatch/seeds/learn"
)

// report is an invented report about invented campaigns.
const report = `Examplia has found fake accounts that posed as nurses and false pages that pretended to be local news.

The influence operation dubbed “Kestrelmoot” hid behind proxies. Microsoft calls it Velvet Vanebrook. In May Kestrelmoot forged a letter.

The operators work on Project Orlwick, an influence campaign. How Orlwick began nobody knows. The group known as “Everyone” is said to exist, and everyone knows it.
`

func TestFurtherNamesAreOneThing(t *testing.T) {
	l, err := learn.New()
	if err != nil {
		t.Fatal(err)
	}
	f, err := l.Learn([]learn.File{{Name: "report.txt", Data: []byte(report)}})
	if err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string]string{"Kestrelmoot": "Velvet Vanebrook", "Project Orlwick": "Orlwick"} {
		t.Run(name, func(t *testing.T) {
			e := entityNamed(f, name)
			if e.Type != "campaign" || e.Watch != meddlewatch.WatchYes {
				t.Errorf("%q is %q, %q", name, e.Type, e.Watch)
			}
			if a := aliasNamed(e, other); a.Mentions != 1 || a.Kind != "alias" {
				t.Errorf("%q: %+v", other, a)
			}
			if !related(f, other, "alias_of", name) {
				t.Errorf("no relation between %q and %q: %+v", other, name, f.Relations)
			}
		})
	}
	for _, e := range f.Entities {
		if a := aliasNamed(e, "Everyone"); a.Name != "" && (e.Watch == meddlewatch.WatchYes || a.Strength == meddlewatch.StrengthStrong) {
			t.Errorf("a planted name is believed: %+v", e)
		}
	}
}

func entityNamed(f learn.Findings, name string) learn.Entity {
	for _, e := range f.Entities {
		if e.Name == name {
			return e
		}
	}
	return learn.Entity{}
}

func aliasNamed(e learn.Entity, name string) learn.Alias {
	for _, a := range e.Aliases {
		if a.Name == name {
			return a
		}
	}
	return learn.Alias{}
}

func related(f learn.Findings, subject, relation, object string) bool {
	for _, r := range f.Relations {
		if r.Subject == subject && r.Relation == relation && r.Object == object {
			return true
		}
	}
	return false
}
