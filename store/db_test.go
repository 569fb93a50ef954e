package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)

func open(t testing.TB) *store.DB {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "data", "test.db"))
}

func openAt(t testing.TB, path string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// item makes the n-th item of a feed, complete but for Poll.
func item(feed string, n int) meddlewatch.Item {
	link := fmt.Sprintf("https://outlet.example/%s/%d", feed, n)
	return meddlewatch.Item{
		ID: meddlewatch.ID(meddlewatch.HashOf("id", link)), Feed: "https://" + feed + ".example/feed", Outlet: "The " + feed,
		Title: fmt.Sprintf("Headline %d of %s", n, feed), Summary: fmt.Sprintf("Summary %d.", n), Link: link, GUID: fmt.Sprint("guid-", n),
		Lang: "en", Published: noon.Add(-time.Hour), Arrived: noon.Add(time.Duration(n) * time.Second),
		GUIDKey: meddlewatch.Key(meddlewatch.HashOf("guid", link)), LinkKey: meddlewatch.Key(meddlewatch.HashOf("link", link)),
	}
}

func poll(feed string, from, to int) store.Poll {
	p := store.Poll{State: meddlewatch.FeedState{Feed: "https://" + feed + ".example/feed", Status: meddlewatch.FeedFine, LastPoll: noon, LastGood: noon}}
	for n := from; n < to; n++ {
		it := item(feed, n)
		p.Items = append(p.Items, it)
		p.Sightings = append(p.Sightings,
			meddlewatch.Sighting{Key: it.LinkKey, Other: it.GUIDKey, Title: 7, Feed: 9},
			meddlewatch.Sighting{Key: it.GUIDKey, Other: it.LinkKey, Title: 7, Feed: 9})
	}
	return p
}

func commit(t testing.TB, db *store.DB, polls ...store.Poll) []store.Poll {
	t.Helper()
	if err := db.CommitPolls(t.Context(), polls); err != nil {
		t.Fatal(err)
	}
	return polls
}

// rapidPath is a new file for each run of a property; T.TempDir is one folder a
// call.
func rapidPath(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "rapid.db")
}
