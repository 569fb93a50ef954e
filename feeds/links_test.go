package feeds

import (
	"testing"
	"unicode/utf8"
)

func TestNormalizeLink(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"as it is", "https://alpha.example/news/ferry", "https://alpha.example/news/ferry"},
		{"http", "http://alpha.example/news/ferry", "https://alpha.example/news/ferry"},
		{"host and scheme in capitals", "HTTPS://WWW.Alpha.EXAMPLE/News/Ferry", "https://alpha.example/News/Ferry"},
		{"white space around", "\n https://alpha.example/1 \t", "https://alpha.example/1"},
		{"default ports", "http://alpha.example:443/1", "https://alpha.example/1"},
		{"other port", "http://alpha.example:8080/1", "https://alpha.example:8080/1"},
		{"user name", "https://me:secret@alpha.example/1", "https://alpha.example/1"},
		{"mobile host", "https://m.alpha.example/1", "https://alpha.example/1"},
		{"a site named m", "https://m.co.uk/1", "https://m.co.uk/1"},
		{"a site named www", "https://www.org/1", "https://www.org/1"},
		{"trailing dot", "https://alpha.example./1", "https://alpha.example/1"},
		{"international host", "https://bücher.example/1", "https://xn--bcher-kva.example/1"},
		{"IPv6", "http://[2001:DB8::1]:80/1", "https://[2001:db8::1]/1"},
		{"trailing slash", "https://alpha.example/news/ferry//", "https://alpha.example/news/ferry"},
		{"fragment", "https://alpha.example/1#comments", "https://alpha.example/1"},
		{"route behind #!", "https://alpha.example/#!/ferry", "https://alpha.example#!/ferry"},
		{"route behind #/", "https://alpha.example/app#/ferry", "https://alpha.example/app#/ferry"},
		{"tracking", "https://alpha.example/1?utm_source=rss&UTM_Medium=x&fbclid=1&gclid=2&mc_cid=3&ref=rss&at_medium=RSS&xtor=4&cmpid=5", "https://alpha.example/1"},
		{"tracking escaped twice", "https://alpha.example/1?p=2&amp;utm_source=rss", "https://alpha.example/1?p=2"},
		{"a ref that names something", "https://alpha.example/1?ref=chapter-2", "https://alpha.example/1?ref=chapter-2"},
		{"sorted query", "https://alpha.example/1?b=2&a=1", "https://alpha.example/1?a=1&b=2"},
		{"empty parameters", "https://alpha.example/1?&&", "https://alpha.example/1"},
		{"percent encoding", "https://alpha.example/%7eferry/%c3%a9t%C3%A9/a%2fb", "https://alpha.example/~ferry/%C3%A9t%C3%A9/a%2Fb"},
		{"not encoded", "https://alpha.example/été", "https://alpha.example/%C3%A9t%C3%A9"},
		{"stray percent", "https://alpha.example/100%-rye", "https://alpha.example/100%25-rye"},
		{"space and plus in a query", "https://alpha.example/s?q=a+b&r=c%20d", "https://alpha.example/s?q=a%20b&r=c%20d"},
		{"dot segments", "https://alpha.example/a/./b/../ferry", "https://alpha.example/a/ferry"},
		{"a redirect page with a slash behind it", "https://www.google.com/url/?q=https://alpha.example/1", "https://alpha.example/1"},
		{"a redirect page behind dots", "https://www.google.com/a/../amp/s/alpha.example/1", "https://alpha.example/1"},
		{"dots before a session in the path", "https://alpha.example/a/b/..;jsessionid=AB12", "https://alpha.example/a"},
		{"session in the path", "https://alpha.example/1;jsessionid=AB12?x=1", "https://alpha.example/1?x=1"},
		{"AMP suffix", "https://alpha.example/news/ferry/amp/", "https://alpha.example/news/ferry"},
		{"AMP file", "https://alpha.example/news/ferry.amp.html", "https://alpha.example/news/ferry"},
		{"AMP parameter", "https://alpha.example/news/ferry?amp=1&outputType=amp", "https://alpha.example/news/ferry"},
		{"a page about amp", "https://alpha.example/amp", "https://alpha.example/amp"},
		{"AMP cache", "https://www-alpha-example.cdn.ampproject.org/c/s/www.alpha.example/news/ferry", "https://alpha.example/news/ferry"},
		{"AMP viewer", "https://www.google.com/amp/s/www.alpha.example/news/ferry%3fp=1", "https://alpha.example/news/ferry%3Fp=1"},
		{"search wrapper", "https://www.google.com/url?rct=j&sa=t&url=https%3A%2F%2Falpha.example%2Fferry%3Fp%3D1&ct=ga", "https://alpha.example/ferry?p=1"},
		{"wrapper in a wrapper", "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Falpha.example%252Fferry", "https://alpha.example/ferry"},
		{"wrapper without target", "https://www.google.com/url?q=ferry", "https://google.com/url?q=ferry"},
		{"home page with a query", "https://alpha.example/?p=7", "https://alpha.example?p=7"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := NormalizeLink(tt.in)
			if !ok || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, ok, tt.want)
			}
		})
	}
}

func TestNormalizeLinkNoKey(t *testing.T) {
	for _, in := range []string{
		"", " ", "ferry", "/news/ferry", "//alpha.example/1", "ftp://alpha.example/1", "mailto:x@alpha.example", "javascript:alert(1)",
		"https://", "https:///1", "https://alpha.example", "https://alpha.example/", "http://www.alpha.example/?utm_source=rss", "https://alpha.example/en",
		"https://alpha.example/pt-br/", "https://alpha.example/en_US", "https://alpha.example/index.html", "https://alpha.example/#top", "https://alpha.example/#/",
		"https://www.google.com/url?q=https://alpha.example/",
	} {
		if got, ok := NormalizeLink(in); ok {
			t.Errorf("%q became the key %q", in, got)
		}
	}
}

func FuzzNormalizeLink(f *testing.F) {
	for _, s := range []string{
		"https://www.alpha.example/a/../b/amp/?utm_source=1&b=2&a=%zz#!/x", "http://m.www.amp.alpha.example./%2e%2e/a", "https://www.google.com/url?q=https://www.google.com/url?q=https://a.example/1",
		"https://[::1]:80/1", "https://bücher.example/é?ü=ß", "https://alpha.example/a;jsessionid=1/amp", "https://a.cdn.ampproject.org/c/s/b.example/%2525?x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once, ok := NormalizeLink(s)
		if !ok {
			return
		}
		if !utf8.ValidString(once) || unclean(once) != "" {
			t.Fatalf("%q became %q", s, once)
		}
		if twice, ok := NormalizeLink(once); !ok || twice != once {
			t.Fatalf("%q became %q, then %q, %v", s, once, twice, ok)
		}
	})
}
