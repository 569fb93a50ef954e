package learn

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"unicode/utf8"
)

// File is a document as it is read from disk.
type File struct {
	Name string // base name
	Data []byte
}

// Learner learns from documents.
type Learner struct{}

// New makes a Learner from what is built in.
func New() (*Learner, error) { return &Learner{}, nil }

// Learn is a stand-in that knows one cue.
func (l *Learner) Learn(files []File) (Findings, error) {
	var f Findings
	var errs []error
	cue := regexp.MustCompile(`dubbed "([^"]+)"`)
	known := map[string]int{}
	for _, file := range files {
		if len(file.Data) == 0 || !utf8.Valid(file.Data) {
			errs = append(errs, fmt.Errorf("%s holds no text; give a document", file.Name))
			continue
		}
		sum := sha256.Sum256(file.Data)
		f.Documents = append(f.Documents, Document{Name: file.Name, SHA256: hex.EncodeToString(sum[:]), Bytes: len(file.Data)})
		for _, m := range cue.FindAllSubmatchIndex(file.Data, -1) {
			name := string(file.Data[m[2]:m[3]])
			at := Receipt{Document: file.Name, Offset: m[2], Length: m[3] - m[2], Rule: "dubbed"}
			i, there := known[name]
			if !there {
				i = len(f.Entities)
				known[name] = i
				f.Entities = append(f.Entities, Entity{Name: name, Type: "campaign", Watch: "yes", Aliases: []Alias{{Name: name, Strength: "strong", Kind: "name", Receipt: &at}}})
			}
			e := &f.Entities[i]
			e.Mentions++
			e.Salience++
			e.Aliases[0].Mentions++
			e.Receipts = append(e.Receipts, at)
			if len(e.Documents) == 0 || e.Documents[len(e.Documents)-1] != file.Name {
				e.Documents = append(e.Documents, file.Name)
			}
		}
	}
	return f, errors.Join(errs...)
}
