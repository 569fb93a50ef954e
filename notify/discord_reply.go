package notify

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// reference is the message that another one replies to, so that people see what a
// story began with. Where it is gone, the reply is posted as any message (Discord,
// "Message Reference Structure").
type reference struct {
	Message         string `json:"message_id"`
	FailIfNotExists bool   `json:"fail_if_not_exists"`
}

// replyTo refers to a message by its id; nil for what is no id.
func replyTo(id string) *reference {
	if !isDigits(id) || len(id) > maxSnowflake {
		return nil
	}
	return &reference{Message: id}
}

// Why Discord refuses a reply that it would take as a message: the bot may not read
// the history of the channel, which replies alone need ("JSON Error Codes").
const (
	noHistoryToReply     = 160002
	noHistoryToReference = 160009
	noReferenceHere      = 160010
)

// post posts a message. A reply that is refused is posted once more without what it
// replies to: nothing was posted, and the alert is worth more than its thread.
func (b *Bot) post(ctx context.Context, body *message, by time.Time) *trip {
	path := "/channels/" + url.PathEscape(b.channel) + "/messages"
	t := b.call(ctx, http.MethodPost, path, body, by)
	if body.Reference != nil && b.place.refusesReply(t) {
		body.Reference = nil
		t = b.call(ctx, http.MethodPost, path, body, by)
	}
	return t
}

// refusesReply says whether a refusal may be about what a message replies to. A
// body that is refused as such may be so for its reference, too.
func (p place) refusesReply(t *trip) bool {
	if t.fate != fateAnswered {
		return false
	}
	if t.answer.status == http.StatusBadRequest {
		return true
	}
	said, _ := p.complaint(t.answer)
	return said.code == noHistoryToReply || said.code == noHistoryToReference || said.code == noReferenceHere
}
