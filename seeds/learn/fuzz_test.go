package learn_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"meddlewatch"
	"meddlewatch/seeds/learn"
)

// FuzzLearn: whatever bytes a file has, it is refused with its name, or its findings
// are sound: known types and classes, names, places within the file, and a list that
// can be read.
func FuzzLearn(f *testing.F) {
	for _, seed := range []string{
		paragraph,
		"# Heading\n\nA covert influence operation dubbed **Quokka Ledger** (QL), linked to *China*, said [Marram Labs](https://example.org).\n\n- See also\n- Storm-9999",
		"<html><body><h1>Quokka</h1><p>Hackers known as &ldquo;Quokka&nbsp;Net&rdquo; targeted the 2024 U.S. election.</p></body></html>",
		"President Al-Quokkad met U.S.-based N.A.T.O. officials... and \"Quokka",
		"中国的“袋鼠行动”影响力行动针对台湾。",
		"Хакеры группы «Кенгуру», связанные с Китаем, атаковали выборы.",
		"\ufeffA\u202eB dubbed \u2066Q\u2069 the the (((( \"\"\"\" …... [1][2]",
		"Iran, Iran's and Iranian hackers, IRAN. 2024 2025 elections elections election",
		"A-A-A-A-A A.B.C.D.E ' ' ’s",
	} {
		for kind := range uint8(3) {
			f.Add(kind, []byte(seed))
		}
	}
	l := newLearner(f)
	f.Fuzz(func(t *testing.T, kind uint8, data []byte) {
		name := []string{"a.txt", "a.md", "a.html"}[kind%3]
		found, err := l.Learn([]learn.File{{Name: name, Data: data}})
		if err != nil {
			if !strings.Contains(err.Error(), name) {
				t.Fatalf("the error does not name the file: %v", err)
			}
			if len(found.Entities)+len(found.Documents) > 0 {
				t.Fatal("findings beside an error")
			}
			return
		}
		for _, e := range found.Entities {
			if e.Name == "" || !utf8.ValidString(e.Name) || !slices.Contains(meddlewatch.EntityTypes(), e.Type) ||
				e.Watch != meddlewatch.WatchYes && e.Watch != meddlewatch.WatchContext && e.Watch != meddlewatch.WatchNo ||
				len(e.Aliases) == 0 || e.Mentions < 1 || e.Salience < 0 || e.Salience > float64(e.Mentions) {
				t.Fatalf("no sound entity: %+v", e)
			}
			for _, a := range e.Aliases {
				if a.Name == "" || !utf8.ValidString(a.Name) ||
					a.Strength != meddlewatch.StrengthStrong && a.Strength != meddlewatch.StrengthContext && a.Strength != meddlewatch.StrengthNever {
					t.Fatalf("%s: no sound alias: %+v", e.Name, a)
				}
			}
			inside(t, e.Receipts, len(data))
		}
		for _, r := range found.Relations {
			if r.Subject == "" || r.Object == "" || !slices.Contains(meddlewatch.RelationKinds(), r.Relation) {
				t.Fatalf("no sound relation: %+v", r)
			}
			inside(t, r.Receipts, len(data))
		}
		for _, theme := range found.Themes {
			inside(t, theme.Receipts, len(data))
		}
		sound(t, found)
	})
}

func inside(t *testing.T, receipts []learn.Receipt, size int) {
	t.Helper()
	if len(receipts) == 0 {
		t.Fatal("a finding without a receipt")
	}
	for _, r := range receipts {
		if r.Offset < 0 || r.Length < 1 || r.Offset+r.Length > size {
			t.Fatalf("%+v is outside of a file of %d bytes", r, size)
		}
	}
}
