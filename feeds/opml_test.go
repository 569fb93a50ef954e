package feeds

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"meddlewatch"
)

func TestReadOPML(t *testing.T) {
	const list = `<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- exported -->
<opml version="1.0"><head><title>x</title></head><body>
<outline text="News"><outline text="Folder in a folder">
<outline type="rss" text="Alpha Courier" title="Alpha &amp; Co" xmlUrl="https://alpha.example/feed?a=1&b=2" htmlUrl="https://alpha.example/" language="en"/>
<OUTLINE TYPE="rss" TEXT="Beta" XMLURL="feed://beta.example/rss" CATEGORY="/Politics,/research"></OUTLINE>
</outline></outline>
<outline type="rss" text="Again" xmlUrl="https://alpha.example/feed?a=1&amp;b=2"/>
<outline type="rss" text="Lost"/>
<outline type="rss" text="Local" xmlUrl="file:///etc/passwd"/>
<outline text="D` + "\xe9" + `j` + "\xe0" + `" xmlUrl="feed:https://gamma.example/rss"/>
</body></opml>`
	feeds, warnings, err := ReadOPML([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	want := []meddlewatch.Feed{
		{URL: "https://alpha.example/feed?a=1&b=2", Name: "Alpha & Co", Lang: "en"},
		{URL: "https://beta.example/rss", Name: "Beta", Kind: "research"},
		{URL: "https://gamma.example/rss", Name: "Déjà"},
	}
	if !reflect.DeepEqual(feeds, want) {
		t.Errorf("got %+v, want %+v", feeds, want)
	}
	told := strings.Join(warnings, "\n")
	if len(warnings) != 3 || !strings.Contains(told, "listed twice") || !strings.Contains(told, `"Lost" has no xmlUrl`) || !strings.Contains(told, "file:///etc/passwd") {
		t.Errorf("warnings:\n%s", told)
	}
}

func TestReadOPMLBroken(t *testing.T) {
	for name, tt := range map[string]struct {
		in, wantErr, wantWarning string
		feeds                    int
	}{
		"empty":     {"", "no OPML", "", 0},
		"a feed":    {rssHead + rssTail, "no OPML", "", 0},
		"no feeds":  {`<opml><body/></opml>`, "", "", 0},
		"cut early": {`<opml><body><outline text="`, "cannot be read behind line", "", 0},
		"cut late":  {`<opml><body><outline xmlUrl="https://alpha.example/1"/><outline xml`, "", "breaks off", 1},
		"unclosed":  {`<opml><body><outline xmlUrl="https://alpha.example/1">`, "", "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			feeds, warnings, err := ReadOPML([]byte(tt.in))
			if (err == nil) != (tt.wantErr == "") || err != nil && !strings.Contains(err.Error(), tt.wantErr) {
				t.Errorf("error %v, want %q", err, tt.wantErr)
			}
			if len(feeds) != tt.feeds || !strings.Contains(strings.Join(warnings, "\n"), tt.wantWarning) {
				t.Errorf("%v, %v", feeds, warnings)
			}
		})
	}
}

func TestWriteOPML(t *testing.T) {
	feeds := []meddlewatch.Feed{
		{URL: "https://alpha.example/feed?a=1&b=2", Name: `Alpha "&" Co`, Lang: "en", Kind: "research"},
		{URL: "https://www.beta.example/rss"},
	}
	var b bytes.Buffer
	if err := WriteOPML(&b, feeds); err != nil {
		t.Fatal(err)
	}
	got, warnings, err := ReadOPML(b.Bytes())
	if err != nil || len(warnings) > 0 || !reflect.DeepEqual(got, feeds) {
		t.Errorf("read back %+v, %v, %v from\n%s", got, warnings, err, b.String())
	}
	full := errors.New("disk full")
	if err := WriteOPML(failingWriter{full}, feeds); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

var _ io.Writer = failingWriter{}

func FuzzReadOPML(f *testing.F) {
	f.Add([]byte(`<opml><body><outline xmlUrl="https://alpha.example/1" text="a &amp; b"/></body></opml>`))
	f.Add([]byte("\xff\xfe<\x00o\x00p\x00m\x00l\x00>\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		feeds, _, err := ReadOPML(data)
		if err != nil {
			return
		}
		for _, feed := range feeds {
			if !isWeb(strings.ToLower(feed.URL)) || unclean(feed.URL) != "" || unclean(feed.Name) != "" {
				t.Fatalf("%+v", feed)
			}
		}
		var b bytes.Buffer
		if err := WriteOPML(&b, feeds); err != nil {
			t.Fatal(err)
		}
		again, warnings, err := ReadOPML(b.Bytes())
		if err != nil || len(warnings) > 0 || len(again) != len(feeds) {
			t.Fatalf("wrote %+v, read %+v, %v, %v", feeds, again, warnings, err)
		}
	})
}
