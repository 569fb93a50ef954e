package discordserver

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Paths of the API: the version that the document describes, and the one without a
// version that Discord's "Copy Webhook URL" gives.
const (
	versioned   = "/api/v10"
	unversioned = "/api"
)

// route is an operation that the server knows.
type route struct {
	method  string
	path    string // as in the document
	webhook bool   // the token in the path is enough
	message bool   // the body is a message
	handle  func(*Server, call) answer
}

// call is a request on its way to a route.
type call struct {
	params map[string]string
	query  url.Values
	body   []byte
	broken []error // the rules that the message breaks
	now    time.Time
}

// answer is what goes back; without a body it has none.
type answer struct {
	status int
	body   any
}

func routes() []route {
	return []route{
		{method: http.MethodGet, path: "/users/@me", handle: (*Server).getUser},
		{method: http.MethodGet, path: "/applications/@me", handle: (*Server).getApplication},
		{method: http.MethodGet, path: "/guilds/{guild_id}", handle: (*Server).getGuild},
		{method: http.MethodGet, path: "/guilds/{guild_id}/roles", handle: (*Server).getRoles},
		{method: http.MethodGet, path: "/guilds/{guild_id}/members/{user_id}", handle: (*Server).getMember},
		{method: http.MethodGet, path: "/channels/{channel_id}", handle: (*Server).getChannel},
		{method: http.MethodGet, path: "/channels/{channel_id}/messages", handle: (*Server).listMessages},
		{method: http.MethodPost, path: "/channels/{channel_id}/messages", message: true, handle: (*Server).createMessage},
		{method: http.MethodGet, path: "/channels/{channel_id}/messages/{message_id}", handle: (*Server).getMessage},
		{method: http.MethodGet, path: "/webhooks/{webhook_id}/{webhook_token}", webhook: true, handle: (*Server).getWebhook},
		{
			method: http.MethodPost, path: "/webhooks/{webhook_id}/{webhook_token}", webhook: true, message: true,
			handle: (*Server).executeWebhook,
		},
		{
			method: http.MethodGet, path: "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", webhook: true,
			handle: (*Server).getWebhookMessage,
		},
	}
}

// name is the route as Request.Route has it.
func (r route) name() string {
	parts := strings.Split(r.path, "/")
	for i, p := range parts {
		if strings.HasPrefix(p, "{") {
			parts[i] = "{}"
		}
	}
	return r.method + " " + strings.Join(parts, "/")
}

// find returns the route of a request, its parameters, and the first of them.
func find(method, path string) (r route, params map[string]string, target string, ok bool) {
	rest, version := strings.CutPrefix(path, versioned)
	if !version {
		rest, ok = strings.CutPrefix(path, unversioned)
		if !ok {
			return route{}, nil, "", false
		}
	}
	for _, r := range routes() {
		if r.method != method || !version && !r.webhook {
			continue
		}
		if params, target, ok := r.match(rest); ok {
			return r, params, target, true
		}
	}
	return route{}, nil, "", false
}

func (r route) match(path string) (params map[string]string, target string, ok bool) {
	want, got := strings.Split(r.path, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return nil, "", false
	}
	params = map[string]string{}
	for i, w := range want {
		name, variable := strings.CutPrefix(w, "{")
		switch {
		case !variable && w != got[i], variable && got[i] == "":
			return nil, "", false
		case variable:
			params[strings.TrimSuffix(name, "}")] = got[i]
			if target == "" {
				target = got[i]
			}
		}
	}
	return params, target, true
}
