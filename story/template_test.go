package story_test

import (
	"fmt"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/story"
)

// Headlines written after one form are events of their own; the places in them
// may be unknown to every table.
func TestFormsAreNotCopies(t *testing.T) {
	w := story.NewWindow(story.Options{})
	b := w.Begin()
	verdict := meddlewatch.Verdict{Score: 1, Relevant: true, Actors: []meddlewatch.Mention{{Name: "Russia", As: "Russia"}}}
	for i, place := range []string{"Moldova", "Germany", "Kenya", "Norvania", "Syldavia"} {
		it := meddlewatch.Item{
			ID: meddlewatch.ID(i + 1), Arrived: time.Date(2026, 3, 1, 12, i, 0, 0, time.UTC),
			Title: fmt.Sprintf("Russia used fake accounts to meddle in the election in %s, report says", place),
		}
		if p := b.Place(it, verdict); p.Joined {
			t.Errorf("%q joined a story: %+v", it.Title, p.Evidence)
		}
	}
}

// In a short text one word is a large part of all; alone it says nothing.
func TestOneSharedWordIsTooLittle(t *testing.T) {
	w := story.NewWindow(story.Options{})
	b := w.Begin()
	for i, title := range []string{
		"Lighthouse keepers of Norvania expose meddling in harbour vote",
		"Glacier institute documents meddling against Zembla's chancellor",
	} {
		it := meddlewatch.Item{ID: meddlewatch.ID(i + 1), Title: title, Arrived: time.Date(2026, 3, 1, 12, i, 0, 0, time.UTC)}
		if p := b.Place(it, meddlewatch.Verdict{Score: 1, Relevant: true}); p.Joined {
			t.Errorf("%q joined a story: %+v", title, p.Evidence)
		}
	}
}
