package desk

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"meddlewatch"
	"meddlewatch/match"
	"meddlewatch/seeds"
	"meddlewatch/seeds/background"
)

// MostOfNews is the share of ordinary news that a watchlist may match by names that
// stand alone. The streams that were counted bring some 2,000 items a day: one in a
// hundred is an alert every seventy minutes.
const MostOfNews = 0.01

// Common is a name or phrase of a watchlist that is too common to be what it is
// there.
type Common struct {
	Kind     CommonKind
	Name     string   // the alias or phrase; "" of CommonTogether
	Entity   string   // that has the alias
	Share    float64  // of ordinary news that print it; 0 where the word statistics do not know it
	Examples []string // phrases in which ordinary news print it; of CommonTogether the names that are printed most
}

// CommonKind says what is too common, and for what.
type CommonKind int

// The kinds of too common names. The last two may be meant so; the others are
// refused.
const (
	CommonStrong   CommonKind = iota // an alias that stands alone
	CommonShort                      // one of a letter or two, or a short number: it means too much
	CommonCue                        // a phrase that counts as an act of interference
	CommonTogether                   // all names of an edit that stand alone together
	CommonContext                    // an alias that needs an act beside it
	CommonOwn                        // an alias that stands alone, of which the bot's own items are full
)

// Refused says whether a list with it is refused.
func (k CommonKind) Refused() bool { return k != CommonContext && k != CommonOwn }

// Volume says how much of ordinary news names would match, by the word statistics
// that are shipped. It cannot know names with digits, or in scripts other than
// Latin and Cyrillic.
type Volume struct{ counts *background.Counts }

// NewVolume reads the statistics. An error means a broken build.
func NewVolume() (Volume, error) {
	counts, err := background.Load()
	return Volume{counts}, err
}

// examplesShown is how many phrases show how news print a word.
const examplesShown = 3

// Check returns what is too common in the lists that a person adds to the base
// lists, in the order of the merged list, and every name that stands alone by these
// lists. A name that the base has in the same role is none of the person's.
func (v Volume) Check(base, added []meddlewatch.Watchlist) (found []Common, alone []Common) {
	known := map[string]meddlewatch.Strength{}
	for _, e := range seeds.Merge(base...).Entities {
		for _, a := range e.Aliases {
			if e.Watch == meddlewatch.WatchYes {
				known[seeds.Fold(a.Name)] = a.Strength
			}
		}
	}
	merged := seeds.Merge(slices.Concat(base, added)...)
	for _, e := range merged.Entities {
		if e.Watch != meddlewatch.WatchYes {
			continue
		}
		for _, a := range e.Aliases {
			if a.Strength == meddlewatch.StrengthNever || known[seeds.Fold(a.Name)] == a.Strength {
				continue
			}
			c := Common{Kind: CommonContext, Name: a.Name, Entity: e.Name, Share: v.Share(a.Name)}
			if a.Strength == meddlewatch.StrengthStrong {
				c.Kind = CommonStrong
				alone = append(alone, c)
			}
			switch {
			case c.Share > MostOfNews:
				c.Examples = v.examples(a.Name)
				found = append(found, c)
			case c.Kind == CommonStrong && tooShort(a.Name):
				c.Kind = CommonShort
				found = append(found, c)
			}
		}
	}
	for _, cue := range newCues(base, merged.Cues) {
		if share := v.Share(cue.Phrase); share > MostOfNews && cue.Kind != "" {
			found = append(found, Common{Kind: CommonCue, Name: cue.Phrase, Share: share, Examples: v.examples(cue.Phrase)})
		}
	}
	if !slices.ContainsFunc(found, func(c Common) bool { return c.Kind == CommonStrong }) {
		found = append(found, together(alone)...)
	}
	return found, alone
}

// together is all names that stand alone, where one in a hundred items prints one
// of them though none is so common. Names are taken as if they fell on items by
// chance.
func together(alone []Common) []Common {
	none := 1.0
	for _, c := range alone {
		none *= 1 - c.Share
	}
	if 1-none <= MostOfNews {
		return nil
	}
	alone = slices.Clone(alone)
	slices.SortStableFunc(alone, func(a, b Common) int {
		switch {
		case a.Share > b.Share:
			return -1
		case a.Share < b.Share:
			return 1
		}
		return 0
	})
	all := Common{Kind: CommonTogether, Share: 1 - none}
	for _, c := range alone[:min(examplesShown, len(alone))] {
		all.Examples = append(all.Examples, c.Name)
	}
	return []Common{all}
}

// newCues are the cues that the base lists do not have.
func newCues(base []meddlewatch.Watchlist, all []meddlewatch.Cue) []meddlewatch.Cue {
	known := map[string]bool{}
	for _, list := range base {
		for _, c := range list.Cues {
			known[c.Kind+" "+seeds.Fold(c.Phrase)] = true
		}
	}
	return slices.DeleteFunc(all, func(c meddlewatch.Cue) bool { return known[c.Kind+" "+seeds.Fold(c.Phrase)] })
}

// Share is the share of ordinary news that a name matches, at most: of several words
// in a row it is that of the rarest pair. 0 is rare or not known.
func (v Volume) Share(name string) float64 {
	words, ok := plainWords(name)
	if !ok {
		return 0
	}
	items := math.MaxInt
	for i, w := range words {
		if !v.counts.Knows(w) {
			return 0
		}
		n := v.counts.Word(w)
		if len(words) == 1 && onlyCapitals(w) {
			n = inCapitals(n, v.counts.Lower(w))
		}
		if i > 0 {
			n = min(n, v.counts.Pair(words[i-1], w))
		}
		if items = min(items, n); items == 0 {
			return 0 // as of nearly every name of a long list: nobody prints its first word
		}
	}
	return float64(items) / float64(v.counts.Items())
}

// inCapitals is how many of the items that print a word never print it in lower case.
// The counts are right to 9 in a hundred each, so that nothing is known where most
// items have it in lower case.
func inCapitals(items, lower int) int {
	if lower > items/2 {
		return 0
	}
	return items - lower
}

// examples are phrases with the word, for a name of a single word.
func (v Volume) examples(name string) []string {
	words, ok := plainWords(name)
	if !ok || len(words) != 1 {
		return nil
	}
	return v.counts.Phrases(words[0], examplesShown)
}

// plainWords are the words by which the judge finds a name. It is not ok where
// symbols belong to the name too ("C++"): those are not counted.
func plainWords(name string) (words []string, ok bool) {
	from := 0
	for _, w := range match.Words(nil, name, 0) {
		if !onlyJoins(name[from:w.Start]) {
			return nil, false
		}
		words = append(words, name[w.Start:w.End])
		from = int(w.End)
	}
	return words, len(words) > 0 && onlyJoins(name[from:])
}

// onlyJoins says whether a text is what may stand between the words of a name.
func onlyJoins(s string) bool {
	return !strings.ContainsFunc(strings.TrimPrefix(strings.TrimPrefix(s, "'s"), "’s"), func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.Is(unicode.Pd, r) && !strings.ContainsRune("'’‘", r)
	})
}

// onlyCapitals says whether the judge finds a word in capitals alone: two to four
// of them.
func onlyCapitals(word string) bool {
	letters := strings.ReplaceAll(word, ".", "")
	return len([]rune(letters)) <= 4 && strings.ToUpper(letters) == letters && strings.ToLower(letters) != letters
}

// Names of so few letters or digits stand for too many things.
const (
	fewestLetters = 3
	fewestDigits  = 5
)

// tooShort says whether a name is a letter or two of an alphabet, or a number of a
// few digits. In scripts whose characters are syllables or words two are a name.
func tooShort(name string) bool {
	letters, digits := 0, 0
	for _, r := range name {
		switch {
		case unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew):
			letters++
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			return false
		}
	}
	if letters == 0 {
		return digits < fewestDigits
	}
	return letters+digits < fewestLetters
}
