package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"meddlewatch"
)

// Poll is what one poll of one feed brought: the new state of the feed (with its
// validators), the items nobody has seen, and what to remember of identity keys.
type Poll struct {
	State     meddlewatch.FeedState
	Items     []meddlewatch.Item
	Sightings []meddlewatch.Sighting

	// Renamed is set by CommitPolls: the number of items whose ID belonged to
	// another item already and that were given another.
	Renamed int
}

// CommitPolls keeps polls, all or none. A feed's validators are never kept
// without the items they stand for.
//
// Every item gets the number of its poll; polls are numbered upwards in order
// of commit, a poll without items takes no number. An item whose ID another
// item has already is kept under an ID derived from it, since an item must
// neither be lost nor block its feed. Number and ID are written back into the
// items given; that happens also where the commit fails afterwards.
//
// Feeds without news should be committed together, since a commit waits for the
// disk. Between Seen and CommitPolls of the same keys no other commit should
// come, or both find the same item new.
func (db *DB) CommitPolls(ctx context.Context, polls []Poll) error {
	if len(polls) == 0 {
		return nil
	}
	return db.write(ctx, "keep what the feeds brought", func(t *tx) error {
		poll, err := t.lastPoll()
		if err != nil {
			return err
		}
		added := 0
		for i := range polls {
			p := &polls[i]
			p.Renamed = 0
			if len(p.Items) > 0 {
				poll++
			}
			for j := range p.Items {
				p.Items[j].Poll = poll
			}
			if err := t.putItems(p); err != nil {
				return err
			}
			for _, s := range p.Sightings {
				if err := t.putSighting(s); err != nil {
					return err
				}
			}
			if err := t.putFeed(p.State); err != nil {
				return err
			}
			added += len(p.Items)
		}
		return moveOutcomes(t, map[int64]int64{pendingCode: int64(added)})
	})
}

// lastPoll returns the highest number given so far. Items are never deleted and
// numbers only rise, so it is the number of the last item.
func (t *tx) lastPoll() (poll int64, err error) {
	err = t.get("SELECT poll FROM items ORDER BY seq DESC LIMIT 1", nil, &poll)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return poll, err
}

// rename derives the n-th other ID of an item.
func rename(id meddlewatch.ID, n int) meddlewatch.ID {
	return meddlewatch.ID(meddlewatch.HashOf(id.String(), strconv.Itoa(n)))
}

// renames bounds the search for a free ID. Each is as good as random, so the
// second try fails with a probability of 1 in 10^13 at a million items; running
// out means that the hash is broken.
const renames = 10000

func (t *tx) putItems(p *Poll) error {
	origins := map[origin]int64{}
	for j := range p.Items {
		it := &p.Items[j]
		from := origin{it.Feed, it.Outlet}
		id, ok := origins[from]
		if !ok {
			var err error
			if id, err = t.origin(from); err != nil {
				return err
			}
			origins[from] = id
		}
		given := it.ID
		seq, err := t.insertItem(it, id)
		for n := 1; errors.Is(err, errTaken); n++ {
			if n > renames {
				return fmt.Errorf("found no free id for item %s", given)
			}
			it.ID = rename(given, n)
			seq, err = t.insertItem(it, id)
		}
		if err != nil {
			return err
		}
		if it.ID != given {
			p.Renamed++
		}
		if err := t.insertText(seq, it); err != nil {
			return err
		}
	}
	return nil
}
