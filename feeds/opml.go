package feeds

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"meddlewatch"
)

// isKind reports the kinds of outlet that OPML carries as a category.
func isKind(s string) bool {
	switch s {
	case "government", "vendor", "research", "media", "factcheck", "aggregator":
		return true
	}
	return false
}

// ReadOPML reads a list of feeds, OPML 1.0 or 2.0, however its outlines are
// nested. Each address is read once; what is left out or corrected is told in the
// warnings, a sentence each. It fails only where the bytes are no OPML or break
// off before the first feed.
func ReadOPML(data []byte) ([]meddlewatch.Feed, []string, error) {
	text, _ := toUTF8(data, "", "")
	start := indexOPML(text)
	if start < 0 {
		return nil, nil, errors.New("no OPML: there is no <opml> element; export the list of feeds again as OPML")
	}
	dec := xml.NewDecoder(bytes.NewReader(text[start:]))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	var feeds []meddlewatch.Feed
	var warnings []string
	seen := make(map[string]bool)
	for {
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line, _ := dec.InputPos()
			if len(feeds) == 0 {
				return nil, warnings, fmt.Errorf("the OPML cannot be read behind line %d: %w; export it again", line, err)
			}
			warnings = append(warnings, fmt.Sprintf("line %d: the OPML breaks off here (%v); the feeds before it were read", line, err))
			break
		}
		outline, ok := token.(xml.StartElement)
		if !ok || !strings.EqualFold(outline.Name.Local, "outline") {
			continue
		}
		line, _ := dec.InputPos()
		feed, warning := outlineFeed(outline)
		switch {
		case warning != "":
			warnings = append(warnings, fmt.Sprintf("line %d: %s", line, warning))
		case feed.URL == "": // a folder
		case seen[feed.URL]:
			warnings = append(warnings, fmt.Sprintf("line %d: %s is listed twice; the first one counts", line, feed.URL))
		default:
			seen[feed.URL] = true
			feeds = append(feeds, feed)
		}
	}
	return feeds, warnings, nil
}

func indexOPML(text []byte) int {
	for i := 0; ; {
		k := bytes.IndexByte(text[i:], '<')
		if k < 0 {
			return -1
		}
		i += k
		if localName(elementName(text[i:])) == "opml" {
			return i
		}
		i++
	}
}

// outlineFeed reads one outline. Without an address it is a folder, and the zero
// feed is returned.
func outlineFeed(outline xml.StartElement) (meddlewatch.Feed, string) {
	attrs := make(map[string]string, len(outline.Attr))
	for _, a := range outline.Attr {
		attrs[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	name := PlainTitle(or(attrs["title"], attrs["text"]))
	address := attrs["xmlurl"]
	if address == "" {
		if kind := strings.ToLower(attrs["type"]); kind == "rss" || kind == "atom" {
			return meddlewatch.Feed{}, fmt.Sprintf("%q has no xmlUrl and was left out", name)
		}
		return meddlewatch.Feed{}, ""
	}
	// feed://host/path and feed:https://host/path are what some readers export.
	if rest, ok := strings.CutPrefix(address, "feed:"); ok {
		address = rest
		if strings.HasPrefix(rest, "//") {
			address = "https:" + rest
		}
	}
	link := bases(nil).web(address)
	if link == "" {
		return meddlewatch.Feed{}, fmt.Sprintf("%.200q is no http or https address and was left out", address)
	}
	if name == hostOf(link) { // what WriteOPML writes for a feed without a name
		name = ""
	}
	feed := meddlewatch.Feed{URL: link, Name: name, Lang: language(attrs["language"])}
	for category := range strings.SplitSeq(attrs["category"], ",") {
		if kind := strings.ToLower(strings.Trim(category, " /")); isKind(kind) {
			feed.Kind = kind
		}
	}
	return feed, ""
}

// WriteOPML writes feeds as OPML 2.0 (http://opml.org/spec2.opml), in their order;
// the kind becomes the category. Schedules and character encodings have no place
// there. ReadOPML reads back what it writes.
func WriteOPML(w io.Writer, feeds []meddlewatch.Feed) error {
	type outline struct {
		Text     string `xml:"text,attr"`
		Title    string `xml:"title,attr"`
		Type     string `xml:"type,attr"`
		XMLURL   string `xml:"xmlUrl,attr"`
		Language string `xml:"language,attr,omitempty"`
		Category string `xml:"category,attr,omitempty"`
	}
	type opml struct {
		XMLName  xml.Name  `xml:"opml"`
		Version  string    `xml:"version,attr"`
		Title    string    `xml:"head>title"`
		Outlines []outline `xml:"body>outline"`
	}
	list := opml{Version: "2.0", Title: "Feeds of Meddlewatch", Outlines: make([]outline, 0, len(feeds))}
	for _, f := range feeds {
		o := outline{Text: f.Name, Title: f.Name, Type: "rss", XMLURL: f.URL, Language: f.Lang}
		if o.Text == "" {
			o.Text = hostOf(f.URL)
		}
		if f.Kind != "" {
			o.Category = "/" + f.Kind
		}
		list.Outlines = append(list.Outlines, o)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(list); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	return nil
}
