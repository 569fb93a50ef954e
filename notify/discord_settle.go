package notify

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"meddlewatch"
)

// Bounds of looking for a message in its channel: pages of as many messages as
// Discord gives at once, back to an hour before the first try, because clocks
// differ.
const (
	maxPages  = 100
	pageSize  = 100
	clockSlip = time.Hour
)

// What Discord says of a message that is not there to somebody who may read the
// channel, and of a request that needs another permission ("JSON Error Codes").
const (
	unknownMessage     = 10008
	missingPermissions = 50013
)

// posting is as much of a message in a channel as tells whether it is ours.
type posting struct {
	ID        snowflake `json:"id"`
	WebhookID snowflake `json:"webhook_id"`
	Timestamp string    `json:"timestamp"` // ISO 8601
	Author    struct {
		ID snowflake `json:"id"`
	} `json:"author"`
	Embeds []struct {
		Footer struct {
			Text string `json:"text"`
		} `json:"footer"`
	} `json:"embeds"`
}

// find looks for a message that may have arrived and returns its id. "" without an
// error is proof that it is not there.
func (b *Bot) find(ctx context.Context, out meddlewatch.Outgoing) (string, error) {
	mark := marker(out.Kind, out.Story, out.Revision)
	var before snowflake
	for page := range maxPages {
		found, err := b.page(ctx, before)
		if err != nil {
			return "", err
		}
		if len(found) == 0 {
			if page == 0 {
				return "", b.provenEmpty(ctx)
			}
			return "", nil
		}
		oldest, first := before, time.Time{}
		for _, m := range found {
			if m.marked(mark) {
				switch ours, err := b.ours(ctx, m); {
				case err != nil:
					return "", err
				case ours:
					return string(m.ID), nil
				}
			}
			if m.ID.before(oldest) {
				oldest = m.ID
			}
			if at, err := time.Parse(time.RFC3339, m.Timestamp); err == nil && (first.IsZero() || at.Before(first)) {
				first = at
			}
		}
		switch {
		case oldest == "":
			return "", b.place.stranger(http.StatusOK, b.reading())
		case !first.IsZero() && first.Before(out.FirstTry.Add(-clockSlip)):
			return "", nil
		case oldest == before && len(found) >= pageSize:
			return "", unknown(heldFor, "whether the message arrived in %s cannot be told: %s shows its last %d messages only, which do not reach back to the first try; look for story %s there", b.place.name, b.place.server, pageSize, out.Story)
		case oldest == before:
			return "", nil
		}
		before = oldest
	}
	return "", unknown(heldFor, "whether the message arrived in %s cannot be told: its last %d messages do not reach back to the first try; look for story %s there", b.place.name, maxPages*pageSize, out.Story)
}

func (b *Bot) reading() want { return want{doing: "read " + b.place.name} }

// page is a page of the channel's messages, older than the given one; the newest
// for "".
func (b *Bot) page(ctx context.Context, before snowflake) ([]posting, error) {
	query := url.Values{"limit": {strconv.Itoa(pageSize)}}
	if before != "" {
		query.Set("before", string(before))
	}
	var found []posting
	path := "/channels/" + url.PathEscape(b.channel) + "/messages?" + query.Encode()
	if err := b.get(ctx, path, b.reading(), &found); err != nil {
		return nil, err
	}
	if found == nil { // null is no list
		return nil, b.place.stranger(http.StatusOK, b.reading())
	}
	return found, nil
}

// provenEmpty is nil when an empty list of messages means that there are none: to
// a bot that may not read a channel's history, Discord shows an empty list. A
// channel remembers its last message even when that was deleted; to ask for it is
// refused to who may not read, and else answered that it is not there.
func (b *Bot) provenEmpty(ctx context.Context) error {
	var channel struct {
		Last snowflake `json:"last_message_id"`
	}
	if err := b.get(ctx, "/channels/"+url.PathEscape(b.channel), b.reading(), &channel); err != nil {
		return err
	}
	if channel.Last == "" {
		return nil
	}
	last := b.call(ctx, http.MethodGet, "/channels/"+url.PathEscape(b.channel)+"/messages/"+url.PathEscape(string(channel.Last)), nil, time.Time{})
	if said, ok := b.place.complaint(last.answer); last.fate == fateAnswered && ok && said.code == unknownMessage {
		return nil
	}
	return unknown(heldFor, `whether the message arrived cannot be looked up, because the bot may not read %s: give it "Read Message History" there`, b.place.name)
}

// marked says whether a message has an embed with this footer.
func (m posting) marked(mark string) bool {
	for _, e := range m.Embeds {
		if e.Footer.Text == mark {
			return true
		}
	}
	return false
}

// ours says whether the bot itself posted a message with its marker. A server that
// tells neither who wrote it nor who the bot is must be believed.
func (b *Bot) ours(ctx context.Context, m posting) (bool, error) {
	switch {
	case m.WebhookID != "":
		return false, nil
	case m.Author.ID == "":
		return true, nil
	}
	if id := b.own.Load(); id != nil {
		return m.Author.ID == *id, nil
	}
	var me struct {
		ID snowflake `json:"id"`
	}
	w := want{doing: "see its own account"}
	t := b.call(ctx, http.MethodGet, "/users/@me", nil, time.Time{})
	if t.fate == fateAnswered && t.answer.status == http.StatusNotFound {
		return true, nil
	}
	if err := b.place.read(t, w, &me); err != nil {
		return false, b.unsettled(t, w, err)
	}
	if me.ID == "" {
		return false, b.place.stranger(t.answer.status, w)
	}
	b.own.Store(&me.ID)
	return m.Author.ID == me.ID, nil
}

// get reads something that settles a doubt.
func (b *Bot) get(ctx context.Context, path string, w want, into any) error {
	t := b.call(ctx, http.MethodGet, path, nil, time.Time{})
	if err := b.place.read(t, w, into); err != nil {
		return b.unsettled(t, w, err)
	}
	return nil
}

// unsettled is a failure to look up a message, whose fate stays unknown. Only a
// destination that takes nothing at all is that for the message, too: one that
// merely lets nobody look may take posts.
func (b *Bot) unsettled(t *trip, w want, err *SendError) *SendError {
	if err.Kind == Held && t.fate == fateAnswered && t.answer.status > http.StatusUnauthorized {
		if said, _ := b.place.complaint(t.answer); !takesNothing(said.code) {
			return unknown(heldFor, `Discord does not let the bot %s (%s), so whether the message arrived cannot be looked up; give the bot "Read Message History" in %s`, w.doing, said.text, b.place.name)
		}
	}
	if err.Kind != Held {
		err.Kind = Unknown
	}
	return err
}

// takesNothing says whether a refusal is about the whole place, by Discord's code
// for it. A permission that lacks is that of the request alone.
func takesNothing(code int) bool {
	r, known := remedies()[code]
	return known && r.kind == Held && code != missingPermissions
}
