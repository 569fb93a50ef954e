package feedserver

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"time"

	"meddlewatch"
)

// format writes a feed. The formats rotate over the sources.
type format struct {
	extension string
	mime      string
	write     func(source string, items []Item, shift time.Duration) ([]byte, error)
}

func formats() []format {
	return []format{
		{".rss", "application/rss+xml; charset=utf-8", writeRSS},
		{".atom", "application/atom+xml; charset=utf-8", writeAtom},
		{".json", "application/feed+json", writeJSON},
	}
}

// guid names an item as publishers do, by something that is no address.
func guid(it Item) string {
	return fmt.Sprintf("%016x", meddlewatch.HashOf(it.Source, it.Link))
}

// title is the source's own name, its host.
func title(source string) string {
	if u, err := url.Parse(source); err == nil && u.Host != "" {
		return u.Host
	}
	return source
}

func lang(items []Item) string {
	for _, it := range items {
		if it.Lang != "" {
			return it.Lang
		}
	}
	return ""
}

type rssFeed struct {
	XMLName  xml.Name  `xml:"rss"`
	Version  string    `xml:"version,attr"`
	Title    string    `xml:"channel>title"`
	Link     string    `xml:"channel>link"`
	About    string    `xml:"channel>description"`
	Language string    `xml:"channel>language,omitempty"`
	Items    []rssItem `xml:"channel>item"`
}

type rssItem struct {
	Title       string  `xml:"title"`
	Link        string  `xml:"link"`
	GUID        rssGUID `xml:"guid"`
	PubDate     string  `xml:"pubDate"`
	Description string  `xml:"description,omitempty"` // HTML, escaped as text
}

type rssGUID struct {
	IsPermaLink bool   `xml:"isPermaLink,attr"`
	Value       string `xml:",chardata"`
}

func writeRSS(source string, items []Item, shift time.Duration) ([]byte, error) {
	f := rssFeed{Version: "2.0", Title: title(source), Link: source, About: "Recorded items of " + source, Language: lang(items)}
	for _, it := range items {
		f.Items = append(f.Items, rssItem{
			Title: it.Title, Link: it.Link, GUID: rssGUID{false, guid(it)},
			PubDate: it.Published.Add(shift).Format(time.RFC1123Z), Description: it.Description,
		})
	}
	return marshalXML(f)
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr,omitempty"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID        string   `xml:"id"`
	Title     string   `xml:"title"`
	Link      atomLink `xml:"link"`
	Published string   `xml:"published"`
	Updated   string   `xml:"updated"`
	Summary   atomText `xml:"summary"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomText struct {
	Type  string `xml:"type,attr"`
	Value string `xml:",chardata"`
}

func writeAtom(source string, items []Item, shift time.Duration) ([]byte, error) {
	updated := time.Unix(0, 0).UTC()
	if len(items) > 0 {
		updated = items[0].Visible.Add(shift)
	}
	f := atomFeed{Lang: lang(items), ID: source, Title: title(source), Updated: updated.Format(time.RFC3339)}
	for _, it := range items {
		date := it.Published.Add(shift).Format(time.RFC3339)
		f.Entries = append(f.Entries, atomEntry{
			ID: "urn:item:" + guid(it), Title: it.Title, Link: atomLink{"alternate", it.Link},
			Published: date, Updated: date, Summary: atomText{"html", it.Description},
		})
	}
	return marshalXML(f)
}

func marshalXML(f any) ([]byte, error) {
	body, err := xml.MarshalIndent(f, "", " ")
	return append([]byte(xml.Header), body...), err
}

type jsonFeed struct {
	Version  string     `json:"version"`
	Title    string     `json:"title"`
	Language string     `json:"language,omitempty"`
	Items    []jsonItem `json:"items"`
}

type jsonItem struct {
	ID            string `json:"id"`
	URL           string `json:"url"`
	Title         string `json:"title"`
	ContentHTML   string `json:"content_html"`
	DatePublished string `json:"date_published"`
}

func writeJSON(source string, items []Item, shift time.Duration) ([]byte, error) {
	f := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: title(source), Language: lang(items),
		Items: make([]jsonItem, 0, len(items)),
	}
	for _, it := range items {
		f.Items = append(f.Items, jsonItem{
			ID: guid(it), URL: it.Link, Title: it.Title, ContentHTML: it.Description,
			DatePublished: it.Published.Add(shift).Format(time.RFC3339),
		})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(f)
	return b.Bytes(), err
}
