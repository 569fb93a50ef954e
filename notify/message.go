package notify

import (
	"fmt"

	"meddlewatch"
)

// message is the body of a message as Discord's API takes it, and nothing else:
// members it does not know, and lists that are null, are refused or misread by
// servers that speak its API (Discord API v10, "Create Message" and "Execute
// Webhook"). A message is frozen in the outbox without Nonce and Reference, which
// the bot adds when it sends.
type message struct {
	Content         string          `json:"content,omitempty"`
	Embeds          []embed         `json:"embeds,omitempty"`
	Components      []actionRow     `json:"components,omitempty"`
	AllowedMentions allowedMentions `json:"allowed_mentions"`
	Reference       *reference      `json:"message_reference,omitempty"` // bot only
	Nonce           string          `json:"nonce,omitempty"`             // bot only
	EnforceNonce    bool            `json:"enforce_nonce,omitempty"`     // bot only
}

// allowedMentions says who may be notified by what stands in a message. Parse is
// never nil: an empty list means nobody, null or no list means everybody.
type allowedMentions struct {
	Parse []string `json:"parse"`
}

func nobody() allowedMentions { return allowedMentions{Parse: []string{}} }

type embed struct {
	Title       string       `json:"title,omitempty"`
	URL         string       `json:"url,omitempty"`
	Description string       `json:"description,omitempty"`
	Color       int          `json:"color,omitempty"` // 0xRRGGBB
	Fields      []embedField `json:"fields,omitempty"`
	Footer      *embedFooter `json:"footer,omitempty"`
}

type embedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline,omitempty"`
}

type embedFooter struct {
	Text string `json:"text"`
}

// Types of components, and the style of a button that opens an address.
const (
	componentRow    = 1
	componentButton = 2
	buttonLink      = 5
)

type actionRow struct {
	Type       int      `json:"type"`
	Components []button `json:"components"`
}

type button struct {
	Type  int    `json:"type"`
	Style int    `json:"style"`
	Label string `json:"label"`
	URL   string `json:"url"`
}

// marker is the text of the footer, by which people name a message and by which
// a message without an answer is found again in its channel: no two messages of
// one destination have the same.
func marker(kind meddlewatch.AlertKind, story meddlewatch.ID, revision int) string {
	return fmt.Sprintf("%s %s · revision %d", kind, story, revision)
}
