package relearn

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/seeds"
	"meddlewatch/seeds/learn"
)

// The names of these tests are invented.

func alias(name string, strength meddlewatch.Strength) learn.Alias {
	return learn.Alias{Name: name, Strength: strength, Kind: "name", Mentions: 2}
}

// quokka is what one invented report teaches.
func quokka() learn.Findings {
	at := func(offset int) []learn.Receipt {
		return []learn.Receipt{{Document: "report.txt", Offset: offset, Length: 10, Rule: "dubbed"}}
	}
	return learn.Findings{
		Documents: []learn.Document{{Name: "report.txt", SHA256: strings.Repeat("ab", 32), Bytes: 900}},
		Entities: []learn.Entity{
			{
				Name: "Quokka Net", Type: "campaign", Watch: "yes", Actor: "Ruritania", Salience: 5, Receipts: at(12),
				Aliases: []learn.Alias{
					{Name: "Quokka Net", Strength: "strong", Mentions: 4, Receipt: &at(12)[0]},
					alias("QuokNet", "strong"),
				},
			},
			{Name: "Ruritania", Type: "state_actor", Watch: "yes", Actor: "Ruritania", Salience: 3, Receipts: at(40), Aliases: []learn.Alias{alias("Ruritania", "context"), alias("Strelsau", "context")}},
			{Name: "Chirper", Type: "platform", Watch: "context", Salience: 1, Receipts: at(70), Aliases: []learn.Alias{alias("Chirper", "context")}},
		},
		Relations: []learn.Relation{
			{Subject: "Quokka Net", Relation: "attributed_to", Object: "Ruritania", Hedge: "linked to", Receipts: at(12)},
			{Subject: "Quokka Net", Relation: "conducted_via", Object: "Chirper", Receipts: at(60)},
		},
		Themes: []learn.Theme{{Name: "invented persons", Kind: "deceive", Phrases: []string{"made-up persons", "borrowed faces"}, Receipts: at(80)}},
	}
}

// without is quokka without what the names are.
func without(names ...string) learn.Findings {
	f := quokka()
	gone := func(name string) bool { return slices.Contains(names, name) }
	f.Entities = slices.DeleteFunc(f.Entities, func(e learn.Entity) bool { return gone(e.Name) })
	for i := range f.Entities {
		f.Entities[i].Aliases = slices.DeleteFunc(f.Entities[i].Aliases, func(a learn.Alias) bool { return gone(a.Name) })
	}
	f.Relations = slices.DeleteFunc(f.Relations, func(r learn.Relation) bool { return gone(r.Subject) || gone(r.Object) })
	f.Themes = slices.DeleteFunc(f.Themes, func(t learn.Theme) bool { return gone(t.Name) })
	return f
}

func fresh(t *testing.T, f learn.Findings) string {
	t.Helper()
	out, err := Write(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// edit replaces text that must be there once.
func edit(t *testing.T, file, old, with string) string {
	t.Helper()
	if strings.Count(file, old) != 1 {
		t.Fatalf("%q stands %d times in\n%s", old, strings.Count(file, old), file)
	}
	return strings.Replace(file, old, with, 1)
}

// again relearns, twice, and wants the second time to change nothing.
func again(t *testing.T, file string, f learn.Findings) (string, Changes) {
	t.Helper()
	out, changes, err := Update("w.toml", []byte(file), f)
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	twice, _, err := Update("w.toml", out, f)
	if err != nil {
		t.Fatal(err)
	}
	if string(twice) != string(out) {
		t.Fatalf("a second time changes\n%s\ninto\n%s", out, twice)
	}
	return string(out), changes
}

func TestWriteHoldsEverything(t *testing.T) {
	file := fresh(t, quokka())
	for _, part := range []string{
		"# Class yes: campaign.\n\n[[entity]]\nname = \"Quokka Net\"\ntype = \"campaign\"\nwatch = \"yes\"\nactor = \"Ruritania\"\naliases = [\n" +
			"  { name = \"Quokka Net\", strength = \"strong\" },  # report.txt:12+10 dubbed, 4 mentions\n" +
			"  { name = \"QuokNet\", strength = \"strong\" },  # 2 mentions\n]\nreceipts = [\n  \"report.txt:12\",  # 10 bytes, dubbed\n]\n",
		"[[relation]]\nsubject = \"Quokka Net\"\nrelation = \"attributed_to\"\nobject = \"Ruritania\"\nhedge = \"linked to\"\n",
		"[[theme]]\nname = \"invented persons\"\nkind = \"deceive\"\nphrases = [\n  \"made-up persons\",\n  \"borrowed faces\",\n]\n",
		"[[document]]\nname = \"report.txt\"\nsha256 = \"" + strings.Repeat("ab", 32) + "\"\nbytes = 900\n",
		"[learned.entity]\n\"Chirper\" = \"platform|context||context - Chirper\"\n",
	} {
		if !strings.Contains(file, part) {
			t.Errorf("%s\nis not in\n%s", part, file)
		}
	}
	list, err := seeds.ParseWatchlist("w.toml", []byte(file), meddlewatch.OriginLearned)
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Entities) != 3 || len(list.Relations) != 2 || len(list.Cues) != 2 || list.Cues[1].Phrase != "borrowed faces" {
		t.Errorf("%+v", list)
	}
}

func TestEditsSurvive(t *testing.T) {
	const quokkaAlias = `{ name = "QuokNet", strength = "strong" },  # 2 mentions`
	more := quokka()
	more.Entities[0].Aliases = append(more.Entities[0].Aliases, alias("Quokkas", "context"))
	less := without("Chirper", "QuokNet", "invented persons")
	tests := []struct {
		name      string
		old, with string // the edit
		has       []string
		hasNot    []string // but in [learned]
	}{
		{"strength", `{ name = "QuokNet", strength = "strong" }`, `{ name = "QuokNet", strength = "never" }`, []string{`"QuokNet", strength = "never" },  # yours`}, nil},
		{"class", "type = \"platform\"\nwatch = \"context\"", "type = \"platform\"\nwatch = \"no\"", []string{"watch = \"no\"  # yours"}, nil},
		{"actor", "type = \"campaign\"\nwatch = \"yes\"\nactor = \"Ruritania\"", "type = \"campaign\"\nwatch = \"yes\"\nactor = \"Graustark\"", []string{`actor = "Graustark"  # yours`}, nil},
		{"type", `type = "campaign"`, `type = "threat_group"`, []string{`type = "threat_group"  # yours`}, nil},
		{"removed alias", "  " + quokkaAlias + "\n", "", nil, []string{`"QuokNet"`}},
		{"added alias", quokkaAlias, quokkaAlias + "\n  { name = \"Quokka Ring\" },", []string{`{ name = "Quokka Ring", strength = "strong" },  # yours`}, nil},
		{"added entity", "[[entity]]\nname = \"Chirper\"", "[[entity]]\nname = \"Wombat Desk\"\ntype = \"campaign\"\n\n[[entity]]\nname = \"Chirper\"", []string{"name = \"Wombat Desk\"  # yours"}, nil},
		{"removed for good", "type = \"platform\"\nwatch = \"context\"\naliases = [\n  { name = \"Chirper\", strength = \"context\" },  # 2 mentions\n]\nreceipts = [\n  \"report.txt:70\",  # 10 bytes, dubbed\n]\n", "remove = true\n", []string{"name = \"Chirper\"\nremove = true"}, []string{`type = "platform"`}},
		{"comment above", "[[entity]]\nname = \"Chirper\"", "# ask Ana about it\n[[entity]]\nname = \"Chirper\"", []string{"# ask Ana about it\n[[entity]]\nname = \"Chirper\""}, nil},
		{"comment behind", "name = \"Chirper\"\ntype", "name = \"Chirper\" # a bird\ntype", []string{"# a bird\n[[entity]]\nname = \"Chirper\""}, nil},
		{"comment in a list", "  { name = \"Chirper\",", "  # of the app\n  { name = \"Chirper\",", []string{"# of the app\n[[entity]]\nname = \"Chirper\""}, nil},
		{"head comment", "# A watchlist learned", "# Ours.\n# A watchlist learned", []string{"\n# Ours.\n"}, nil},
		{"hedge", `hedge = "linked to"`, `hedge = "said to be of"`, []string{`hedge = "said to be of"  # yours`}, nil},
		{"removed relation", "[[relation]]\nsubject = \"Quokka Net\"\nrelation = \"conducted_via\"\nobject = \"Chirper\"\nreceipts = [\n  \"report.txt:60\",  # 10 bytes, dubbed\n]\n", "", nil, []string{"conducted_via\""}},
		{"added relation", "[[theme]]", "[[relation]]\nsubject = \"Chirper\"\nrelation = \"part_of\"\nobject = \"Ruritania\"\n\n[[theme]]", []string{"subject = \"Chirper\"  # yours"}, nil},
		{"kind", `kind = "deceive"`, `kind = "meddle"`, []string{`kind = "meddle"  # yours`}, nil},
		{"removed phrase", "  \"borrowed faces\",\n", "", nil, []string{`"borrowed faces"`}},
		{"added phrase", "  \"borrowed faces\",\n", "  \"borrowed faces\",\n  \"rented faces\",\n", []string{"\"rented faces\",  # yours"}, nil},
		{"added theme", "[[theme]]", "[[theme]]\nname = \"money\"\nkind = \"pay\"\nphrases = [\"hush funds\"]\n\n[[theme]]", []string{"name = \"money\"  # yours"}, nil},
		{"source", "name = \"Chirper\"\n", "name = \"Chirper\"\nsources = [\"https://example.org/a\"]\n", []string{`"https://example.org/a"`}, nil},
		{"own receipt", "\"report.txt:70\",  # 10 bytes, dubbed\n", "\"report.txt:70\",  # 10 bytes, dubbed\n  \"book.txt:3\",\n", []string{`"book.txt:3",  # yours`}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := edit(t, fresh(t, quokka()), tt.old, tt.with)
			for step, f := range []learn.Findings{quokka(), more, less, {}, quokka()} {
				file, _ = again(t, file, f)
				values, _, _ := strings.Cut(file, headLearned)
				for _, part := range tt.has {
					if !strings.Contains(file, part) {
						t.Fatalf("step %d: %s\nis not in\n%s", step, part, file)
					}
				}
				for _, part := range tt.hasNot {
					if strings.Contains(values, part) {
						t.Fatalf("step %d: %s\nis in\n%s", step, part, values)
					}
				}
			}
		})
	}
}

func TestRemovedEntityStaysRemoved(t *testing.T) {
	file := fresh(t, quokka())
	from := strings.Index(file, "# Class context: platform.")
	to := strings.Index(file, headRelations)
	file = file[:from] + file[to:]
	for _, f := range []learn.Findings{quokka(), {}, quokka()} {
		file, _ = again(t, file, f)
		if strings.Contains(file, "name = \"Chirper\"") {
			t.Fatalf("it is back:\n%s", file)
		}
	}
	_, changes := again(t, file, quokka())
	if !slices.Contains(changes.Kept, "entity Chirper: stays taken out") {
		t.Errorf("%v", changes.Kept)
	}
}

func TestWithoutEditsOnlyTheFindingsCount(t *testing.T) {
	more := quokka()
	more.Entities[0].Watch, more.Entities[0].Name = "context", "QuokNet" // renamed
	more.Entities[2].Aliases[0].Strength = "never"
	for _, f := range []learn.Findings{more, without("Chirper"), without("QuokNet", "invented persons"), {}} {
		if got, _ := again(t, fresh(t, quokka()), f); got != fresh(t, f) {
			t.Errorf("got\n%s\nwant\n%s", got, fresh(t, f))
		}
	}
}

func TestARenamedEntityKeepsItsEdits(t *testing.T) {
	file := edit(t, fresh(t, quokka()), "type = \"campaign\"\nwatch = \"yes\"", "# mine\ntype = \"campaign\"\nwatch = \"no\"")
	f := quokka()
	f.Entities[0].Name = "QuokNet"
	got, changes := again(t, file, f)
	if !strings.Contains(got, "# mine\n[[entity]]\nname = \"QuokNet\"\ntype = \"campaign\"\nwatch = \"no\"  # yours\n") {
		t.Errorf("got\n%s", got)
	}
	if !slices.Contains(changes.Changed, `Quokka Net: name "Quokka Net" → "QuokNet"`) {
		t.Errorf("%v", changes.Changed)
	}
}

func TestHandWritten(t *testing.T) {
	const hand = "# by hand\n\n# why: the Ruritanian desk\n[[entity]]\nname = \"Quokka Net\"\ntype = \"threat_group\"\n\n" +
		"[[entity]]\nname = \"Other Works\"\ntype = \"company\"\naliases = [{ name = \"strelsau\", strength = \"never\" }]\nreceipts = [\"notes.md:5\"]\n"
	file, changes := again(t, hand, quokka())
	for _, part := range []string{
		"# by hand\n", "# why: the Ruritanian desk\n[[entity]]\nname = \"Quokka Net\"\ntype = \"threat_group\"  # yours\nwatch = \"yes\"",
		`{ name = "QuokNet", strength = "strong" },  # 2 mentions`,
		"name = \"Other Works\"  # yours", `{ name = "strelsau", strength = "never" },  # yours`, `"notes.md:5",  # yours`,
	} {
		if !strings.Contains(file, part) {
			t.Errorf("%s\nis not in\n%s", part, file)
		}
	}
	if strings.Contains(file, `"Strelsau"`) {
		t.Errorf("the alias belongs to the person's entity:\n%s", file)
	}
	if !slices.Contains(changes.Kept, `Quokka Net: type stays "threat_group"; learned is "campaign"`) {
		t.Errorf("%v", changes.Kept)
	}
	// Without the documents only the person's is left, as it was.
	file, _ = again(t, file, learn.Findings{})
	list, err := seeds.ParseWatchlist("w.toml", []byte(file), meddlewatch.OriginEdited)
	if err != nil {
		t.Fatal(err)
	}
	want, err := seeds.ParseWatchlist("w.toml", []byte(hand), meddlewatch.OriginEdited)
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Entities) != len(want.Entities) {
		t.Errorf("got %+v\nwant %+v", list.Entities, want.Entities)
	}
}

func TestLearnedCollisions(t *testing.T) {
	f := quokka()
	f.Entities[1].Aliases = append(f.Entities[1].Aliases, alias("QUOKNET", "strong"), alias("ruritania", "never"), alias("R", "strong"))
	f.Entities = append(f.Entities, learn.Entity{Name: "Nothing Left", Type: "event", Watch: "yes", Aliases: []learn.Alias{alias("Quoknet", "strong")}})
	f.Entities = append(f.Entities, learn.Entity{Name: "Noise", Type: "event", Watch: "no", Aliases: []learn.Alias{alias("Noise", "strong")}})
	file := fresh(t, f)
	for _, part := range []string{"QUOKNET", "Nothing Left", "\"ruritania\"", `"R", strength = "strong"`, `"Noise", strength = "strong"`} {
		if strings.Contains(file, part) {
			t.Errorf("%s is in\n%s", part, file)
		}
	}
	for _, part := range []string{`{ name = "Ruritania", strength = "context" },  # 4 mentions`, `"R", strength = "context"`, `"Noise", strength = "never"`} {
		if !strings.Contains(file, part) {
			t.Errorf("%s is not in\n%s", part, file)
		}
	}
}

func TestManyReceipts(t *testing.T) {
	f := quokka()
	for i := range 30 {
		f.Entities[0].Receipts = append(f.Entities[0].Receipts, learn.Receipt{Document: "report.txt", Offset: 100 + i, Length: 1, Rule: "name"})
	}
	f.Entities[0].Receipts = append(f.Entities[0].Receipts, learn.Receipt{Document: "second.txt", Offset: 7, Length: 1, Rule: "name"})
	file := fresh(t, f)
	if !strings.Contains(file, "  # and 20 more\n]") || !strings.Contains(file, `"second.txt:7",  # 1 byte, name`) {
		t.Error(file)
	}
}

func TestChanges(t *testing.T) {
	f := without("Chirper")
	f.Documents[0].SHA256 = strings.Repeat("cd", 32)
	f.Documents = append(f.Documents, learn.Document{Name: "second.txt", SHA256: strings.Repeat("00", 32)})
	f.Entities[0].Watch = "context"
	f.Entities = append(f.Entities, learn.Entity{Name: "Wombat Desk", Type: "company", Watch: "yes", Aliases: []learn.Alias{alias("Wombat Desk", "strong")}})
	_, changes := again(t, fresh(t, quokka()), f)
	const want = `documents:
  report.txt has changed
  second.txt is new
added:
  entity Wombat Desk (company, yes): Wombat Desk
changed:
  Quokka Net: watch "yes" → "context"
no longer supported by a document, taken out:
  entity Chirper (platform, context): Chirper
  relation Quokka Net conducted_via Chirper
`
	if got := changes.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, changes := again(t, fresh(t, f), f); changes.Text() != "" {
		t.Errorf("the same again: %s", changes.Text())
	}
}

func TestBadFiles(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"no TOML", "[[entity", "w.toml:1:"},
		{"unknown type", "[[entity]]\nname = \"Quokka Net\"\ntype = \"crusade\"\n", "w.toml:3:8: unknown type"},
		{"broken base", "[learned.entity]\n\"Quokka Net\" = \"campaign\"\n", "w.toml:2:16: this is not what the learner writes here"},
		{"broken strength in the base", "[learned.entity]\n\"Quokka Net\" = \"campaign|yes||huge - Quokka\"\n", "w.toml:2:16: this is not"},
		{"broken key", "[learned.relation]\n\"Quokka Net\" = \"\"\n", "w.toml:1:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, _, err := Update("w.toml", []byte(tt.file), quokka())
			var mistakes config.Mistakes
			if !errors.As(err, &mistakes) || !strings.Contains(err.Error(), tt.want) || out != nil {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestUnsoundFindings(t *testing.T) {
	for name, spoil := range map[string]func(*learn.Findings){
		"type":     func(f *learn.Findings) { f.Entities[0].Type = "crusade" },
		"class":    func(f *learn.Findings) { f.Entities[0].Watch = "maybe" },
		"relation": func(f *learn.Findings) { f.Relations[0].Relation = "likes" },
		"kind":     func(f *learn.Findings) { f.Themes[0].Kind = "song" },
	} {
		f := quokka()
		spoil(&f)
		if out, err := Write(f); err == nil {
			t.Errorf("%s: written as\n%s", name, out)
		}
	}
}
