package story

import (
	"strings"
	"unicode/utf8"

	"meddlewatch"
)

const (
	maxTerms   = 40   // of an item, the weightiest
	maxSummary = 700  // bytes of a summary that are compared; feeds with whole articles say the matter first
	maxTitle   = 400  // bytes of a title
	stopLevel  = 25   // words of this level and below, in one of twelve items, say nothing
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

// features is what is compared of an item. What every comparison reads stands together,
// since in a full window most of its cost is waiting for memory; the signature, which
// few comparisons read, is last.
type features struct {
	id        meddlewatch.ID
	time      int64 // Item.Time in seconds
	hash      [maxTerms]uint32
	weight    [maxTerms]uint8
	kind      [maxTerms]kind
	n         uint8 // terms in use, in order of hash
	signed    bool
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
	sig       signature
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
