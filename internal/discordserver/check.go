package discordserver

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// CheckMessage says which rules the body of a message breaks, each as a *Broken:
// those of Discord's document for a message through a webhook or the bot, and
// those named by the other rules. It is pure; no error means that Discord takes
// the message and shows people nothing but what it says.
func CheckMessage(webhook bool, body []byte) []error {
	if !utf8.Valid(body) {
		return []error{&Broken{RuleUTF8, "", "the body holds bytes that are no UTF-8"}}
	}
	if loneSurrogate(body) {
		return []error{&Broken{RuleUTF8, "", `the body holds half of a surrogate pair as a \u escape`}}
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return []error{&Broken{RuleJSON, "", err.Error()}}
	}
	object, ok := value.(map[string]any)
	if !ok {
		return []error{&Broken{RuleJSON, "", "the body is no JSON object"}}
	}
	schema, err := messageSchema(webhook)
	if err != nil {
		return []error{err}
	}
	c := checker{webhook: webhook}
	if err := conform(schema, value); err != nil {
		c.broken(RuleDocument, "", "%s", cut(err.Error()))
	}
	c.errs = append(c.errs, strayMembers(schema, value, "")...)

	var m message
	// A member of the wrong type is left out, and the document has reported it; it
	// takes numbers for whole that no integer holds.
	if err := json.Unmarshal(body, &m); err != nil && len(c.errs) == 0 {
		c.broken(RuleDocument, "", "%v", err)
	}
	c.message(m, object)
	return c.errs
}

// message is the body of a message, as far as the rules look at it.
type message struct {
	Content         string          `json:"content"`
	Embeds          []embed         `json:"embeds"`
	Components      []row           `json:"components"`
	AllowedMentions json.RawMessage `json:"allowed_mentions"`
	Nonce           any             `json:"nonce"`
	EnforceNonce    bool            `json:"enforce_nonce"`
	Flags           int64           `json:"flags"`
}

type embed struct {
	Title       string          `json:"title"`
	URL         *string         `json:"url"`
	Description string          `json:"description"`
	Fields      []field         `json:"fields"`
	Footer      footer          `json:"footer"`
	Image       json.RawMessage `json:"image"`
	Thumbnail   json.RawMessage `json:"thumbnail"`
	Video       json.RawMessage `json:"video"`
	Author      json.RawMessage `json:"author"`
}

type field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type footer struct {
	Text string          `json:"text"`
	Icon json.RawMessage `json:"icon_url"`
}

type row struct {
	Type       int      `json:"type"`
	Components []button `json:"components"`
}

type button struct {
	Type     int     `json:"type"`
	Style    int     `json:"style"`
	Label    string  `json:"label"`
	URL      *string `json:"url"`
	CustomID *string `json:"custom_id"`
}

// Types of components, and the style of a button that opens an address.
const (
	typeRow    = 1
	typeButton = 2
	styleLink  = 5
)

type checker struct {
	webhook bool
	errs    []error
}

func (c *checker) broken(rule Rule, at, format string, args ...any) {
	c.errs = append(c.errs, &Broken{rule, at, fmt.Sprintf(format, args...)})
}

func (c *checker) message(m message, object map[string]any) {
	c.length(RuleContent, "content", m.Content, maxContent)
	c.text("content", m.Content)
	if blank(m.Content) && len(m.Embeds) == 0 {
		c.broken(RuleEmpty, "", "neither content nor an embed")
	}
	c.embeds(m.Embeds)
	c.rows(m.Components)
	if m.Flags&^harmlessFlags != 0 {
		c.broken(RuleFlags, "flags", "flags %#x change what a message is made of", m.Flags)
	}
	c.nonce(m, object)
	if !nobody(m.AllowedMentions) {
		c.broken(RuleAllowedMentions, "allowed_mentions", `it must be there and be {"parse": []}, or people are called`)
	}
}

func (c *checker) nonce(m message, object map[string]any) {
	_, given := object["nonce"]
	_, enforced := object["enforce_nonce"]
	switch {
	case c.webhook && (given || enforced):
		c.broken(RuleNonce, "nonce", "a webhook takes no nonce")
	case m.EnforceNonce && m.Nonce == nil:
		c.broken(RuleNonce, "nonce", "enforce_nonce without a nonce")
	case units(fmt.Sprint(m.Nonce)) > maxNonce:
		c.broken(RuleNonce, "nonce", "more than %d characters", maxNonce)
	}
}

func (c *checker) embeds(embeds []embed) {
	if len(embeds) > maxEmbeds {
		c.broken(RuleEmbeds, "embeds", "%d embeds, at most %d are taken", len(embeds), maxEmbeds)
	}
	sum := 0
	for i, e := range embeds {
		sum += c.embed(fmt.Sprintf("embeds/%d", i), e)
	}
	if sum > maxEmbedSum {
		c.broken(RuleEmbedSum, "embeds", "%d characters in all embeds together, at most %d are taken", sum, maxEmbedSum)
	}
}

// embed returns the length of all text of an embed.
func (c *checker) embed(at string, e embed) int {
	sum := c.length(RuleTitle, at+"/title", e.Title, maxTitle) +
		c.length(RuleDescription, at+"/description", e.Description, maxDescription) +
		c.length(RuleFooter, at+"/footer/text", e.Footer.Text, maxFooter)
	if len(e.Fields) > maxFields {
		c.broken(RuleFields, at+"/fields", "%d fields, at most %d are taken", len(e.Fields), maxFields)
	}
	for i, f := range e.Fields {
		at := fmt.Sprintf("%s/fields/%d", at, i)
		sum += c.length(RuleFieldName, at+"/name", f.Name, maxFieldName) +
			c.length(RuleFieldValue, at+"/value", f.Value, maxFieldValue)
		if blank(f.Name) || blank(f.Value) {
			c.broken(RuleFieldEmpty, at, "a field needs a name and a value")
		}
		c.link(at+"/name", f.Name)
		c.text(at+"/value", f.Value)
	}
	c.link(at+"/title", e.Title)
	c.text(at+"/description", e.Description)
	c.link(at+"/footer/text", e.Footer.Text)
	if blank(e.Title) && blank(e.Description) && blank(e.Footer.Text) && len(e.Fields) == 0 {
		c.broken(RuleEmbedEmpty, at, "an embed without text")
	}
	if e.URL != nil {
		c.address(RuleEmbedURL, at+"/url", *e.URL, maxEmbedURL)
	}
	for _, picture := range []struct {
		name  string
		value json.RawMessage
	}{
		{"image", e.Image},
		{"thumbnail", e.Thumbnail},
		{"video", e.Video},
		{"author", e.Author},
		{"footer/icon_url", e.Footer.Icon},
	} {
		if picture.value != nil {
			c.broken(RuleImage, at+"/"+picture.name, "no picture is shown that somebody else could change")
		}
	}
	return sum
}

func (c *checker) rows(rows []row) {
	if len(rows) > maxRows {
		c.broken(RuleRows, "components", "%d rows, at most %d are taken", len(rows), maxRows)
	}
	for i, r := range rows {
		at := fmt.Sprintf("components/%d", i)
		if r.Type != typeRow {
			c.broken(RuleRows, at, "component %d is no row of buttons", r.Type)
			continue
		}
		if n := len(r.Components); n < 1 || n > maxButtons {
			c.broken(RuleRow, at, "%d buttons in a row, 1 to %d are taken", n, maxButtons)
		}
		for j, b := range r.Components {
			c.button(fmt.Sprintf("%s/components/%d", at, j), b)
		}
	}
}

func (c *checker) button(at string, b button) {
	if b.Type != typeButton {
		c.broken(RuleRow, at, "component %d is no button", b.Type)
		return
	}
	opens := b.Style == styleLink
	switch {
	case opens && (b.URL == nil || b.CustomID != nil):
		c.broken(RuleButton, at, "a button that opens an address has a url and no custom_id")
	case !opens && (b.URL != nil || b.CustomID == nil):
		c.broken(RuleButton, at, "a button of style %d has a custom_id and no url", b.Style)
	case !opens && c.webhook:
		c.broken(RuleButton, at, "nobody answers to the button of a webhook that belongs to no application")
	}
	if blank(b.Label) {
		c.broken(RuleButtonLabel, at+"/label", "a button without a label")
	}
	c.length(RuleButtonLabel, at+"/label", b.Label, maxLabel)
	if b.URL != nil {
		c.address(RuleButtonURL, at+"/url", *b.URL, maxButtonURL)
	}
}

func (c *checker) length(rule Rule, at, text string, most int) int {
	n := units(text)
	if n > most {
		c.broken(rule, at, "%d characters, at most %d are taken", n, most)
	}
	return n
}

func (c *checker) address(rule Rule, at, address string, most int) {
	c.length(rule, at, address, most)
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsFunc(address, unicode.IsSpace) {
		c.broken(rule, at, "%q is no address that a browser opens", address)
	}
}

// text checks a text in which Discord resolves mentions and mark-up.
func (c *checker) text(at, text string) {
	if m := mention(text); m != "" {
		c.broken(RuleMention, at, "%q would be resolved", m)
	}
	c.link(at, text)
}

func (c *checker) link(at, text string) {
	if l := bareLink(text); l != "" {
		c.broken(RuleBareLink, at, "%q would become a link, with a preview", l)
	}
}

// nobody says whether allowed_mentions is exactly {"parse": []}.
func nobody(raw json.RawMessage) bool {
	var b bytes.Buffer
	return json.Compact(&b, raw) == nil && b.String() == `{"parse":[]}`
}

// units is the length of a text in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// cut shortens what the document has to say of a member that may be one of many
// things: it says why it is none of them.
func cut(s string) string {
	const most = 400
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// blank says whether nothing of a text can be seen; Discord trims what is around.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// loneSurrogate says whether JSON text holds an escape \ud800 to \udfff without
// its other half (RFC 8259, section 8.2).
func loneSurrogate(body []byte) bool {
	for i := 0; i < len(body); i++ {
		if body[i] != '\\' {
			continue
		}
		first := escape(body[i:])
		switch {
		case !utf16.IsSurrogate(first):
			i++ // the escaped character is none that begins an escape
		case utf16.DecodeRune(first, escape(body[i+6:])) == unicode.ReplacementChar:
			return true
		default:
			i += 11
		}
	}
	return false
}

// escape reads \uXXXX; anything else is 0.
func escape(b []byte) (r rune) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0
	}
	for _, d := range b[2:6] {
		n := strings.IndexByte("0123456789abcdef", d|0x20)
		if n < 0 {
			return 0
		}
		r = r<<4 | rune(n)
	}
	return r
}
