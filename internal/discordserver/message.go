package discordserver

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// stored is a message with what is needed to show it.
type stored struct {
	Message
	author     object
	foreign    bool // neither the bot's nor, as far as the bot is concerned, readable without the intent
	embeds     []any
	components []any
	flags      any
	nonce      any
	enforce    bool
	reference  *reference
}

// reference is what a message replies to.
type reference struct {
	Message string
	Must    bool // the reply is refused where it is gone
}

// object shows a message. The nonce is in the answer to its author alone, and
// nowhere later.
func (m *stored) object(nonce bool) object {
	o := object{
		"id": m.ID, "channel_id": m.ChannelID, "type": 0, "content": m.Content, "author": m.author,
		"mentions": []any{}, "mention_roles": []any{}, "mention_everyone": false, "attachments": []any{},
		"embeds": m.embeds, "components": m.components, "timestamp": stamp(m.Time), "edited_timestamp": nil,
		"flags": m.flags, "pinned": false, "tts": false,
	}
	if m.WebhookID != "" {
		o["webhook_id"] = m.WebhookID
	}
	if nonce && m.nonce != nil {
		o["nonce"] = m.nonce
	}
	return o
}

// read shows a message to the bot: one of others without what is in it, unless
// the bot has the intent for that.
func (s *Server) read(m *stored) object {
	o := m.object(false)
	if m.foreign && !s.opts.MessageContent {
		o["content"], o["embeds"], o["components"] = "", []any{}, []any{}
	}
	return o
}

// draft makes a message of a body that keeps the rules.
func (s *Server) draft(channel string, body []byte) (*stored, error) {
	var b struct {
		Content    string `json:"content"`
		Embeds     []any  `json:"embeds"`
		Components []any  `json:"components"`
		Nonce      any    `json:"nonce"`
		Enforce    bool   `json:"enforce_nonce"`
		Flags      int64  `json:"flags"`
		Reference  *struct {
			Message json.RawMessage `json:"message_id"`
			Must    *bool           `json:"fail_if_not_exists"`
		} `json:"message_reference"`
	}
	if err := json.Unmarshal(body, &b); err != nil {
		return nil, fmt.Errorf("the body cannot be read: %w", err)
	}
	now := s.opts.Now()
	m := &stored{
		Message: Message{
			ChannelID: channel, Content: strings.TrimSpace(b.Content), Body: slices.Clone(body), Time: now,
		},
		author: s.guild.me(), flags: b.Flags, nonce: b.Nonce,
		embeds: asStored(b.Embeds, completeEmbed), components: asStored(b.Components, numberComponents()),
	}
	if r := b.Reference; r != nil {
		m.reference = &reference{Message: strings.Trim(string(r.Message), `"`), Must: r.Must == nil || *r.Must}
	}
	if m.enforce = b.Enforce && b.Nonce != nil; b.Nonce != nil {
		m.Nonce = word(b.Nonce)
	}
	return m, nil
}

// keep gives a message its id and puts it into its channel.
func (s *Server) keep(m *stored) {
	m.ID = s.newID(m.Time)
	s.messages = append(s.messages, m)
	if ch := s.guild.channels[m.ChannelID]; ch != nil {
		ch.last = m.ID
	}
	if s.opts.OnMessage != nil {
		s.opts.OnMessage(m.Message)
	}
}

// remembered is the message that a nonce belongs to; nil: none within the nonce
// memory. Discord looks at the author and the nonce, not at the channel.
func (s *Server) remembered(nonce string, now time.Time) *stored {
	if m := s.nonces[nonce]; m != nil && now.Sub(m.Time) < s.opts.NonceMemory {
		return m
	}
	return nil
}

// Say posts a message of another person, so that a channel holds more than the
// bot's own, and returns it.
func (s *Server) Say(channel, content string) (Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.guild.channels[channel] == nil {
		return Message{}, fmt.Errorf("there is no channel %s", channel)
	}
	body, err := json.Marshal(object{"content": content})
	if err != nil {
		return Message{}, fmt.Errorf("the text cannot be written as JSON: %w", err)
	}
	m, err := s.draft(channel, body)
	if err != nil {
		return Message{}, err
	}
	m.author, m.foreign = user(s.guild.owner, "operator", false), true
	s.keep(m)
	return m.Message, nil
}

// page lists messages of a channel, newest first: the newest before an id, the
// oldest after one, or those around one (Discord's reference, "Get Channel
// Messages"). The query has been checked.
func (s *Server) page(channel string, q url.Values) []any {
	limit := 50
	if n, err := strconv.Atoi(q.Get("limit")); err == nil {
		limit = n
	}
	var all []*stored
	for _, m := range s.messages {
		if m.ChannelID == channel {
			all = append(all, m)
		}
	}
	// upTo is the number of messages with an id below one.
	upTo := func(id uint64) int {
		return len(slices.DeleteFunc(slices.Clone(all), func(m *stored) bool { return number(m.ID) >= id }))
	}
	from, to := len(all)-limit, len(all)
	switch {
	case q.Has("before"):
		to = upTo(number(q.Get("before")))
		from = to - limit
	case q.Has("after"):
		from = upTo(number(q.Get("after")) + 1)
		to = from + limit
	case q.Has("around"):
		from = upTo(number(q.Get("around"))) - limit/2
		to = from + limit
	}
	list := []any{}
	for _, m := range slices.Backward(all[max(from, 0):min(max(to, 0), len(all))]) {
		list = append(list, s.read(m))
	}
	return list
}

func (s *Server) find(channel, id string) *stored {
	for _, m := range s.messages {
		if m.ID == id && m.ChannelID == channel {
			return m
		}
	}
	return nil
}

// asStored changes each part of a message from how it is sent to how it is kept:
// without nulls, and as change says.
func asStored(list []any, change func(object)) []any {
	kept := []any{}
	for _, v := range list {
		if o, ok := v.(object); ok {
			dropNulls(o)
			change(o)
			kept = append(kept, o)
		}
	}
	return kept
}

func dropNulls(value any) {
	switch value := value.(type) {
	case object:
		for name, v := range value {
			if v == nil {
				delete(value, name)
			}
			dropNulls(v)
		}
	case []any:
		for _, v := range value {
			dropNulls(v)
		}
	}
}

func completeEmbed(e object) {
	e["type"] = "rich"
	fields, _ := e["fields"].([]any)
	for _, f := range fields {
		if f, ok := f.(object); ok && f["inline"] == nil {
			f["inline"] = false
		}
	}
}

// numberComponents gives every component the number that Discord gives it.
func numberComponents() func(object) {
	last := 0
	var give func(object)
	give = func(c object) {
		last++
		c["id"] = last
		inner, _ := c["components"].([]any)
		for _, v := range inner {
			if o, ok := v.(object); ok {
				give(o)
			}
		}
	}
	return give
}

// word is a nonce as text: it may be a number.
func word(nonce any) string {
	if n, ok := nonce.(float64); ok {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return fmt.Sprint(nonce)
}
