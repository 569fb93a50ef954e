package themes

import (
	"strings"
	"unicode/utf8"

	"meddlewatch/seeds/background"
)

// word is what is known of a word in any of its capitals.
type word struct {
	folded     string
	stem       int32 // singular and plural have one; index into vocabulary.families
	stop       bool  // no part of a phrase
	role       bool  // a topic does not end with it
	inflected  bool  // it ends like a participle
	participle bool  // likewise, and it fills no slot but of a turn of speech
	slots      []slot
	any        int // items of ordinary news that print it
	lower      int // and that print it in lower case
}

// family is a group of words that begin alike: "divisive" and "divisions".
type family struct {
	sentences int // of the documents
	items     int // of ordinary news, at most
	last      int // sentence, from 1
}

// vocabulary is every word of the documents, met once.
type vocabulary struct {
	counts *background.Counts
	cues   *cues
	flags  wordMap[flag]

	words    []word
	byText   map[string]int32 // folded
	stems    []int32          // by stem: its family
	byStem   map[string]int32
	families []family
	byHead   map[string]int32

	sentences int // that were read
}

type flag uint8

const (
	flagStop flag = 1 << iota
	flagRole
	flagOrdinary // capitals, but no name
)

func newVocabulary(c *background.Counts) *vocabulary {
	v := &vocabulary{
		counts: c, cues: readCues(cuesFile),
		byText: map[string]int32{}, byStem: map[string]int32{}, byHead: map[string]int32{},
	}
	for _, s := range sections(wordsFile) {
		for _, line := range s.lines {
			for entry := range strings.FieldsSeq(line) {
				v.flags.add(strings.ReplaceAll(entry, ".", ""), func(f flag) flag { return f | flagOf(s.name) })
			}
		}
	}
	return v
}

func flagOf(section string) flag {
	switch section {
	case "roles":
		return flagRole
	case "ordinary":
		return flagOrdinary
	}
	return flagStop
}

// number returns the number of a word as printed.
func (v *vocabulary) number(printed string) int32 {
	folded := background.Fold(printed)
	if n, known := v.byText[folded]; known {
		return n
	}
	var f flag
	v.flags.each(folded, func(more flag) { f |= more })
	w := word{folded: folded, role: f&flagRole != 0, slots: v.cues.of(folded)}
	w.any, w.lower = v.counts.Word(folded), v.counts.Lower(folded)
	if f&flagOrdinary != 0 {
		w.lower = w.any
	}
	w.stop = f&flagStop != 0 || utf8.RuneCountInString(folded) < 2 || strings.Contains(folded, "'") ||
		len(folded) > 5 && strings.HasSuffix(folded, "ly") && !v.cues.inPhrase(w.slots) // adverbs
	w.inflected = len(folded) > 4 && (strings.HasSuffix(folded, "ed") || strings.HasSuffix(folded, "ing"))
	w.participle = w.inflected && !v.cues.inPhrase(w.slots)
	w.stem = v.stem(folded)
	n := int32(len(v.words))
	v.words = append(v.words, w)
	v.byText[folded] = n
	v.families[v.stems[w.stem]].items += w.any
	return n
}

// stem returns the number under which a word and its plural are counted.
func (v *vocabulary) stem(folded string) int32 {
	s := singular(folded)
	if n, known := v.byStem[s]; known {
		return n
	}
	head := s
	if n := 0; len(s) > familyLetters {
		for n < familyLetters {
			_, size := utf8.DecodeRuneInString(s[n:])
			n += size
		}
		head = s[:n]
	}
	at, known := v.byHead[head]
	if !known {
		at = int32(len(v.families))
		v.byHead[head] = at
		v.families = append(v.families, family{})
	}
	n := int32(len(v.stems))
	v.byStem[s] = n
	v.stems = append(v.stems, at)
	return n
}

// familyLetters is how many bytes words of one family share at their beginning, or
// one letter more where that one has several bytes: fewer would put "internet" to
// "interfere".
const familyLetters = 6

// singular takes the plural off an English noun, or the s off a verb.
func singular(folded string) string {
	switch {
	case len(folded) < 4 || strings.HasSuffix(folded, "ss") || strings.HasSuffix(folded, "us") || strings.HasSuffix(folded, "is"):
		return folded
	case strings.HasSuffix(folded, "ies"):
		return folded[:len(folded)-3] + "y"
	}
	return strings.TrimSuffix(folded, "s")
}

// kindName returns the name of a kind, "" for a topic.
func (v *vocabulary) kindName(kind int) string {
	if kind == topic {
		return ""
	}
	return v.cues.kinds[kind]
}
