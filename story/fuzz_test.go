package story

import (
	"encoding/binary"
	"math"
	"testing"
	"time"
	"unicode/utf8"

	"meddlewatch"
)

// FuzzPlace places items of arbitrary text and time: nothing may crash, evidence
// must be printed in the item, and the window must stay whole.
func FuzzPlace(f *testing.F) {
	f.Add("Vendor links fake sites to Volkhov Media", "“Two words” said in the 12th package, 4,800 U.S. accounts.", "Volkhov Media: 4800 accounts", int64(0), 0.9)
	f.Add("ドラゴン影響工作 中国社交媒体", "זה גוף. روسيا. गूगल ने चीन", "Łódź ŻÓŁĆ ẞß İı", int64(-1<<62), math.NaN())
	f.Add("\xff\xfe\x80“", "’‘''\"\"„", "1.000.000 12. a 12th", int64(1<<62), math.Inf(1))
	f.Add("", "", "", int64(1), 0.25)
	f.Add(letters.Title, bothSides.Title, mailboxes.Title, int64(7), 0.9)
	f.Add("\x88", "0", "\xc4", int64(88), 0.25) // neither is whole, the one behind the other is
	w := NewWindow(Options{Max: 20, Span: 48 * time.Hour})
	f.Fuzz(func(t *testing.T, title, summary, other string, seconds int64, score float64) {
		b := w.Begin()
		for i, text := range []string{title, summary, other, title} {
			it := meddlewatch.Item{
				Title:   text,
				Summary: []string{summary, title, title, other}[i],
				Arrived: time.Unix(seconds%(1<<33), 0).Add(time.Duration(i) * time.Hour),
			}
			it.ID = meddlewatch.ID(meddlewatch.HashOf(it.Title, it.Summary, string(binary.BigEndian.AppendUint64(nil, uint64(seconds)))))
			v := meddlewatch.Verdict{Score: score, Actors: []meddlewatch.Mention{{Name: other}}, Campaigns: []meddlewatch.Mention{{Name: title}}}
			p := b.Place(it, v)
			if p.Story == 0 {
				t.Fatal("an item has no story")
			}
			for _, m := range p.Moves {
				if m.From == m.To || m.To != p.Story || b.storyOf(entryOf(t, b, m.Item)) != m.To {
					t.Errorf("move %+v by an item of %s", m, p.Story)
				}
			}
			for _, r := range p.Evidence {
				if r.Weight < 0 || r.Weight > 1 || math.IsNaN(r.Weight) {
					t.Errorf("evidence weighs %v", r.Weight)
				}
				text := map[meddlewatch.Field]string{meddlewatch.FieldTitle: it.Title, meddlewatch.FieldSummary: it.Summary}[r.Field]
				if r.Field != "" && text[r.Start:r.End] != r.Text {
					t.Errorf("evidence %q is not at %s %d-%d", r.Text, r.Field, r.Start, r.End)
				}
				if r.Field != "" && utf8.ValidString(text) && !utf8.ValidString(r.Text) {
					t.Errorf("evidence %q cuts a character", r.Text)
				}
			}
		}
		b.Commit()
		if n := w.placed.len(); n > 20 {
			t.Errorf("the window holds %d items, more than 20", n)
		}
		checkShelf(t, w.shelf, w.placed.len())
	})
}

// entryOf returns the entry of an item that a batch sees.
func entryOf(t *testing.T, b *Batch, id meddlewatch.ID) *entry {
	t.Helper()
	for _, s := range []*shelf{b.shelf, b.w.shelf} {
		for _, e := range s.slots {
			if e.entry != nil && e.entry.id == id {
				return e.entry
			}
		}
	}
	t.Fatalf("item %s was moved and is not there", id)
	return nil
}

// FuzzSplit checks that words are cut out of a text in order and whole.
func FuzzSplit(f *testing.F) {
	f.Add("U.S. seizes 32 sites, “Doppel” says; 中国とロシア 4,800.")
	f.Add("\x80\xff’‘\u0301e\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		start := 0
		for _, w := range split(nil, text) {
			if w.start < start || w.end <= w.start || w.end > len(text) {
				t.Fatalf("word at %d-%d of %d bytes after one at %d", w.start, w.end, len(text), start)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[w.start:w.end]) {
				t.Fatalf("word %q cuts a character", text[w.start:w.end])
			}
			start = w.start
		}
	})
}
