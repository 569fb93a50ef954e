package match

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"meddlewatch"
)

// phrasesFound returns what of the phrases an entry finds.
func phrasesFound(t *testing.T, entry string, phrases []string) (found []string) {
	t.Helper()
	terms, err := newTerms([]term{{text: entry, kind: actSpy}}, tongues{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range phrases {
		words := Words(nil, p, 0)
		hits := terms.find(nil, p, words, 0, false, 0)
		if len(hits) > 0 && hits[0].first == 0 && int(hits[0].last) == len(words)-1 {
			found = append(found, p)
		}
	}
	return found
}

func TestAlternatives(t *testing.T) {
	for _, c := range []struct {
		name, entry string
		yes, no     []string
	}{
		{"one place", "plot/scheme", []string{"plot", "Scheme"}, []string{"plot scheme", "plots"}},
		{"every combination", "secret/covert plot*/scheme", []string{"secret plot", "covert plotting", "covert scheme", "secret scheme"}, []string{"secret", "plot", "covert schemes"}},
		{"joined by hyphens", "hack-and-leak/troll drive", []string{"hack and leak drive", "troll drive"}, []string{"hack drive", "leak drive"}},
		{"capital of the first word only", "Norvanian/secret drive/Plot", []string{"Norvanian drive", "Norvanian plot", "Secret drive"}, []string{"norvanian drive"}},
		{"capitals of a single word only", "NVA/nvan", []string{"NVA", "nvan"}, []string{"nva"}},
		{"capitals beside words", "NVA plot/scheme", []string{"NVA plot", "Nva scheme"}, []string{"nva plot"}},
		{"points in an abbreviation", "N.V.A./nvan vote", []string{"NVA vote", "N.V.A. vote", "nvan vote"}, nil},
		{"a sign beside a word", "plot/– drive", []string{"plot drive", "drive"}, []string{"plot"}},
		{"shared beginnings", "secret plot*/plot/plotter", []string{"secret plot", "secret plotter", "secret plots"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := phrasesFound(t, c.entry, slices.Concat(c.yes, c.no)); !slices.Equal(got, c.yes) {
				t.Errorf("%q finds %q, want %q", c.entry, got, c.yes)
			}
		})
	}
}

func TestEntryMistakes(t *testing.T) {
	for _, c := range []struct{ name, entry, want string }{
		{"nothing beside a slash", "secret/ plot", "empty alternative"},
		{"only a slash", "/", "empty alternative"},
		{"signs alone", "–/& –", "holds no word"},
		{"a short stem among others", "secret/sec*", "shorter than 4 bytes"},
		{"a sentence between places", "plots./schemes Norvania", "end of a sentence"},
		{"a sentence in a place", "plot?scheme/drive on", "end of a sentence"},
		{"too many", strings.Repeat("a/b ", 11), "more than 2000 terms"},
		{"a word of no language", "plot/" + strings.Repeat("x", 200), "200 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var r entryReader
			if err := r.read(c.entry); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one that says %q", err, c.want)
			}
		})
	}
}

// A cue joins the terms of the lexicons after those were made ready: its words, and
// its stems, must be found beside theirs.
func TestCuesJoinTheLexicons(t *testing.T) {
	lex := Lexicons{Languages: []Language{{Acts: Acts{Spy: []string{"eavesdropp*", "lantern bearer"}}}}}
	terms, err := compileTerms(lex, []meddlewatch.Cue{
		{Phrase: "eaves* quietly", Kind: "meddle", Origin: meddlewatch.OriginEdited},
		{Phrase: "zither concert", Kind: "meddle", Origin: meddlewatch.OriginEdited},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := "eavesdropping quietly at a zither concert of a lantern bearer"
	var got []string
	words := Words(nil, text, 0)
	for _, h := range terms.find(nil, text, words, 0, false, 0) {
		got = append(got, text[words[h.first].Start:words[h.last].End])
	}
	if want := []string{"eavesdropping quietly", "zither concert", "lantern bearer"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// FuzzEntry wants of every entry that can be read that it compiles, and of one
// without a slash or star that it finds itself.
func FuzzEntry(f *testing.F) {
	for _, e := range []string{"covert/secret plot*", "U.S. vote", "a/b", "干预/选举 a", "plots./x Y", "é*", "EE. UU./x y"} {
		f.Add(e)
	}
	f.Fuzz(func(t *testing.T, entry string) {
		var r entryReader
		readErr := r.read(entry)
		terms, err := newTerms([]term{{text: entry, kind: actSpy}}, tongues{}, nil)
		if (readErr == nil) != (err == nil) {
			t.Fatalf("read says %v, compiling %v", readErr, err)
		}
		if err == nil && !strings.ContainsAny(entry, "/*") && len(terms.find(nil, entry, Words(nil, entry, 0), 0, false, 0)) == 0 {
			t.Errorf("%q does not find itself", entry)
		}
	})
}

// FuzzPlainAlternative wants of an alternative of plain words that it is the one that
// readWords finds, wherever it stands.
func FuzzPlainAlternative(f *testing.F) {
	for _, e := range []string{"covert", "plot*", "hack-and-leak", "NVA", "N1A", "a b-c* d", "sec*", "É*tat", "wpływ*", "x*-y", "a- b", "a  b", "Q", "ŁÓDŹ", "é*"} {
		f.Add("some", e, "other")
	}
	f.Fuzz(func(t *testing.T, before, alternative, after string) {
		var quick, slow entryReader
		if endsSentence(before) || strings.ContainsAny(before+after, " ") || !quick.readPlain(alternative) {
			return
		}
		if err := slow.readWords(alternative, "", alternative, ""); err != nil || !reflect.DeepEqual(quick.words, slow.words) {
			t.Errorf("%+q: %+v, want %+v and no error: %v", alternative, quick.words, slow.words, err)
		}
		slow = entryReader{}
		if err := slow.readWords(alternative, before, alternative, after); err == nil && !reflect.DeepEqual(quick.words, slow.words) {
			t.Errorf("%+q between %+q and %+q: %+v, want %+v", alternative, before, after, quick.words, slow.words)
		}
	})
}
