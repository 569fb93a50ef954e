package feeds

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Candidate is an address that may be a feed of a page.
type Candidate struct {
	URL   string // absolute http or https address
	Title string // what the page calls it, plain text; "" when it does not
	Type  string // media type the page gives it; "" unknown
	Why   string // how it was found, for a person
}

// How a candidate was found.
const (
	whySelf   = "the address is a feed"
	whyLinked = "the page names it as its feed"
	whyLikely = "the page has a link that looks like a feed"
)

// maxCandidates is how many candidates a page may have.
const maxCandidates = 50

// Discover finds the feeds that a page offers: those it names (rel=alternate),
// then links that look like a feed; feeds of comments come last of each. A page
// that is a feed itself yields itself. Nothing is fetched, so a candidate may
// still turn out to be none.
func Discover(page []byte, contentType, pageURL string) []Candidate {
	if doc, err := Parse(page, ParseOptions{URL: pageURL, ContentType: contentType}); err == nil {
		return []Candidate{{URL: pageURL, Title: doc.Title, Why: whySelf}}
	}
	text, _ := toUTF8(page, contentType, "")
	f := finder{base: newBases(pageURL)}
	f.page(text)
	all := slices.Concat(f.linked, f.comments, f.likely)
	seen := make(map[string]bool)
	all = slices.DeleteFunc(all, func(c Candidate) bool {
		was := seen[c.URL]
		seen[c.URL] = true
		return was
	})
	return slices.Clip(all[:min(len(all), maxCandidates)])
}

type finder struct {
	base                     bases
	based                    bool // a <base> was seen; only the first counts
	linked, comments, likely []Candidate
	anchor                   *Candidate // the likely link whose text is being read
}

func (f *finder) page(text []byte) {
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if f.anchor != nil && f.anchor.Title == "" {
				f.anchor.Title = PlainTitle(string(z.Raw()))
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == atom.A {
				f.anchor = nil
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			switch atom.Lookup(name) {
			case atom.Base, atom.Link, atom.A:
			default:
				continue
			}
			tag := string(name)
			attrs := make(map[string]string)
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				if _, twice := attrs[string(key)]; !twice {
					attrs[string(key)] = string(value)
				}
			}
			f.tag(tag, attrs)
		}
	}
}

func (f *finder) tag(name string, attrs map[string]string) {
	address := f.base.web(attrs["href"])
	if address == "" {
		return
	}
	switch name {
	case "base":
		if !f.based {
			f.based = true
			f.base = newBases(address)
		}
	case "link":
		c := Candidate{URL: address, Title: PlainTitle(attrs["title"]), Type: mediaType(attrs["type"]), Why: whyLinked}
		switch {
		case !namesFeed(attrs["rel"], c):
		case isComments(c):
			f.comments = append(f.comments, c)
		default:
			f.linked = append(f.linked, c)
		}
	case "a":
		f.anchor = nil
		if len(f.likely) < 4*maxCandidates && looksLikeFeed(address) {
			f.likely = append(f.likely, Candidate{URL: address, Title: PlainTitle(attrs["title"]), Type: mediaType(attrs["type"]), Why: whyLikely})
			f.anchor = &f.likely[len(f.likely)-1]
		}
	}
}

func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

// namesFeed reports whether a <link> names a feed: rel=alternate with the type
// of a feed, or the older rel=feed. Plain JSON or XML may be anything; there the
// address has to look like a feed too.
func namesFeed(rel string, c Candidate) bool {
	alternate := false
	for word := range strings.FieldsSeq(strings.ToLower(rel)) {
		switch word {
		case "feed":
			return true
		case "alternate":
			alternate = true
		}
	}
	if !alternate {
		return false
	}
	switch c.Type {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/x.atom+xml", "application/x-rss+xml":
		return true
	case "application/json":
		return !strings.Contains(c.URL, "/wp-json/") && looksLikeFeed(c.URL)
	case "application/xml", "text/xml":
		return looksLikeFeed(c.URL)
	}
	return false
}

func isComments(c Candidate) bool {
	return strings.Contains(strings.ToLower(c.URL+" "+c.Title), "comment")
}

// looksLikeFeed judges an address by its words.
func looksLikeFeed(address string) bool {
	u, err := url.Parse(strings.ToLower(address))
	if err != nil {
		return false
	}
	if u.Host == "feeds.feedburner.com" || u.Query().Has("feed") {
		return true
	}
	path := strings.TrimRight(u.Path, "/")
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch last {
	case "feed", "feeds", "rss", "atom", "rss2", "rdf", "feed.json", "index.rdf":
		return true
	}
	for _, suffix := range []string{".rss", ".atom", ".rdf"} {
		if strings.HasSuffix(last, suffix) {
			return true
		}
	}
	if strings.HasSuffix(last, ".xml") {
		for _, word := range []string{"rss", "feed", "atom", "index.xml"} {
			if strings.Contains(path, word) {
				return true
			}
		}
	}
	return false
}
