package feeds

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

const (
	rssHead = `<rss version="2.0"><channel><title>Alpha Courier</title><link>https://alpha.example/</link>`
	rssTail = `</channel></rss>`
	ferry   = `<item><title>Ferry returns</title><link>https://alpha.example/ferry</link><guid isPermaLink="false">1</guid></item>`
	museum  = `<item><title>Museum opens</title><link>https://alpha.example/museum</link><guid isPermaLink="false">2</guid></item>`
)

func encodeAs(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestParseRepairs: every document here must give the titles, in order; repaired
// is a part of what must be reported, "" for nothing at all.
func TestParseRepairs(t *testing.T) {
	le16 := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be16 := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	cyrillic := rssHead + `<item><title>Паром вернулся</title></item>` + rssTail
	french := rssHead + `<item><title>L’été au musée</title></item>` + rssTail
	tests := []struct {
		name, body, contentType, charset string
		titles                           string // joined by |
		repaired                         string
	}{
		{"clean", `<?xml version="1.0" encoding="utf-8"?>` + rssHead + ferry + museum + rssTail, "application/rss+xml; charset=utf-8", "", "Ferry returns|Museum opens", ""},
		{"mark of UTF-8", "\ufeff" + rssHead + ferry + rssTail, "", "", "Ferry returns", ""},
		{"UTF-16LE with mark", "\xff\xfe" + encodeAs(t, le16, cyrillic), "", "", "Паром вернулся", "utf-16le"},
		{"UTF-16BE with mark", "\xfe\xff" + encodeAs(t, be16, `<?xml version="1.0" encoding="utf-16"?>`+cyrillic), "text/xml; charset=utf-8", "", "Паром вернулся", "utf-16be"},
		{"UTF-16LE without mark", encodeAs(t, le16, cyrillic), "", "", "Паром вернулся", "utf-16le"},
		{"UTF-16BE without mark", encodeAs(t, be16, cyrillic), "", "", "Паром вернулся", "utf-16be"},
		{"UTF-32LE with mark", "\xff\xfe\x00\x00" + encodeAs(t, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), cyrillic), "", "", "Паром вернулся", "utf-32le"},
		{"UTF-32BE without mark", encodeAs(t, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), cyrillic), "", "", "Паром вернулся", "utf-32be"},
		{"declared UTF-16, is UTF-8", `<?xml version="1.0" encoding="utf-16"?>` + cyrillic, "", "", "Паром вернулся", ""},
		{"declared windows-1251", encodeAs(t, charmap.Windows1251, `<?xml version="1.0" encoding="windows-1251"?>`+cyrillic), "", "", "Паром вернулся", "windows-1251"},
		{"windows-1251 by header", encodeAs(t, charmap.Windows1251, cyrillic), "text/xml; charset=windows-1251", "", "Паром вернулся", "as the server says"},
		{"header before declaration", encodeAs(t, charmap.KOI8R, `<?xml version="1.0" encoding="windows-1251"?>`+cyrillic), "text/xml; charset=koi8-r", "", "Паром вернулся", "koi8-r"},
		{"header says UTF-8, is not", encodeAs(t, charmap.Windows1251, `<?xml version="1.0" encoding="windows-1251"?>`+cyrillic), "text/xml; charset=utf-8", "", "Паром вернулся", "windows-1251"},
		{"declared Latin 1, is UTF-8", `<?xml version="1.0" encoding="iso-8859-1"?>` + french, "text/xml; charset=iso-8859-1", "", "L’été au musée", ""},
		{"nothing declared, is windows-1252", encodeAs(t, charmap.Windows1252, french), "", "", "L’été au musée", "as a guess"},
		{"forced", encodeAs(t, charmap.Windows1251, cyrillic), "text/xml; charset=koi8-r", "windows-1251", "Паром вернулся", "as configured"},
		{"ISO-2022-JP", encodeAs(t, japanese.ISO2022JP, `<?xml version="1.0" encoding="iso-2022-jp"?>`+rssHead+`<item><title>渡船</title></item>`+rssTail), "", "", "渡船", "iso-2022-jp"},
		{"unknown encoding", `<?xml version="1.0" encoding="x-harbour"?>` + cyrillic, "", "", "Паром вернулся", ""},
		{"UTF-8 with stray windows bytes", strings.ReplaceAll(cyrillic, "</title></item>", " \x93так\x94</title></item>"), "", "", "Паром вернулся “так”", "not UTF-8"},
		{"control characters", rssHead + "<item><title>Fer\x00ry\x0b returns\x1f</title></item>" + rssTail, "", "", "Ferry returns", ""},
		{"references to control characters", rssHead + `<item><title>Ferry&#0; ret&#x1F;urns</title></item>` + museum + rssTail, "", "", "Ferry returns|Museum opens", "control"},
		{"non-characters", rssHead + "<item><title>Ferry\uffff returns\ufffe</title></item>" + rssTail, "", "", "Ferry returns", "control"},
		{"XML 1.1", `<?xml version="1.1" encoding="utf-8"?>` + rssHead + ferry + rssTail, "", "", "Ferry returns", "XML 1.1"},
		{"white space first", "\n\n  " + `<?xml version="1.0"?>` + rssHead + ferry + rssTail, "", "", "Ferry returns", "white space"},
		{"comment first", "<!-- made by hand --> " + `<?xml version="1.0"?>` + rssHead + ferry + rssTail, "", "", "Ferry returns", ""},
		{"words first", "Warning: cannot open file\n" + rssHead + ferry + rssTail, "", "", "Ferry returns", "before the feed"},
		{"web page first", "<html><head><title>x</title></head><body><p>Please wait</p>" + rssHead + ferry + rssTail + "</body></html>", "", "", "Ferry returns", "before the feed"},
		{"words last", rssHead + ferry + rssTail + "<br>Served in 0.1 s & more", "", "", "Ferry returns", ""},
		{"entities of HTML", rssHead + `<item><title>Caf&eacute;&nbsp;&mdash; open</title></item>` + rssTail, "", "", "Café — open", ""},
		{"bare ampersands", rssHead + `<item><title>Rye & barley; R&D</title><link>https://alpha.example/?a=1&b=2</link></item>` + rssTail, "", "", "Rye & barley; R&D", ""},
		{"declared entities are not expanded", `<!DOCTYPE rss [<!ENTITY town "Alpha"><!ENTITY x "&town;&town;">]>` + rssHead + ferry + rssTail, "", "", "Ferry returns", ""},
		{"undeclared prefixes", rssHead + `<item><title>Ferry returns</title><dc:date>2026-03-01T00:00:00Z</dc:date><content:encoded><![CDATA[<p>x</p>]]></content:encoded><media:thumbnail url="x"/></item>` + rssTail, "", "", "Ferry returns", ""},
		{"cut in an item", rssHead + ferry + museum[:40], "", "", "Ferry returns", "breaks off"},
		{"cut in a tag", rssHead + ferry + museum[:3], "", "", "Ferry returns", "breaks off"},
		{"cut in CDATA", rssHead + ferry + `<item><title><![CDATA[Muse`, "", "", "Ferry returns", "breaks off"},
		{"cut behind the items", rssHead + ferry + museum, "", "", "Ferry returns|Museum opens", "breaks off"},
		{"cut in a comment", rssHead + ferry + museum + "<!-- x", "", "", "Ferry returns|Museum opens", "breaks off"},
		{"item not closed", rssHead + strings.Replace(ferry, "</item>", "", 1) + museum + rssTail, "", "", "Ferry returns|Museum opens", "left open"},
		{"element not closed", rssHead + strings.Replace(ferry, "</link>", "", 1) + museum + rssTail, "", "", "Ferry returns|Museum opens", ""},
		{"end tag of nothing", rssHead + ferry + "</b></item>" + museum + rssTail, "", "", "Ferry returns|Museum opens", "end tag of nothing"},
		{"mark-up in a description", rssHead + `<item><title>Ferry returns</title><description><p>Boats <br> are & <img src=x alt="a < b"> back</description></item>` + museum + rssTail, "", "", "Ferry returns|Museum opens", ""},
		{"less-than in a title", rssHead + `<item><title>Boats < 3 knots</title></item>` + rssTail, "", "", "Boats < 3 knots", "starts no tag"},
		{"unquoted attributes", `<rss version=2.0><channel>` + ferry + rssTail, "", "", "Ferry returns", ""},
		{"unfinished tag", rssHead + `<item><title>Ferry returns</title><enclosure url="https://alpha.example/a.mp3"<guid>1</guid></item>` + rssTail, "", "", "Ferry returns", "unfinished tag"},
		{"no rss element", `<channel><title>x</title>` + ferry + `</channel>`, "", "", "Ferry returns", ""},
		{"deep nesting", rssHead + `<item><title>Ferry returns</title><x:a>` + strings.Repeat("<x:b>", 5000) + strings.Repeat("</x:b>", 5000) + `</x:a></item>` + museum + rssTail, "", "", "Ferry returns|Museum opens", "nested too deeply"},
		{"no items", rssHead + rssTail, "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Parse([]byte(tt.body), ParseOptions{URL: "https://alpha.example/feed", ContentType: tt.contentType, Charset: tt.charset})
			if err != nil {
				t.Fatal(err)
			}
			if got := titles(doc); got != tt.titles {
				t.Errorf("titles %q, want %q", got, tt.titles)
			}
			repaired := strings.Join(doc.Repaired, "; ")
			if tt.repaired != "" && !strings.Contains(repaired, tt.repaired) {
				t.Errorf("repaired %q, want %q", repaired, tt.repaired)
			}
			if tt.name == "clean" && repaired != "" {
				t.Errorf("a clean document was repaired: %s", repaired)
			}
		})
	}
}

func titles(doc Document) string {
	var all []string
	for _, e := range doc.Entries {
		all = append(all, e.Title)
	}
	return strings.Join(all, "|")
}

func TestParseRaw(t *testing.T) {
	body := rssHead + ferry + `<!-- <item> --><item><title>x</title><description><![CDATA[<item>]]></description></item><items/>` + museum[:30]
	doc, err := Parse([]byte(body), ParseOptions{})
	if err != nil || doc.Raw != 3 || len(doc.Entries) != 2 {
		t.Errorf("%d raw, %d entries, %v; want 3 and 2", doc.Raw, len(doc.Entries), err)
	}
}

func TestParseNoFeed(t *testing.T) {
	for name, tt := range map[string]struct{ body, want string }{
		"empty":    {"", "the answer is empty"},
		"space":    {" \n", "the answer is empty"},
		"web page": {"<!DOCTYPE html><html><body>Ferry</body></html>", "this is a web page"},
		"sitemap":  {`<?xml version="1.0"?><urlset><url/></urlset>`, "this is a sitemap"},
		"OPML":     {`<opml version="2.0"><body/></opml>`, "list of feeds"},
		"text":     {"Not found", "check the address"},
		"JSON":     {`{"error": "not found"}`, "no JSON Feed"},
		"binary":   {"\x00\x01\x02\x03\x04", "check the address"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte(tt.body), ParseOptions{})
			if !errors.Is(err, ErrNoFeed) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// TestParseEntry looks at what a single entry becomes, in every format.
func TestParseEntry(t *testing.T) {
	at := time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)
	item := func(s string) string { return rssHead + "<item>" + s + "</item>" + rssTail }
	entry := func(s string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><title>Alpha</title><link href="https://alpha.example/"/><entry>` + s + "</entry></feed>"
	}
	tests := []struct {
		name, body string
		want       Entry
	}{
		{
			"RSS", item(`<title>Ferry &lt;b&gt;returns&lt;/b&gt;</title><link>https://alpha.example/ferry</link><guid> tag:1 </guid><pubDate>Sun, 01 Mar 2026 10:30:00 +0100</pubDate><description>&lt;p&gt;Boats&lt;/p&gt;&lt;p&gt;are back&lt;/p&gt;</description>`),
			Entry{Title: "Ferry returns", Link: "https://alpha.example/ferry", GUID: "tag:1", Published: at, Summary: "Boats are back"},
		},
		{
			"both texts", item(`<title>x</title><description>Short.</description><content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>Long &amp; full.</p>]]></content:encoded>`),
			Entry{Title: "x", Summary: "Short.", Content: "Long & full."},
		},
		{
			"content only", item(`<title>x</title><content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>Long</p>]]></content:encoded>`),
			Entry{Title: "x", Summary: "Long"},
		},
		{"relative link", item(`<title>x</title><link>/news/ferry</link>`), Entry{Title: "x", Link: "https://alpha.example/news/ferry"}},
		{"xml:base", strings.Replace(item(`<title>x</title><link>ferry</link>`), "<channel>", `<channel xml:base="https://base.example/news/">`, 1), Entry{Title: "x", Link: "https://base.example/news/ferry"}},
		{"GUID as link", item(`<title>x</title><guid>https://alpha.example/ferry</guid>`), Entry{Title: "x", Link: "https://alpha.example/ferry", GUID: "https://alpha.example/ferry"}},
		{"GUID not as link", item(`<title>x</title><guid isPermaLink="false">https://alpha.example/ferry</guid>`), Entry{Title: "x", GUID: "https://alpha.example/ferry"}},
		{"other schemes", item(`<title>x</title><link>javascript:alert(1)</link>`), Entry{Title: "x"}},
		{"mail", item(`<title>x</title><link>mailto:x@alpha.example</link>`), Entry{Title: "x"}},
		{"link that bends", item("<title>x</title><link>https://alpha.example/\u202egpj</link>"), Entry{Title: "x"}},
		{"link with spaces", item("<title>x</title><link> https://alpha.example/a b </link>"), Entry{Title: "x", Link: "https://alpha.example/a%20b"}},
		{"Atom link in RSS", item(`<title>x</title><atom:link xmlns:atom="http://www.w3.org/2005/Atom" href="https://alpha.example/a"/>`), Entry{Title: "x", Link: "https://alpha.example/a"}},
		{"original link", item(`<title>x</title><link>https://proxy.example/~r/1</link><feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">https://alpha.example/a</feedburner:origLink>`), Entry{Title: "x", Link: "https://alpha.example/a"}},
		{"enclosure", item(`<title>x</title><enclosure url="https://alpha.example/a.mp3"/>`), Entry{Title: "x", Link: "https://alpha.example/a.mp3"}},
		{"media text", item(`<title>x</title><media:description xmlns:media="http://search.yahoo.com/mrss/">Boats</media:description>`), Entry{Title: "x", Summary: "Boats"}},
		{"Dublin Core", item(`<title>x</title><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2026-03-01T09:30:00Z</dc:date><dc:language xmlns:dc="http://purl.org/dc/elements/1.1/">de_AT</dc:language>`), Entry{Title: "x", Published: at, Lang: "de-AT"}},
		{"source", item(`<title>x</title><source url="https://beta.example/">Beta Post</source>`), Entry{Title: "x", Source: "Beta Post"}},
		{"unreadable date", item(`<title>x</title><pubDate>soon</pubDate>`), Entry{Title: "x"}},
		{"future date", item(`<title>x</title><pubDate>Sun, 01 Mar 2043 09:30:00 GMT</pubDate>`), Entry{Title: "x", Published: at.AddDate(17, 0, 0)}},
		{
			"RDF", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Alpha</title></channel><item><title>x</title><link>https://alpha.example/a</link><dc:date>2026-03-01T10:30+01:00</dc:date></item></rdf:RDF>`,
			Entry{Title: "x", Link: "https://alpha.example/a", Published: at},
		},
		{"RSS 0.91", `<rss version="0.91"><channel><item><title>x</title><link>https://alpha.example/a</link></item></channel></rss>`, Entry{Title: "x", Link: "https://alpha.example/a"}},
		{
			"Atom", entry(`<title type="html">Ferry &lt;b&gt;returns&lt;/b&gt;</title><id>tag:1</id><link rel="self" href="https://alpha.example/self"/><link rel="alternate" type="application/pdf" href="/a.pdf"/><link rel="alternate" type="text/html" href="/a"/><updated>2026-03-02T00:00:00Z</updated><published>2026-03-01T09:30:00Z</published><summary>Short</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long</p><p>text</p></div></content>`),
			Entry{Title: "Ferry returns", Link: "https://alpha.example/a", GUID: "tag:1", Published: at, Summary: "Short", Content: "Long text"},
		},
		{"Atom, updated only", entry(`<title>x</title><updated>2026-03-01T09:30:00Z</updated><content src="https://alpha.example/a"/>`), Entry{Title: "x", Link: "https://alpha.example/a", Published: at}},
		{"Atom id as link", entry(`<title>x</title><id>https://alpha.example/a</id>`), Entry{Title: "x", Link: "https://alpha.example/a", GUID: "https://alpha.example/a"}},
		{"video", entry(`<title>x</title><media:group xmlns:media="http://search.yahoo.com/mrss/"><media:description>Boats</media:description></media:group>`), Entry{Title: "x", Summary: "Boats"}},
		{
			"JSON", `{"version":"https://jsonfeed.org/version/1.1","title":"Alpha","home_page_url":"https://alpha.example/","items":[{"id":7,"url":"/a","title":"x","content_html":"<p>Long</p>","summary":"Short","date_published":"2026-03-01T10:30:00+01:00","language":"en"}]}`,
			Entry{Title: "x", Link: "https://alpha.example/a", GUID: "7", Published: at, Summary: "Short", Content: "Long", Lang: "en"},
		},
		{"JSON with wrong types", `{"version":1,"items":[{"id":"a","url":["x"],"title":"x","content_text":"a < b"}]}`, Entry{Title: "x", GUID: "a", Summary: "a < b"}},
		{"JSON cut off", `{"version":"https://jsonfeed.org/version/1","items":[{"id":"a","title":"x"},{"id":"b","ti`, Entry{Title: "x", GUID: "a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Parse([]byte(tt.body), ParseOptions{URL: "https://alpha.example/feed"})
			if err != nil || len(doc.Entries) != 1 {
				t.Fatalf("%d entries, %v", len(doc.Entries), err)
			}
			if got := doc.Entries[0]; got != tt.want {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
		})
	}
}

func TestParseChannel(t *testing.T) {
	for name, tt := range map[string]struct {
		body string
		want Document
	}{
		"RSS":  {`<rss version="2.0"><channel><title>Alpha &amp;amp; Co</title><link>/</link><language>pt-br</language><ttl>30</ttl></channel></rss>`, Document{Title: "Alpha & Co", Link: "https://alpha.example/", Lang: "pt-br", TTL: 30 * time.Minute}},
		"sy":   {`<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>A</title><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>`, Document{Title: "A", TTL: 6 * time.Hour}},
		"Atom": {`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>A</title><link rel="self" href="https://alpha.example/feed"/><link href="https://alpha.example/"/></feed>`, Document{Title: "A", Link: "https://alpha.example/", Lang: "de"}},
		"JSON": {`{"version":"https://jsonfeed.org/version/1.1","title":"A","home_page_url":"https://alpha.example/","language":"en","items":[]}`, Document{Title: "A", Link: "https://alpha.example/", Lang: "en"}},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := Parse([]byte(tt.body), ParseOptions{URL: "https://alpha.example/feed"})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Title != tt.want.Title || doc.Link != tt.want.Link || doc.Lang != tt.want.Lang || doc.TTL != tt.want.TTL {
				t.Errorf("got %+v, want %+v", doc, tt.want)
			}
		})
	}
}

func TestParseMaxItems(t *testing.T) {
	item := func(n int) string {
		return fmt.Sprintf("<item><title>%d</title><pubDate>%s</pubDate></item>", n, time.Date(2026, 3, n, 0, 0, 0, 0, time.UTC).Format(time.RFC1123Z))
	}
	for name, tt := range map[string]struct{ body, want string }{
		"newest first": {item(4) + item(3) + item(2) + item(1), "4|3"},
		"oldest first": {item(1) + item(2) + item(3) + item(4), "3|4"},
	} {
		doc, err := Parse([]byte(rssHead+tt.body+rssTail), ParseOptions{MaxItems: 2})
		if err != nil || titles(doc) != tt.want || doc.Raw != 4 || !strings.Contains(fmt.Sprint(doc.Repaired), "newest 2 of 4") {
			t.Errorf("%s: %q, %d raw, %v, %v", name, titles(doc), doc.Raw, doc.Repaired, err)
		}
	}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-01T09:30:00.123Z":              "2026-03-01T09:30:00Z",
		"2026-03-01 09:30:00 +0100":             "2026-03-01T08:30:00Z",
		"2026-03-01T09:30+01":                   "",
		"2026-03-01":                            "2026-03-01T00:00:00Z",
		"20260301":                              "2026-03-01T00:00:00Z",
		"2026-03-01T24:00:00Z":                  "2026-03-02T00:00:00Z",
		"2026-06-30T23:59:60Z":                  "2026-06-30T23:59:59Z",
		"sáb., 5 de noviembre de 2022 10:00":    "2022-11-05T10:00:00Z",
		"mar., 8 nov. 2022 10:00:00 CET":        "2022-11-08T09:00:00Z",
		"Donnerstag, 3. März 2022 10:00 MEZ":    "2022-03-03T09:00:00Z",
		"Чт, 03 ноября 2022 10:00:00 +0300":     "2022-11-03T07:00:00Z",
		"Foo, 03 Nov 2022 10:00:00 GMT":         "2022-11-03T10:00:00Z",
		"March 3rd, 2022 4:05 p.m.":             "2022-03-03T16:05:00Z",
		"0001-01-01T00:00:00Z":                  "",
		"1970-01-01T00:00:00Z":                  "",
		"9999-12-31T00:00:00Z":                  "",
		"":                                      "",
		"soon":                                  "",
		strings.Repeat("2026-03-01 ", 1000):     "",
		"Thu, 03 Nov 2022 10:00:00 GMT (fixed)": "2022-11-03T10:00:00Z",
	} {
		got := ""
		if d := parseDate(text); !d.IsZero() {
			got = d.Truncate(time.Second).Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%.60q: got %s, want %s", text, got, want)
		}
	}
}

// TestParseIsLinear feeds documents that are made to cost time, memory or stack.
func TestParseIsLinear(t *testing.T) {
	var namespaces, entities strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&namespaces, ` xmlns:n%d="urn:%d"`, i, i)
		fmt.Fprintf(&entities, `<!ENTITY e%d "&e%d;&e%d;">`, i+1, i, i)
	}
	many := func(s string) string { return strings.Repeat(s, 2<<20/len(s)) }
	for name, body := range map[string]string{
		"nesting":            rssHead + many("<a>"),
		"nesting, extension": rssHead + "<item>" + many("<x:a>") + rssTail,
		"namespaces":         `<rss version="2.0"` + namespaces.String() + "><channel>" + many("<item/>") + rssTail,
		"inner namespaces":   rssHead + "<item>" + strings.Repeat("<x:a"+namespaces.String()[:2000]+">", 1000) + rssTail,
		"entities":           `<!DOCTYPE rss [<!ENTITY e0 "boats">` + entities.String() + `]>` + rssHead + "<item><title>&e20000;</title></item>" + rssTail,
		"unfinished tags":    rssHead + many("<a "),
		"unfinished, closed": rssHead + many("<a ") + ">",
		"quotes":             rssHead + many(`<a b="`),
		"comments":           many("<!--"),
		"doctypes":           many("<!x[>"),
		"processing":         many("<?x"),
		"CDATA":              rssHead + many("<![CDATA["),
		"end tags":           rssHead + many("</a>"),
		"items":              rssHead + many("<item>"),
		"entries":            "<feed>" + many("<entry><content type='html'>") + "</feed>",
		"ampersands":         rssHead + "<item><title>" + many("&") + "</title></item>" + rssTail,
		"JSON":               `{"items":` + many("["),
		"JSON objects":       `{"items":[` + many(`{"a":`),
		"zero bytes":         many("\x00"),
		"bad UTF-8":          rssHead + "<item><title>" + many("\xff") + "</title></item>" + rssTail,
		"xhtml":              `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">` + many("&lt;div>") + "</content></entry></feed>",
	} {
		start := time.Now()
		_, _ = Parse([]byte(body), ParseOptions{URL: "https://alpha.example/feed"})
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s takes %v", name, took)
		} else if took > time.Second {
			t.Logf("%s takes %v", name, took)
		}
	}
}

// TestMendKeepsWellFormed: mending a good document changes nothing that is read.
func TestMendKeepsWellFormed(t *testing.T) {
	body := sampleFeed(20, 2000)
	start, root, _ := rootOf(body)
	plain, err := parseFormat(root, body[start:], ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	mended, notes := mend(body[start:])
	again, err := parseFormat(root, mended, ParseOptions{})
	if err != nil || len(notes) > 0 || fmt.Sprint(plain) != fmt.Sprint(again) {
		t.Errorf("mending changed a good document: %v, %v", notes, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(rssHead+ferry+museum+rssTail), "text/xml; charset=utf-8")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div>x</div></title><link href="/a"/></entry>`), "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":"x"}]}`), "")
	f.Add([]byte(rssHead+`<item><title>&#1; & <b</title><![CDATA[`), "text/xml; charset=koi8-r")
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00>\x00"), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		before := bytes.Clone(body)
		doc, err := Parse(body, ParseOptions{URL: "https://alpha.example/feed", ContentType: contentType, MaxItems: 5})
		if !bytes.Equal(before, body) {
			t.Fatal("Parse changed its input")
		}
		if err != nil {
			if strings.Contains(err.Error(), "gave up") {
				t.Fatal(err)
			}
			return
		}
		if len(doc.Entries) > 5 {
			t.Fatal("too many entries")
		}
		for _, e := range doc.Entries {
			for _, s := range []string{e.Title, e.Summary, e.Content, e.Source, doc.Title, e.Link} {
				if bad := unclean(s); bad != "" {
					t.Fatalf("%s in %q", bad, s)
				}
			}
			if e.Link != "" && !isWeb(strings.ToLower(e.Link)) {
				t.Fatalf("link %q", e.Link)
			}
		}
	})
}
