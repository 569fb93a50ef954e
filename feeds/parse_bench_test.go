package feeds

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

// sampleFeed is an RSS feed of n items of about size bytes each, in the shape of
// common publishing software: GUID, date, categories, a short description and the
// full text in CDATA.
func sampleFeed(n, size int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Alpha Courier (invented)</title><link>https://alpha.example/</link><language>en</language>`)
	paragraph := `<p>The <a href="https://alpha.example/council?a=1&amp;b=2">council</a> of the harbour town met on Monday &#8211; for the second time this year &#8211; and heard what the ferry’s captain had to say about tides, <em>ropes</em> and rye.</p>` + "\n"
	for i := range n {
		date := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(-i) * time.Hour)
		item := fmt.Sprintf("<item><title>Council hears captain number %d &amp; his crew</title><link>https://alpha.example/news/%d/council-hears-captain?utm_source=rss</link><guid isPermaLink=\"false\">https://alpha.example/?p=%d</guid><pubDate>%s</pubDate><dc:creator><![CDATA[A. Writer]]></dc:creator><category><![CDATA[Harbour]]></category><description><![CDATA[<p>The council heard captain number %d on tides, ropes and rye. &hellip; <a href=\"https://alpha.example/news/%d\">more</a></p>]]></description><content:encoded><![CDATA[", i, i, i, date.Format(time.RFC1123Z), i, i)
		b.WriteString(item)
		for written := len(item) + 40; written < size; written += len(paragraph) {
			b.WriteString(paragraph)
		}
		b.WriteString("]]></content:encoded></item>\n")
	}
	b.WriteString("</channel></rss>")
	return []byte(b.String())
}

// BenchmarkFirstPoll is the whole of this half on a feed of 50 items of 3 KB.
func BenchmarkFirstPoll(b *testing.B) {
	body := sampleFeed(50, 3000)
	feed := meddlewatch.Feed{URL: "https://alpha.example/feed"}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		doc, err := Parse(body, ParseOptions{URL: feed.URL, ContentType: "application/rss+xml; charset=utf-8"})
		if err != nil || len(doc.Entries) != 50 || len(doc.Repaired) != 0 {
			b.Fatal(err, len(doc.Entries), doc.Repaired)
		}
		Keys(feed.URL, doc.Entries)
		if found := Identify(feed, doc, nil, time.Unix(0, 0)); len(found.Items) != 50 {
			b.Fatal(len(found.Items))
		}
	}
}

func BenchmarkIdentify(b *testing.B) {
	feed := meddlewatch.Feed{URL: "https://alpha.example/feed"}
	doc, err := Parse(sampleFeed(50, 3000), ParseOptions{URL: feed.URL})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		Keys(feed.URL, doc.Entries)
		Identify(feed, doc, nil, time.Unix(0, 0))
	}
}

func BenchmarkScan(b *testing.B) {
	body := sampleFeed(50, 3000)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		toUTF8(body, "", "")
		scan(body).hostile(body)
	}
}

func BenchmarkMend(b *testing.B) {
	body := sampleFeed(50, 3000)
	start, _, _ := rootOf(body)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		mend(body[start:])
	}
}

func BenchmarkPlainText(b *testing.B) {
	for name, text := range map[string]string{
		"plain": strings.Repeat("The council met on Monday and heard what the captain had to say. ", 45)[:2900] + "x",
		"html":  strings.Repeat(`<p>The <a href="/c?a=1">council</a> met &#8211; and heard the ferry’s captain.</p> `, 40),
		"thai":  strings.Repeat("สภาท่าเรือประชุมวันจันทร์ ", 40),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				PlainText(text)
			}
		})
	}
}

func BenchmarkNormalizeLink(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		NormalizeLink("https://www.alpha.example/news/2026/03/council-hears-captain/?utm_source=rss&utm_medium=rss&p=7")
	}
}
