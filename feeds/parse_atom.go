package feeds

import (
	"strings"

	"github.com/mmcdole/gofeed/atom"
)

// fromAtom maps an Atom feed. Relative links without xml:base are relative to
// the document (RFC 4287 section 2), not to the page it describes.
func fromAtom(feed *atom.Feed, opts ParseOptions) Document {
	outer := newBases(opts.URL)
	doc := Document{
		Title: PlainTitle(feed.Title),
		Link:  outer.web(linksOf(feed.Links, "alternate")...),
		Lang:  language(feed.Language),
		TTL:   ttl("", feed.Extensions),
	}
	base := newBases(opts.URL, doc.Link)
	doc.Entries = make([]Entry, 0, len(feed.Entries))
	for _, entry := range feed.Entries {
		doc.Entries = append(doc.Entries, atomEntry(entry, base))
	}
	return doc
}

func atomEntry(entry *atom.Entry, base bases) Entry {
	e := Entry{
		Title: PlainTitle(entry.Title),
		GUID:  strings.TrimSpace(entry.ID),
		Link:  base.web(append([]string{extension(entry.Extensions, "feedburner", "origLink")}, linksOf(entry.Links, "alternate")...)...),
	}
	content, source := "", ""
	if entry.Content != nil {
		content, source = entry.Content.Value, entry.Content.Src
	}
	if e.Link == "" {
		id := ""
		if isWeb(strings.ToLower(e.GUID)) {
			id = e.GUID
		}
		e.Link = base.web(append([]string{id, source}, linksOf(entry.Links, "related", "via", "enclosure")...)...)
	}
	if entry.Source != nil {
		e.Source = PlainTitle(entry.Source.Title)
	}
	switch {
	case entry.PublishedParsed != nil:
		e.Published = sane(*entry.PublishedParsed)
	case entry.Published == "" && entry.UpdatedParsed != nil:
		e.Published = sane(*entry.UpdatedParsed)
	}
	if e.Published.IsZero() {
		e.Published = parseDate(entry.Published, entry.Updated)
	}
	e.setText(entry.Summary, content,
		groupDescription(entry.Extensions), extension(entry.Extensions, "media", "description"))
	return e
}

// linksOf returns the addresses of links with one of the relations, in the order
// of the relations; pages in HTML come before other representations.
func linksOf(links []*atom.Link, relations ...string) []string {
	var found []string
	for _, rel := range relations {
		for _, html := range []bool{true, false} {
			for _, l := range links {
				isHTML := l.Type == "" || strings.Contains(l.Type, "html")
				if isHTML == html && strings.EqualFold(strings.TrimPrefix(l.Rel, "http://www.iana.org/assignments/relation/"), rel) {
					found = append(found, l.Href)
				}
			}
		}
	}
	return found
}
