package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// fill sets every field of a struct, nested ones too, so that a field added later
// and forgotten by the store is found by a round trip. Strings of the closed
// lists are set by the caller.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(noon.Add(time.Duration(*n) * time.Millisecond)))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		s := reflect.MakeSlice(v.Type(), 2, 2)
		for i := range 2 {
			fill(s.Index(i), n)
		}
		v.Set(s)
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n, " «ü»"))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Uint64:
		v.SetUint(^uint64(*n)) // the sign bit is set
	case reflect.Float64:
		v.SetFloat(float64(*n) + 0.1234)
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("store_test: no value for " + v.Type().String())
	}
}

func filled[T any]() T {
	var v T
	n := 0
	fill(reflect.ValueOf(&v).Elem(), &n)
	return v
}

func TestFeedStateRoundTrip(t *testing.T) {
	db := open(t)
	full := filled[meddlewatch.FeedState]()
	bare := meddlewatch.FeedState{Feed: "https://bare.example/"}
	commit(t, db, store.Poll{State: full}, store.Poll{State: bare})
	full.ETag = `W/"changed"`
	commit(t, db, store.Poll{State: full})
	got, err := db.FeedStates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]meddlewatch.FeedState{full.Feed: full, bare.Feed: bare}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestItemRoundTrip(t *testing.T) {
	db := open(t)
	full := filled[meddlewatch.Item]()
	bare := meddlewatch.Item{ID: 1}
	polls := commit(t, db, store.Poll{Items: []meddlewatch.Item{full, bare}})
	full.Poll, bare.Poll = 1, 1 // numbered by the store
	want := []meddlewatch.Item{full, bare}
	if !reflect.DeepEqual(polls[0].Items, want) {
		t.Errorf("written back %+v\nwant %+v", polls[0].Items, want)
	}
	got, err := db.Pending(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestPollNumbersRise(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	first := commit(t, db, poll("a", 0, 2), poll("quiet", 0, 0), poll("b", 0, 1))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	second := commit(t, openAt(t, path), poll("a", 2, 3))
	got := []int64{first[0].Items[0].Poll, first[0].Items[1].Poll, first[2].Items[0].Poll, second[0].Items[0].Poll}
	if want := []int64{1, 1, 2, 3}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestIDCollision(t *testing.T) {
	db := open(t)
	a, b, c := item("a", 1), item("b", 1), item("c", 1)
	b.ID, c.ID = a.ID, a.ID
	polls := commit(t, db, store.Poll{Items: []meddlewatch.Item{a, b}}, store.Poll{Items: []meddlewatch.Item{c}})
	if polls[0].Renamed != 1 || polls[1].Renamed != 1 {
		t.Errorf("renamed %d and %d, want 1 and 1", polls[0].Renamed, polls[1].Renamed)
	}
	got, err := db.Pending(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[meddlewatch.ID]string{}
	for i, it := range got {
		ids[it.ID] = it.Title
		if written := append(polls[0].Items, polls[1].Items...)[i].ID; written != it.ID {
			t.Errorf("item %d: ID %s written back, %s stored", i, written, it.ID)
		}
	}
	if len(got) != 3 || len(ids) != 3 || ids[a.ID] != a.Title {
		t.Errorf("kept %d items under %d IDs: %v", len(got), len(ids), ids)
	}
}

func TestPendingWholePolls(t *testing.T) {
	tests := []struct {
		name  string
		sizes []int // of polls
		limit int
		want  int
	}{
		{"none", nil, 10, 0},
		{"fits exactly", []int{4, 6}, 10, 10},
		{"second does not fit", []int{4, 7}, 10, 4},
		{"first alone does not fit", []int{20, 1}, 10, 20},
		{"only one, too big", []int{20}, 10, 20},
		{"third does not fit", []int{4, 6, 1}, 10, 10},
		{"limit of nothing still gives a poll", []int{3, 3}, 0, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := open(t)
			for i, n := range tt.sizes {
				commit(t, db, poll(fmt.Sprint("feed", i), 0, n))
			}
			got, err := db.Pending(t.Context(), tt.limit)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != tt.want {
				t.Fatalf("got %d items, want %d", len(got), tt.want)
			}
			for i := 1; i < len(got); i++ {
				if got[i].Poll < got[i-1].Poll {
					t.Errorf("item %d is of poll %d, after poll %d", i, got[i].Poll, got[i-1].Poll)
				}
			}
		})
	}
}

func TestSeen(t *testing.T) {
	db := open(t)
	full := filled[meddlewatch.Sighting]()
	commit(t, db, store.Poll{Sightings: []meddlewatch.Sighting{full, {Key: 5, Other: 6, Title: 7, Feed: 8}, {Key: 0, Other: 1}}})
	// Who showed it first stays, and a void link stays void.
	commit(t, db, store.Poll{Sightings: []meddlewatch.Sighting{
		{Key: 5, Other: 66, Title: 77, Feed: 88, Void: true},
		{Key: full.Key, Other: 1, Title: 2, Feed: full.Feed},
	}})
	keys := []meddlewatch.Key{0, 4, 5, full.Key}
	for n := range 10000 { // more than one statement takes
		keys = append(keys, meddlewatch.Key(1000+n))
	}
	got, err := db.Seen(t.Context(), keys)
	if err != nil {
		t.Fatal(err)
	}
	want := map[meddlewatch.Key]meddlewatch.Sighting{
		5:        {Key: 5, Other: 66, Title: 77, Feed: 8, Void: true},
		full.Key: {Key: full.Key, Other: 1, Title: 2, Feed: full.Feed, Void: true},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestCommitStopsBeforeNotWithin(t *testing.T) {
	db := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := db.CommitPolls(ctx, []store.Poll{poll("a", 0, 1)}); err == nil {
		t.Error("a commit began after its context had ended")
	}
	commit(t, db, poll("b", 0, 1))
	got, err := db.Pending(t.Context(), 10)
	if err != nil || len(got) != 1 {
		t.Errorf("got %d items, %v; want 1", len(got), err)
	}
}
