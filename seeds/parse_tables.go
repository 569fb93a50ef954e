package seeds

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"meddlewatch"
	"meddlewatch/config"
)

// Theme is a concept of such reporting and the phrases that reveal it.
type Theme struct {
	Name     string   `toml:"name"`
	Kind     string   `toml:"kind"`     // one of meddlewatch.CueKinds; "" a topic, which is no cue
	Lang     string   `toml:"lang"`     // BCP 47; "" English
	Phrases  []string `toml:"phrases"`  // as printed
	Receipts []string `toml:"receipts"` // "document:offset"
}

// Document is a document that the list was learned from.
type Document struct {
	Name   string `toml:"name"`   // base name of the file
	SHA256 string `toml:"sha256"` // hex, of its bytes
	Bytes  int    `toml:"bytes"`
}

// relationShape is one [[relation]] as it stands in the file.
type relationShape struct {
	Subject  string   `toml:"subject"`
	Relation string   `toml:"relation"`
	Object   string   `toml:"object"`
	Hedge    string   `toml:"hedge"`
	Receipts []string `toml:"receipts"`
}

// Validate checks what one relation says.
func (r *relationShape) Validate() error {
	var faults []error
	for _, end := range []struct{ key, name string }{{"subject", r.Subject}, {"object", r.Object}} {
		faults = append(faults, nameFault(end.key, end.name, "the relation", `the name of an entity`))
	}
	if !slices.Contains(meddlewatch.RelationKinds(), r.Relation) {
		faults = append(faults, config.Invalid{
			Key: "relation", What: fmt.Sprintf("unknown relation %q", r.Relation),
			Do: "use one of " + strings.Join(meddlewatch.RelationKinds(), ", "),
		})
	}
	if strings.ContainsFunc(r.Hedge, unprintable) {
		faults = append(faults, config.Invalid{Key: "hedge", What: "the hedge has a line break, a control or an invisible character", Do: "write it as plain text on one line"})
	}
	return errors.Join(append(faults, receiptFaults(r.Receipts)...)...)
}

// Validate checks what one theme says.
func (t *Theme) Validate() error {
	faults := []error{nameFault("name", t.Name, "the theme", "what it is about")}
	if t.Kind != "" && !slices.Contains(meddlewatch.CueKinds(), t.Kind) {
		faults = append(faults, config.Invalid{
			Key: "kind", What: fmt.Sprintf("unknown kind %q", t.Kind),
			Do: "use one of " + strings.Join(meddlewatch.CueKinds(), ", ") + ", or take it out for a topic",
		})
	}
	if t.Lang != "" {
		if _, err := language.Parse(t.Lang); err != nil {
			faults = append(faults, config.Invalid{Key: "lang", What: fmt.Sprintf("unknown language %q", t.Lang), Do: `write a language tag such as "de" or "zh-Hant", or take it out`})
		}
	}
	if len(t.Phrases) == 0 {
		faults = append(faults, config.Invalid{Key: "phrases", What: "the theme has no phrases", Do: `add phrases = ["…"], as articles print them, or take the theme out`})
	}
	seen := map[string]bool{}
	for i, p := range t.Phrases {
		key := fmt.Sprintf("phrases.%d", i)
		faults = append(faults, nameFault(key, p, "the theme", "a phrase as articles print it"))
		if seen[fold(p)] {
			faults = append(faults, config.Invalid{Key: key, What: fmt.Sprintf("the phrase %q is there already", p), Do: "keep one of them; upper and lower case are the same here"})
		}
		seen[fold(p)] = true
	}
	return errors.Join(append(faults, receiptFaults(t.Receipts)...)...)
}

// Validate checks what one document says.
func (d *Document) Validate() error {
	var faults []error
	faults = append(faults, nameFault("name", d.Name, "the document", "the name of its file"))
	if sum, err := hex.DecodeString(d.SHA256); err != nil || len(sum) != 32 {
		faults = append(faults, config.Invalid{Key: "sha256", What: "this is no SHA-256 in hexadecimal", Do: "write the one that \"bot learn\" wrote, or learn again"})
	}
	if d.Bytes < 0 {
		faults = append(faults, config.Invalid{Key: "bytes", What: "a document cannot have fewer than 0 bytes", Do: "write its size"})
	}
	return errors.Join(faults...)
}

// nameFault says what is wrong with a name, or returns nil.
func nameFault(key, name, of, want string) error {
	trimmed := strings.TrimSpace(name)
	what := ""
	switch {
	case trimmed == "":
		what = fmt.Sprintf("%s has no %s", of, strings.TrimSuffix(strings.SplitN(key, ".", 2)[0], "s"))
	case strings.ContainsFunc(trimmed, unprintable):
		what = "there is a line break, a control or an invisible character in it"
	case len([]rune(trimmed)) > longestName:
		what = fmt.Sprintf("it has more than %d characters", longestName)
	default:
		return nil
	}
	return config.Invalid{Key: key, What: what, Do: "write " + want}
}

func receiptFaults(receipts []string) []error {
	var faults []error
	for i, r := range receipts {
		if !isReceipt(r) {
			faults = append(faults, config.Invalid{
				Key: fmt.Sprintf("receipts.%d", i), What: fmt.Sprintf("receipt %q is no document and offset", r),
				Do: `write it as "report.txt:512" (bytes from 0)`,
			})
		}
	}
	return faults
}

// Validate checks that nothing is said twice.
func (s *fileShape) Validate() error {
	var faults []error
	themes, relations, documents := map[string]int{}, map[[3]string]int{}, map[string]int{}
	for i, t := range s.Theme {
		if first, twice := themes[fold(t.Name)]; twice && fold(t.Name) != "" {
			faults = append(faults, twiceFault("theme", i, first, t.Name))
			continue
		}
		themes[fold(t.Name)] = i
	}
	for i, r := range s.Relation {
		key := [3]string{fold(r.Subject), r.Relation, fold(r.Object)}
		if first, twice := relations[key]; twice {
			faults = append(faults, twiceFault("relation", i, first, strings.Join([]string{r.Subject, r.Relation, r.Object}, " ")))
			continue
		}
		relations[key] = i
	}
	for i, d := range s.Document {
		if first, twice := documents[d.Name]; twice {
			faults = append(faults, twiceFault("document", i, first, d.Name))
			continue
		}
		documents[d.Name] = i
	}
	return errors.Join(faults...)
}

func twiceFault(table string, i, first int, name string) error {
	return config.Invalid{
		Key:  fmt.Sprintf("%s.%d", table, i),
		What: fmt.Sprintf("%q is there already, as [[%s]] number %d", name, table, first+1), Do: "put both into one",
	}
}

// relations and cues are what the judge gets of these tables.
func (s *fileShape) relations(origin meddlewatch.Origin) []meddlewatch.WatchRelation {
	var list []meddlewatch.WatchRelation
	for _, r := range s.Relation {
		list = append(list, meddlewatch.WatchRelation{
			Subject: strings.TrimSpace(r.Subject), Relation: r.Relation, Object: strings.TrimSpace(r.Object),
			Hedge: r.Hedge, Origin: origin, Receipts: r.Receipts,
		})
	}
	return list
}

func (s *fileShape) cues(origin meddlewatch.Origin) []meddlewatch.Cue {
	var list []meddlewatch.Cue
	for _, t := range s.Theme {
		if t.Kind == "" {
			continue
		}
		for _, p := range t.Phrases {
			list = append(list, meddlewatch.Cue{Phrase: strings.TrimSpace(p), Kind: t.Kind, Lang: t.Lang, Origin: origin, Receipts: t.Receipts})
		}
	}
	return list
}
