package feeds

import (
	"strconv"
	"strings"
	"time"

	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// fromRSS maps a feed of the RSS family. Elements of other vocabularies count
// where the native one is missing.
func fromRSS(feed *rss.Feed, opts ParseOptions) Document {
	outer := newBases(opts.URL)
	doc := Document{
		Title: PlainTitle(feed.Title),
		Link:  outer.web(append(feed.Links, feed.Link)...),
		Lang:  language(feed.Language),
		TTL:   ttl(feed.TTL, feed.Extensions),
	}
	if doc.Link == "" {
		doc.Link = outer.web(atomLinks(feed.Extensions)...)
	}
	if doc.Lang == "" && feed.DublinCoreExt != nil {
		doc.Lang = language(first(feed.DublinCoreExt.Language))
	}
	base := newBases(doc.Link, opts.URL)
	doc.Entries = make([]Entry, 0, len(feed.Items))
	for _, item := range feed.Items {
		doc.Entries = append(doc.Entries, rssEntry(item, base))
	}
	return doc
}

func rssEntry(item *rss.Item, base bases) Entry {
	e := Entry{Title: PlainTitle(item.Title)}
	if item.GUID != nil {
		e.GUID = strings.TrimSpace(item.GUID.Value)
	}
	dc := item.DublinCoreExt
	if dc == nil {
		dc = &ext.DublinCoreExtension{}
	}
	if e.Title == "" {
		e.Title = PlainTitle(or(first(dc.Title), extension(item.Extensions, "media", "title")))
	}
	e.Link = rssLink(item, base)
	e.Lang = language(first(dc.Language))
	if item.Source != nil {
		e.Source = PlainTitle(item.Source.Title)
	}
	if item.PubDateParsed != nil {
		e.Published = sane(*item.PubDateParsed)
	}
	if e.Published.IsZero() {
		e.Published = parseDate(item.PubDate, first(dc.Date), extension(item.Extensions, "dcterms", "created"),
			extension(item.Extensions, "atom", "published"), item.Custom["published"], item.Custom["date"],
			extension(item.Extensions, "atom", "updated"), item.Custom["updated"])
	}
	e.setText(item.Description, item.Content,
		extension(item.Extensions, "media", "description"), groupDescription(item.Extensions),
		extension(item.Extensions, "itunes", "summary"), first(dc.Description))
	return e
}

// rssLink finds the address of an item: what a proxy replaced, its link, an Atom
// link, a GUID that says or implies to be one (RSS 2.0: isPermaLink is true
// unless said otherwise), and last the medium it carries.
func rssLink(item *rss.Item, base bases) string {
	links := make([]string, 0, 4)
	if item.Extensions != nil {
		links = append(links, extension(item.Extensions, "feedburner", "origLink"))
	}
	links = append(links, item.Links...)
	if item.Extensions != nil {
		links = append(links, atomLinks(item.Extensions)...)
	}
	if link := base.web(links...); link != "" {
		return link
	}
	if item.GUID != nil && !strings.EqualFold(strings.TrimSpace(item.GUID.IsPermalink), "false") {
		if guid := strings.TrimSpace(item.GUID.Value); isWeb(strings.ToLower(guid)) {
			if link := base.web(guid); link != "" {
				return link
			}
		}
	}
	for _, enclosure := range item.Enclosures {
		if link := base.web(enclosure.URL); link != "" {
			return link
		}
	}
	return base.web(mediaLinks(item.Extensions)...)
}

// setText fills summary and content: the description, or the content where there
// is none, or the first of the others.
func (e *Entry) setText(description, content string, others ...string) {
	e.Summary = plainSummary(description)
	switch {
	case e.Summary == "":
		e.Summary = plainSummary(content)
	case content != "":
		e.Content = PlainText(content)
	}
	for _, other := range others {
		if e.Summary != "" {
			return
		}
		e.Summary = plainSummary(other)
	}
}

// atomLinks returns the addresses of Atom links that lead to a page.
func atomLinks(extensions ext.Extensions) []string {
	var links []string
	for _, prefix := range []string{"atom", "atom10", "a10"} {
		for _, link := range extensions[prefix]["link"] {
			if rel := link.Attrs["rel"]; rel == "" || rel == "alternate" {
				links = append(links, link.Attrs["href"])
			}
		}
	}
	return links
}

func mediaLinks(extensions ext.Extensions) []string {
	var links []string
	for _, name := range []string{"player", "content"} {
		for _, m := range extensions["media"][name] {
			links = append(links, m.Attrs["url"])
		}
	}
	return links
}

// groupDescription reads media:group/media:description, where video feeds keep
// their text.
func groupDescription(extensions ext.Extensions) string {
	for _, group := range extensions["media"]["group"] {
		for _, d := range group.Children["description"] {
			if d.Value != "" {
				return d.Value
			}
		}
	}
	return ""
}

// extension returns the text of the first extension element of that name.
func extension(extensions ext.Extensions, prefix, name string) string {
	for _, e := range extensions[prefix][name] {
		if e.Value != "" {
			return e.Value
		}
	}
	return ""
}

// ttl reads how long a feed asks to be left alone: RSS <ttl> in minutes, else the
// syndication module's period divided by its frequency.
func ttl(minutes string, extensions ext.Extensions) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(minutes)); err == nil && n > 0 {
		return time.Duration(min(n, 365*24*60)) * time.Minute
	}
	var period time.Duration
	switch strings.ToLower(extension(extensions, "sy", "updatePeriod")) {
	case "hourly":
		period = time.Hour
	case "daily":
		period = 24 * time.Hour
	case "weekly":
		period = 7 * 24 * time.Hour
	case "monthly":
		period = 30 * 24 * time.Hour
	case "yearly":
		period = 365 * 24 * time.Hour
	}
	if n, err := strconv.Atoi(extension(extensions, "sy", "updateFrequency")); err == nil && n > 0 {
		period /= time.Duration(n)
	}
	return period
}

// language keeps a printed language tag where it can be one.
func language(tag string) string {
	tag = strings.TrimSpace(tag)
	if len(tag) < 2 || len(tag) > 35 {
		return ""
	}
	for i := 0; i < len(tag); i++ {
		if c := tag[i]; !isLetter(c) && (c < '0' || c > '9') && c != '-' && c != '_' {
			return ""
		}
	}
	return strings.ReplaceAll(tag, "_", "-")
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

func or(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
