package feeds

import (
	"fmt"
	"strings"
	"testing"
)

func TestDiscover(t *testing.T) {
	tests := []struct {
		name, page, want string // want: WHY URL TITLE lines
	}{
		{
			"named by the page", `<!DOCTYPE html><html><head><title>Alpha</title>
<link rel="alternate" type="application/rss+xml" title="Alpha &amp; Co" href="/feed">
<link rel='alternate stylesheet' href='/x.css'>
<LINK REL=ALTERNATE TYPE="application/atom+xml; charset=utf-8" HREF="https://beta.example/atom"></head></html>`,
			"L https://alpha.example/feed Alpha & Co|L https://beta.example/atom ",
		},
		{
			"comments last", `<html><link rel="alternate" type="application/rss+xml" title="Alpha, comments" href="/comments/feed"><link rel="alternate" type="application/rss+xml" href="/feed">`,
			"L https://alpha.example/feed |L https://alpha.example/comments/feed Alpha, comments",
		},
		{"base", `<html><base href="https://beta.example/x/"><link rel="alternate" type="application/feed+json" href="feed.json">`, "L https://beta.example/x/feed.json "},
		{"no interface of a program", `<html><link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1"><link rel="alternate" type="application/json+oembed" href="/oembed?feed=1">`, ""},
		{"rel feed", `<html><link rel="feed" href="/updates">`, "L https://alpha.example/updates "},
		{
			"likely links", `<html><body><a href="/about">About</a><a href="/news/rss.xml"><b>News</b> feed</a><a href="/?feed=rss2">RSS</a><a href="/seed.xml">Seeds</a><a href="javascript:rss()">x</a></body>`,
			"A https://alpha.example/news/rss.xml News|A https://alpha.example/?feed=rss2 RSS",
		},
		{"each once", `<html><link rel="alternate" type="application/rss+xml" href="/feed"><a href="/feed">RSS</a>`, "L https://alpha.example/feed "},
		{"nothing", `<html><body>Ferry</body></html>`, ""},
		{"empty", ``, ""},
		{"a feed itself", rssHead + ferry + rssTail, "S https://alpha.example/page Alpha Courier"},
		{"not in a comment or script", `<html><!-- <link rel="alternate" type="application/rss+xml" href="/a"> --><script>"<a href='/feed'>"</script>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range Discover([]byte(tt.page), "text/html; charset=utf-8", "https://alpha.example/page") {
				how := map[string]string{whySelf: "S", whyLinked: "L", whyLikely: "A"}[c.Why]
				got = append(got, fmt.Sprintf("%s %s %s", how, c.URL, c.Title))
			}
			if joined := strings.Join(got, "|"); joined != tt.want {
				t.Errorf("got %q, want %q", joined, tt.want)
			}
		})
	}
	if n := len(Discover([]byte(strings.Repeat(`<a href="/feed">x</a>`, 3)+manyLinks(500)), "", "https://alpha.example/")); n != maxCandidates {
		t.Errorf("%d candidates, want %d", n, maxCandidates)
	}
}

func manyLinks(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<a href="/%d/feed">x</a>`, i)
	}
	return b.String()
}

func FuzzDiscover(f *testing.F) {
	f.Add([]byte(`<html><base href="//x"><link rel=alternate type=application/rss+xml href=/feed><a href="rss">x`), "text/html; charset=koi8-r")
	f.Fuzz(func(t *testing.T, page []byte, contentType string) {
		for _, c := range Discover(page, contentType, "https://alpha.example/") {
			if !isWeb(strings.ToLower(c.URL)) || unclean(c.URL) != "" || unclean(c.Title) != "" || c.Why == "" {
				t.Fatalf("%+v", c)
			}
		}
	})
}
