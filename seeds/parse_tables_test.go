package seeds

import (
	"reflect"
	"strings"
	"testing"

	"meddlewatch"
)

const tables = `[[relation]]
subject = "Operation Example"
relation = "attributed_to"
object = "Ruritania"
hedge = "linked to"
receipts = ["report.txt:5"]

[[theme]]
name = "false names"
kind = "deceive"
lang = "en"
phrases = ["made-up persons", "borrowed faces"]
receipts = ["report.txt:9"]

[[theme]]
name = "a topic"
phrases = ["the vote"]

[[document]]
name = "report.txt"
sha256 = "abababababababababababababababababababababababababababababababab"
bytes = 12

[learned.entity]
"Operation Example" = "campaign|yes||strong - Op\\|Ex|never es Operación"
[learned.relation]
"Operation Example|attributed_to|Ruritania" = "linked to"
[learned.theme]
"false names" = "deceive|made-up persons"
`

func TestTables(t *testing.T) {
	list, err := ParseWatchlist("w.toml", []byte(tables), meddlewatch.OriginLearned)
	if err != nil {
		t.Fatal(err)
	}
	want := meddlewatch.Watchlist{
		Relations: []meddlewatch.WatchRelation{{
			Subject: "Operation Example", Relation: "attributed_to", Object: "Ruritania", Hedge: "linked to",
			Origin: meddlewatch.OriginLearned, Receipts: []string{"report.txt:5"},
		}},
		Cues: []meddlewatch.Cue{
			{Phrase: "made-up persons", Kind: "deceive", Lang: "en", Origin: meddlewatch.OriginLearned, Receipts: []string{"report.txt:9"}},
			{Phrase: "borrowed faces", Kind: "deceive", Lang: "en", Origin: meddlewatch.OriginLearned, Receipts: []string{"report.txt:9"}},
		},
	}
	if !reflect.DeepEqual(list, want) {
		t.Errorf("got  %+v\nwant %+v", list, want)
	}
	file, err := ParseFile("w.toml", []byte(tables), meddlewatch.OriginLearned)
	if err != nil {
		t.Fatal(err)
	}
	if len(file.Themes) != 2 || len(file.Documents) != 1 || file.Documents[0].Bytes != 12 {
		t.Errorf("%+v", file)
	}
	e := file.Learned.Entity["Operation Example"]
	if len(e.Aliases) != 2 || e.Aliases[0].Name != "Op|Ex" || e.Aliases[1].Lang != "es" {
		t.Errorf("%+v", e)
	}
	if text, err := e.MarshalText(); err != nil || string(text) != `campaign|yes||strong - Op\|Ex|never es Operación` {
		t.Errorf("written as %q, %v", text, err)
	}
}

// TestBadTables holds what a person is told, word for word.
func TestBadTables(t *testing.T) {
	const kinds = "foreign, election, operation, meddle, deceive, disinform, propaganda, intrude, spy, agent, pay"
	tests := []struct {
		name     string
		old, new string // a change of the tables above
		want     string
	}{
		{"unknown relation", `"attributed_to"`, `"likes"`, `w.toml:3:12: unknown relation "likes"; use one of attributed_to, part_of, targets, reported_by, alias_of, denies, conducted_via`},
		{"no object", `object = "Ruritania"`, `object = " "`, `w.toml:4:10: the relation has no object; write the name of an entity`},
		{"hedge", `hedge = "linked to"`, `hedge = "linked\nto"`, `w.toml:5:9: the hedge has a line break, a control or an invisible character; write it as plain text on one line`},
		{"receipt", `["report.txt:5"]`, `["report.txt"]`, `w.toml:6:13: receipt "report.txt" is no document and offset; write it as "report.txt:512" (bytes from 0)`},
		{"unknown kind", `"deceive"` + "\n", `"song"` + "\n", `w.toml:10:8: unknown kind "song"; use one of ` + kinds},
		{"language", `lang = "en"`, `lang = "english!"`, `w.toml:11:8: unknown language "english!"; write a language tag such as "de" or "zh-Hant", or take it out`},
		{"no phrases", `phrases = ["the vote"]`, `phrases = []`, `w.toml:17:11: the theme has no phrases; add phrases = ["…"], as articles print them, or take the theme out`},
		{"a phrase twice", `"borrowed faces"`, `"Made-Up  persons"`, `w.toml:12:31: the phrase "Made-Up  persons" is there already; keep one of them; upper and lower case are the same here`},
		{"a theme twice", `"a topic"`, `"False names"`, `"False names" is there already, as [[theme]] number 1; put both into one`},
		{"hash", `sha256 = "ab`, `sha256 = "xx`, `w.toml:21:10: this is no SHA-256 in hexadecimal; write the one that "bot learn" wrote, or learn again`},
		{"size", "bytes = 12", "bytes = -1", `w.toml:22:9: a document cannot have fewer than 0 bytes; write its size`},
		{"base", `campaign|yes||`, `campaign|yes`, `w.toml:25:23: this is not what the learner writes here; put the line back as it was, or take it out: what it speaks of is then yours`},
		{"base with an alias twice", `never es Operación`, `never es op\\|EX`, `w.toml:25:23: this is not what the learner writes here`},
		{"base of a theme", `"deceive|made-up persons"`, `"song|made-up persons"`, `w.toml:29:17: this is not what the learner writes here`},
		{"key of a relation", `"Operation Example|attributed_to|Ruritania" =`, `"Operation Example|Ruritania" =`, `a key here is none that the learner writes, or is there twice; put the line back`},
		{"unknown key", `hedge = `, `hedges = `, `w.toml:5:1: `},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if strings.Count(tables, tt.old) != 1 {
				t.Fatalf("%q does not stand there once", tt.old)
			}
			_, err := ParseWatchlist("w.toml", []byte(strings.Replace(tables, tt.old, tt.new, 1)), meddlewatch.OriginEdited)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got\n%v\nwant\n%s", err, tt.want)
			}
		})
	}
}

func TestMergeOfWhatIsSaid(t *testing.T) {
	one := meddlewatch.Watchlist{
		Relations: []meddlewatch.WatchRelation{{Subject: "A b", Relation: "targets", Object: "C d", Origin: meddlewatch.OriginLearned}},
		Cues:      []meddlewatch.Cue{{Phrase: "fake faces", Kind: "deceive"}, {Phrase: "hush funds", Kind: "pay"}},
	}
	two := meddlewatch.Watchlist{
		Relations: []meddlewatch.WatchRelation{
			{Subject: "A B", Relation: "targets", Object: "c d", Origin: meddlewatch.OriginEdited, Hedge: "likely"},
			{Subject: "C d", Relation: "targets", Object: "A b"},
		},
		Cues: []meddlewatch.Cue{{Phrase: "Fake faces", Kind: "deceive", Origin: meddlewatch.OriginEdited}, {Phrase: "hush funds", Kind: "spy"}},
	}
	got := Merge(one, two)
	if want := []meddlewatch.WatchRelation{two.Relations[0], two.Relations[1]}; !reflect.DeepEqual(got.Relations, want) {
		t.Errorf("relations %+v, want %+v", got.Relations, want)
	}
	if want := []meddlewatch.Cue{two.Cues[0], one.Cues[1], two.Cues[1]}; !reflect.DeepEqual(got.Cues, want) {
		t.Errorf("cues %+v, want %+v", got.Cues, want)
	}
}

func FuzzLearnedEntity(f *testing.F) {
	f.Add("campaign|yes||strong - Op\\|Ex")
	f.Add("|||")
	f.Fuzz(func(t *testing.T, text string) {
		var e, again LearnedEntity
		if e.UnmarshalText([]byte(text)) != nil {
			return
		}
		out, err := e.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if err := again.UnmarshalText(out); err != nil || !reflect.DeepEqual(e, again) {
			t.Fatalf("%q became %q: %+v, %+v, %v", text, out, e, again, err)
		}
	})
}
