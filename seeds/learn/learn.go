package learn

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"meddlewatch/seeds/background"
	"meddlewatch/seeds/document"
	"meddlewatch/seeds/lists"
	"meddlewatch/seeds/naming"
	"meddlewatch/seeds/relate"
)

// Learner reads documents. It holds the general resources that it reads by, and
// nothing of any document; it is safe for concurrent use.
type Learner struct {
	words  *words
	gaz    *gazetteer
	counts *background.Counts
	namer  *naming.Namer
	finder *relate.Finder
}

// New makes a Learner from the built-in resources. An error means a broken build.
func New() (*Learner, error) {
	l, err := lists.Load()
	if err != nil {
		return nil, fmt.Errorf("general lists: %w", err)
	}
	c, err := background.Load()
	if err != nil {
		return nil, fmt.Errorf("word statistics: %w", err)
	}
	n, err := naming.New(l, c)
	if err != nil {
		return nil, fmt.Errorf("naming cues: %w", err)
	}
	f, err := relate.New()
	if err != nil {
		return nil, fmt.Errorf("relation cues: %w", err)
	}
	w, err := loadWords()
	if err != nil {
		return nil, fmt.Errorf("words of the finder: %w", err)
	}
	return &Learner{words: w, gaz: newGazetteer(l), counts: c, namer: n, finder: f}, nil
}

// File is a document as it lies on disk.
type File struct {
	Name string // base name; receipts say it
	Data []byte
}

// Learn reads documents and returns what they teach together. The error names
// every file that cannot be read and says why; then nothing is learned.
func (l *Learner) Learn(files []File) (Findings, error) {
	var bad []error
	documents := make([]document.Document, 0, len(files))
	found := Findings{Entities: []Entity{}, Relations: []Relation{}, Themes: []Theme{}}
	for _, f := range files {
		d, err := document.Read(f.Name, f.Data)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		documents = append(documents, d)
		sum := sha256.Sum256(f.Data)
		found.Documents = append(found.Documents, Document{Name: f.Name, SHA256: hex.EncodeToString(sum[:]), Bytes: len(f.Data)})
	}
	if len(bad) > 0 {
		return Findings{}, errors.Join(bad...)
	}
	document.MarkRepeats(documents)
	s := l.survey(documents)
	s.resolve()
	found.Relations = s.relations()
	var aliases []Relation
	found.Entities, aliases = s.entities(found.Relations)
	found.Relations = append(betweenThem(found.Relations, found.Entities), aliases...)
	slices.SortFunc(found.Relations, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Relation, b.Relation), cmp.Compare(a.Object, b.Object))
	})
	found.Themes = l.themes(documents)
	return found, nil
}

// betweenThem keeps the relations whose ends are both among the entities.
func betweenThem(relations []Relation, entities []Entity) []Relation {
	known := make(map[string]bool, len(entities))
	for _, e := range entities {
		known[e.Name] = true
	}
	return slices.DeleteFunc(relations, func(r Relation) bool { return !known[r.Subject] || !known[r.Object] })
}
