package match

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"meddlewatch"
)

func entity(name string, aliases ...meddlewatch.Alias) meddlewatch.Entity {
	return meddlewatch.Entity{Name: name, Type: "campaign", Watch: meddlewatch.WatchYes, Origin: meddlewatch.OriginLearned, Aliases: aliases}
}

func strong(name string) meddlewatch.Alias {
	return meddlewatch.Alias{Name: name, Strength: meddlewatch.StrengthStrong}
}

func TestNames(t *testing.T) {
	list := meddlewatch.Watchlist{Entities: []meddlewatch.Entity{
		entity("Paper Heron", strong("Paper Heron")), // the campaigns of this test are invented
		entity("Paper Heron Two", strong("Paper Heron Two")),
		entity("Heron", strong("Heron")),
		entity("IRA", strong("IRA")),
		entity("X", strong("X")),
		entity("NoName057(16)", strong("NoName057(16)")),
		entity("VK", strong("VK.com")),
		entity("Handle", strong("@paperheron")),
		entity("C++ Crew", strong("Crew++")),
		entity("Chinese name", strong("纸鹭行动")),
		entity("Thai name", strong("นกกระดาษ")),
		entity("Storm", strong("Storm-9001")),
		entity("Bang", strong("Yahoo! Herons")),
		entity("Cyrillic", strong("Бумажная Цапля")),
		entity("Accented", strong("Opération Héron")),
	}}
	n, err := compileNames(list)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		want       []string // as printed
	}{
		{"whole name", "the Paper Heron network", []string{"Paper Heron"}},
		{"other case", "the PAPER HERON network", []string{"PAPER HERON"}},
		{"part of a word", "paperheron and Herons", nil},
		{"longest wins", "Paper Heron Two", []string{"Paper Heron Two"}},
		{"shorter when the longer stops", "Paper Heron Too", []string{"Paper Heron"}},
		{"second word alone", "a heron flew", []string{"heron"}},
		{"possessive", "Paper Heron’s accounts", []string{"Paper Heron"}},
		{"hyphen", "the Paper-Heron-linked pages", []string{"Paper-Heron"}},
		{"over a line break", "Paper\u00a0Heron", []string{"Paper\u00a0Heron"}},
		{"not over a comma", "paper, heron", []string{"heron"}},
		{"not over a sentence", "It is paper. Heron is next.", []string{"Heron"}},
		{"capitals needed", "the IRA and ira", []string{"IRA"}},
		{"one letter", "on X but not x", []string{"X"}},
		{"shouting proves nothing", "THE IRA HAS LEFT THE TOWN HALL", nil},
		{"symbol at the end", "NoName057(16) struck", []string{"NoName057(16)"}},
		{"symbol with a space", "NoName057 (16) struck", []string{"NoName057 (16)"}},
		{"symbol missing", "NoName057 16 struck", nil},
		{"dot", "on VK.com now", []string{"VK.com"}},
		{"dot missing", "on VK com now", nil},
		{"lead symbol", "by @PaperHeron today", []string{"@PaperHeron"}},
		{"lead symbol missing", "by PaperHeron today", nil},
		{"trailing symbols", "the Crew++ did", []string{"Crew++"}},
		{"trailing symbols missing", "the Crew+ did", nil},
		{"exclamation inside", "at Yahoo! Herons", []string{"Yahoo! Herons"}},
		{"no spaces around", "称为纸鹭行动的网络", []string{"纸鹭行动"}},
		{"thai", "เครือข่ายนกกระดาษถูก", []string{"นกกระดาษ"}},
		{"dash for hyphen", "Storm–9001", []string{"Storm–9001"}},
		{"cyrillic", "сеть «Бумажная Цапля»", []string{"Бумажная Цапля"}},
		{"decomposed", "Ope\u0301ration He\u0301ron", []string{"Ope\u0301ration He\u0301ron"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			words := Words(nil, c.text, 0)
			var got []string
			found, whole := n.find(nil, c.text, words, 0, shouting(words))
			if !whole {
				t.Error("the search ended before the text")
			}
			for _, f := range found {
				got = append(got, c.text[f.start:f.end])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("names in %q: %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestNamesRefused(t *testing.T) {
	for _, c := range []struct{ name, alias, want string }{
		{"no letter", "(*)", `the name "(*)" of "Odd" holds no letter or digit`},
		{"too long", strings.Repeat("word ", 40), "has 40 words and the limit is 32"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := compileNames(meddlewatch.Watchlist{Entities: []meddlewatch.Entity{entity("Odd", strong(c.alias))}})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q in it", err, c.want)
			}
		})
	}
}

func TestMergeEntities(t *testing.T) {
	first := entity("Paper Heron", strong("Paper Heron"), strong("Heron"))
	second := meddlewatch.Entity{
		Name: "Paper Heron", Watch: meddlewatch.WatchNo, Origin: meddlewatch.OriginEdited,
		Aliases: []meddlewatch.Alias{{Name: "Heron", Strength: meddlewatch.StrengthNever}, strong("Grey Heron")},
	}
	merged := mergeEntities([]meddlewatch.Entity{first, second})
	if len(merged) != 1 {
		t.Fatalf("%d entities, want 1", len(merged))
	}
	e := merged[0]
	if e.Watch != meddlewatch.WatchNo || e.Type != "campaign" {
		t.Errorf("watch %q type %q; the later watch and the earlier type should hold", e.Watch, e.Type)
	}
	var got []string
	for _, a := range e.Aliases {
		got = append(got, fmt.Sprint(a.Name, " ", a.Strength, " ", a.Origin))
	}
	want := []string{"Paper Heron strong learned", "Heron never edited", "Grey Heron strong edited"}
	if !slices.Equal(got, want) {
		t.Errorf("aliases %q, want %q", got, want)
	}
	if first.Aliases[1].Strength != meddlewatch.StrengthStrong {
		t.Error("merging changed the list it was given")
	}
}
