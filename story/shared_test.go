package story

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"html"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

// shared is where the evaluation data lies; a clone has none.
const shared = "../../shared"

// streamFiles are the two samples of general news, with their labels.
var streamFiles = [2][2]string{
	{"stream/items-2022-10-11.jsonl.gz", "stream/labels-2022-10-11.jsonl"},
	{"stream/items-2023-12.jsonl.gz", "stream/labels-2023-12.jsonl"},
}

// needShared returns the path of a file of the evaluation data, or skips.
func needShared(tb testing.TB, name string) string {
	tb.Helper()
	path := shared + "/" + name
	if _, err := os.Stat(path); err != nil {
		tb.Skipf("needs ../shared/%s, which is not there", name)
	}
	return path
}

// line is a line of an items file or of a labels file.
type line struct {
	ID, URL, Link, Title, Summary, Description string
	Published, Day, Outlet, Feed, Lang         string
	Label, Story                               string
	Actors, Campaigns                          []string
}

// readLines calls each with every line of a JSON Lines file, plain or gzip.
func readLines(tb testing.TB, path string, each func(line)) {
	tb.Helper()
	file, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	scanner := bufio.NewScanner(file)
	if strings.HasSuffix(path, ".gz") {
		zipped, err := gzip.NewReader(file)
		if err != nil {
			tb.Fatal(err)
		}
		scanner = bufio.NewScanner(zipped)
	}
	scanner.Buffer(nil, 16<<20)
	for scanner.Scan() {
		var l line
		if err := json.Unmarshal(scanner.Bytes(), &l); err != nil {
			tb.Fatalf("%s: %v", path, err)
		}
		each(l)
	}
	if err := scanner.Err(); err != nil {
		tb.Fatal(err)
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// plain is about what the feeds room makes of a description.
func plain(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(s, " "))), " ")
}

// parseTime reads the forms of time that items files use.
func parseTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// item makes an item of a line; last is the last known "now".
func (l line) item(last time.Time) meddlewatch.Item {
	it := meddlewatch.Item{
		Title:   plain(l.Title),
		Summary: plain(l.Summary + l.Description),
		Link:    l.URL + l.Link,
		Outlet:  l.Outlet,
		Feed:    l.Feed,
		Lang:    l.Lang,
	}
	it.ID = meddlewatch.ID(meddlewatch.HashOf(it.Link))
	it.Published = parseTime(l.Published)
	switch day := parseTime(l.Day); {
	case !day.IsZero():
		it.Arrived = day.Add(24*time.Hour - time.Second)
	case !it.Published.IsZero():
		it.Arrived = it.Published
	default:
		it.Arrived = last
	}
	return it
}
