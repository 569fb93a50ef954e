package feeds

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"
)

// ErrNoFeed says that the bytes hold no feed in any format that is read.
var ErrNoFeed = errors.New("no feed")

// Parse reads RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, and JSON Feed. Bytes that
// are not quite that are mended first, and Document.Repaired says how; a clean
// document pays nothing for it. An error is a sentence for a person and means
// that no entry can be read; it wraps ErrNoFeed where the bytes are something
// else than a feed. A feed without entries is no error.
//
// Entities declared in a document are never expanded, nesting is bounded, and a
// parser that panics is an error like any other.
func Parse(body []byte, opts ParseOptions) (doc Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = Document{}, fmt.Errorf("the parser gave up on this document: %v; please report its address", r)
		}
	}()
	text, repaired := toUTF8(body, opts.ContentType, opts.Charset)
	trimmed := bytes.TrimLeft(text, " \t\r\n\ufeff")
	if len(trimmed) == 0 {
		return Document{}, fmt.Errorf("%w: the answer is empty", ErrNoFeed)
	}
	if trimmed[0] == '{' {
		doc, err = parseJSON(trimmed, opts)
	} else {
		doc, err = parseXML(text, opts)
	}
	if err != nil {
		return Document{}, err
	}
	doc.Repaired = append(repaired, doc.Repaired...)
	limitEntries(&doc, opts.MaxItems)
	return doc, nil
}

// parseXML reads an XML feed as it is, and mended where that fails or loses
// entries.
func parseXML(text []byte, opts ParseOptions) (Document, error) {
	start, root, junk := rootOf(text)
	if root == "" {
		return Document{}, notFeed(text)
	}
	var prolog []string
	if junk {
		prolog = append(prolog, "dropped what stands before the feed")
	} else if start > 0 && text[0] != '<' {
		prolog = append(prolog, "dropped white space before the document")
	}
	if bytes.Contains(text[:start], []byte(`version="1.1"`)) {
		prolog = append(prolog, "read XML 1.1 as 1.0")
	}
	// Without its declaration the text is what it is: UTF-8, XML 1.0.
	text = text[start:]
	s := scan(text)
	var doc Document
	var err error
	if root == "channel" || s.hostile(text) {
		err = errors.New("needs mending")
	} else if doc, err = parseFormat(root, text, opts); err == nil && len(doc.Entries) >= s.raw {
		doc.Raw, doc.Repaired = s.raw, prolog
		return doc, nil
	}
	mended, notes := mend(text)
	better, mendErr := parseFormat(root, mended, opts)
	if mendErr == nil && (err != nil || len(better.Entries) > len(doc.Entries)) {
		doc, err = better, nil
		prolog = append(prolog, notes...)
	}
	if err != nil {
		return Document{}, fmt.Errorf("the feed cannot be read, also after mending: %w", mendErr)
	}
	doc.Raw, doc.Repaired = s.raw, prolog
	return doc, nil
}

func parseFormat(root string, text []byte, opts ParseOptions) (Document, error) {
	if root == "feed" {
		var parser atom.Parser
		feed, err := parser.Parse(bytes.NewReader(text))
		if err != nil {
			return Document{}, err
		}
		return fromAtom(feed, opts), nil
	}
	var parser rss.Parser
	feed, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return Document{}, err
	}
	return fromRSS(feed, opts), nil
}

// notFeed says what the bytes are instead of a feed.
func notFeed(text []byte) error {
	head := bytes.ToLower(text[:min(len(text), 4096)])
	switch {
	case bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html")):
		return fmt.Errorf("%w: this is a web page; use the address of its feed", ErrNoFeed)
	case bytes.Contains(head, []byte("<opml")):
		return fmt.Errorf("%w: this is a list of feeds (OPML); import it with 'bot feeds import'", ErrNoFeed)
	case bytes.Contains(head, []byte("<urlset")) || bytes.Contains(head, []byte("<sitemapindex")):
		return fmt.Errorf("%w: this is a sitemap; use the address of the site's feed", ErrNoFeed)
	}
	return fmt.Errorf("%w: neither RSS, RDF, Atom nor JSON Feed; check the address", ErrNoFeed)
}

// limitEntries keeps the newest entries of a document that has too many: the
// first, unless its dates show that it is in ascending order.
func limitEntries(doc *Document, limit int) {
	if limit <= 0 {
		limit = DefaultMaxItems
	}
	n := len(doc.Entries)
	if n <= limit {
		return
	}
	if ascending(doc.Entries) {
		doc.Entries = doc.Entries[n-limit:]
	} else {
		doc.Entries = doc.Entries[:limit]
	}
	doc.Entries = slices.Clip(doc.Entries)
	doc.Repaired = append(doc.Repaired, fmt.Sprintf("kept the newest %d of %d entries", limit, n))
}

// ascending reports whether the first dated entry is older than the last.
func ascending(entries []Entry) bool {
	var first, last time.Time
	for _, e := range entries {
		if e.Published.IsZero() {
			continue
		}
		if first.IsZero() {
			first = e.Published
		}
		last = e.Published
	}
	return first.Before(last)
}

// bases are the addresses against which a relative link is resolved, best first.
type bases []*url.URL

func newBases(addresses ...string) bases {
	var b bases
	for _, a := range addresses {
		if u, ok := parseLink(a); ok {
			b = append(b, u)
		}
	}
	return b
}

// web returns the first of the links that is, once resolved, an http or https
// address; "" where there is none.
func (b bases) web(links ...string) string {
	for _, link := range links {
		if link = strings.Join(strings.Fields(link), "%20"); link == "" {
			continue
		}
		if isWeb(link) {
			if _, ok := parseLink(link); ok && onlyGraphic(link) {
				return link
			}
			continue
		}
		u, err := url.Parse(link)
		if err != nil {
			continue
		}
		for _, base := range b {
			// Resolve even where the link is absolute: it normalises "HTTPS:".
			abs := base.ResolveReference(u)
			if (abs.Scheme == "http" || abs.Scheme == "https") && abs.Host != "" && onlyGraphic(abs.String()) {
				return abs.String()
			}
		}
		if s := u.String(); (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && onlyGraphic(s) {
			return s
		}
	}
	return ""
}

// onlyGraphic reports whether s holds no character that could hide or bend what
// a person sees of an address.
func onlyGraphic(s string) bool {
	for _, r := range s {
		if r <= ' ' || r >= 0x7f && hidden(r) || r == '\ufffd' {
			return false
		}
	}
	return true
}
