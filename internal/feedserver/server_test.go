package feedserver_test

import (
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"go.uber.org/goleak"

	"meddlewatch/internal/feedserver"
	"meddlewatch/internal/race"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const recording = "../../../shared/stream/items-2022-10-11.jsonl.gz"

func date(month, day int) time.Time {
	return time.Date(2022, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// reader is a client with the memory of a feed reader.
type reader struct {
	client     *http.Client
	validators map[string]http.Header
}

func newReader(t *testing.T) *reader {
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &reader{&http.Client{Transport: transport, Timeout: time.Minute}, map[string]http.Header{}}
}

// get returns the body, nil for a 304.
func (r *reader) get(t *testing.T, address string) []byte {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, of := range map[string]string{"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"} {
		if v := r.validators[address].Get(of); v != "" {
			req.Header.Set(name, v)
		}
	}
	resp, err := r.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	r.validators[address] = resp.Header
	switch resp.StatusCode {
	case http.StatusOK:
		return body
	case http.StatusNotModified:
		return nil
	}
	t.Fatalf("%s answers %s", address, resp.Status)
	return nil
}

// invented builds a stream of so many sources, each with an item an hour.
func invented(sources int) *feedserver.Stream {
	s := &feedserver.Stream{}
	for i := range sources {
		src := feedserver.Source{Address: "https://" + string(rune('a'+i)) + ".example/feed"}
		for h := range 48 {
			at := date(10, 2).Add(-time.Duration(h) * time.Hour)
			src.Items = append(src.Items, feedserver.Item{
				Source: src.Address, Link: src.Address + "/" + at.Format("0215") + "?a=1&b=2",
				Title: "Tit<b>le & “" + at.Format(time.Kitchen) + "”", Description: "<p>Text &amp; more</p>", Published: at, Visible: at,
			})
		}
		s.Sources = append(s.Sources, src)
		s.Items += 48
	}
	return s
}

func start(t *testing.T, s *feedserver.Stream, opts feedserver.Options) *feedserver.Server {
	t.Helper()
	server, err := feedserver.Start(s, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return server
}

func TestEveryFormatShowsTheSame(t *testing.T) {
	stream := invented(24)
	shift := 1000 * time.Hour
	server := start(t, stream, feedserver.Options{Shift: shift, Listeners: 5})
	if n := len(server.Hosts()); n != 5 {
		t.Errorf("%d hosts", n)
	}
	server.SetTime(date(10, 1))
	r := newReader(t)
	for i, f := range server.Feeds() {
		parsed, err := gofeed.NewParser().ParseString(string(r.get(t, f.URL)))
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"rss", "atom", "json"}[i%3]; parsed.FeedType != want {
			t.Errorf("%s is %s, want %s", f.URL, parsed.FeedType, want)
		}
		shown := stream.Sources[i].Items[24:] // what is no younger than the first of October
		if len(parsed.Items) != len(shown) || f.Source != stream.Sources[i].Address {
			t.Fatalf("%s: %d items of %s, want %d", f.URL, len(parsed.Items), f.Source, len(shown))
		}
		guids := map[string]bool{}
		for j, it := range parsed.Items {
			want := shown[j]
			text := it.Description + it.Content // JSON Feed has content only
			if it.Title != want.Title || it.Link != want.Link || text != want.Description || !it.PublishedParsed.Equal(want.Published.Add(shift)) {
				t.Errorf("%s: got %+v, want %+v", f.URL, it, want)
			}
			guids[it.GUID] = true
		}
		if len(guids) != len(shown) {
			t.Errorf("%s: %d GUIDs for %d items", f.URL, len(guids), len(shown))
		}
	}
	if got := len(server.Served()); got != 24*24 {
		t.Errorf("%d items served", got)
	}
}

func TestUnchangedFeedsAreNotSentAgain(t *testing.T) {
	server := start(t, invented(24), feedserver.Options{Bare: 6})
	r := newReader(t)
	poll := func() (sent int) {
		for _, f := range server.Feeds() {
			if r.get(t, f.URL) != nil {
				sent++
			}
		}
		return sent
	}
	const bare = 4 // of 24, every sixth
	if n := poll(); n != 24 {
		t.Errorf("first poll of empty feeds: %d sent", n)
	}
	if n := poll(); n != bare {
		t.Errorf("second poll of empty feeds: %d sent", n)
	}
	server.SetTime(date(10, 1))
	if n := poll(); n != 24 {
		t.Errorf("first poll: %d sent", n)
	}
	server.SetTime(date(10, 1).Add(59 * time.Minute)) // nothing new since
	if n := poll(); n != bare {
		t.Errorf("second poll: %d sent", n)
	}
	server.SetTime(date(10, 1).Add(time.Hour))
	if n := poll(); n != 24 {
		t.Errorf("poll after a new item: %d sent", n)
	}
	if server.Requests() != 5*24 || server.NotModified() != 2*(24-bare) {
		t.Errorf("%d requests, %d of them not modified", server.Requests(), server.NotModified())
	}
	etags, dates := 0, 0
	for _, h := range r.validators {
		if h.Get("ETag") != "" {
			etags++
		}
		if h.Get("Last-Modified") != "" {
			dates++
		}
	}
	if etags == 0 || dates == 0 || etags == 24 || dates == 24 {
		t.Errorf("%d ETags and %d dates among 24 feeds: no mixture", etags, dates)
	}
}

func TestOnlyWhatWasSentIsServed(t *testing.T) {
	server := start(t, invented(1), feedserver.Options{Listeners: 1})
	server.SetTime(date(10, 2))
	address := server.Feeds()[0].URL
	resp, err := newReader(t).client.Head(address)
	if err != nil {
		t.Fatal(err)
	}
	if err := resp.Body.Close(); err != nil {
		t.Fatal(err)
	}
	if n := len(server.Served()); n != 0 {
		t.Errorf("%d items served by a HEAD", n)
	}
	resp, err = newReader(t).client.Get(strings.Replace(address, ".rss", ".html", 1))
	if err != nil {
		t.Fatal(err)
	}
	if err := resp.Body.Close(); err != nil || resp.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown path answers %s, %v", resp.Status, err)
	}
}

// The recording, read by gofeed alone: a poll every second day for two weeks shows
// every item, as none leaves its feed in less than three, title and link intact.
func TestRecordingIsReadable(t *testing.T) {
	if _, err := os.Stat(recording); err != nil {
		t.Skipf("no recording: ../shared is not beside the project (%v)", err)
	}
	if testing.Short() {
		t.Skip("long: the whole recording is parsed")
	}
	if race.Enabled {
		t.Skip("what it asks one by one shows no race; run without the detector, in a tenth of the time")
	}
	stream, err := feedserver.Load(recording, date(10, 29), date(11, 12))
	if err != nil {
		t.Fatal(err)
	}
	if len(stream.Sources) != 285 || stream.Items != 23183 {
		t.Fatalf("%d sources, %d items; want 285, 23183", len(stream.Sources), stream.Items)
	}
	server := start(t, stream, feedserver.Options{Listeners: 6})
	known := map[[2]string]string{}
	for _, src := range stream.Sources {
		for _, it := range src.Items {
			known[[2]string{it.Source, it.Link}] = it.Title
		}
	}
	seen := map[[2]string]bool{}
	r := newReader(t)
	for at := date(10, 29); !at.After(date(11, 12)); at = at.AddDate(0, 0, 2) {
		server.SetTime(at)
		for _, f := range server.Feeds() {
			body := r.get(t, f.URL)
			if body == nil {
				continue
			}
			parsed, err := gofeed.NewParser().ParseString(string(body))
			if err != nil {
				t.Fatalf("%s (%s): %v", f.URL, f.Source, err)
			}
			for _, it := range parsed.Items {
				key := [2]string{f.Source, it.Link}
				title, ok := known[key]
				if !ok || strings.TrimSpace(title) != it.Title {
					t.Errorf("%s: got %q %q, want title %q", f.Source, it.Link, it.Title, title)
				}
				seen[key] = true
			}
		}
	}
	if len(seen) != len(known) || len(server.Served()) != stream.Items {
		t.Errorf("%d of %d items read, %d served", len(seen), len(known), len(server.Served()))
	}
}
