package config

import (
	"net/netip"
	"regexp"
	"strings"
	"unicode"
)

// webhookPath is the path of a webhook's address in Discord's API:
// /api/webhooks/ID/TOKEN, with a version of the API or without.
var webhookPath = regexp.MustCompile(`^/api(/v[0-9]+)?/webhooks/[0-9]+/[A-Za-z0-9_-]+/?$`)

// botToken is three parts in base64url: the id of the bot, a time, a signature.
var botToken = regexp.MustCompile(`^(Bot )?[A-Za-z0-9_-]{18,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{20,}$`)

// looksSecret says whether somebody put a secret where a file name belongs.
func looksSecret(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(s, "/webhooks/") || botToken.MatchString(s)
}

// checkToken refuses what cannot be sent as a token. Its exact form is Discord's
// business and not checked.
func checkToken(text string) (what, do string) {
	switch {
	case strings.HasPrefix(text, "Bot "):
		return `the token begins with "Bot "`, "leave that out and keep the token alone"
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r < '!' || r > '~' }):
		return "the token holds a space, a line break or another character that no token has", "copy it again, alone and on one line"
	case strings.Contains(text, "://"):
		return "this is an address, not the token of a bot", "use webhook_file or " + EnvWebhook + " for a webhook"
	}
	return "", ""
}

// checkWebhook refuses what is not the address of a webhook.
func checkWebhook(text string) (what, do string) {
	const again = "copy it again with Copy Webhook URL in the channel's settings"
	u, err := parseURL(text)
	switch {
	case err != nil:
		return "this is not the address of a webhook", again
	case !webhookPath.MatchString(u.Path) || u.Fragment != "":
		return "the address is not that of a webhook, which is https://HOST/api/webhooks/ID/TOKEN", again
	}
	return "", ""
}

// inTheOpen says whether an address is one of another machine that is called
// without encryption.
func inTheOpen(address string) bool {
	u, err := parseURL(address)
	if err != nil || u.Scheme != "http" || u.Hostname() == "localhost" {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err != nil || !ip.IsLoopback()
}
