package notify

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// How long a destination is left alone.
const (
	heldFor     = time.Hour   // until somebody may have mended it
	strangerFor = time.Minute // while something else than Discord answers
)

// place is what a failure is about, in words, and the secret that its words must
// not hold.
type place struct {
	server  string // host of the server
	name    string // "channel 123"
	webhook bool
	secret  secret
}

// want is what a request asked for: the words of a failure, and whether it brings
// a message.
type want struct {
	doing string // "post in channel 123": the bot asks to ...
	posts bool
}

func (p place) posting() want {
	if p.webhook {
		return want{doing: "post through " + p.name, posts: true}
	}
	return want{doing: "post in " + p.name, posts: true}
}

// setting is where the address of the server comes from.
func (p place) setting() string {
	if p.webhook {
		return "the webhook's URL (webhook_file or MEDDLEWATCH_DISCORD_WEBHOOK)"
	}
	return `api_base (Discord itself is "https://discord.com")`
}

// read takes what was asked for out of an answer, or says why it is not there.
// Only 200 and 201 bring something ("HTTP Response Codes").
func (p place) read(t *trip, w want, into any) *SendError {
	if t.fate != fateAnswered || t.answer.status != http.StatusOK && t.answer.status != http.StatusCreated {
		return p.failure(t, w)
	}
	if json.Unmarshal(t.answer.body, into) != nil {
		return p.stranger(t.answer.status, w)
	}
	return nil
}

// posted is the id of the message that a post made. An answer without content is
// how Discord itself confirms a webhook's message to who does not wait for it
// ("Execute Webhook"), and a server may not know of waiting: there is no id then.
func (p place) posted(t *trip) (string, error) {
	if t.fate == fateAnswered && t.answer.status == http.StatusNoContent {
		return "", nil
	}
	var m struct {
		ID snowflake `json:"id"`
	}
	if err := p.read(t, p.posting(), &m); err != nil {
		return "", err
	}
	if m.ID == "" {
		return "", p.stranger(t.answer.status, p.posting())
	}
	return string(m.ID), nil
}

// failure says what a request without success means for its message.
func (p place) failure(t *trip, w want) *SendError {
	switch t.fate {
	case fateNone:
		return held(heldFor, "the address of %s cannot be used, so the bot cannot %s: check %s", p.server, w.doing, p.setting())
	case fateStopped:
		return retry(0, "the program was stopped before it could %s", w.doing)
	case fateShut:
		wait := (t.wait + time.Second - 1).Truncate(time.Second)
		return retry(wait, "Discord asks the bot to wait %s before it may %s", wait, w.doing)
	case fateLate:
		return retry(0, "Discord asks the bot to wait longer than a message without an answer may be sent again, so the bot did not %s", w.doing)
	case fateUnreached:
		return retry(0, "%s cannot be reached to %s: %s; check the network and %s", p.server, w.doing, connecting(t.cause), p.setting())
	case fateUnanswered:
		return unknown(0, "%s gave no whole answer when the bot asked to %s (%s)", p.server, w.doing, breaking(t.cause))
	}
	return p.refusal(t.answer, w)
}

// refusal says what an answer means that is not the one asked for.
func (p place) refusal(a answer, w want) *SendError {
	switch {
	case a.status == http.StatusNotImplemented: // by a server that knows no POST; it will not pass
		return p.stranger(a.status, w)
	case a.status >= 500 || a.status == http.StatusRequestTimeout:
		return unknown(0, "%s fails (%d) when the bot asks to %s: the trouble is there, not here, and passes", p.server, a.status, w.doing)
	case a.status >= 300 && a.status < 400:
		return held(heldFor, "%s sends the bot elsewhere (%d) when it asks to %s, and the bot does not follow: check %s", p.server, a.status, w.doing, p.setting())
	}
	said, ok := p.complaint(a)
	if a.status < 400 || !ok && a.html() {
		return p.stranger(a.status, w)
	}
	refuses := fmt.Sprintf("Discord does not let the bot %s (%s)", w.doing, said.text)
	if w.posts {
		refuses = fmt.Sprintf("Discord refuses to %s (%s)", w.doing, said.text)
	}
	switch {
	case a.status == http.StatusUnauthorized && p.webhook:
		return held(0, "%s: the webhook's address is wrong or was replaced; %s", refuses, newWebhook)
	case a.status == http.StatusUnauthorized:
		return held(0, "%s: the token is wrong or was reset; put a fresh one from Discord's developer portal into token_file or MEDDLEWATCH_DISCORD_TOKEN", refuses)
	}
	err := p.byCode(a.status, said.code, ok, refuses)
	if w.posts && !p.webhook && err.Kind == Held && (a.status == http.StatusForbidden || a.status == http.StatusNotFound) {
		err.Err = fmt.Errorf("%w; bot check --online says what is missing", err.Err)
	}
	return err
}

// byCode says what a refusal means by Discord's own code, else by its status.
// discords says whether the refusal is told as Discord tells one.
func (p place) byCode(status, code int, discords bool, refuses string) *SendError {
	if r, found := remedies()[code]; found {
		return &SendError{Kind: r.kind, After: r.after, Err: errors.New(refuses + ": " + r.text)}
	}
	switch {
	case status == http.StatusNotFound && p.webhook:
		return held(heldFor, "%s: there is no such webhook at %s; %s", refuses, p.server, newWebhook)
	case status == http.StatusNotFound:
		return held(heldFor, "%s: there is no such place at %s; check channel and %s", refuses, p.server, p.setting())
	case status == http.StatusForbidden && p.webhook:
		return held(heldFor, "%s: the webhook may not do that; %s", refuses, newWebhook)
	case status == http.StatusForbidden:
		return held(heldFor, "%s: the bot may not do that; give it more permissions there", refuses)
	case !discords:
		return held(heldFor, "%s: no reason is given as Discord would, so check %s", refuses, p.setting())
	}
	switch status {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity:
		return &SendError{Kind: Dead, Err: fmt.Errorf("%s: the message itself is not accepted; please report this with the message, which the outbox keeps", refuses)}
	}
	return held(heldFor, "%s: Discord takes no such request here; check %s", refuses, p.setting())
}

// stranger is an answer that Discord would not give. Whether what is there handed
// the message on, nobody knows.
func (p place) stranger(status int, w want) *SendError {
	return unknown(strangerFor, "what answers at %s (%d) when the bot asks to %s does not speak as Discord does: check %s, and whether a proxy or a login page of the network stands between", p.server, status, w.doing, p.setting())
}

// complaint is what Discord says of a request that it refuses.
type complaint struct {
	code int
	text string // "403, 50013 Missing Permissions"
}

// Bounds of what is shown of a complaint, in bytes.
const (
	maxSaid   = 200
	maxFields = 3
)

// complaint reads the body of a refusal ("Error Messages": a code, a message and
// the faults of single fields) and says whether it is one of Discord's.
func (p place) complaint(a answer) (complaint, bool) {
	var body struct {
		Code    json.RawMessage            `json:"code"`
		Message json.RawMessage            `json:"message"`
		Errors  map[string]json.RawMessage `json:"errors"`
	}
	c := complaint{text: fmt.Sprint(a.status)}
	var mistyped *json.UnmarshalTypeError
	if err := json.Unmarshal(a.body, &body); err != nil && !errors.As(err, &mistyped) {
		return c, false
	}
	if body.Code == nil && body.Message == nil {
		return c, false
	}
	var message string
	_ = json.Unmarshal(body.Message, &message) // what is no text is not shown
	if json.Unmarshal(body.Code, &c.code) == nil && c.code != 0 {
		c.text += fmt.Sprintf(", %d", c.code)
	}
	// Discord repeats the status in front of a message without a code.
	message = strings.TrimPrefix(message, fmt.Sprintf("%d: ", a.status))
	if message != "" {
		c.text += " " + p.secret.foreign(message, maxSaid)
	}
	if fields := fieldFaults(body.Errors); len(fields) > 0 {
		c.text += ": " + p.secret.foreign(strings.Join(fields[:min(len(fields), maxFields)], "; "), maxSaid)
	}
	return c, true
}

func held(after time.Duration, format string, args ...any) *SendError {
	return &SendError{Kind: Held, After: after, Err: fmt.Errorf(format, args...)}
}

func retry(after time.Duration, format string, args ...any) *SendError {
	return &SendError{Kind: Retry, After: after, Err: fmt.Errorf(format, args...)}
}

func unknown(after time.Duration, format string, args ...any) *SendError {
	return &SendError{Kind: Unknown, After: after, Err: fmt.Errorf(format, args...)}
}
