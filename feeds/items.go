package feeds

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"meddlewatch"
)

// maxLine is the longest line of an items file, in bytes.
const maxLine = 16 << 20

// itemLine is one line of an items file. A null is as good as nothing.
type itemLine struct {
	Title       *string `json:"title"`
	URL         string  `json:"url"`
	Link        string  `json:"link"`
	Summary     string  `json:"summary"`
	Description string  `json:"description"`
	Published   string  `json:"published"`
	Outlet      string  `json:"outlet"`
	Feed        string  `json:"feed"`
	GUID        string  `json:"guid"`
	Lang        string  `json:"lang"`
	Arrived     string  `json:"arrived"`
	Day         string  `json:"day"`
}

// ReadItems reads an items file, JSON Lines, plain or gzip, and calls each with
// the number of the line, counted from 1, and its item. Lines are cleaned and
// identified as the entries of a feed are, so that the same content has the same
// text, ID and link key whichever way it came. An item's Outlet is "outlet", else
// derived from the host of its link.
//
// An item arrives when "arrived" says, else at the beginning (00:00 UTC) of "day",
// else when it was published, else with the item before it. The order of lines is
// the order of arrival, whatever these say.
//
// A line that is no item ends the reading with an error that names file and line;
// so does an error of each, which is returned as it is. Empty lines are skipped.
func ReadItems(r io.Reader, file string, each func(n int, it meddlewatch.Item) error) error {
	in := bufio.NewReaderSize(r, 64<<10)
	if magic, err := in.Peek(2); err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
		unzipped, err := gzip.NewReader(in)
		if err != nil {
			return fmt.Errorf("%s: the gzip header is damaged: %w", file, err)
		}
		in = bufio.NewReaderSize(unzipped, 64<<10)
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	n := 0
	var last time.Time
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		it, err := readItem(line, last)
		if err != nil && lines.Err() != nil {
			break // the reading failed in the middle of this line; that is the cause
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", file, n, err)
		}
		last = it.Arrived
		if err := each(n, it); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			err = errors.New("the line is longer than 16 MiB; an items file has one JSON object a line")
		}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = fmt.Errorf("the compressed file breaks off, copy it again: %w", err)
		}
		return fmt.Errorf("%s:%d: %w", file, n+1, err)
	}
	return nil
}

// readItem makes an item of one line; last is the arrival of the item before.
func readItem(line []byte, last time.Time) (meddlewatch.Item, error) {
	var l itemLine
	if err := json.Unmarshal(line, &l); err != nil {
		return meddlewatch.Item{}, fmt.Errorf("not an item: %w; each line is one JSON object", err)
	}
	if l.Title == nil {
		return meddlewatch.Item{}, errors.New(`no "title"; each line needs a title and an address`)
	}
	address := or(l.URL, l.Link)
	if address == "" {
		return meddlewatch.Item{}, errors.New(`no "url" and no "link"; each line needs a title and an address`)
	}
	published, err := lineDate("published", l.Published)
	if err != nil {
		return meddlewatch.Item{}, err
	}
	arrived, err := lineDate("arrived", l.Arrived)
	if err != nil {
		return meddlewatch.Item{}, err
	}
	day, err := lineDate("day", l.Day)
	if err != nil {
		return meddlewatch.Item{}, err
	}
	for _, t := range []time.Time{day, published, last} {
		if arrived.IsZero() {
			arrived = t
		}
	}
	e := Entry{
		Title:     PlainTitle(*l.Title),
		Link:      bases(nil).web(address),
		GUID:      l.GUID,
		Published: published,
		Lang:      language(l.Lang),
	}
	e.setText(or(l.Summary, l.Description), "")
	if e.Link == "" && e.GUID == "" {
		e.GUID = address // no link to show, but the file's own name for the item
	}
	feed := meddlewatch.Feed{URL: l.Feed, Name: PlainTitle(l.Outlet)}
	if feed.Name == "" {
		feed.Name = hostOf(e.Link)
	}
	return ItemFrom(feed, Document{}, e, arrived), nil
}

// lineDate reads RFC 3339, also with a space for the T or without a zone (then
// UTC), or a date. "" is no date.
func lineDate(member, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{"2006-01-02 15:04:05Z07:00", time.RFC3339, time.DateOnly, time.DateTime, "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf(`%q: %.100q is no date; write it as 2006-01-02T15:04:05Z or 2006-01-02`, member, text)
}
