package learn_test

import (
	"bytes"
	"html"
	"strings"
	"testing"
	"unicode"

	"meddlewatch/seeds/learn"
)

// Every receipt of a finding lies in its document, and the bytes there are what was
// found, as far as mark-up lets them.
func TestReceiptsStandWhereTheySay(t *testing.T) {
	l := newLearner(t)
	receipts := 0
	for _, file := range ownDocuments(t) {
		receipts += checkReceipts(t, l, file)
	}
	if receipts < 500 {
		t.Errorf("only %d receipts were checked", receipts)
	}
}

func TestReceiptsOfTheSeeds(t *testing.T) {
	l := newLearner(t)
	for _, file := range seedDocuments(t) {
		if checkReceipts(t, l, file) == 0 {
			t.Errorf("%s: no receipt", file.Name)
		}
	}
}

func checkReceipts(t *testing.T, l *learn.Learner, file learn.File) int {
	t.Helper()
	f, err := l.Learn([]learn.File{file})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range f.Entities {
		if len(e.Receipts) != e.Mentions {
			t.Errorf("%s: %s has %d mentions and %d receipts", file.Name, e.Name, e.Mentions, len(e.Receipts))
		}
		forms := make([]string, len(e.Aliases))
		for i, a := range e.Aliases {
			forms[i] = plain([]byte(a.Name))
			if a.Receipt == nil {
				t.Errorf("%s: %s, alias %s, has no receipt", file.Name, e.Name, a.Name)
			} else if there := bytesAt(t, file, *a.Receipt); !strings.Contains(there, forms[i]) && a.Mentions > 0 {
				t.Errorf("%s:%d+%d is %q, and should hold the alias %q", file.Name, a.Receipt.Offset, a.Receipt.Length, there, a.Name)
			}
		}
		for _, r := range e.Receipts {
			n++
			there := bytesAt(t, file, r)
			held := false
			for _, form := range forms {
				held = held || strings.Contains(there, form)
			}
			if !held {
				t.Errorf("%s:%d+%d is %q, and should hold a form of %s: %q", file.Name, r.Offset, r.Length, there, e.Name, forms)
			}
		}
	}
	for _, r := range f.Relations {
		if len(r.Receipts) == 0 {
			t.Errorf("%s: %s %s %s has no receipt", file.Name, r.Subject, r.Relation, r.Object)
		}
		for _, one := range r.Receipts {
			n++
			if there := bytesAt(t, file, one); there == "" {
				t.Errorf("%s:%d+%d, a receipt of a relation, is blank", file.Name, one.Offset, one.Length)
			}
		}
	}
	for _, theme := range f.Themes {
		for _, r := range theme.Receipts {
			n++
			there, held := strings.ToLower(bytesAt(t, file, r)), false
			for _, p := range theme.Phrases {
				held = held || there == strings.ToLower(plain([]byte(p))) || sameStart(there, p)
			}
			if !held {
				t.Errorf("%s:%d+%d is %q, and should be one of %q", file.Name, r.Offset, r.Length, there, theme.Phrases)
			}
		}
	}
	return n
}

// sameStart says whether two forms of a phrase begin alike: "interferes", "interfering".
func sameStart(a, b string) bool {
	b = strings.ToLower(plain([]byte(b)))
	n := min(len(a), len(b), 4)
	return n > 2 && a[:n] == b[:n]
}

func bytesAt(t *testing.T, file learn.File, r learn.Receipt) string {
	t.Helper()
	if r.Document != file.Name || r.Offset < 0 || r.Length <= 0 || r.Offset+r.Length > len(file.Data) || r.Rule == "" {
		t.Errorf("%s: the receipt %+v is no place in a file of %d bytes", file.Name, r, len(file.Data))
		return ""
	}
	return plain(file.Data[r.Offset : r.Offset+r.Length])
}

// plain takes tags, entities, marks of emphasis and unseen characters out, and makes
// every run of space one.
func plain(b []byte) string {
	for {
		open := bytes.IndexByte(b, '<')
		if open < 0 {
			break
		}
		end := bytes.IndexByte(b[open:], '>')
		if end < 0 {
			break
		}
		b = append(append([]byte{}, b[:open]...), b[open+end+1:]...)
	}
	s := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("*_`[]\\", r), unicode.In(r, unicode.Cf, unicode.Cc) && !unicode.IsSpace(r):
			return -1
		}
		return r
	}, html.UnescapeString(string(b)))
	return strings.Join(strings.Fields(s), " ")
}
