package feeds

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// jsonItem is an item of JSON Feed 1.0 or 1.1 (https://www.jsonfeed.org). The id
// may be a number.
type jsonItem struct {
	ID            json.RawMessage `json:"id"`
	URL           string          `json:"url"`
	ExternalURL   string          `json:"external_url"`
	Title         string          `json:"title"`
	ContentHTML   string          `json:"content_html"`
	ContentText   string          `json:"content_text"`
	Summary       string          `json:"summary"`
	DatePublished string          `json:"date_published"`
	DateModified  string          `json:"date_modified"`
	Language      string          `json:"language"`
}

// parseJSON reads a JSON Feed member by member and item by item, so that one
// member of the wrong type costs that member, and a document that breaks off
// keeps the items before the break.
func parseJSON(text []byte, opts ParseOptions) (Document, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	if _, err := dec.Token(); err != nil {
		return Document{}, fmt.Errorf("%w: no JSON: %w", ErrNoFeed, err)
	}
	var doc Document
	var home, version string
	var items []jsonItem
	var broken error
	hasItems := false
	for broken == nil && dec.More() {
		key, err := dec.Token()
		if err != nil {
			broken = err
			break
		}
		switch name, _ := key.(string); name {
		case "items":
			hasItems = true
			items, broken = jsonItems(dec, &doc)
		default:
			var raw json.RawMessage
			if broken = dec.Decode(&raw); broken != nil {
				break
			}
			switch name {
			case "version":
				version = jsonText(raw)
			case "title":
				doc.Title = PlainTitle(jsonText(raw))
			case "home_page_url":
				home = jsonText(raw)
			case "language":
				doc.Lang = language(jsonText(raw))
			}
		}
	}
	if !hasItems && !strings.Contains(version, "jsonfeed.org") {
		return Document{}, fmt.Errorf("%w: this is JSON, but no JSON Feed (it has no items); check the address", ErrNoFeed)
	}
	if broken != nil {
		if errors.Is(broken, io.EOF) {
			broken = io.ErrUnexpectedEOF
		}
		if len(items) == 0 {
			return Document{}, fmt.Errorf("the JSON feed cannot be read: %w", broken)
		}
		doc.Repaired = append(doc.Repaired, "kept the items before the place where the JSON breaks off")
	}
	doc.Link = newBases(opts.URL).web(home)
	base := newBases(doc.Link, opts.URL)
	for _, item := range items {
		doc.Entries = append(doc.Entries, jsonEntry(item, base))
	}
	return doc, nil
}

// jsonItems reads the array of items and counts each in doc.Raw.
func jsonItems(dec *json.Decoder, doc *Document) ([]jsonItem, error) {
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		if err == nil && t == nil { // null
			return nil, nil
		}
		return nil, errors.Join(err, errors.New("items is no array"))
	}
	var items []jsonItem
	for dec.More() {
		doc.Raw++
		var item jsonItem
		err := dec.Decode(&item)
		var wrongType *json.UnmarshalTypeError
		if errors.As(err, &wrongType) {
			// The decoder fills all other members before it reports this.
			if n := len(doc.Repaired); n == 0 {
				doc.Repaired = append(doc.Repaired, "ignored members of the wrong type")
			}
		} else if err != nil {
			return items, err
		}
		items = append(items, item)
	}
	_, err := dec.Token()
	return items, err
}

// jsonText reads a string, or the digits of a number.
func jsonText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	if len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9') {
		return string(raw)
	}
	return ""
}

func jsonEntry(item jsonItem, base bases) Entry {
	e := Entry{
		Title:     PlainTitle(item.Title),
		GUID:      strings.TrimSpace(jsonText(item.ID)),
		Published: parseDate(item.DatePublished, item.DateModified),
		Lang:      language(item.Language),
	}
	id := ""
	if isWeb(strings.ToLower(e.GUID)) {
		id = e.GUID
	}
	e.Link = base.web(item.URL, item.ExternalURL, id)
	e.setText(item.Summary, or(item.ContentHTML, item.ContentText))
	return e
}
