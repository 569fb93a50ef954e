// Package feedserver serves a recorded stream of items as the feeds it came from:
// RSS, Atom and JSON feeds on several ports of loopback, each a sliding window
// that moves with a simulated clock, with the validators that real servers send.
// It decides how a feed behaves; what a reader makes of it is for the tests that
// use it. The program itself does not import it.
package feedserver

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// Item is one recorded item of a source.
type Item struct {
	Source      string // address of the feed it was recorded from
	Link        string // as printed; within a source no two items share one
	Title       string
	Description string // HTML or text, as recorded
	Lang        string // as recorded; "" unknown
	Published   time.Time
	Visible     time.Time // when its feed shows it first
}

// Stream is a part of a recording: every source of it, and the items of some days.
type Stream struct {
	Sources []Source // ordered by address
	Items   int      // number of items of all sources
}

// Source is one recorded feed; Items is empty where the days held none.
type Source struct {
	Address string
	Items   []Item // newest first
}

// record is a line of the file.
type record struct {
	Feed        string `json:"feed"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Link        string `json:"link"`
	Published   string `json:"published"`
	Day         string `json:"day"`
	Lang        string `json:"lang"`
}

// Load reads a recording, JSON Lines, plain or gzipped, and keeps the items whose
// day is in [from, to), both at midnight UTC. Sources without such an item are
// kept, empty. An unreadable line is an error with its number: a recording is
// ours, and a part of it would make every count wrong.
func Load(path string, from, to time.Time) (*Stream, error) {
	f, err := os.Open(path) //nolint:gosec // the path is the test's own word
	if err != nil {
		return nil, fmt.Errorf("the recording cannot be opened: %w", err)
	}
	defer f.Close()
	var r io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			return nil, fmt.Errorf("%s is no gzip file: %w", path, err)
		}
	}
	s, err := read(r, from, to)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

func read(r io.Reader, from, to time.Time) (*Stream, error) {
	first, end := from.UTC().Format(time.DateOnly), to.UTC().Format(time.DateOnly)
	items := map[string][]Item{}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), 16<<20)
	s := &Stream{}
	for n := 1; lines.Scan(); n++ {
		var rec record
		if err := json.Unmarshal(lines.Bytes(), &rec); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		kept, known := items[rec.Feed]
		if !known {
			items[rec.Feed] = nil
		}
		if rec.Day < first || rec.Day >= end {
			continue
		}
		it, err := rec.item()
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		items[rec.Feed] = append(kept, it)
		s.Items++
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	for address, list := range items {
		slices.SortStableFunc(list, func(a, b Item) int { return b.Visible.Compare(a.Visible) })
		s.Sources = append(s.Sources, Source{address, list})
	}
	slices.SortFunc(s.Sources, func(a, b Source) int { return strings.Compare(a.Address, b.Address) })
	return s, nil
}

// item reads the times of a line. An item is recorded on a day but may have been
// published on another: it becomes visible when it was published, moved into its
// day.
func (rec record) item() (Item, error) {
	day, err := time.Parse(time.DateOnly, rec.Day)
	if err != nil {
		return Item{}, fmt.Errorf("the day %q is not a date: %w", rec.Day, err)
	}
	published, err := time.Parse("2006-01-02 15:04:05Z07:00", rec.Published)
	if err != nil {
		return Item{}, fmt.Errorf("the time %q is not readable: %w", rec.Published, err)
	}
	if rec.Feed == "" || rec.Link == "" {
		return Item{}, errors.New("the item has no feed or no link")
	}
	published = published.UTC()
	visible := published
	if visible.Before(day) {
		visible = day
	}
	if last := day.Add(24*time.Hour - time.Second); visible.After(last) {
		visible = last
	}
	return Item{
		Source: rec.Feed, Link: rec.Link, Title: rec.Title, Description: rec.Description,
		Lang: rec.Lang, Published: published, Visible: visible,
	}, nil
}

// Limits of a feed's window: it shows its last windowItems, or all of its last
// windowTime, whichever are more.
const (
	windowItems = 30
	windowTime  = 72 * time.Hour
)

// window returns the items that the source shows at a time, newest first. An item
// stays for at least windowTime, so that a reader that comes twice a day misses
// none.
func (s Source) window(at time.Time) []Item {
	start, _ := slices.BinarySearchFunc(s.Items, at, func(it Item, at time.Time) int {
		if it.Visible.After(at) {
			return -1
		}
		return 1
	})
	end, _ := slices.BinarySearchFunc(s.Items, at.Add(-windowTime), func(it Item, oldest time.Time) int {
		if it.Visible.After(oldest) {
			return -1
		}
		return 1
	})
	return s.Items[start:min(max(end, start+windowItems), len(s.Items))]
}
