package desk

import (
	"context"
	"errors"
	"time"
	"unicode/utf8"

	"meddlewatch"
	"meddlewatch/match"
	"meddlewatch/store"
)

// Seen is where the bot's own items print a name.
type Seen struct {
	Items  int      // that print it
	Of     int      // that were looked at
	Titles []string // of some of them, the oldest first
}

// How much is looked at to show how the bot's own items print a name: enough for an
// example, little enough that a check stays quick.
const (
	seenSpan   = 7 * 24 * time.Hour
	seenItems  = 10_000
	seenTitles = 3
	titleShown = 80 // characters of a title
)

// fewestOwn is of how many of its own items the bot says what is usual in them.
const fewestOwn = 1000

// Often says whether more of the bot's own items print a name than a name that stands
// alone may be in. Of few items it says nothing.
func (s Seen) Often() bool {
	return s.Of >= fewestOwn && float64(s.Items) > MostOfNews*float64(s.Of)
}

// SeenOf looks names up in the items of the last days, as the judge finds them. It is
// in the order of the names; the name "" is seen nowhere.
func SeenOf(ctx context.Context, db *store.DB, names []string, now time.Time) ([]Seen, error) {
	seen := make([]Seen, len(names))
	at := make(map[string]int, len(names))
	var list meddlewatch.Watchlist
	for i, name := range names {
		if _, twice := at[name]; name == "" || twice {
			continue
		}
		at[name] = i
		list.Entities = append(list.Entities, meddlewatch.Entity{
			Name: name, Type: "campaign", Watch: meddlewatch.WatchYes,
			Aliases: []meddlewatch.Alias{{Name: name, Strength: meddlewatch.StrengthStrong}},
		})
	}
	data, err := match.DefaultData()
	if err != nil {
		return nil, err
	}
	// Everything that has a name counts, whatever else speaks against it.
	const anything = 1e-9
	matcher, err := match.New(list, data, anything)
	if err != nil {
		return nil, err
	}
	looked := 0
	enough := errors.New("enough")
	err = db.History(ctx, now.Add(-seenSpan), func(known store.Stored) error {
		if looked == seenItems {
			return enough
		}
		looked++
		for _, m := range matcher.Judge(known.Item).Campaigns {
			s := &seen[at[m.Name]]
			s.Items++
			if len(s.Titles) < seenTitles {
				s.Titles = append(s.Titles, shortTitle(known.Item.Title))
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, enough) {
		return nil, err
	}
	for i := range seen {
		seen[i].Of = looked
	}
	return seen, nil
}

func shortTitle(title string) string {
	if utf8.RuneCountInString(title) <= titleShown {
		return title
	}
	return string([]rune(title)[:titleShown-1]) + "…"
}
