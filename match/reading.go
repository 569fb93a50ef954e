package match

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"meddlewatch"
)

// textLimit is how many bytes of a field are judged. Longer ones are not articles.
// Feeds are cut to the same length before, at the beginning of a rune or at the space
// in front of it: from cutFrom bytes on a text is taken for one of these.
const (
	textLimit = 64 << 10
	cutFrom   = textLimit - utf8.UTFMax
)

// reading is an item taken apart: its words, what the lexicons find in them, and
// which names. Words of title and summary stand behind each other; those before
// split are the title's. Word offsets are offsets into their own field.
type reading struct {
	title, summary string
	cuts           []meddlewatch.Reason // what of it is not judged

	words []Word
	split int
	hits  []hit   // in order of their first words
	names []found // in order; offsets into their field
	spans []span  // memory of mask

	worded   []bool   // memory of a wording: its words that were read, none between two uses
	wordedAt []uint32 // where they are

	sides []sides // by sentence: what it names

	lists [2][]signal // memory of passages: of the best one, and of the one in hand
	free  int         // which of them is for the one in hand

	nearTo int   // the hit around which near lies; -1 none
	near   []int // what around found
}

// scan cuts an item into words.
func (r *reading) scan(it *meddlewatch.Item) {
	r.cuts = nil
	r.title = r.cut(meddlewatch.FieldTitle, it.Title)
	r.summary = r.cut(meddlewatch.FieldSummary, it.Summary)
	r.words = Words(r.words[:0], r.title, 0)
	r.split = len(r.words)
	next := 0
	if r.split > 0 {
		next = int(r.words[r.split-1].Sentence) + 1
	}
	r.words = Words(r.words, r.summary, next)
}

// read fills the reading from an item, using its memory again.
func (r *reading) read(it *meddlewatch.Item, t *terms, n *names, states []State) {
	r.scan(it)
	shoutTitle, shoutSummary := shouting(r.words[:r.split]), shouting(r.words[r.split:])
	title := r.words[:r.split]
	r.names = r.find(meddlewatch.FieldTitle, n, r.names[:0], title, 0, shoutTitle)
	r.names = r.find(meddlewatch.FieldSummary, n, r.names, r.words, r.split, shoutSummary)
	lang := t.tongues.of(r.words)
	r.hits = r.lookUp(meddlewatch.FieldTitle, t, r.hits[:0], title, 0, shoutTitle, lang)
	r.hits = r.lookUp(meddlewatch.FieldSummary, t, r.hits, r.words, r.split, shoutSummary, lang)
	r.mask(n)
	r.assignRoles(states)
	r.nearTo = -1
}

// find looks for names, and says where a field holds too many.
func (r *reading) find(field meddlewatch.Field, n *names, dst []found, words []Word, from int, shouting bool) []found {
	text := r.title
	if field == meddlewatch.FieldSummary {
		text = r.summary
	}
	dst, whole := n.find(dst, text, words, from, shouting)
	if !whole {
		r.cuts = append(r.cuts, meddlewatch.Reason{Rule: "cut", Text: "too many names; the first ones are judged", Field: field})
	}
	return dst
}

// lookUp looks for terms, and says where a field holds too many.
func (r *reading) lookUp(field meddlewatch.Field, t *terms, dst []hit, words []Word, from int, shouting bool, lang tongue) []hit {
	text := r.title
	if field == meddlewatch.FieldSummary {
		text = r.summary
	}
	dst, whole := t.findMost(dst, text, words, from, shouting, lang)
	if !whole {
		r.cuts = append(r.cuts, meddlewatch.Reason{Rule: "cut", Text: "too many terms; the first ones are judged", Field: field})
	}
	return dst
}

// cut shortens a text to the limit, at the beginning of a rune.
func (r *reading) cut(field meddlewatch.Field, text string) string {
	if len(text) < cutFrom {
		return text
	}
	r.cuts = append(r.cuts, meddlewatch.Reason{Rule: "cut", Text: "only the first 64 KiB are judged", Field: field})
	if len(text) <= textLimit {
		return text
	}
	end := textLimit
	for end > textLimit-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// shouting says whether a text is printed in capitals throughout.
func shouting(words []Word) bool {
	caps, letters := 0, 0
	for _, w := range words {
		if w.End-w.Start < 2 {
			continue
		}
		letters++
		if w.flags&flagCaps != 0 {
			caps++
		}
	}
	return letters >= 4 && caps*5 >= letters*4
}

// span is a stretch of words that takes hits inside it away.
type span struct {
	first, last int32
	takes       takes
}

type takes uint8

const (
	takesAll    takes = iota // a homonym, a cover, or a name graded never
	takesGuards              // another name, a body or a target: "Salt Typhoon" is no weather, a "think tank" no war
	takesStates              // a politician or a look back: a Mr Orban of one country is not the one who rules another, and "Trump-Russia" not Russia
	takesActs                // a body or who governs: a "spy chief" spies on nobody, a "foreign secretary" is nobody's foreign hand
)

func (s *span) takesAway(h *hit) bool {
	if h.first < s.first || s.last < h.last {
		return false
	}
	switch s.takes {
	case takesAll:
		return h.kind != guardHomonym && h.kind != guardCover
	case takesGuards:
		return h.kind.isGuard()
	case takesStates:
		return h.kind.isState()
	default:
		return h.kind.isHostile() || h.kind == actAgent || h.kind == actorForeign && h.first == h.last
	}
}

// maxNested is how many spans that overlap are looked at for one hit.
const maxNested = 4

// mask takes away what only looks like a hit: all that a span covers, and an act
// inside a longer act.
func (r *reading) mask(n *names) {
	r.spans = r.spans[:0]
	at := 0
	for _, f := range r.names {
		for ; at < len(r.hits) && r.hits[at].first < f.first; at++ {
			r.addSpans(&r.hits[at])
		}
		s := span{f.first, f.last, takesGuards}
		if n.aliases[f.alias].strength == meddlewatch.StrengthNever {
			s.takes = takesAll
		}
		r.spans = append(r.spans, s)
	}
	for ; at < len(r.hits); at++ {
		r.addSpans(&r.hits[at])
	}
	sortSpans(r.spans)
	next, kept := 0, 0
	act := hit{}
	for i := range r.hits {
		h := &r.hits[i]
		for next < len(r.spans) && r.spans[next].last < h.first {
			next++
		}
		if taken(h, r.spans[next:min(next+maxNested, len(r.spans))]) {
			continue
		}
		if h.kind.isAct() {
			if act.kind != kindNone && h.last <= act.last && h.first > act.first {
				continue
			}
			act = *h
		}
		if kept < i { // most texts lose nothing
			r.hits[kept] = *h
		}
		kept++
	}
	r.hits = r.hits[:kept]
}

// addSpans appends the words that a hit takes away.
func (r *reading) addSpans(h *hit) {
	switch {
	case h.kind == guardHomonym || h.kind == guardCover:
		r.spans = append(r.spans, span{h.first, h.last, takesAll})
	case h.kind == guardLookBack && h.last > h.first:
		r.spans = append(r.spans, span{h.first, h.last, takesStates})
	case h.kind == targetPolitician && h.last > h.first:
		r.spans = append(r.spans, span{h.first, h.last, takesStates}, span{h.first, h.last, takesGuards})
	case (h.kind.isBody() || h.kind.rules()) && h.last > h.first:
		r.spans = append(r.spans, span{h.first, h.last, takesActs}, span{h.first, h.last, takesGuards})
	case h.kind.isTarget() && h.last > h.first:
		r.spans = append(r.spans, span{h.first, h.last, takesGuards})
	}
}

// sortSpans puts the longest first among those that begin at the same word; they are in
// order of their first words already, so that to sort them all takes many times as long.
func sortSpans(spans []span) {
	for from := 0; from < len(spans); {
		to := from + 1
		for to < len(spans) && spans[to].first == spans[from].first {
			to++
		}
		if to > from+1 {
			slices.SortFunc(spans[from:to], func(a, b span) int {
				return cmp.Or(cmp.Compare(b.last, a.last), cmp.Compare(a.takes, b.takes))
			})
		}
		from = to
	}
}

// taken says whether one of the spans takes the hit away.
func taken(h *hit, spans []span) bool {
	for i := range spans {
		if spans[i].takesAway(h) {
			return true
		}
	}
	return false
}

// field names the field in which a word stands.
func (r *reading) field(word int32) meddlewatch.Field {
	if int(word) < r.split {
		return meddlewatch.FieldTitle
	}
	return meddlewatch.FieldSummary
}

// printed returns words first to last as they are printed, and where.
func (r *reading) printed(first, last int32) (text string, field meddlewatch.Field, start, end int) {
	field, text = r.field(first), r.summary
	if field == meddlewatch.FieldTitle {
		text = r.title
	}
	start, end = int(r.words[first].Start), int(r.words[last].End)
	return strings.ToValidUTF8(text[start:end], "\uFFFD"), field, start, end
}

// foundText returns a name as printed, its symbols included, and where.
func (r *reading) foundText(f found) (text string, field meddlewatch.Field, start, end int) {
	field, text = r.field(f.first), r.summary
	if field == meddlewatch.FieldTitle {
		text = r.title
	}
	return strings.ToValidUTF8(text[f.start:f.end], "\uFFFD"), field, f.start, f.end
}
