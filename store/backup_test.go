package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"meddlewatch"
)

func TestBackupCopiesEverything(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	db, err := Open(ctx, filepath.Join(dir, "live.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	state := meddlewatch.FeedState{Feed: "https://feed.example/rss", Status: meddlewatch.FeedFine, LastPoll: time.UnixMilli(1_700_000_000_000).UTC()}
	if err := db.CommitPolls(ctx, []Poll{{State: state}}); err != nil {
		t.Fatal(err)
	}
	live, err := OpenReadOnly(ctx, filepath.Join(dir, "live.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	file := filepath.Join(dir, "copy.db")
	if err := live.Backup(ctx, file); err != nil {
		t.Fatal(err)
	}
	copied, err := OpenReadOnly(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	states, err := copied.FeedStates(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if got := states[state.Feed]; got != state {
		t.Errorf("copied state = %+v, want %+v", got, state)
	}
	if err := live.Backup(ctx, file); err == nil {
		t.Error("a second backup to the same file succeeded; want it refused")
	}
}
