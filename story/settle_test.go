package story

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"meddlewatch"
)

// Two sides of one invented event, which share nothing, and a report of both.
var (
	mailboxes = said(1, "Zembla ministry: council mailboxes copied by Ruritanian spies",
		"The ministry summoned the ambassador over the copied mailboxes of the council.")
	letters = said(2, "Lighthouse keepers in Port Orsa receive forged letters",
		"The forged letters told keepers that polling stations were closed.")
	lettersToo = said(3, "Forged letters sent to keepers of Port Orsa lighthouse",
		"Keepers were told by the forged letters that polling stations would be closed.")
	bothSides = said(6, "Forged letters to lighthouse keepers in Port Orsa, copied council mailboxes: ministry blames Ruritanian spies",
		"Zembla summoned the ambassador. Polling stations were closed, the letters claimed.")
)

// storiesAfter places items, so many a batch, and returns where they are in the end,
// with all moves.
func storiesAfter(w *Window, batch int, items ...meddlewatch.Item) (map[meddlewatch.ID]meddlewatch.ID, []meddlewatch.Move) {
	stories := make(map[meddlewatch.ID]meddlewatch.ID)
	var moves []meddlewatch.Move
	b := w.Begin()
	for i, it := range items {
		p := b.Place(it, relevant)
		stories[it.ID] = p.Story
		for _, m := range p.Moves {
			stories[m.Item] = m.To
		}
		moves = append(moves, p.Moves...)
		if i%batch == batch-1 {
			b.Commit()
			b = w.Begin()
		}
	}
	b.Commit()
	return stories, moves
}

func TestSidesOfAnEventMeetInAnyOrder(t *testing.T) {
	items := []meddlewatch.Item{mailboxes, letters, bothSides, lettersToo}
	r := rand.New(rand.NewPCG(5, 6))
	for range 30 {
		r.Shuffle(len(items), func(i, k int) { items[i], items[k] = items[k], items[i] })
		for batch := 1; batch <= len(items); batch++ {
			w := NewWindow(Options{})
			stories, _ := storiesAfter(w, batch, items...)
			for _, it := range items {
				if stories[it.ID] != stories[items[0].ID] {
					t.Fatalf("%q, %d a batch: the stories are %v", titles(items), batch, stories)
				}
			}
			if len(w.shelf.stories) != 1 {
				t.Fatalf("the window has %d stories", len(w.shelf.stories))
			}
			checkShelf(t, w.shelf, len(items))
		}
	}
}

func titles(items []meddlewatch.Item) []string {
	var out []string
	for _, it := range items {
		out = append(out, it.Title[:20])
	}
	return out
}

func TestMoveSaysWhy(t *testing.T) {
	placed := placeAll(t, NewWindow(Options{}), mailboxes, letters, bothSides)
	p := placed[2]
	if p.Story != mailboxes.ID || len(p.Moves) != 1 {
		t.Fatalf("placed as %+v, want one move", p)
	}
	m := p.Moves[0]
	if m.Item != letters.ID || m.From != letters.ID || m.To != mailboxes.ID || m.Copy || len(m.Evidence) == 0 {
		t.Errorf("move %+v", m)
	}
	for i, r := range m.Evidence {
		if r.Rule == "" || r.Text == "" || r.Weight <= 0 || r.Field != "" || r.Start != 0 || r.End != 0 {
			t.Errorf("evidence %+v of the move", r)
		}
		if i > 0 && r.Weight > m.Evidence[i-1].Weight {
			t.Errorf("evidence %q weighs more than the one before", r.Text)
		}
	}
	after := placed[1]
	m.Apply(&after)
	if after.Story != mailboxes.ID || !after.Joined || after.Origin != placed[1].Origin || !reflect.DeepEqual(after.Evidence, m.Evidence) {
		t.Errorf("after the move the placement is %+v", after)
	}
}

// TestLargeStoriesStay: only items of small stories move.
func TestLargeStoriesStay(t *testing.T) {
	for _, c := range []struct{ small, moves int }{{0, 0}, {1, 1}} {
		w := NewWindow(Options{})
		w.rules.small = c.small
		if p := placeAll(t, w, mailboxes, letters, bothSides)[2]; len(p.Moves) != c.moves {
			t.Errorf("with stories of at most %d items small, placed as %+v, want %d moves", c.small, p, c.moves)
		}
	}
}

func TestMoveIsTentative(t *testing.T) {
	w := NewWindow(Options{})
	placeAll(t, w, mailboxes, letters)
	b := w.Begin()
	if p := b.Place(bothSides, relevant); len(p.Moves) != 1 {
		t.Fatalf("placed as %+v, want one move", p)
	}
	if p := b.Place(letters, relevant); p.Story != mailboxes.ID || !p.Joined {
		t.Errorf("in the batch the moved item is placed as %+v", p)
	}
	if p := w.Begin().Place(letters, relevant); p.Story != letters.ID {
		t.Errorf("without a commit the item is in %s", p.Story)
	}
	checkShelf(t, w.shelf, 2)
	other := w.Begin()
	other.Place(bothSides, relevant)
	other.Commit()
	b.Commit() // begun together with the other: the move is made once
	if p := w.Begin().Place(letters, relevant); p.Story != mailboxes.ID {
		t.Errorf("after the commit the item is in %s", p.Story)
	}
}

// TestCommitAfterForgetting: an item that the window has forgotten since the batch was
// begun is not moved.
func TestCommitAfterForgetting(t *testing.T) {
	w := NewWindow(Options{Max: 2})
	placeAll(t, w, mailboxes, letters)
	late := w.Begin()
	late.Place(bothSides, relevant)
	placeAll(t, w, troll, promise)
	late.Commit()
	checkShelf(t, w.shelf, 2)
}

func TestRestoreAfterMoves(t *testing.T) {
	first, second := NewWindow(Options{}), NewWindow(Options{})
	items := []meddlewatch.Item{mailboxes, letters, troll, bothSides}
	placed := placeAll(t, first, items...)
	for _, m := range placed[3].Moves {
		m.Apply(&placed[1])
	}
	for i, p := range placed {
		second.Restore(meddlewatch.Judgement{Item: items[i], Verdict: relevant, Placement: p})
	}
	want, got := placeAll(t, first, lettersToo, trollToo), placeAll(t, second, lettersToo, trollToo)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("restored window says %+v, the original %+v", got, want)
	}
	if want[0].Story != mailboxes.ID {
		t.Errorf("a report of one side is in %s, want the story of both", want[0].Story)
	}
}

func TestWhatStays(t *testing.T) {
	later := func(it meddlewatch.Item, days int) meddlewatch.Item {
		it.Published = it.Published.Add(time.Duration(days) * 24 * time.Hour)
		it.Arrived = it.Published
		return it
	}
	many := func(it meddlewatch.Item, n int) (out []meddlewatch.Item) {
		for i := range n {
			out = append(out, said(3, fmt.Sprintf("%s (%d)", it.Title, i), it.Summary))
		}
		return out
	}
	small := defaultRules().small
	tests := []struct {
		name    string
		items   []meddlewatch.Item
		stories int
	}{
		{"near in time", []meddlewatch.Item{mailboxes, letters, bothSides}, 1},
		{"too far apart", []meddlewatch.Item{mailboxes, letters, later(bothSides, 20)}, 3},
		{"one side long ago", []meddlewatch.Item{mailboxes, later(letters, -9), bothSides}, 2},
		{"a small story", slices.Concat(many(mailboxes, small), many(letters, small-1), []meddlewatch.Item{bothSides}), 1},
		{"a small story beside one as large", slices.Concat(many(mailboxes, small), many(letters, small), []meddlewatch.Item{bothSides}), 2},
		{"a large story", slices.Concat(many(mailboxes, small+1), many(letters, small+1), []meddlewatch.Item{bothSides}), 2},
		{"an archive that comes late", []meddlewatch.Item{mailboxes, letters, later(troll, 30), bothSides}, 3},
		{"what is about something else", []meddlewatch.Item{mailboxes, troll, letters, bothSides}, 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := NewWindow(Options{})
			storiesAfter(w, 1, test.items...)
			if len(w.shelf.stories) != test.stories {
				t.Errorf("%d stories, want %d", len(w.shelf.stories), test.stories)
			}
		})
	}
}

// TestCopiesGoTogether: a copy leaves its original only with it.
func TestCopiesGoTogether(t *testing.T) {
	copied := said(4, letters.Title, letters.Summary)
	stories, moves := storiesAfter(NewWindow(Options{}), 1, mailboxes, letters, copied, bothSides, said(7, "Ambassador summoned over copied mailboxes and forged letters", bothSides.Summary))
	if stories[letters.ID] != stories[copied.ID] {
		t.Errorf("the original is in %s, its copy in %s; moves %+v", stories[letters.ID], stories[copied.ID], moves)
	}
}
