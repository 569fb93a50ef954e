package feeds

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/internal/race"
)

func readAll(t *testing.T, data string) ([]meddlewatch.Item, error) {
	t.Helper()
	var items []meddlewatch.Item
	err := ReadItems(strings.NewReader(data), "items.jsonl", func(_ int, it meddlewatch.Item) error {
		items = append(items, it)
		return nil
	})
	return items, err
}

func TestReadItemsArrival(t *testing.T) {
	const base = `"title":"Ferry returns","url":"https://alpha.example/news/ferry"`
	tests := []struct{ name, lines, want string }{
		{"arrived", `{` + base + `,"arrived":"2026-03-02T10:00:00+02:00","day":"2026-03-05","published":"2026-03-01"}`, "2026-03-02T08:00:00Z"},
		{"day", `{` + base + `,"day":"2026-03-05","published":"2026-03-05T11:00:00Z"}`, "2026-03-05T00:00:00Z"},
		{"published with a space", `{` + base + `,"published":"2026-03-01 09:30:00+00:00"}`, "2026-03-01T09:30:00Z"},
		{"published date", `{` + base + `,"published":"2026-03-01"}`, "2026-03-01T00:00:00Z"},
		{"the one before", `{` + base + `,"day":"2026-03-05"}` + "\n\n" + `{` + base + `,"published":null}`, "2026-03-05T00:00:00Z"},
		{"nothing known", `{` + base + `}`, "0001-01-01T00:00:00Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			items, err := readAll(t, tt.lines)
			if err != nil || len(items) == 0 {
				t.Fatal(items, err)
			}
			if got := items[len(items)-1].Arrived.Format(time.RFC3339); got != tt.want {
				t.Errorf("arrived %s, want %s", got, tt.want)
			}
		})
	}
}

func TestReadItemsErrors(t *testing.T) {
	const good = `{"title":"Ferry returns","url":"https://alpha.example/news/ferry"}` + "\n"
	tests := []struct{ name, line, want string }{
		{"no JSON", `{"title":`, "items.jsonl:2: not an item:"},
		{"wrong type", `{"title":5,"url":"https://alpha.example/1"}`, "items.jsonl:2: not an item:"},
		{"no title", `{"url":"https://alpha.example/1"}`, `items.jsonl:2: no "title"`},
		{"null title", `{"title":null,"url":"https://alpha.example/1"}`, `items.jsonl:2: no "title"`},
		{"no address", `{"title":"Ferry"}`, `items.jsonl:2: no "url" and no "link"`},
		{"bad date", `{"title":"Ferry","url":"https://alpha.example/1","published":"soon"}`, `items.jsonl:2: "published": "soon" is no date`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			items, err := readAll(t, good+tt.line+"\n"+good)
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("error %v, want %s", err, tt.want)
			}
			if len(items) != 1 {
				t.Errorf("%d items before the error, want 1", len(items))
			}
		})
	}
	stop := errors.New("stop")
	if err := ReadItems(strings.NewReader(good), "f", func(int, meddlewatch.Item) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("error of each: %v", err)
	}
}

func TestReadItemsOtherScheme(t *testing.T) {
	items, err := readAll(t, `{"title":"Ferry","url":"javascript:alert(1)"}`)
	if err != nil || len(items) != 1 || items[0].Link != "" || items[0].LinkKey != 0 || items[0].GUIDKey == 0 || items[0].ID == 0 {
		t.Errorf("%+v, %v", items, err)
	}
}

func TestReadItemsGzip(t *testing.T) {
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	if _, err := zw.Write([]byte(`{"title":"Ferry","link":"https://alpha.example/1"}`)); err != nil {
		t.Fatal(err)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	if items, err := readAll(t, packed.String()); err != nil || len(items) != 1 || items[0].Title != "Ferry" {
		t.Errorf("%v, %v", items, err)
	}
	_, err := readAll(t, packed.String()[:packed.Len()-6])
	if err == nil || !strings.HasPrefix(err.Error(), "items.jsonl:") {
		t.Errorf("cut gzip: error %v", err)
	}
	long := new(bytes.Buffer)
	zw = gzip.NewWriter(long)
	for i := range 2000 {
		_, _ = fmt.Fprintf(zw, `{"title":"Ferry %d","link":"https://alpha.example/%x"}`+"\n", i, i*i*7919)
	}
	_ = zw.Close()
	if _, err = readAll(t, long.String()[:long.Len()/2]); err == nil || !strings.Contains(err.Error(), "the compressed file breaks off") {
		t.Errorf("gzip cut in the middle of a line: error %v", err)
	}
}

// TestItemIsTheSameFromFeedAndFile: one article, as an item of a feed and as a
// line of a file, is one item.
func TestItemIsTheSameFromFeedAndFile(t *testing.T) {
	const title, html, link = "Rye & barley: prices fall", "<p>Bakers are <b>glad</b>.</p><p>Brewers&nbsp;too.</p>", "https://www.alpha.example/news/rye/?utm_source=rss"
	feed := meddlewatch.Feed{URL: "https://alpha.example/feed", Name: "Alpha (invented)"}
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	doc, err := Parse([]byte(`<rss version="2.0"><channel><title>x</title><language>en</language><item><title>Rye &amp;amp; barley: prices fall</title><link>`+link+`</link><pubDate>Mon, 02 Mar 2026 06:00:00 GMT</pubDate><description><![CDATA[`+html+`]]></description></item></channel></rss>`), ParseOptions{URL: feed.URL})
	if err != nil {
		t.Fatal(err)
	}
	found := Identify(feed, doc, nil, now)
	items, err := readAll(t, `{"title":"`+title+`","url":"`+link+`","summary":"`+html+`","published":"2026-03-02T06:00:00Z","feed":"https://alpha.example/feed","outlet":"Alpha (invented)","lang":"en","arrived":"2026-03-02T08:00:00Z"}`)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Items) != 1 || len(items) != 1 || found.Items[0] != items[0] {
		t.Errorf("from the feed: %+v\nfrom the file: %+v", found.Items, items)
	}
}

// TestReadStream reads a large real file and checks what must hold for all text.
func TestReadStream(t *testing.T) {
	if race.Enabled {
		t.Skip("nothing here runs at once; run without the race detector, in a tenth of the time")
	}
	const path = "../../shared/stream/items-2022-10-11.jsonl.gz"
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("%s is not here", path)
	}
	defer func() { _ = f.Close() }()
	n, keyed := 0, 0
	err = ReadItems(f, path, func(line int, it meddlewatch.Item) error {
		n++
		if it.LinkKey != 0 {
			keyed++
		}
		for _, s := range []string{it.Title, it.Summary, it.Outlet} {
			if bad := unclean(s); bad != "" {
				t.Errorf("line %d: %s in %q", line, bad, s)
			}
		}
		if it.ID == 0 || it.Arrived.IsZero() || it.Outlet == "" && it.Link != "" {
			t.Errorf("line %d: incomplete item %+v", line, it)
		}
		return nil
	})
	if err != nil || n != 90220 {
		t.Fatalf("%d items, %v", n, err)
	}
	if keyed < n*99/100 {
		t.Errorf("only %d of %d links are keys", keyed, n)
	}
}
