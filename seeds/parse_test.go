package seeds

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/config"
)

func TestParseWatchlist(t *testing.T) {
	const (
		strong  = meddlewatch.StrengthStrong
		context = meddlewatch.StrengthContext
		never   = meddlewatch.StrengthNever
		edited  = meddlewatch.OriginEdited
	)
	one := func(name, typ string, watch meddlewatch.Watch, s meddlewatch.Strength) []meddlewatch.Entity {
		return []meddlewatch.Entity{{
			Name: name, Type: typ, Watch: watch, Origin: edited,
			Aliases: []meddlewatch.Alias{{Name: name, Strength: s, Origin: edited}},
		}}
	}
	// All names below are invented, or countries.
	tests := []struct {
		name string
		toml string
		want []meddlewatch.Entity
	}{
		{name: "empty file", toml: ""},
		{name: "comments only", toml: "# nothing\n\n# here\n"},
		{
			name: "name and type are enough",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\n",
			want: one("Operation Example", "campaign", meddlewatch.WatchYes, strong),
		},
		{
			name: "byte order mark and CRLF",
			toml: "\ufeff[[entity]]\r\nname = \"Operation Example\"\r\ntype = \"campaign\"\r\n",
			want: one("Operation Example", "campaign", meddlewatch.WatchYes, strong),
		},
		{
			name: "spaces around a name are not part of it",
			toml: "[[entity]]\nname = \"  Operation Example \"\ntype = \"campaign\"\n",
			want: one("Operation Example", "campaign", meddlewatch.WatchYes, strong),
		},
		{
			name: "a country never stands alone by default",
			toml: "[[entity]]\nname = \"Cuba\"\ntype = \"state_actor\"\n",
			want: one("Cuba", "state_actor", meddlewatch.WatchYes, context),
		},
		{
			name: "a context entity has context aliases",
			toml: "[[entity]]\nname = \"Example Institute\"\ntype = \"research_org\"\nwatch = \"context\"\n",
			want: one("Example Institute", "research_org", meddlewatch.WatchContext, context),
		},
		{
			name: "noise has aliases that count nothing",
			toml: "[[entity]]\nname = \"Example Times\"\ntype = \"media_outlet\"\nwatch = \"no\"\n",
			want: one("Example Times", "media_outlet", meddlewatch.WatchNo, never),
		},
		{
			name: "everything given",
			toml: `[[entity]]
name = "Example Troll Works"
type = "company"
watch = "yes"
actor = "Russia"
aliases = [ # a comment among them
  { name = "Example Troll Works" },
  { name = "ETW", strength = "context" },
  { name = "Trolle", strength = "never", lang = "de" }, # and at the end
]
receipts = ["report.txt:512"]
sources = ["https://example.org/report"]
`,
			want: []meddlewatch.Entity{{
				Name: "Example Troll Works", Type: "company", Watch: meddlewatch.WatchYes, Actor: "Russia", Origin: edited,
				Aliases: []meddlewatch.Alias{
					{Name: "Example Troll Works", Strength: strong, Origin: edited},
					{Name: "ETW", Strength: context, Origin: edited},
					{Name: "Trolle", Strength: never, Lang: "de", Origin: edited},
				},
				Receipts: []string{"report.txt:512", "https://example.org/report"},
			}},
		},
		{
			name: "aliases as tables of their own",
			toml: "[[entity]]\nname = \"A1 Works\"\ntype = \"company\"\n[[entity.aliases]]\nname = \"A1\"\nstrength = \"context\"\n" +
				"[[entity.aliases]]\nname = \"A1 Works\"\n",
			want: []meddlewatch.Entity{{
				Name: "A1 Works", Type: "company", Watch: meddlewatch.WatchYes, Origin: edited,
				Aliases: []meddlewatch.Alias{
					{Name: "A1", Strength: context, Origin: edited},
					{Name: "A1 Works", Strength: strong, Origin: edited},
				},
			}},
		},
		{
			name: "entities as one array",
			toml: `entity = [{ name = "Operation Example", type = "campaign" }]`,
			want: one("Operation Example", "campaign", meddlewatch.WatchYes, strong),
		},
		{
			name: "removal",
			toml: "[[entity]]\nname = \"Operation Example\"\nremove = true\n",
			want: []meddlewatch.Entity{{Name: "Operation Example", Watch: meddlewatch.WatchNo, Origin: edited}},
		},
		{
			name: "remove = false is no removal",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\nremove = false\n",
			want: one("Operation Example", "campaign", meddlewatch.WatchYes, strong),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ParseWatchlist("watchlist.toml", []byte(tt.toml), edited)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Entities, tt.want) {
				t.Errorf("got  %+v\nwant %+v", got.Entities, tt.want)
			}
		})
	}
}

const allTypes = "state_actor, government_body, threat_group, campaign, person, company, research_org, " +
	"media_outlet, platform, event, law_program, place, other_org"

// TestBadWatchlists holds what a person is told, word for word. Mistakes of shape
// (no TOML, unknown keys, wrong kinds) are the decoder's and tested there.
func TestBadWatchlists(t *testing.T) {
	tests := []struct {
		name string
		toml string
		want []string
	}{
		{
			name: "no name",
			toml: "[[entity]]\ntype = \"campaign\"\n",
			want: []string{`w.toml:1:3: the entity has no name; add name = "…", as articles print it`},
		},
		{
			name: "empty name",
			toml: "[[entity]]\nname = \" \"\ntype = \"campaign\"\n",
			want: []string{`w.toml:2:8: the name is empty; write it as articles print it, or take it out`},
		},
		{
			name: "no type",
			toml: "[[entity]]\nname = \"Operation Example\"\n",
			want: []string{`w.toml:1:3: "Operation Example" has no type; add type = "campaign", or another of ` + allTypes},
		},
		{
			name: "unknown type",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"crusade\"\n",
			want: []string{`w.toml:3:8: unknown type "crusade"; use one of ` + allTypes},
		},
		{
			name: "unknown class",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\nwatch = \"maybe\"\n",
			want: []string{`w.toml:4:9: unknown watch "maybe"; use yes, context or no`},
		},
		{
			name: "unknown strength, after wide characters",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\naliases = [{ name = \"垃圾伪装\", strength = \"weak\" }]\n",
			want: []string{`w.toml:4:40: unknown strength "weak"; use strong, context or never`},
		},
		{
			name: "CRLF",
			toml: "[[entity]]\r\nname = \"Operation Example\"\r\ntype = \"campaign\"\r\nwatch = \"maybe\"\r\n",
			want: []string{`w.toml:4:9: unknown watch "maybe"; use yes, context or no`},
		},
		{
			name: "byte order mark",
			toml: "\ufeff[[entity]]\ntype = \"campaign\"\n",
			want: []string{`w.toml:1:3: the entity has no name; add name = "…", as articles print it`},
		},
		{
			name: "empty actor",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\nactor = \"\"\n",
			want: []string{`w.toml:4:9: actor is empty; write the name of the state, or take the line out`},
		},
		{
			name: "an entity twice",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\n\n[[entity]]\nname = \"operation  EXAMPLE\"\ntype = \"campaign\"\n",
			want: []string{`w.toml:6:8: "operation  EXAMPLE" is listed twice, first in line 2; put both into one [[entity]]`},
		},
		{
			name: "an alias twice",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\naliases = [\n  { name = \"OpEx\" },\n  { name = \"OPEX\" },\n]\n",
			want: []string{`w.toml:6:12: alias "OPEX" is there already, in line 5; keep one of them; upper and lower case are the same here`},
		},
		{
			name: "an alias of two entities",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\n[[entity]]\nname = \"Example Works\"\ntype = \"company\"\naliases = [{ name = \"Operation Example\" }]\n",
			want: []string{`w.toml:7:21: "Operation Example" is already an alias of another entity, in line 2; keep it in one of them, or a match could not say which is meant`},
		},
		{
			name: "an alias without a name",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\naliases = [{ strength = \"never\" }]\n",
			want: []string{`w.toml:4:12: an alias of "Operation Example" has no name; add name = "…", as articles print it`},
		},
		{
			name: "an empty alias",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\naliases = [{ name = \"\" }]\n",
			want: []string{`w.toml:4:21: the alias is empty; write it as articles print it, or take it out`},
		},
		{
			name: "a single character that stands alone",
			toml: "[[entity]]\nname = \"Example Platform\"\ntype = \"platform\"\naliases = [{ name = \"Y\" }]\n",
			want: []string{`w.toml:4:21: alias "Y" is a single character, which cannot stand alone; give it strength = "context", or write the longer form`},
		},
		{
			name: "a name that is a single character",
			toml: "[[entity]]\nname = \"Y\"\ntype = \"platform\"\n",
			want: []string{`w.toml:2:8: name "Y" is a single character, which cannot stand alone; give it strength = "context" in aliases, or write the longer form`},
		},
		{
			name: "no letter and no digit",
			toml: "[[entity]]\nname = \"---\"\ntype = \"campaign\"\n",
			want: []string{`w.toml:2:8: name "---" has no letter or digit; write it as articles print it`},
		},
		{
			name: "a line break in a name",
			toml: "[[entity]]\nname = \"Operation\\nExample\"\ntype = \"campaign\"\n",
			want: []string{`w.toml:2:8: name "Operation\nExample" has a line break, a control or an invisible character; write it as plain text on one line`},
		},
		{
			name: "a pasted sentence",
			toml: "[[entity]]\nname = \"" + strings.Repeat("word ", 41) + "\"\ntype = \"campaign\"\n",
			want: []string{`w.toml:2:8: the name has more than 200 characters; write the name alone`},
		},
		{
			name: "unknown language",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\naliases = [{ name = \"OpEx\", lang = \"german!\" }]\n",
			want: []string{`w.toml:4:36: unknown language "german!"; write a language tag such as "de" or "zh-Hant", or take it out`},
		},
		{
			name: "receipts and sources",
			toml: "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\nreceipts = [\"report.txt\", \"https://example.org:80\"]\nsources = [\"\"]\n",
			want: []string{
				`w.toml:4:13: receipt "report.txt" is no document and offset; write it as "report.txt:512" (bytes from 0), or put an address into sources`,
				`w.toml:4:27: receipt "https://example.org:80" is no document and offset; write it as "report.txt:512" (bytes from 0), or put an address into sources`,
				`w.toml:5:12: a source is empty; write the address of the source, or take it out`,
			},
		},
		{
			name: "removed and described",
			toml: "[[entity]]\nname = \"Operation Example\"\nremove = true\nwatch = \"yes\"\n",
			want: []string{`w.toml:1:3: "Operation Example" is removed and described at once; keep name and remove = true alone, or take remove = true out`},
		},
		{
			name: "many at once, in the order of the lines",
			toml: "[[entity]]\nname = \"\"\n[[entity]]\nname = \"Operation Example\"\ntype = \"x\"\nwatch = \"y\"\n[[entity]]\nname = \"Operation Example\"\ntype = \"event\"\n",
			want: []string{
				`w.toml:1:3: the entity has no type; add type = "campaign", or another of ` + allTypes,
				`w.toml:2:8: the name is empty; write it as articles print it, or take it out`,
				`w.toml:5:8: unknown type "x"; use one of ` + allTypes,
				`w.toml:6:9: unknown watch "y"; use yes, context or no`,
				`w.toml:8:8: "Operation Example" is listed twice, first in line 4; put both into one [[entity]]`,
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			list, err := ParseWatchlist("w.toml", []byte(tt.toml), meddlewatch.OriginEdited)
			if err == nil {
				t.Fatalf("read as %+v", list)
			}
			if want := strings.Join(tt.want, "\n"); err.Error() != want {
				t.Errorf("got\n%s\nwant\n%s", err, want)
			}
			if len(list.Entities) > 0 {
				t.Error("a part of a bad file is used")
			}
		})
	}
}

// TestMistakesOfShapeAndContentTogether checks that a mistake the decoder finds
// does not hide those found here.
func TestMistakesOfShapeAndContentTogether(t *testing.T) {
	const file = "[[entity]]\nnome = \"Operation Example\"\ntype = \"crusade\"\n"
	_, err := ParseWatchlist("w.toml", []byte(file), meddlewatch.OriginEdited)
	var mistakes config.Mistakes
	if !errors.As(err, &mistakes) {
		t.Fatalf("%T: %v", err, err)
	}
	if len(mistakes) != 3 {
		t.Errorf("want the unknown key, the missing name and the unknown type, got\n%v", err)
	}
	for _, part := range []string{"the entity has no name", `unknown type "crusade"`} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q is not in\n%v", part, err)
		}
	}
}

func TestWrongKindsAreReportedOnce(t *testing.T) {
	for _, line := range []string{
		`name = 7`, `watch = true`, `aliases = "OpEx"`, `aliases = ["OpEx"]`, `aliases = [{ name = 7 }]`,
		`receipts = [7]`, `sources = 7`, `remove = "yes"`,
	} {
		t.Run(line, func(t *testing.T) {
			file := "[[entity]]\nname = \"Operation Example\"\ntype = \"campaign\"\n" + line + "\n"
			if strings.HasPrefix(line, "name") {
				file = "[[entity]]\ntype = \"campaign\"\n" + line + "\n"
			}
			_, err := ParseWatchlist("w.toml", []byte(file), meddlewatch.OriginEdited)
			var mistakes config.Mistakes
			if !errors.As(err, &mistakes) || len(mistakes) != 1 {
				t.Errorf("want one mistake, got\n%v", err)
			}
		})
	}
}

func TestASingleTable(t *testing.T) {
	_, err := ParseWatchlist("w.toml", []byte("[entity]\nname = \"Operation Example\"\ntype = \"campaign\"\n"), meddlewatch.OriginEdited)
	const want = "w.toml:1:2: [entity] begins a single table; write [[entity]], with two brackets on each side"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got\n%v\nwant among them\n%s", err, want)
	}
}

func TestNotTOML(t *testing.T) {
	for _, file := range []string{
		"[[entity", "name = ", "\x00", "\xff\xfe", "[[entity]]\nname = \"a\nb\"\n", "entity = 7\n", "entity.name = \"x\"\n",
		"[[entity]]\nname = \"x y\"\ntype = \"event\"\naliases.name = \"z z\"\n",
		"[[entity]]\nname = \"x y\"\ntype = \"event\"\n[entity.aliases]\nname = \"z z\"\n",
	} {
		list, err := ParseWatchlist("w.toml", []byte(file), meddlewatch.OriginEdited)
		if err == nil {
			t.Errorf("%q is read as %+v", file, list)
			continue
		}
		if !strings.HasPrefix(err.Error(), "w.toml:") {
			t.Errorf("%q: %v", file, err)
		}
	}
}
