package relate_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"meddlewatch"
	"meddlewatch/seeds/relate"
)

// TestCues: the built-in cues of every language can be read.
func TestCues(t *testing.T) {
	if _, err := relate.New(); err != nil {
		t.Fatal(err)
	}
}

// FuzzFind: no text and no mentions make it fail, and what it returns points into the text.
func FuzzFind(f *testing.F) {
	f.Add("Alpha, a group linked to Beta, targeted Gamma on Delta. It denied that.", "\x00\x05\x03\x19\x04\x00\x34\x05\x05", 2)
	f.Add("他们干预了选举", "\x00\x03\x00", 1)
	f.Add("\"’s, the (and) – by.", "\x02\x01\x05", 0)
	f.Fuzz(func(t *testing.T, text, marks string, cuts int) {
		types := meddlewatch.EntityTypes()
		var sentences []relate.Sentence
		for block, line := range strings.Split(text, "\n") {
			s := relate.Sentence{Text: line, Block: block / 2, CutBefore: cuts&1 != 0, CutAfter: cuts&2 != 0, Heading: cuts&4 != 0 && block == 0}
			at := 0
			for i := 0; i+2 < len(marks); i += 3 {
				start := at + int(marks[i])
				end := start + 1 + int(marks[i+1])
				if end > len(line) {
					break
				}
				s.Mentions = append(s.Mentions, relate.Mention{
					Entity: line[start:end], Type: types[int(marks[i+2])%len(types)], Start: start, End: end, Adjective: marks[i+2]&64 != 0,
				})
				at = end
			}
			sentences = append(sentences, s)
		}
		for _, r := range relate.Find(sentences) {
			if r.Sentence < 0 || r.Sentence >= len(sentences) || r.Start < 0 || r.End <= r.Start || r.End > len(sentences[r.Sentence].Text) {
				t.Fatalf("%+v points outside the text %q", r, text)
			}
			if !slices.Contains(relate.Kinds(), r.Relation) || r.Subject == "" || r.Object == "" || r.Rule == "" {
				t.Fatalf("%+v is no relation", r)
			}
			if utf8.ValidString(text) && !utf8.ValidString(r.Hedge) {
				t.Fatalf("the hedge %q cuts a letter", r.Hedge)
			}
		}
	})
}

// TestMentionsOutOfRange: mentions that do not fit the text are left out.
func TestMentionsOutOfRange(t *testing.T) {
	s := relate.Sentence{Text: "Alpha is run by Beta.", Mentions: []relate.Mention{
		{Entity: "A", Type: "campaign", Start: -3, End: 2},
		{Entity: "B", Type: "campaign", Start: 4, End: 4},
		{Entity: "C", Type: "state_actor", Start: 16, End: 99},
		{Entity: "D", Type: "state_actor", Start: 90, End: 99},
	}}
	if got := relate.Find([]relate.Sentence{s}); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}

// TestDeterministic: two runs say the same in the same order.
func TestDeterministic(t *testing.T) {
	sentences := paragraphs(t, manyKinds)
	first := relate.Find(sentences)
	for range 5 {
		if again := relate.Find(sentences); !slices.Equal(first, again) {
			t.Fatalf("%+v\nand then\n%+v", first, again)
		}
	}
}

const manyKinds = `# {Iranian interference in the 2019 Canadian election|e~Iran}

{Iran|s} and {Russia|s} tried to sway the {2019 Canadian election|e~Canada} through its {Glass Choir|c} network on {Chirper|x}, {Clearsight|r} said.
{Iranian=Iran|a} President {Dara Kia|p} told {Daily Post|m} that {Iran|s} would not interfere.
`

// TestLinear: a document of ten times the sentences takes about ten times as long, and
// a sentence of hostile length does not take longer than its bound.
func TestLinear(t *testing.T) {
	once := paragraphs(t, manyKinds)
	took := func(n int) time.Duration {
		var many []relate.Sentence
		for range n {
			many = append(many, once...)
		}
		start := time.Now()
		relate.Find(many)
		return time.Since(start)
	}
	took(100)
	small, large := took(1000), took(10000)
	if large > 40*small+time.Second {
		t.Errorf("1,000 repetitions took %v, 10,000 took %v", small, large)
	}
	var long relate.Sentence
	for range 100000 {
		start := len(long.Text)
		long.Text += "X" // the mention
		long.Mentions = append(long.Mentions, relate.Mention{Entity: "X", Type: "campaign", Start: start, End: start + 1})
		if len(long.Mentions) == 3000 {
			break
		}
		long.Text += " linked to by not, "
	}
	start := time.Now()
	relate.Find([]relate.Sentence{long})
	if d := time.Since(start); d > time.Second {
		t.Errorf("one long sentence took %v", d)
	}
}
