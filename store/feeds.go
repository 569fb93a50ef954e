package store

import (
	"context"
	"database/sql"
	"time"

	"meddlewatch"
)

const feedColumns = `url, status, since, why, title, address, etag, last_modified, body_hash,
	last_poll, last_good, next_poll, failures, moved_to, moved_seen, moved_first, gone_seen, newest, last_item, per_day, ttl, retry_after`

const putFeed = `REPLACE INTO feeds (` + feedColumns + `) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`

func (t *tx) putFeed(s meddlewatch.FeedState) error {
	_, err := t.exec(putFeed, s.Feed, string(s.Status), millis(s.Since), s.Why, s.Title, s.Address, s.ETag, s.LastModified, int64(s.BodyHash),
		millis(s.LastPoll), millis(s.LastGood), millis(s.NextPoll), s.Failures, s.MovedTo, s.MovedSeen, millis(s.MovedFirst), s.GoneSeen,
		millis(s.Newest), millis(s.LastItem), s.PerDay, int64(s.TTL), millis(s.RetryAfter))
	return err
}

// FeedStates returns the state of every feed ever committed, by its configured
// address; also of feeds that are no longer configured.
func (db *DB) FeedStates(ctx context.Context) (map[string]meddlewatch.FeedState, error) {
	states := map[string]meddlewatch.FeedState{}
	err := db.reader.each(ctx, "SELECT "+feedColumns+" FROM feeds", nil, func(rows *sql.Rows) error {
		var s meddlewatch.FeedState
		var hash, ttl int64
		var since, lastPoll, lastGood, nextPoll, movedFirst, newest, lastItem, retryAfter sql.NullInt64
		if err := rows.Scan(&s.Feed, &s.Status, &since, &s.Why, &s.Title, &s.Address, &s.ETag, &s.LastModified, &hash,
			&lastPoll, &lastGood, &nextPoll, &s.Failures, &s.MovedTo, &s.MovedSeen, &movedFirst, &s.GoneSeen,
			&newest, &lastItem, &s.PerDay, &ttl, &retryAfter); err != nil {
			return err
		}
		s.BodyHash = meddlewatch.Key(hash)
		s.Since, s.LastPoll, s.LastGood, s.NextPoll = when(since), when(lastPoll), when(lastGood), when(nextPoll)
		s.MovedFirst, s.Newest, s.LastItem = when(movedFirst), when(newest), when(lastItem)
		s.TTL, s.RetryAfter = time.Duration(ttl), when(retryAfter)
		states[s.Feed] = s
		return nil
	})
	if err != nil {
		return nil, explain(db.path, "read the state of the feeds", err)
	}
	return states, nil
}
