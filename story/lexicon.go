package story

import (
	_ "embed"
	"encoding/json"
	"fmt"
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

// place is one form of a place.
type place struct {
	id   uint8 // from 1, in order of name
	rule caseRule
}

// lexicon is what is known of words before any item comes. It does not change.
type lexicon struct {
	level  map[uint32]uint8 // by stem
	places map[uint32]place // by stem
	ids    map[string]uint8 // of places, by name
	// placeLevel is, by place, the level of its most frequent form.
	placeLevel [maxPlaces + 1]uint8
}

// newLexicon reads the embedded files. They are part of the program and tested
// with it, so that an error in them is a bug.
func newLexicon() *lexicon {
	l, err := readLexicon(wordsFile, placesFile)
	if err != nil {
		panic("story: " + err.Error())
	}
	return l
}

// readLexicon reads a words file and a places file.
func readLexicon(words string, places []byte) (*lexicon, error) {
	l := &lexicon{
		level:  make(map[uint32]uint8, 24_000),
		places: make(map[uint32]place, 1_000),
		ids:    make(map[string]uint8),
	}
	for line := range strings.Lines(words) {
		number, stems, _ := strings.Cut(strings.TrimSpace(line), " ")
		level, err := strconv.ParseUint(number, 10, 8)
		if err != nil {
			return nil, fmt.Errorf("words file: %q is not a level; a line is a level and its words", number)
		}
		for stem := range strings.FieldsSeq(stems) {
			l.level[hashBytes([]byte(stem))] = uint8(level)
		}
	}
	var forms map[string][]string
	if err := json.Unmarshal(places, &forms); err != nil {
		return nil, fmt.Errorf("places file: %w", err)
	}
	if len(forms) > maxPlaces {
		return nil, fmt.Errorf("places file: %d places are more than %d", len(forms), maxPlaces)
	}
	for i, name := range sortedKeys(forms) {
		id := uint8(i + 1)
		l.ids[name] = id
		l.placeLevel[id] = maxLevel
		for _, form := range forms[name] {
			for _, w := range split(nil, form) {
				l.addPlace(w.stem, place{id: id, rule: caseOf(form)})
				// Forms in capitals are also words, such as "us", of which the level would be.
				if level, ok := l.level[w.stem]; ok && caseOf(form) != upperCase {
					l.placeLevel[id] = min(l.placeLevel[id], level)
				}
			}
		}
	}
	return l, nil
}

// addPlace keeps the laxer of two rules and the first of two places.
func (l *lexicon) addPlace(stem uint32, p place) {
	old, known := l.places[stem]
	if known && (old.id != p.id || old.rule <= p.rule) {
		return
	}
	l.places[stem] = p
}

// placeOf returns the place that a word of text stands for; 0 none.
func (l *lexicon) placeOf(text string, w word) uint8 {
	p, ok := l.places[w.stem]
	switch {
	case !ok,
		p.rule == capitalCase && !w.capital,
		p.rule == upperCase && caseOf(text[w.start:w.end]) != upperCase:
		return 0
	}
	return p.id
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
