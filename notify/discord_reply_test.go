package notify

import (
	"encoding/json"
	"net/http"
	"testing"

	"meddlewatch/internal/discordserver"
)

// second is a message about a story whose first message has the given id.
func second(first string) (*message, string) {
	out := outgoing()
	out.First = first
	m, err := thaw(out.Payload)
	if err != nil {
		return nil, err.Error()
	}
	m.Reference = replyTo(first)
	b, err := json.Marshal(m)
	if err != nil {
		return nil, err.Error()
	}
	return m, string(b)
}

func TestReplies(t *testing.T) {
	const (
		sent    = `{"id":"900"}`
		refused = `{"code":50035,"message":"Invalid Form Body","errors":{"message_reference":{"_errors":[{"code":"X","message":"Unknown message"}]}}}`
	)
	tests := []struct {
		name    string
		first   string
		status  int // of the first answer
		answer  string
		replies []bool // of the posts, whether each is a reply
		fails   Failure
	}{
		{"the first message is known", "880", 200, sent, []bool{true}, ""},
		{"the first message is not known", "", 200, sent, []bool{false}, ""},
		{"what is no id", "a b", 200, sent, []bool{false}, ""},
		{"an id that is too long", "123456789012345678901", 200, sent, []bool{false}, ""},
		{"the bot may not read the history", "880", 403, `{"code":160002,"message":"Cannot reply without permission to read message history"}`, []bool{true, false}, ""},
		{"the same, in newer words", "880", 403, `{"code":160009,"message":"Cannot reference a message without permission to read message history"}`, []bool{true, false}, ""},
		{"the reference is refused", "880", 400, refused, []bool{true, false}, ""},
		{"another refusal is none of the reply's", "880", 403, `{"code":50013,"message":"Missing Permissions"}`, []bool{true}, Held},
		{"a message that is no reply is not tried again", "", 400, refused, []bool{false}, Dead},
		{"a server that fails may have posted it", "880", 500, `{}`, []bool{true}, Unknown},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newPeer(t, func(w http.ResponseWriter, _ *http.Request, n int) {
				if n > 1 {
					reply(w, 200, sent)
					return
				}
				reply(w, test.status, test.answer)
			})
			out := outgoing()
			out.First = test.first
			id, err := p.bot().Send(t.Context(), out)
			if test.fails != "" {
				if f := failed(t, err); f.Kind != test.fails {
					t.Errorf("it fails as %q, want %q", f.Kind, test.fails)
				}
			} else if err != nil || id != "900" {
				t.Errorf("Send = %q, %v; want 900", id, err)
			}
			asked := p.requests()
			if len(asked) != len(test.replies) {
				t.Fatalf("%d posts, want %d", len(asked), len(test.replies))
			}
			for i, r := range asked {
				var body struct {
					Nonce     string         `json:"nonce"`
					Enforce   bool           `json:"enforce_nonce"`
					Reference map[string]any `json:"message_reference"`
				}
				if err := json.Unmarshal([]byte(r.body), &body); err != nil {
					t.Fatal(err)
				}
				if body.Nonce != p.bot().nonce(out) || !body.Enforce {
					t.Errorf("post %d has another nonce: %s", i+1, r.body)
				}
				if is := body.Reference["message_id"] == "880" && body.Reference["fail_if_not_exists"] == false; is != test.replies[i] {
					t.Errorf("post %d: %s; want a reply: %t", i+1, r.body, test.replies[i])
				}
			}
		})
	}
}

// Discord's own document takes a reply of the bot; a webhook's message has none.
func TestReplyConforms(t *testing.T) {
	m, body := second("880")
	if m == nil {
		t.Fatal(body)
	}
	for _, err := range discordserver.CheckMessage(false, []byte(body)) {
		t.Error(err)
	}
	p := newPeer(t, func(w http.ResponseWriter, _ *http.Request, _ int) { reply(w, 200, `{"id":"900"}`) })
	out := outgoing()
	out.First = "880"
	if _, err := p.webhook().Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	if got := p.requests()[0].body; !sameJSON(t, got, string(out.Payload)) {
		t.Errorf("through a webhook: %s", got)
	}
}
