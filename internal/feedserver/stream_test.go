package feedserver

import (
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func day(n int) time.Time { return time.Date(2022, 10, n, 0, 0, 0, 0, time.UTC) }

// lines is an invented recording of two sources.
const lines = `{"feed": "https://a.example/rss", "title": "One & <two>", "description": "<p>Text</p>", "link": "https://a.example/1?x=1&y=2", "published": "2022-10-02 10:00:00+00:00", "day": "2022-10-02", "lang": "en-US", "feed_title": null}
{"feed": "https://a.example/rss", "title": "Late", "description": "", "link": "https://a.example/2", "published": "2022-10-03 23:30:00.500000+00:00", "day": "2022-10-02", "lang": null}
{"feed": "https://a.example/rss", "title": "Early", "description": "", "link": "https://a.example/3", "published": "2022-09-01 10:00:00+00:00", "day": "2022-10-03"}
{"feed": "https://b.example/rss", "title": "Before the days", "description": "", "link": "https://b.example/1", "published": "2022-10-01 10:00:00+00:00", "day": "2022-10-01"}
`

func TestLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "items.jsonl.gz")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(lines)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Load(file, day(2), day(4))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Sources) != 2 || s.Items != 3 || len(s.Sources[1].Items) != 0 {
		t.Fatalf("got %+v", s)
	}
	var got []string
	for _, it := range s.Sources[0].Items {
		got = append(got, it.Title+" "+it.Visible.Format(time.RFC3339))
	}
	want := "Early 2022-10-03T00:00:00Z|Late 2022-10-02T23:59:59Z|One & <two> 2022-10-02T10:00:00Z"
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	tests := map[string]string{
		`{`: "line 1: unexpected end of JSON input",
		`{"feed":"f","link":"l","day":"2022-10-02","published":"yesterday"}`:      `line 1: the time "yesterday" is not readable`,
		`{"feed":"f","link":"l","day":"2022-10-02x","published":""}`:              `line 1: the day "2022-10-02x" is not a date`,
		`{"feed":"f","day":"2022-10-02","published":"2022-10-02 10:00:00+00:00"}`: "line 1: the item has no feed or no link",
	}
	for line, want := range tests {
		if _, err := read(strings.NewReader(line), day(1), day(9)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", line, err, want)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none"), day(1), day(2)); err == nil {
		t.Error("a missing file is no error")
	}
}

func TestWindow(t *testing.T) {
	var s Source // newest first: 100 items of the first, one an hour; then 3 quiet weeks
	for i := range 100 {
		s.Items = append(s.Items, Item{Link: fmt.Sprint(99 - i), Visible: day(1).Add(time.Duration(99-i) * time.Hour)})
	}
	tests := []struct {
		name          string
		at            time.Time
		newest, count int
	}{
		{"before the first", day(1).Add(-time.Second), 0, 0},
		{"the first", day(1), 0, 1},
		{"all so far", day(2), 24, 25},
		{"three days", day(4), 72, 72}, // the first is exactly three days old
		{"still three days", day(5).Add(3*time.Hour + 59*time.Minute), 99, 72},
		{"some of three days", day(6), 99, 51},
		{"thirty", day(28), 99, 30},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := s.window(tc.at)
			if len(got) != tc.count {
				t.Fatalf("%d items, want %d", len(got), tc.count)
			}
			if len(got) > 0 && got[0].Link != fmt.Sprint(tc.newest) {
				t.Errorf("newest is %s, want %d", got[0].Link, tc.newest)
			}
		})
	}
}
