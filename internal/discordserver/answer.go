package discordserver

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Error codes of Discord's reference, "JSON Error Codes".
const (
	unknownChannel      = 10003
	unknownGuild        = 10004
	unknownMember       = 10007
	unknownMessage      = 10008
	unknownWebhook      = 10015
	missingAccess       = 50001
	emptyMessage        = 50006
	missingPermissions  = 50013
	invalidWebhookToken = 50027
	invalidForm         = 50035
	noHistoryToReply    = 160002
)

func failure(code int, message string) object { return object{"message": message, "code": code} }

func notFound(code int, what string) answer {
	return answer{http.StatusNotFound, failure(code, "Unknown "+what)}
}

func forbidden(code int, message string) answer {
	return answer{http.StatusForbidden, failure(code, message)}
}

func found(body any) answer { return answer{http.StatusOK, body} }

// refused is the answer to a message that breaks rules.
func refused(broken []error) answer {
	for _, err := range broken {
		if b, ok := errors.AsType[*Broken](err); ok && b.Rule == RuleEmpty {
			return answer{http.StatusBadRequest, failure(emptyMessage, "Cannot send an empty message")}
		}
	}
	body := failure(invalidForm, "Invalid Form Body")
	body["errors"] = fieldErrors(broken)
	return answer{http.StatusBadRequest, body}
}

// fieldErrors puts mistakes where they belong, as deep as the members they are
// about (Discord's reference, "Error Messages"). Of a member that is wrong itself
// nothing inside is reported.
func fieldErrors(broken []error) object {
	const here = "_errors"
	byPlace := map[string][]any{}
	var places []string
	for _, err := range broken {
		b, ok := errors.AsType[*Broken](err)
		if !ok {
			b = &Broken{Text: err.Error()}
		}
		if byPlace[b.At] == nil {
			places = append(places, b.At)
		}
		code := "INVALID_" + strings.ToUpper(strings.ReplaceAll(string(b.Rule), "-", "_"))
		byPlace[b.At] = append(byPlace[b.At], object{"code": code, "message": b.Text})
	}
	slices.Sort(places) // a member before what is inside it
	top := object{}
place:
	for _, at := range places {
		node := top
		for part := range strings.SplitSeq(at, "/") {
			if node[here] != nil {
				continue place
			}
			if at == "" {
				break
			}
			if node[part] == nil {
				node[part] = object{}
			}
			node, _ = node[part].(object)
		}
		if node[here] == nil && len(node) == 0 {
			node[here] = byPlace[at]
		}
	}
	return top
}

func (s *Server) getUser(call) answer { return found(s.guild.currentUser()) }

func (s *Server) getApplication(call) answer { return found(s.guild.applicationObject()) }

func (s *Server) getGuild(c call) answer {
	if a, ok := s.refuseGuild(c); !ok {
		return a
	}
	return found(s.guild.guildObject())
}

func (s *Server) getRoles(c call) answer {
	if a, ok := s.refuseGuild(c); !ok {
		return a
	}
	return found(s.guild.roles())
}

func (s *Server) getMember(c call) answer {
	if a, ok := s.refuseGuild(c); !ok {
		return a
	}
	if c.params["user_id"] != s.guild.bot {
		return notFound(unknownMember, "Member")
	}
	return found(s.guild.member())
}

func (s *Server) refuseGuild(c call) (refusal answer, ok bool) {
	if s.guild.kicked || c.params["guild_id"] != s.guild.id {
		return notFound(unknownGuild, "Guild"), false
	}
	return answer{}, true
}

// enter returns the channel of a call, and what the bot may do there; ok is false
// where it may not even see it.
func (s *Server) enter(c call) (ch *channel, p Permission, refusal answer, ok bool) {
	ch = s.guild.channels[c.params["channel_id"]]
	if ch == nil {
		return nil, 0, notFound(unknownChannel, "Channel"), false
	}
	p = s.guild.permissions(ch)
	if s.guild.kicked || p&ViewChannel == 0 {
		return nil, 0, forbidden(missingAccess, "Missing Access"), false
	}
	return ch, p, answer{}, true
}

func (s *Server) getChannel(c call) answer {
	ch, _, refusal, ok := s.enter(c)
	if !ok {
		return refusal
	}
	return found(s.guild.channelObject(ch, ch.last))
}

func (s *Server) listMessages(c call) answer {
	ch, p, refusal, ok := s.enter(c)
	if !ok {
		return refusal
	}
	if p&ReadMessageHistory == 0 {
		return found([]any{})
	}
	return found(s.page(ch.id, c.query))
}

func (s *Server) getMessage(c call) answer {
	ch, p, refusal, ok := s.enter(c)
	if !ok {
		return refusal
	}
	if p&ReadMessageHistory == 0 {
		return forbidden(missingPermissions, "Missing Permissions")
	}
	m := s.find(ch.id, c.params["message_id"])
	if m == nil {
		return notFound(unknownMessage, "Message")
	}
	return found(s.read(m))
}

func (s *Server) createMessage(c call) answer {
	ch, p, refusal, ok := s.enter(c)
	if !ok {
		return refusal
	}
	if p&SendMessages == 0 {
		return forbidden(missingPermissions, "Missing Permissions")
	}
	if len(c.broken) > 0 {
		return refused(c.broken)
	}
	m, err := s.draft(ch.id, c.body)
	if err != nil {
		return refused([]error{err})
	}
	if refusal, ok := s.refers(ch, p, m); !ok {
		return refusal
	}
	if p&EmbedLinks == 0 {
		m.embeds = []any{}
	}
	if m.Content == "" && len(m.embeds) == 0 {
		return refused([]error{&Broken{Rule: RuleEmpty, Text: "nothing is left of the message without the permission to embed"}})
	}
	if m.enforce {
		if before := s.remembered(m.Nonce, c.now); before != nil {
			return found(before.object(true))
		}
	}
	s.keep(m)
	if m.enforce {
		s.nonces[m.Nonce] = m
	}
	return found(m.object(true))
}

// refers says whether a message may reply to what it replies to: whoever may not
// read the channel may not reply in it, and what is replied to is there unless the
// reply says that it need not be.
func (s *Server) refers(ch *channel, p Permission, m *stored) (refusal answer, ok bool) {
	switch {
	case m.reference == nil:
		return answer{}, true
	case p&ReadMessageHistory == 0:
		return forbidden(noHistoryToReply, "Cannot reply without permission to read message history"), false
	case m.reference.Must && s.find(ch.id, m.reference.Message) == nil:
		return refused([]error{&Broken{Rule: RuleReference, At: "message_reference", Text: "Unknown message"}}), false
	}
	return answer{}, true
}

// hook says whether a call has the token of the webhook that there is.
func (s *Server) hook(c call) (refusal answer, ok bool) {
	switch {
	case s.webhook.removed || c.params["webhook_id"] != s.webhook.id:
		return notFound(unknownWebhook, "Webhook"), false
	case c.params["webhook_token"] != s.webhook.token:
		return answer{http.StatusUnauthorized, failure(invalidWebhookToken, "Invalid Webhook Token")}, false
	}
	return answer{}, true
}

func (s *Server) getWebhook(c call) answer {
	if refusal, ok := s.hook(c); !ok {
		return refusal
	}
	return found(s.webhook.object(s.guild.id, s.url))
}

func (s *Server) executeWebhook(c call) answer {
	if refusal, ok := s.hook(c); !ok {
		return refusal
	}
	if c.query.Has("thread_id") {
		return notFound(unknownChannel, "Channel") // there are no threads
	}
	if len(c.broken) > 0 {
		return refused(c.broken)
	}
	m, err := s.draft(s.webhook.channel, c.body)
	if err != nil {
		return refused([]error{err})
	}
	m.WebhookID, m.foreign = s.webhook.id, true
	m.author = user(s.webhook.id, webhookName, true)
	if !isTrue(c.query.Get("with_components")) {
		m.components = []any{}
	}
	s.keep(m)
	if !isTrue(c.query.Get("wait")) {
		return answer{status: http.StatusNoContent}
	}
	return found(m.object(false))
}

func (s *Server) getWebhookMessage(c call) answer {
	if refusal, ok := s.hook(c); !ok {
		return refusal
	}
	m := s.find(s.webhook.channel, c.params["message_id"])
	if m == nil || m.WebhookID != s.webhook.id {
		return notFound(unknownMessage, "Message")
	}
	return found(m.object(false))
}

func isTrue(s string) bool {
	b, err := strconv.ParseBool(s)
	return err == nil && b
}
