package store_test

import (
	"fmt"
	"slices"
	"testing"

	"meddlewatch"
	"meddlewatch/store"
)

func TestWhatWhyAsks(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	if first, err := db.FirstArrival(ctx); err != nil || !first.IsZero() {
		t.Errorf("an empty database begins %v, %v", first, err)
	}
	if err := db.RecentLinks(ctx, 10, func(feed, link string) { t.Errorf("an empty database knows %s %s", feed, link) }); err != nil {
		t.Error(err)
	}
	p := poll("a", 0, 5)
	if err := db.CommitPolls(ctx, []store.Poll{p}); err != nil {
		t.Fatal(err)
	}
	first, second, other := p.Items[0], p.Items[1], p.Items[2]
	judged := func(it meddlewatch.Item, story meddlewatch.ID, o meddlewatch.Outcome) meddlewatch.Judgement {
		return meddlewatch.Judgement{Item: it, Outcome: o, Placement: meddlewatch.Placement{Story: story}}
	}
	owed := func(to string, story meddlewatch.ID, revision int) store.Delivery {
		return store.Delivery{Destination: to, Kind: meddlewatch.AlertStory, Story: story, Revision: revision}
	}
	err := db.CommitJudgements(ctx,
		[]meddlewatch.Judgement{
			judged(first, first.ID, meddlewatch.OutcomeAlert), judged(second, first.ID, meddlewatch.OutcomeUpdate), judged(other, other.ID, meddlewatch.OutcomeAlert),
		},
		[]meddlewatch.Story{{ID: first.ID, Items: 2}, {ID: other.ID, Items: 1}},
		[]store.Delivery{owed("screen", first.ID, 1), owed("channel", first.ID, 1), owed("screen", other.ID, 1), owed("screen", first.ID, 2)}, nil)
	if err != nil {
		t.Fatal(err)
	}

	messages, err := db.StoryMessages(ctx, first.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range messages {
		if m.State != meddlewatch.OutboxPending || !m.Settled.IsZero() || m.Digest {
			t.Errorf("%+v is not just owed", m)
		}
		got = append(got, fmt.Sprint(m.Destination, m.Revision))
	}
	if want := []string{"screen1", "channel1", "screen2"}; !slices.Equal(got, want) {
		t.Errorf("alerts %q, want %q", got, want)
	}

	items, err := db.StoryItems(ctx, first.ID)
	if err != nil || len(items) != 2 || items[0].Item.ID != first.ID || items[1].Item.ID != second.ID {
		t.Errorf("the story holds %+v, %v", items, err)
	}
	if found, err := db.ItemByGUIDKey(ctx, second.GUIDKey); err != nil || found == nil || found.Item.ID != second.ID {
		t.Errorf("by GUID %+v, %v", found, err)
	}
	for _, key := range []meddlewatch.Key{0, 12345} {
		if found, err := db.ItemByGUIDKey(ctx, key); err != nil || found != nil {
			t.Errorf("by GUID %d: %+v, %v", key, found, err)
		}
	}
	var links []string
	if err := db.RecentLinks(ctx, 2, func(_, link string) { links = append(links, link) }); err != nil {
		t.Fatal(err)
	}
	if want := []string{p.Items[4].Link, p.Items[3].Link}; !slices.Equal(links, want) {
		t.Errorf("links %q, want %q", links, want)
	}
	if got, err := db.FirstArrival(ctx); err != nil || !got.Equal(first.Arrived) {
		t.Errorf("the first item arrived %v, %v; want %v", got, err, first.Arrived)
	}
}
