package story

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"meddlewatch"
)

// wordsFile holds how rare words are in the news: one line a level, the level
// first, then every stem of that level. A level is ten times the negative natural
// logarithm of the share of items a stem occurs in. The counts are those of two
// samples of general news (October and November 2022, December 2023); a stem that
// is frequent day after day in reporting on states and influence counts with its
// share there, since "interference" tells two general items apart, but not two of
// ours. TestWordsFile writes the file.
//
//go:embed words.txt
var wordsFile string

// placesFile holds the states (and bodies of states) by name, each with words
// that stand for it in several languages, by which reports of one event agree
// across languages. A form with a capital asks for a capital in the text, a form
// all in capitals for all capitals.
//
//go:embed places.json
var placesFile []byte

// conceptsFile holds what such reports speak of, each with the words for it in
// several languages: by these two reports of one event agree when no word is the
// same.
//
//go:embed concepts.json
var conceptsFile []byte

const (
	maxLevel = 115 // of a word no table knows: once in 100,000 items
	// unknownLevel is the level of a word that is not in the table but is in a
	// text of which the table knows little: its language is not that of the table,
	// and the word may be as common as "and".
	unknownLevel = 55
)

// caseRule is which capitals a form of a place asks for.
type caseRule uint8

const (
	anyCase caseRule = iota
	capitalCase
	upperCase
)

// maxPlaces lets the places of an item be the bits of a word.
const maxPlaces = 63

// known is what is known of a stem.
type known struct {
	level   uint8    // of the table of words; 0 it is not there
	place   uint8    // from 1, in order of name; 0 none
	rule    caseRule // of the place
	concept uint8    // from 1, in order of name; 0 none
}

// lexicon is what is known of words before any item comes. It does not change.
type lexicon struct {
	stems map[uint32]known
	ids   map[string]uint8 // of places, by name
	// placeLevel is, by place, the level of its most frequent form.
	placeLevel [maxPlaces + 1]uint8
	// conceptLevel is, by concept, the level of an item that has any of its forms.
	conceptLevel []uint8
}

// newLexicon reads the embedded files. They are part of the program, and
// TestEmbeddedFilesAreWhole that nothing in them is passed over.
func newLexicon() *lexicon {
	l, _ := readLexicon(wordsFile, placesFile, conceptsFile)
	return l
}

// readLexicon reads a words file, a places file and a concepts file. The lexicon
// can be used whatever they hold: what cannot be read is left out, and named by
// the error.
func readLexicon(words string, places, concepts []byte) (*lexicon, error) {
	l := &lexicon{stems: make(map[uint32]known, 24_000), ids: make(map[string]uint8)}
	return l, errors.Join(l.readWords(words), l.readPlaces(places), l.readConcepts(concepts))
}

func (l *lexicon) readWords(file string) error {
	var faults error
	for line := range strings.Lines(file) {
		number, stems, _ := strings.Cut(strings.TrimSpace(line), " ")
		level, err := strconv.ParseUint(number, 10, 8)
		if err != nil {
			faults = errors.Join(faults, fmt.Errorf("words file: %q is not a level; a line is a level and its words", number))
			continue
		}
		for stem := range strings.FieldsSeq(stems) {
			l.stems[hashBytes([]byte(stem))] = known{level: uint8(level)}
		}
	}
	return faults
}

func (l *lexicon) readPlaces(file []byte) error {
	forms, err := readForms("places", file, maxPlaces)
	for i, name := range sortedKeys(forms) {
		id := uint8(i + 1)
		l.ids[name] = id
		l.placeLevel[id] = maxLevel
		for _, form := range forms[name] {
			for _, w := range split(nil, form) {
				l.addPlace(w.stem, id, caseOf(form))
				// Forms in capitals are also words, such as "us", of which the level would be.
				if level := l.stems[w.stem].level; level > 0 && caseOf(form) != upperCase {
					l.placeLevel[id] = min(l.placeLevel[id], level)
				}
			}
		}
	}
	return err
}

// addPlace keeps the laxer of two rules and the first of two places.
func (l *lexicon) addPlace(stem uint32, id uint8, rule caseRule) {
	k := l.stems[stem]
	if k.place != 0 && (k.place != id || k.rule <= rule) {
		return
	}
	k.place, k.rule = id, rule
	l.stems[stem] = k
}

// maxConcepts lets a concept be a byte.
const maxConcepts = 255

// readConcepts follows readWords and readPlaces: a concept is as frequent as its
// forms together, and a form that is a place stays one.
func (l *lexicon) readConcepts(file []byte) error {
	forms, err := readForms("concepts", file, maxConcepts)
	l.conceptLevel = make([]uint8, len(forms)+1)
	for i, name := range sortedKeys(forms) {
		id := uint8(i + 1)
		share := math.Exp(-maxLevel / 10.0)
		for _, form := range forms[name] {
			for _, w := range split(nil, form) {
				k := l.stems[w.stem]
				if k.place != 0 || k.concept != 0 {
					continue
				}
				k.concept = id
				l.stems[w.stem] = k
				if k.level > 0 {
					share += math.Exp(-float64(k.level) / 10)
				}
			}
		}
		l.conceptLevel[id] = uint8(math.Round(max(0, -10*math.Log(share))))
	}
	return err
}

// readForms reads a file of names with their forms, at most most of them.
func readForms(what string, file []byte, most int) (map[string][]string, error) {
	var forms map[string][]string
	if err := json.Unmarshal(file, &forms); err != nil {
		return nil, fmt.Errorf("%s file: %w", what, err)
	}
	if len(forms) > most {
		return nil, fmt.Errorf("%s file: %d are more than %d", what, len(forms), most)
	}
	return forms, nil
}

// placeOf returns the place that a word of text stands for; 0 none.
func (l *lexicon) placeOf(text string, w word) uint8 { return l.stems[w.stem].placeOf(text, w) }

func (k known) placeOf(text string, w word) uint8 {
	switch {
	case k.place == 0,
		k.rule == capitalCase && !w.capital,
		k.rule == upperCase && caseOf(text[w.start:w.end]) != upperCase:
		return 0
	}
	return k.place
}

// placesOf returns the bit set of the places that actors belong to.
func (l *lexicon) placesOf(actors []meddlewatch.Mention) uint64 {
	var set uint64
	for _, a := range actors {
		if id := l.ids[a.Name]; id != 0 {
			set |= 1 << id
			continue
		}
		for _, w := range split(nil, a.Name) {
			if id := l.placeOf(a.Name, w); id != 0 {
				set |= 1 << id
			}
		}
	}
	return set
}

// placeStem is the term under which a place is counted and compared.
func placeStem(id uint8) uint32 { return uint32(mix(uint64(id))) | 1 }

// conceptStem is the term under which a concept is counted and compared.
func conceptStem(id uint8) uint32 { return uint32(mix(uint64(id)|1<<16)) | 1 }

// caseOf says what capitals s shows. Scripts without case show none.
func caseOf(s string) caseRule {
	upper, lower, first := 0, 0, true
	capital := false
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
			capital = capital || first
		case unicode.IsLower(r):
			lower++
		}
		first = false
	}
	switch {
	case upper > 1 && lower == 0:
		return upperCase
	case capital:
		return capitalCase
	}
	return anyCase
}
