package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"time"
)

// newWebhook is how a webhook is replaced.
const newWebhook = `make a new webhook in Discord (the channel's settings, "Integrations") and put its URL into webhook_file or MEDDLEWATCH_DISCORD_WEBHOOK`

// remedy is what one of Discord's error codes means for a message, where its HTTP
// status alone would say something else or less.
type remedy struct {
	kind  Failure
	after time.Duration
	text  string
}

// remedies are the error codes that a post may meet (Discord, "JSON Error
// Codes"). They are of three kinds: the destination takes nothing before a person
// mends it, this message will never be taken, or it was too much for now.
func remedies() map[int]remedy {
	held := func(text string) remedy { return remedy{Held, heldFor, text} }
	dead := func(text string) remedy { return remedy{Dead, 0, text} }
	slow := remedy{Retry, time.Minute, "it was too much for now, and passes"}
	textChannel := held("messages cannot be posted in a channel of this kind; choose a text or announcement channel, or a thread")
	forum := held("a webhook of a forum needs a thread; add ?thread_id= and the id of one to the webhook's URL, or make the webhook in a text channel")
	return map[int]remedy{
		10003: held("there is no such channel, or the bot is not on its server; check channel in the config, and invite the bot"),
		10004: held("the bot is not on this server; invite it"),
		10015: held("the webhook was removed; " + newWebhook),
		40004: held("Discord has switched off sending for this bot; look at Discord's developer portal"),
		40007: held("the bot is banned from this server; ask a moderator to lift the ban"),
		40058: textChannel,
		40333: held("the network before Discord blocks this machine; try another network or ask who runs it"),
		50001: held(`the bot cannot see the channel; give it "View Channel" there`),
		50008: textChannel,
		50009: held("the server asks for more verification than the bot has; give the bot a role on it"),
		50013: held(`give the bot "Send Messages" and "Embed Links" there`),
		50024: textChannel,
		50083: held("the thread is archived; open it again in Discord, or choose a channel"),
		50095: held("this server is not available where the bot runs; choose another server"),

		160005: held("the thread is locked; unlock it in Discord, or choose a channel"),
		220001: forum,
		220002: forum,
		220003: forum,
		220004: forum,

		20009:  dead("Discord takes this message for explicit content"),
		200000: dead("the server's AutoMod blocks this message; exempt the bot's role in the server's AutoMod settings"),
		200001: dead("the server's AutoMod blocks this message; exempt the bot's role in the server's AutoMod settings"),
		240000: dead("Discord takes a link in this message for harmful"),

		20016:  slow,
		20028:  slow,
		20029:  slow,
		40062:  slow,
		130000: slow,
	}
}

// connecting says why there was no connection, in our own words: those of others
// may hold addresses with secrets, or what a server has put into its certificate.
func connecting(err error) string {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return "there is no machine of that name"
	case errors.As(err, &dns):
		return "its name cannot be looked up"
	case errors.As(err, &cert):
		return "its certificate is not trusted, perhaps because this machine's clock is wrong or a proxy reads along"
	case errors.As(err, &record):
		return "it does not speak TLS, perhaps it wants http:// in front"
	case errors.As(err, &alert):
		return "it refuses the TLS handshake"
	}
	return breaking(err)
}

// breaking says how a connection ended, in our own words.
func breaking(err error) string {
	var timeout net.Error
	switch {
	case errors.Is(err, context.Canceled):
		return "the program was stopped"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the connection is refused"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the connection was cut"
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return "there is no way to it"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "it takes too long"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection ended early"
	case errors.Is(err, errTooLong):
		return "the answer is too long"
	}
	return "the connection broke"
}
