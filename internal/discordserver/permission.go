package discordserver

import (
	"fmt"
	"slices"
)

// Permission is a set of permissions (Discord's reference, "Permissions").
type Permission uint64

// The permissions that the server looks at.
const (
	Administrator      Permission = 1 << 3
	ViewChannel        Permission = 1 << 10
	SendMessages       Permission = 1 << 11
	EmbedLinks         Permission = 1 << 14
	ReadMessageHistory Permission = 1 << 16
)

const everything = ^Permission(0) >> 11 // no bit that is not in use

// Overwrite changes the permissions of a role or a member in one channel.
type Overwrite struct {
	ID          string // of the role or the user; the guild's id is the role of everyone
	Member      bool   // ID is a user's
	Allow, Deny Permission
}

type guild struct {
	id, bot, application, owner string
	first                       string // channel
	role                        string // the bot's own
	everyone, own               Permission
	kicked                      bool
	channels                    map[string]*channel
}

type channel struct {
	id, name   string
	position   int
	overwrites []Overwrite
	last       string // id of its last message, which may have been removed since
}

// permissions of the bot in a channel, by the algorithm of Discord's reference
// ("Permission Overwrites", "Implicit Permissions").
func (g *guild) permissions(c *channel) Permission {
	p := g.everyone | g.own
	if p&Administrator != 0 {
		return everything
	}
	// From the most general to the most special: each level denies, then allows.
	for _, id := range []string{g.id, g.role, g.bot} {
		for _, o := range c.overwrites {
			if o.ID == id && o.Member == (id == g.bot) {
				p = p&^o.Deny | o.Allow
			}
		}
	}
	if p&ViewChannel == 0 {
		return 0
	}
	if p&SendMessages == 0 {
		p &^= EmbedLinks
	}
	return p
}

// SetPermissions sets what the roles of the guild allow: that of everyone, and the
// bot's own.
func (s *Server) SetPermissions(everyone, own Permission) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.guild.everyone, s.guild.own = everyone, own
}

// SetOverwrites replaces the overwrites of a channel.
func (s *Server) SetOverwrites(channel string, overwrites ...Overwrite) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.guild.channels[channel]
	if c == nil {
		return fmt.Errorf("there is no channel %s", channel)
	}
	c.overwrites = slices.Clone(overwrites)
	return nil
}

// Deny takes permissions from the bot in a channel, on top of what was denied
// before; SetOverwrites without overwrites gives them back.
func (s *Server) Deny(channel string, permissions ...Permission) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.guild.channels[channel]
	if c == nil {
		return fmt.Errorf("there is no channel %s", channel)
	}
	i := slices.IndexFunc(c.overwrites, func(o Overwrite) bool { return o.ID == s.guild.bot })
	if i < 0 {
		i = len(c.overwrites)
		c.overwrites = append(c.overwrites, Overwrite{ID: s.guild.bot, Member: true})
	}
	for _, p := range permissions {
		c.overwrites[i].Deny |= p
		c.overwrites[i].Allow &^= p
	}
	return nil
}

// Kick takes the bot out of the guild.
func (s *Server) Kick() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.guild.kicked = true
}

// NewChannel adds a channel and returns its id.
func (s *Server) NewChannel(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addChannel(name)
}

// RemoveChannel removes a channel with its messages and its webhook.
func (s *Server) RemoveChannel(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.guild.channels, id)
	s.messages = slices.DeleteFunc(s.messages, func(m *stored) bool { return m.ChannelID == id })
	if s.webhook.channel == id {
		s.webhook.removed = true
	}
}

// RemoveWebhook removes the webhook; its messages stay, and Webhook still says
// where it was.
func (s *Server) RemoveWebhook() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.webhook.removed = true
}

// NewWebhook puts a new webhook on a channel in the place of the one there was.
func (s *Server) NewWebhook(channel string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.guild.channels[channel] == nil {
		return fmt.Errorf("there is no channel %s", channel)
	}
	s.addWebhook(channel)
	return nil
}

// RemoveMessage removes a message, as a moderator does.
func (s *Server) RemoveMessage(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = slices.DeleteFunc(s.messages, func(m *stored) bool { return m.ID == id })
}

func (s *Server) addChannel(name string) string {
	c := &channel{id: s.newID(s.opts.Now()), name: name, position: len(s.guild.channels)}
	s.guild.channels[c.id] = c
	return c.id
}

type webhook struct {
	id, token, channel string
	removed            bool
}

func (s *Server) addWebhook(channel string) {
	id := s.newID(s.opts.Now())
	s.webhook = webhook{id: id, token: "webhook-secret-" + id + "_-" + id, channel: channel}
}

// settle makes the guild.
func (s *Server) settle() {
	now := s.opts.Now()
	s.guild = guild{
		id: s.newID(now), owner: s.newID(now), application: s.newID(now), bot: s.newID(now), role: s.newID(now),
		everyone: ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory,
		own:      ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory,
		channels: map[string]*channel{},
	}
	s.guild.first = s.addChannel("alerts")
	s.addWebhook(s.guild.first)
	s.token = "bot-secret-" + s.guild.bot + ".made.for.tests"
}
