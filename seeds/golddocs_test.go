package seeds_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"meddlewatch"
)

// TestGoldDocuments recounts every answer key against its document.
func TestGoldDocuments(t *testing.T) {
	for folder, least := range map[string]int{"documents": 12, "heldout": 3} {
		files, err := filepath.Glob(filepath.Join("testdata", folder, "*.gold.json"))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) < least {
			t.Errorf("testdata/%s has %d answer keys, want at least %d", folder, len(files), least)
		}
		for _, file := range files {
			t.Run(folder+"/"+strings.TrimSuffix(filepath.Base(file), ".gold.json"), func(t *testing.T) {
				checkGold(t, file)
			})
		}
		texts, err := filepath.Glob(filepath.Join("testdata", folder, "*.*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			key := strings.TrimSuffix(text, filepath.Ext(text)) + ".gold.json"
			if !strings.HasSuffix(text, ".gold.json") && !slices.Contains(files, key) {
				t.Errorf("%s has no answer key %s", text, key)
			}
		}
	}
}

// TestGoldVariety holds what makes the folder worth scoring: every relation and
// every type occurs, and one document has nothing to alert on.
func TestGoldVariety(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "documents", "*.gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	relations, types := map[string]int{}, map[string]int{}
	var calm []string
	for _, file := range files {
		gold := readGold(t, file)
		alertable := false
		for _, entity := range gold.Entities {
			types[entity.Type]++
			alertable = alertable || entity.Watch == string(meddlewatch.WatchYes)
		}
		for _, relation := range gold.Relations {
			relations[relation.Relation]++
		}
		if !alertable {
			calm = append(calm, gold.Docs...)
		}
	}
	for _, kind := range goldRelations() {
		if relations[kind] < 10 {
			t.Errorf("%s occurs %d times, want at least 10", kind, relations[kind])
		}
	}
	for _, kind := range meddlewatch.EntityTypes() {
		if types[kind] < 3 {
			t.Errorf("%s occurs %d times, want at least 3", kind, types[kind])
		}
	}
	if len(calm) == 0 {
		t.Error("every document has something to alert on")
	}
}

func checkGold(t *testing.T, file string) {
	gold := readGold(t, file)
	name := strings.TrimSuffix(filepath.Base(file), ".gold.json")
	if gold.Version != 1 || !slices.Equal(gold.Docs, []string{name}) {
		t.Errorf("version %d and docs %v, want 1 and [%s]", gold.Version, gold.Docs, name)
	}
	if len(gold.Entities) < 15 {
		t.Errorf("%d entities are too few to score against", len(gold.Entities))
	}
	source, kind := goldSource(t, strings.TrimSuffix(file, ".gold.json"))
	var skipped []string
	for _, boilerplate := range gold.Boilerplate {
		skipped = append(skipped, boilerplate.Lines)
	}
	for _, duplicate := range gold.Duplicates {
		skipped = append(skipped, duplicate.Lines)
	}
	text := goldText(t, source, kind)
	checkEntities(t, gold, name, text, goldText(t, withoutLines(t, source, skipped), kind))
	checkRelations(t, gold, name, text)
	for _, concept := range slices.Concat(gold.Themes, gold.Techniques) {
		for _, phrase := range concept.Phrases {
			if !strings.Contains(text, phrase) {
				t.Errorf("%s: the phrase %q is not in the text", concept.Name, phrase)
			}
		}
		if len(concept.Phrases) == 0 || !slices.Equal(concept.Docs, []string{name}) {
			t.Errorf("%s: %d phrases, docs %v", concept.Name, len(concept.Phrases), concept.Docs)
		}
	}
}

func checkEntities(t *testing.T, gold goldFile, name, text, once string) {
	watches := []string{string(meddlewatch.WatchYes), string(meddlewatch.WatchContext), string(meddlewatch.WatchNo)}
	owner := map[string]string{}
	var forms []goldForm
	for _, entity := range gold.Entities {
		for _, kind := range append([]string{entity.Type}, entity.TypeOK...) {
			if !slices.Contains(meddlewatch.EntityTypes(), kind) {
				t.Errorf("%s: %q is not a type", entity.Name, kind)
			}
		}
		if slices.Contains(entity.TypeOK, entity.Type) {
			t.Errorf("%s: type_ok repeats its type", entity.Name)
		}
		if !slices.Contains(watches, entity.Watch) {
			t.Errorf("%s: %q is not a watch class", entity.Name, entity.Watch)
		}
		for _, alias := range entity.Aliases {
			if other, taken := owner[alias]; taken {
				t.Errorf("%q is an alias of both %s and %s", alias, other, entity.Name)
			}
			owner[alias] = entity.Name
			forms = append(forms, goldForm{text: alias, entity: entity.Name})
		}
		for _, adjective := range entity.Adjectives {
			forms = append(forms, goldForm{text: adjective, entity: entity.Name, adjective: true})
		}
		for _, phrase := range entity.Phrases {
			if !strings.Contains(text, phrase) {
				t.Errorf("%s: the actor phrase %q is not in the text", entity.Name, phrase)
			}
		}
	}
	all, counted := countForms(text, forms), countForms(once, forms)
	for _, entity := range gold.Entities {
		mentions, deduplicated, adjectives := 0, 0, 0
		for _, alias := range entity.Aliases {
			form := goldForm{text: alias, entity: entity.Name}
			if all[form] == 0 {
				t.Errorf("%s: the alias %q does not stand in the text by itself", entity.Name, alias)
			}
			mentions += all[form]
			deduplicated += counted[form]
		}
		for _, adjective := range entity.Adjectives {
			adjectives += all[goldForm{text: adjective, entity: entity.Name, adjective: true}]
		}
		if mentions == 0 || entity.Mentions != mentions || entity.ByDoc[name] != mentions {
			t.Errorf("%s: mentions %d, by document %v; counted %d", entity.Name, entity.Mentions, entity.ByDoc, mentions)
		}
		if entity.DedupByDoc[name] != deduplicated || entity.OnlyInBoilerplate != (deduplicated == 0) {
			t.Errorf("%s: counted once %v, boilerplate only %t; counted %d", entity.Name, entity.DedupByDoc, entity.OnlyInBoilerplate, deduplicated)
		}
		if entity.AdjectivesByDoc[name] != adjectives {
			t.Errorf("%s: adjectives %v; counted %d", entity.Name, entity.AdjectivesByDoc, adjectives)
		}
		if !slices.Equal(entity.Docs, []string{name}) {
			t.Errorf("%s: docs %v, want [%s]", entity.Name, entity.Docs, name)
		}
	}
}

func checkRelations(t *testing.T, gold goldFile, name, text string) {
	kinds := goldRelations()
	names := map[string]bool{}
	for _, entity := range gold.Entities {
		if names[entity.Name] {
			t.Errorf("%s is listed twice", entity.Name)
		}
		names[entity.Name] = true
	}
	seen := map[[3]string]bool{}
	for _, relation := range gold.Relations {
		key := [3]string{relation.Subject, relation.Relation, relation.Object}
		if seen[key] {
			t.Errorf("%v is listed twice", key)
		}
		seen[key] = true
		if !slices.Contains(kinds, relation.Relation) {
			t.Errorf("%v: no such relation", key)
		}
		// The subject of alias_of is a form, every other end an entity.
		if relation.Relation == "alias_of" {
			if !strings.Contains(text, relation.Subject) {
				t.Errorf("%v: the form is not in the text", key)
			}
		} else if !names[relation.Subject] {
			t.Errorf("%v: the subject is no entity of this key", key)
		}
		if !names[relation.Object] {
			t.Errorf("%v: the object is no entity of this key", key)
		}
		if !slices.Equal(relation.Docs, []string{name}) {
			t.Errorf("%v: docs %v, want [%s]", key, relation.Docs, name)
		}
	}
}
