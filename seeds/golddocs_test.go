package seeds_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"meddlewatch"
)

// goldFile is the answer key of one document. testdata/README.md says what the
// members mean and how mentions are counted.
type goldFile struct {
	Version    int            `json:"version"`
	Docs       []string       `json:"docs"`
	Entities   []goldEntity   `json:"entities"`
	Relations  []goldRelation `json:"relations"`
	Themes     []goldConcept  `json:"themes"`
	Techniques []goldConcept  `json:"techniques"`
	Documents  []struct {
		Name string   `json:"name"`
		Docs []string `json:"docs"`
	} `json:"documents"`
	Duplicates []struct {
		Kind  string   `json:"kind"`
		Docs  []string `json:"docs"`
		Lines string   `json:"lines"`
	} `json:"duplicates"`
	Boilerplate []struct {
		Doc   string `json:"doc"`
		Lines string `json:"lines"`
		Kind  string `json:"kind"`
	} `json:"boilerplate"`
}

type goldEntity struct {
	Name              string         `json:"name"`
	Type              string         `json:"type"`
	TypeOK            []string       `json:"type_ok"`
	Aliases           []string       `json:"aliases_in_seeds"`
	Docs              []string       `json:"docs"`
	Mentions          int            `json:"mentions"`
	ByDoc             map[string]int `json:"mentions_by_doc"`
	DedupByDoc        map[string]int `json:"mentions_dedup_by_doc"`
	Watch             string         `json:"watch"`
	Adjectives        []string       `json:"adjectives"`
	AdjectivesByDoc   map[string]int `json:"adjective_mentions_by_doc"`
	Phrases           []string       `json:"actor_phrases"`
	NeedsCue          bool           `json:"needs_cue"`
	Optional          bool           `json:"optional"`
	OnlyInBoilerplate bool           `json:"boilerplate_only"`
	Note              string         `json:"note"`
}

type goldRelation struct {
	Subject  string   `json:"subject"`
	Relation string   `json:"relation"`
	Object   string   `json:"object"`
	Docs     []string `json:"docs"`
	Weak     bool     `json:"weak"`
	Note     string   `json:"note"`
}

type goldConcept struct {
	Name    string   `json:"name"`
	Phrases []string `json:"phrases"`
	Docs    []string `json:"docs"`
}

// TestGoldDocuments recounts every answer key against its document.
func TestGoldDocuments(t *testing.T) {
	for folder, least := range map[string]int{"documents": 9, "heldout": 2} {
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

func checkGold(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var gold goldFile
	if err := decoder.Decode(&gold); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	name := strings.TrimSuffix(filepath.Base(file), ".gold.json")
	if gold.Version != 1 || !slices.Equal(gold.Docs, []string{name}) {
		t.Errorf("version %d and docs %v, want 1 and [%s]", gold.Version, gold.Docs, name)
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
	kinds := []string{"attributed_to", "part_of", "targets", "reported_by", "alias_of", "denies", "conducted_via"}
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

// goldSource returns the document beside an answer key and its ending.
func goldSource(t *testing.T, stem string) (source, kind string) {
	for _, kind := range []string{"txt", "md", "html"} {
		data, err := os.ReadFile(stem + "." + kind)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(data) {
			t.Fatalf("%s.%s is not UTF-8", stem, kind)
		}
		return string(data), kind
	}
	t.Fatalf("%s.txt, .md and .html are all absent", stem)
	return "", ""
}

// withoutLines empties the lines that a list of "7" and "3-5" names, from 1.
func withoutLines(t *testing.T, source string, ranges []string) string {
	lines := strings.Split(source, "\n")
	for _, text := range ranges {
		from, to, isRange := strings.Cut(text, "-")
		if !isRange {
			to = from
		}
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || first < 1 || last < first || last > len(lines) {
			t.Fatalf("%q is not a range of the %d lines", text, len(lines))
		}
		clear(lines[first-1 : last])
	}
	return strings.Join(lines, "\n")
}

// goldText returns what a reader sees: no markup comment, no tag, one space
// between words and a line between blocks.
func goldText(t *testing.T, source, kind string) string {
	switch kind {
	case "html":
		root, err := html.Parse(strings.NewReader(source))
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		visibleText(root, &out)
		source = out.String()
	case "md":
		for {
			before, rest, found := strings.Cut(source, "<!--")
			if !found {
				break
			}
			_, after, _ := strings.Cut(rest, "-->")
			source = before + after
		}
	}
	var blocks []string
	var block []string
	for line := range strings.SplitSeq(source+"\n\n", "\n") {
		words := strings.Fields(line)
		if len(words) == 0 && len(block) > 0 {
			blocks = append(blocks, strings.Join(block, " "))
			block = nil
		}
		block = append(block, words...)
	}
	return strings.Join(blocks, "\n\n")
}

// visibleText writes the text of a page. A line break of the source is a space;
// the edge of anything but inline markup ends a block.
func visibleText(node *html.Node, out *strings.Builder) {
	inline := []atom.Atom{atom.A, atom.Abbr, atom.B, atom.Cite, atom.Code, atom.Em, atom.I, atom.Q, atom.S, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Img, atom.Input}
	switch node.Type {
	case html.TextNode:
		out.WriteString(strings.ReplaceAll(node.Data, "\n", " "))
	case html.ElementNode:
		if slices.Contains([]atom.Atom{atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template}, node.DataAtom) {
			return
		}
	}
	isBlock := node.Type == html.ElementNode && !slices.Contains(inline, node.DataAtom)
	if isBlock {
		out.WriteString("\n\n")
	}
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		visibleText(child, out)
	}
	if isBlock {
		out.WriteString("\n\n")
	}
}

// goldForm is a form of an entity as it is counted.
type goldForm struct {
	text, entity string
	adjective    bool
}

// countForms counts how often each form stands in a text as whole words: the
// longest first, each stretch of text for one of them.
func countForms(text string, forms []goldForm) map[goldForm]int {
	forms = slices.Clone(forms)
	slices.SortStableFunc(forms, func(a, b goldForm) int {
		if len(a.text) != len(b.text) {
			return len(b.text) - len(a.text)
		}
		return strings.Compare(a.text, b.text)
	})
	taken := make([]bool, len(text))
	counts := map[goldForm]int{}
	for _, form := range forms {
		for start := 0; form.text != ""; {
			at := strings.Index(text[start:], form.text)
			if at < 0 {
				break
			}
			at += start
			end := at + len(form.text)
			if slices.Contains(taken[at:end], true) || insideWord(text, at) || insideWord(text, end) {
				start = at + 1
				continue
			}
			for i := at; i < end; i++ {
				taken[i] = true
			}
			counts[form]++
			start = end
		}
	}
	return counts
}

// insideWord says whether letters or digits stand on both sides of a place.
func insideWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	word := func(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	return word(before) && word(after)
}
