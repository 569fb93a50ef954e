package relearn

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"meddlewatch"
	"meddlewatch/config"
	"meddlewatch/seeds"
	"meddlewatch/seeds/learn"
)

// findings draws what documents could teach: few names, so that they meet, and
// aliases that several entities claim. An entity has its own name as an alias, and
// renames make it the name of another run.
func findings(renames bool) *rapid.Generator[learn.Findings] {
	strengths := []meddlewatch.Strength{"strong", "context", "never"}
	return rapid.Custom(func(t *rapid.T) learn.Findings {
		var f learn.Findings
		for d := range 2 {
			f.Documents = append(f.Documents, learn.Document{Name: fmt.Sprintf("d%d.txt", d), SHA256: rapid.SampledFrom([]string{strings.Repeat("a0", 32), strings.Repeat("b1", 32)}).Draw(t, "hash")})
		}
		receipts := func() []learn.Receipt {
			var list []learn.Receipt
			for range rapid.IntRange(0, 2).Draw(t, "receipts") {
				list = append(list, learn.Receipt{Document: rapid.SampledFrom([]string{"d0.txt", "d1.txt"}).Draw(t, "document"), Offset: rapid.IntRange(0, 9).Draw(t, "offset"), Length: 4, Rule: "dubbed, \"so\" # said"})
			}
			return list
		}
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(0, 4), 0, 5, rapid.ID[int]).Draw(t, "entities") {
			e := learn.Entity{
				Name: fmt.Sprintf("Quokka %d", n), Type: rapid.SampledFrom([]string{"campaign", "platform"}).Draw(t, "type"),
				Watch: rapid.SampledFrom([]meddlewatch.Watch{"yes", "context", "no"}).Draw(t, "watch"),
				Actor: rapid.SampledFrom([]string{"", "Ruritania", "Graus|tark\\"}).Draw(t, "actor"), Receipts: receipts(),
			}
			for _, a := range append([]string{e.Name}, rapid.SliceOfN(rapid.SampledFrom([]string{
				fmt.Sprintf("Net %d", n), fmt.Sprintf("Ring | %d", n), "Shared One", "shared  one", "Shared \"Two\"", "Q",
			}), 0, 4).Draw(t, "aliases")...) {
				e.Aliases = append(e.Aliases, learn.Alias{Name: a, Strength: rapid.SampledFrom(strengths).Draw(t, "strength"), Lang: rapid.SampledFrom([]string{"", "de"}).Draw(t, "lang"), Mentions: 1})
			}
			if renames && rapid.Bool().Draw(t, "renamed") {
				e.Name = e.Aliases[len(e.Aliases)-1].Name
			}
			f.Entities = append(f.Entities, e)
			if len(f.Entities) > 1 && rapid.Bool().Draw(t, "related") {
				f.Relations = append(f.Relations, learn.Relation{
					Subject: e.Name, Relation: rapid.SampledFrom(meddlewatch.RelationKinds()).Draw(t, "relation"), Object: f.Entities[0].Name,
					Hedge: rapid.SampledFrom([]string{"", "suspected"}).Draw(t, "hedge"), Receipts: receipts(),
				})
			}
		}
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(0, 2), 0, 3, rapid.ID[int]).Draw(t, "themes") {
			f.Themes = append(f.Themes, learn.Theme{
				Name: fmt.Sprintf("theme %d", n), Kind: rapid.SampledFrom([]string{"", "meddle", "pay"}).Draw(t, "kind"),
				Phrases: rapid.SliceOfN(rapid.SampledFrom([]string{"false faces", "hush funds", "Hush funds"}), 0, 3).Draw(t, "phrases"), Receipts: receipts(),
			})
		}
		return f
	})
}

// mustUpdate relearns and checks what is always so: the output is sound, and a second
// time changes nothing.
func mustUpdate(t *rapid.T, old []byte, f learn.Findings) []byte {
	out, _, err := Update("w.toml", old, f)
	if err != nil {
		t.Fatalf("%v\n%s", err, old)
	}
	twice, _, err := Update("w.toml", out, f)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !bytes.Equal(out, twice) {
		t.Fatalf("a second time changes\n%s\ninto\n%s", out, twice)
	}
	return out
}

// TestWithoutEdits checks that an unedited file becomes what new findings alone
// would have written: nothing is left of documents that were taken away.
func TestWithoutEdits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, second := findings(true).Draw(t, "first"), findings(true).Draw(t, "second")
		old := mustUpdate(t, nil, first)
		got, want := mustUpdate(t, old, second), mustUpdate(t, nil, second)
		if !bytes.Equal(got, want) {
			t.Fatalf("from\n%s\ncame\n%s\nwant\n%s", old, got, want)
		}
	})
}

// change is one edit of a person's: what it does to the lines of a file, and whether
// a later list still shows it. ok is false where it does not apply.
type change struct {
	name string
	do   func(t *rapid.T, lines []string) (edited []string, shows func(seeds.File) bool, ok bool)
}

// pick draws a line with a prefix.
func pick(t *rapid.T, lines []string, prefix string) (int, bool) {
	var at []int
	for i, line := range lines {
		if strings.HasPrefix(line, "[learned") {
			break
		}
		if strings.HasPrefix(line, prefix) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return 0, false
	}
	return rapid.SampledFrom(at).Draw(t, "line"), true
}

// named returns the name of the entity that a line belongs to.
func named(lines []string, at int) string {
	for ; at >= 0; at-- {
		if rest, ok := strings.CutPrefix(lines[at], "name = \""); ok {
			rest, _, _ = strings.Cut(rest, "\"  #")
			return strings.ReplaceAll(strings.TrimSuffix(rest, "\""), `\"`, `"`)
		}
	}
	return ""
}

func entityOf(f seeds.File, name string) (meddlewatch.Entity, bool) {
	i := slices.IndexFunc(f.Entities, func(e meddlewatch.Entity) bool { return seeds.Fold(e.Name) == seeds.Fold(name) })
	if i < 0 {
		return meddlewatch.Entity{}, false
	}
	return f.Entities[i], true
}

func changes() []change {
	entityBlock := func(lines []string, at int) int { // the line behind it
		for at++; at < len(lines) && !strings.HasPrefix(lines[at], "[") && !strings.HasPrefix(lines[at], "# "); at++ {
		}
		return at
	}
	return []change{
		{"class", func(t *rapid.T, lines []string) ([]string, func(seeds.File) bool, bool) {
			at, ok := pick(t, lines, "watch = ")
			if !ok {
				return nil, nil, false
			}
			name := named(lines, at)
			want := "yes"
			if strings.HasPrefix(lines[at], `watch = "yes"`) {
				want = "context"
			}
			lines[at] = fmt.Sprintf("watch = %q", want)
			return lines, func(f seeds.File) bool {
				e, there := entityOf(f, name)
				return there && string(e.Watch) == want
			}, true
		}},
		{"added alias", func(t *rapid.T, lines []string) ([]string, func(seeds.File) bool, bool) {
			at, ok := pick(t, lines, "aliases = [")
			if !ok {
				return nil, nil, false
			}
			name := named(lines, at)
			lines = slices.Insert(lines, at+1, `  { name = "Mine Own", strength = "context" },`)
			return lines, func(f seeds.File) bool {
				e, _ := entityOf(f, name)
				return slices.ContainsFunc(e.Aliases, func(a meddlewatch.Alias) bool { return a.Name == "Mine Own" && a.Strength == "context" })
			}, true
		}},
		{"removed alias", func(t *rapid.T, lines []string) ([]string, func(seeds.File) bool, bool) {
			at, ok := pick(t, lines, `  { name = "Net `)
			if !ok {
				return nil, nil, false
			}
			name := named(lines, at)
			gone := strings.Split(lines[at], `"`)[1]
			lines = slices.Delete(lines, at, at+1)
			return lines, func(f seeds.File) bool {
				e, _ := entityOf(f, name)
				return !slices.ContainsFunc(e.Aliases, func(a meddlewatch.Alias) bool { return a.Name == gone })
			}, true
		}},
		{"removed entity", func(t *rapid.T, lines []string) ([]string, func(seeds.File) bool, bool) {
			at, ok := pick(t, lines, "[[entity]]")
			if !ok {
				return nil, nil, false
			}
			name := named(lines, at+1)
			lines = slices.Delete(lines, at, entityBlock(lines, at))
			return lines, func(f seeds.File) bool { _, there := entityOf(f, name); return !there }, true
		}},
		{"remove = true", func(t *rapid.T, lines []string) ([]string, func(seeds.File) bool, bool) {
			at, ok := pick(t, lines, "[[entity]]")
			if !ok {
				return nil, nil, false
			}
			name := named(lines, at+1)
			lines = slices.Replace(lines, at, entityBlock(lines, at), "[[entity]]", fmt.Sprintf("name = %q", name), "remove = true", "")
			return lines, func(f seeds.File) bool {
				e, there := entityOf(f, name)
				return there && len(e.Aliases) == 0
			}, true
		}},
		{"added entity", func(_ *rapid.T, lines []string) ([]string, func(seeds.File) bool, bool) {
			lines = append([]string{"# because", "[[entity]]", `name = "Wombat"`, `type = "event"`, `aliases = [{ name = "Shared One", strength = "never" }]`, `sources = ["https://example.org"]`, ""}, lines...)
			return lines, func(f seeds.File) bool {
				e, there := entityOf(f, "Wombat")
				return there && len(e.Aliases) == 1 && e.Aliases[0].Strength == "never" && slices.Equal(e.Receipts, []string{"https://example.org"})
			}, true
		}},
		{"removed theme", func(t *rapid.T, lines []string) ([]string, func(seeds.File) bool, bool) {
			at, ok := pick(t, lines, "[[theme]]")
			if !ok {
				return nil, nil, false
			}
			name := named(lines, at+1)
			lines = slices.Delete(lines, at, entityBlock(lines, at))
			return lines, func(f seeds.File) bool {
				return !slices.ContainsFunc(f.Themes, func(t seeds.Theme) bool { return t.Name == name })
			}, true
		}},
	}
}

// TestEditsOutliveAnything checks that whatever a person did is still there after
// learning from other documents, twice, and from the first again.
func TestEditsOutliveAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, second := findings(false).Draw(t, "first"), findings(false).Draw(t, "second")
		edit := rapid.SampledFrom(changes()).Draw(t, "edit")
		lines := strings.Split(string(mustUpdate(t, nil, first)), "\n")
		lines, shows, ok := edit.do(t, lines)
		edited := []byte(strings.Join(lines, "\n"))
		if _, err := seeds.ParseFile("w.toml", edited, meddlewatch.OriginEdited); !ok || err != nil {
			t.Skip("this edit does not fit this file")
		}
		file := edited
		for step, f := range []learn.Findings{first, second, second, {}, first} {
			file = mustUpdate(t, file, f)
			read, err := seeds.ParseFile("w.toml", file, meddlewatch.OriginEdited)
			if err != nil {
				t.Fatal(err)
			}
			if !shows(read) {
				t.Fatalf("%s: lost in step %d; edited\n%s\nnow\n%s", edit.name, step, edited, file)
			}
		}
	})
}

// FuzzUpdate checks for any old file: mistakes with their places, or a sound file
// that a second time does not change, and in which every entity of a file without
// [learned] still stands.
func FuzzUpdate(f *testing.F) {
	first, err := Write(quokka())
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		"", string(first), "# a\n\n# b\n[[entity]]\nname = 'A b' # c\ntype = \"campaign\"\naliases = [ # d\n]\n# e\n",
		"entity = [{ name = \"A b\", type = \"event\" }] # f\n", "\ufeff[[entity]]\r\nname = \"\"\"\nA#\"\"\"\r\nremove = true\r\n",
		"[learned.entity]\n\"A b\" = \"event|yes||strong - A b\"\n[[entity]]\nname = \"A b\"\ntype = \"event\"\n",
		"[[relation]]\nsubject = \"a|b\"\nrelation = \"targets\"\nobject = \"c\\\\\"\n[[theme]]\nname = \"x\"\nlang = \"de\"\nphrases = [\"y#\", 'z']\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, old []byte) {
		for _, findings := range []learn.Findings{quokka(), {}} {
			out, _, err := Update("w.toml", old, findings)
			if err != nil {
				var mistakes config.Mistakes
				if !errors.As(err, &mistakes) || mistakes[0].File != "w.toml" {
					t.Fatalf("no mistakes of the file: %v", err)
				}
				return
			}
			twice, _, err := Update("w.toml", out, findings)
			if err != nil || !bytes.Equal(out, twice) {
				t.Fatalf("%v: a second time changes\n%q\ninto\n%q", err, out, twice)
			}
			before, _ := seeds.ParseFile("w.toml", old, meddlewatch.OriginEdited)
			after, _ := seeds.ParseFile("w.toml", out, meddlewatch.OriginEdited)
			if len(before.Learned.Entity) > 0 {
				continue
			}
			for _, e := range before.Entities {
				now, there := entityOf(after, e.Name)
				if !there || now.Watch != e.Watch || now.Type != e.Type || e.Actor != "" && now.Actor != e.Actor {
					t.Fatalf("%q is lost: from\n%q\ncame\n%q", e.Name, old, out)
				}
				for _, a := range e.Aliases {
					if !slices.Contains(now.Aliases, a) {
						t.Fatalf("%q of %q is lost: from\n%q\ncame\n%q", a.Name, e.Name, old, out)
					}
				}
			}
		}
	})
}
