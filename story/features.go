package story

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"meddlewatch"
)

const (
	maxTerms   = 40   // of an item, the weightiest
	maxSummary = 700  // bytes of a summary that are compared; feeds with whole articles say the matter first
	maxTitle   = 400  // bytes of a title
	stopLevel  = 30   // words of this level and below, in one of twenty items, say nothing
	nameFactor = 1.4  // a name says more than another word as rare
	headFactor = 1.25 // and a word of the headline more than one of the summary
)

// kind says what a term is, as bits.
type kind uint8

const (
	kindTitle   kind = 1 << iota // stands in the headline
	kindName                     // written with a capital where that says something
	kindNumber                   // digits
	kindPlace                    // a state, in any language
	kindQuote                    // two words of a quotation
	kindConcept                  // a word that has its like in other languages
)

// features is what is compared of an item.
type features struct {
	id        meddlewatch.ID
	time      int64 // Item.Time in seconds
	hash      [maxTerms]uint32
	weight    [maxTerms]uint8
	kind      [maxTerms]kind
	n         uint8 // terms in use, in order of hash
	signed    bool
	sig       signature
	title     uint32    // hash of the words of the headline; 0 where it is too short to tell
	bare      bool      // no summary
	sum       float32   // of the weights
	headNorm  float32   // Euclidean, of the weights of the headline's terms
	places    uint64    // bit set of place ids, in title and summary
	heads     uint64    // the same of the headline
	actors    uint64    // the same of the verdict's actors
	campaigns [4]uint32 // of the verdict; 0 none
	counted   [2]ordinal
	lang      uint32 // hash of the language; 0 unknown
	finder    uint32 // term of who is said to have found it out or removed it; 0 not known
}

// ordinal is a number that says which of a series is meant, as in "12th package".
type ordinal struct {
	noun   uint32 // stem; 0 none
	number uint16
}

// span is where the words of a term stand in the item.
type span struct {
	field      meddlewatch.Field
	start, end int
}

// reader makes features of items and reuses its memory.
type reader struct {
	lex   *lexicon
	words []word
	known []known // of the words
	body  []word  // of the attributing body
	found map[uint32]int
	terms []found
	order []uint64
	kept  []found // of terms, in the order of the features
}

// found is a term while an item is read.
type found struct {
	hash   uint32
	weight float64
	kind   kind
	at     span
}

// clip cuts s to at most n bytes, at the end of a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// read returns the features of an item and where its terms stand, in the order
// of the features' terms. The spans are valid until the next call.
func (r *reader) read(it meddlewatch.Item, v meddlewatch.Verdict) (features, []found) {
	f := features{id: it.ID, time: it.Time().Unix()}
	title, summary := clip(it.Title, maxTitle), clip(it.Summary, maxSummary)
	clear(r.found)
	r.terms = r.terms[:0]

	r.words = split(r.words[:0], title)
	heads := len(r.words)
	r.words = split(r.words, summary)
	f.bare = len(r.words) == heads
	if heads >= 5 {
		h := uint64(heads)
		for _, w := range r.words[:heads] {
			h = mix(h ^ uint64(w.hash))
		}
		f.title = uint32(h)
	}
	f.sig, f.signed = sign(r.words)

	unknown := r.lookUp()
	r.add(&f, title, meddlewatch.FieldTitle, 0, heads, unknown)
	f.heads = f.places
	r.add(&f, summary, meddlewatch.FieldSummary, heads, len(r.words), unknown)
	f.actors = r.lex.placesOf(v.Actors)
	f.lang = languageKey(it.Lang)
	f.finder = r.finderKey(v)
	for i, c := range v.Campaigns {
		if i == len(f.campaigns) {
			break
		}
		f.campaigns[i] = campaignKey(c)
	}
	r.keep(&f)
	return f, r.kept
}

// languageKey is what a language is compared by, without its region; 0 unknown.
func languageKey(tag string) uint32 {
	language, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	if language == "" {
		return 0
	}
	return hashBytes([]byte(strings.ToLower(language))) | 1
}

// finderKey is the term of the rarest word in the name of the body behind a finding
// or takedown, which is the event then: two bodies publish two reports. It is 0 for
// other claims, where the same event has several speakers, and for bodies that are
// named by what they are, such as researchers.
func (r *reader) finderKey(v meddlewatch.Verdict) uint32 {
	if v.Claim != meddlewatch.ClaimResearch && v.Claim != meddlewatch.ClaimTakedown {
		return 0
	}
	key, rarest := uint32(0), float64(stopLevel)
	r.body = split(r.body[:0], v.AttributedBy)
	for _, w := range r.body {
		known := r.lex.stems[w.stem]
		if !w.capital || known.concept != 0 || known.place != 0 {
			continue
		}
		rarity := float64(known.level)
		if known.level == 0 {
			rarity = maxLevel
		}
		if rarity > rarest {
			key, rarest = wordTerm(v.AttributedBy, w, known), rarity
		}
	}
	return key
}

// campaignKey is what a campaign is compared by.
func campaignKey(c meddlewatch.Mention) uint32 {
	return hashBytes([]byte(strings.ToLower(c.Name))) | 1
}

// lookUp finds what is known of the words, and returns the level of those without
// one: the higher, the more of the text's other words have one.
func (r *reader) lookUp() float64 {
	r.known = r.known[:0]
	levelled := 0
	for _, w := range r.words {
		k := r.lex.stems[w.stem]
		r.known = append(r.known, k)
		if k.level > 0 {
			levelled++
		}
	}
	share := float64(levelled) / float64(max(1, len(r.words)))
	return unknownLevel + (maxLevel-unknownLevel)*min(1, share/0.6)
}

// add finds the terms of the words from..to, which are those of one field.
func (r *reader) add(f *features, text string, field meddlewatch.Field, from, to int, unknown float64) {
	words := r.words[from:to]
	speaking := capitalsSpeak(words)
	head := field == meddlewatch.FieldTitle
	var last float64 // level of the word before
	for i, w := range words {
		t := found{hash: w.stem &^ bandBit, at: span{field, w.start, w.end}}
		known := r.known[from+i]
		rarity := float64(known.level)
		switch {
		case w.dense:
			rarity = min(unknown, unknownLevel) - 5
		case known.level == 0:
			rarity = unknown
		}
		if head {
			t.kind |= kindTitle
		}
		if id := known.placeOf(text, w); id != 0 {
			f.places |= 1 << id
			t.hash = placeStem(id) &^ bandBit
			t.kind |= kindPlace
			rarity = float64(r.lex.placeLevel[id])
		} else if known.concept != 0 {
			t.hash = conceptStem(known.concept) &^ bandBit
			t.kind |= kindConcept
			rarity = float64(r.lex.conceptLevel[known.concept])
		} else {
			if w.capital && speaking && !w.first {
				t.kind |= kindName
			}
			if w.number {
				t.kind |= kindNumber
			}
			t.hash = wordTerm(text, w, known)
		}
		r.count(f, text, words, i)
		r.put(t, rarity)
		if i > 0 && w.quoted > 0 && words[i-1].quoted == w.quoted && max(last, rarity) > stopLevel+15 {
			pair := found{
				hash: uint32(mix(uint64(words[i-1].stem)<<32|uint64(w.stem))) &^ bandBit,
				kind: kindQuote,
				at:   span{field, words[i-1].start, w.end},
			}
			r.put(pair, max(last, rarity)+10)
		}
		last = rarity
	}
}

// wordTerm is the term of a word that is neither place nor concept: its stem, or
// what several spellings of a number or rare word share.
func wordTerm(text string, w word, k known) uint32 {
	stem := w.stem &^ bandBit
	switch {
	case w.number:
		return roundedStem(text[w.start:w.end], stem)
	case !w.dense && (k.level == 0 || k.level >= soundLevel):
		return soundStem(text[w.start:w.end], stem)
	}
	return stem
}

// soundStem is the term of a rare word: its sound, or stem where that says too
// little.
func soundStem(raw string, stem uint32) uint32 {
	var buf [64]byte
	if key, ok := sound(fold(buf[:0], raw)); ok {
		return key &^ bandBit
	}
	return stem
}

// roundedStem is the term of a number: large ones, but for years, count with two
// digits, since 4,789 accounts are 4,800 to others.
func roundedStem(raw string, stem uint32) uint32 {
	var buf [64]byte
	digits := fold(buf[:0], raw)
	if len(digits) < 4 || len(digits) > 12 {
		return stem
	}
	n, err := strconv.ParseUint(string(digits), 10, 64)
	if err != nil || n < 1000 || n >= 1900 && n < 2100 {
		return stem
	}
	unit := uint64(1)
	for n/unit >= 100 {
		unit *= 10
	}
	return uint32(mix((n+unit/2)/unit*unit)) &^ bandBit
}

// count notes word i where it is a number that says which of a series is meant.
func (r *reader) count(f *features, text string, words []word, i int) {
	if i+1 >= len(words) || words[i+1].number {
		return
	}
	number, ok := ordinalOf(text, words[i])
	if !ok {
		return
	}
	o := ordinal{noun: words[i+1].stem, number: number}
	for k := range f.counted {
		if f.counted[k] == (ordinal{}) {
			f.counted[k] = o
		}
		if f.counted[k] == o {
			return
		}
	}
}

// ordinalOf reads an ordinal in digits: "12th", or "12." within a sentence.
func ordinalOf(text string, w word) (uint16, bool) {
	digits := 0
	for digits < w.end-w.start && text[w.start+digits] >= '0' && text[w.start+digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 3 {
		return 0, false
	}
	number, err := strconv.ParseUint(text[w.start:w.start+digits], 10, 16)
	if err != nil {
		return 0, false
	}
	switch strings.ToLower(text[w.start+digits : w.end]) {
	case "st", "nd", "rd", "th":
		return uint16(number), true
	case "":
		rest := text[w.end:]
		if len(rest) < 3 || rest[0] != '.' || rest[1] != ' ' {
			return 0, false
		}
		next, _ := utf8.DecodeRuneInString(rest[2:])
		return uint16(number), unicode.IsLower(next)
	}
	return 0, false
}

// put adds a term, or makes the one that is there the weightier.
func (r *reader) put(t found, rarity float64) {
	if rarity <= stopLevel {
		return
	}
	t.weight = rarity - 20
	if t.kind&(kindName|kindQuote) != 0 {
		t.weight *= nameFactor
	}
	if t.kind&kindTitle != 0 {
		t.weight *= headFactor
	}
	if i, ok := r.found[t.hash]; ok {
		old := &r.terms[i]
		old.kind |= t.kind
		old.weight = max(old.weight, t.weight)
		return
	}
	r.found[t.hash] = len(r.terms)
	r.terms = append(r.terms, t)
}

// capitalsSpeak says whether capitals mark names in this text: not where most
// words have one, as in headlines set in title case.
func capitalsSpeak(words []word) bool {
	capital := 0
	for _, w := range words {
		if w.capital {
			capital++
		}
	}
	return capital*2 <= len(words)
}

// keep moves the weightiest terms into the features, in order of hash.
func (r *reader) keep(f *features) {
	order := r.order[:0] // weight, the greatest first, then hash, then position
	for i, t := range r.terms {
		w := uint64(min(255, math.Round(t.weight)))
		order = append(order, (255-w)<<48|uint64(t.hash)<<16|uint64(i))
	}
	if len(order) > maxTerms {
		slices.Sort(order)
		order = order[:maxTerms]
	}
	r.order = order
	for i, o := range order {
		order[i] = o<<16 | o>>48 // hash, then position, then weight
	}
	slices.Sort(order)
	sum, head := 0.0, 0.0
	r.kept = r.kept[:0]
	for i, o := range order {
		t := r.terms[o>>16&0xffff]
		r.kept = append(r.kept, t)
		w := 255 - uint8(o)
		f.hash[i], f.weight[i], f.kind[i] = t.hash, w, t.kind
		sum += float64(w)
		if t.kind&kindTitle != 0 {
			head += float64(w) * float64(w)
		}
	}
	f.n = uint8(len(order))
	f.sum, f.headNorm = float32(sum), float32(math.Sqrt(head))
}
