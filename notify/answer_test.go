package notify

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// answered is a trip that ended with an answer.
func answered(status int, kind, body string) *trip {
	return &trip{fate: fateAnswered, answer: answer{status, http.Header{"Content-Type": {kind}}, []byte(body)}}
}

func testPlace(webhook bool) place {
	if webhook {
		return place{server: "discord.example", name: "webhook 42", webhook: true, secret: newSecret(testHook)}
	}
	return place{server: "discord.example", name: "channel 123", secret: newSecret(testToken)}
}

func TestAnswers(t *testing.T) {
	const page = "<!DOCTYPE html><title>Sign in</title>"
	const typeJSON, typeHTML, typeText = "application/json", "text/html; charset=utf-8", "text/plain"
	for _, test := range []struct {
		name    string
		webhook bool
		status  int
		kind    string
		body    string
		want    Failure // "" is sent
		after   time.Duration
		say     []string
	}{
		{"sent", false, 200, typeJSON, `{"id":"5","content":""}`, "", 0, nil},
		{"created", false, 201, typeJSON, `{"id":"5"}`, "", 0, nil},
		{"a number as id", true, 200, typeJSON, `{"id":5}`, "", 0, nil},
		{"sent, whatever it is called", false, 200, typeText, `{"id":"5"}`, "", 0, nil},
		{"a page instead", false, 200, typeHTML, page, Unknown, time.Minute, []string{"discord.example (200)", "api_base"}},
		{"no message", false, 200, typeJSON, `{"ok":true}`, Unknown, time.Minute, []string{"does not speak"}},
		{"an id that is none", false, 200, typeJSON, `{"id":"` + testToken + `"}`, Unknown, time.Minute, []string{"does not speak"}},
		{"a list", false, 200, typeJSON, `[]`, Unknown, time.Minute, nil},
		{"nothing", false, 200, typeJSON, ``, Unknown, time.Minute, nil},
		{"accepted", false, 202, typeJSON, `{"id":"5"}`, Unknown, time.Minute, nil},
		{"a server that takes no posts", false, 501, typeHTML, page, Unknown, time.Minute, []string{"discord.example (501)", "does not speak as Discord does", "api_base"}},
		{"switching", false, 101, "", ``, Unknown, time.Minute, nil},
		{"moved", false, 301, typeHTML, page, Held, time.Hour, []string{"elsewhere (301)", "api_base"}},
		{"moved webhook", true, 307, "", "", Held, time.Hour, []string{"webhook_file"}},

		{
			"bad request", false, 400, typeJSON, `{"message":"Invalid Form Body","code":50035,"errors":{"embeds":{"0":{"title":{"_errors":[{"code":"X","message":"Must be 256 or fewer in length."}]}}}}}`, Dead, 0,
			[]string{"post in channel 123 (400, 50035 Invalid Form Body: embeds[0].title: Must be 256 or fewer in length.)", "outbox keeps"},
		},
		{"too large", true, 413, typeJSON, `{"message":"Request entity too large","code":40005}`, Dead, 0, []string{"413, 40005"}},
		{"unprocessable", false, 422, typeJSON, `{"message":"no","code":0}`, Dead, 0, []string{"(422 no)"}},
		{"bad request from another", false, 400, typeText, "Client sent an HTTP request to an HTTPS server.", Held, time.Hour, []string{"(400)", "api_base"}},
		{"bad request page", false, 400, typeHTML, page, Unknown, time.Minute, []string{"api_base"}},
		{"a category", false, 400, typeJSON, `{"message":"Cannot send messages in a non-text channel","code":50008}`, Held, time.Hour, []string{"choose a text"}},
		{"a forum", true, 400, typeJSON, `{"message":"Webhooks posted to forum channels must have a thread_name or thread_id","code":220001}`, Held, time.Hour, []string{"?thread_id="}},
		{"thread in no forum", true, 400, typeJSON, `{"message":"Webhooks can only create threads in forum channels","code":220003}`, Held, time.Hour, nil},
		{"archived thread", false, 400, typeJSON, `{"message":"Thread is archived","code":50083}`, Held, time.Hour, []string{"open it again"}},
		{"locked thread", false, 400, typeJSON, `{"message":"Thread is locked","code":160005}`, Held, time.Hour, []string{"unlock"}},
		{"wrong kind of channel", false, 400, typeJSON, `{"message":"Cannot execute action on this channel type","code":50024}`, Held, time.Hour, nil},
		{"AutoMod", false, 403, typeJSON, `{"message":"Message was blocked by automatic moderation","code":200000}`, Dead, 0, []string{"AutoMod"}},
		{"slow mode", false, 400, typeJSON, `{"message":"slow down","code":20016}`, Retry, time.Minute, nil},

		{"wrong token", false, 401, typeJSON, `{"message":"401: Unauthorized","code":0}`, Held, 0, []string{"(401 Unauthorized)", "token_file", "MEDDLEWATCH_DISCORD_TOKEN"}},
		{"wrong token, told with a code", false, 401, typeJSON, `{"message":"Missing Access","code":50001}`, Held, 0, []string{"token_file"}},
		{"wrong token, without a word", false, 401, "", "", Held, 0, []string{"token_file"}},
		{"wrong token of a webhook", true, 401, typeJSON, `{"message":"Invalid Webhook Token","code":50027}`, Held, 0, []string{"webhook_file"}},
		{"login page", false, 401, typeHTML, page, Unknown, time.Minute, []string{"login page"}},

		{
			"no permission", false, 403, typeJSON, `{"message":"Missing Permissions","code":50013}`, Held, time.Hour,
			[]string{`Discord refuses to post in channel 123 (403, 50013 Missing Permissions): give the bot "Send Messages" and "Embed Links" there; bot check --online says what is missing`},
		},
		{"no access", false, 403, typeJSON, `{"message":"Missing Access","code":50001}`, Held, time.Hour, []string{`"View Channel"`, "bot check --online"}},
		{"forbidden", true, 403, typeText, "no", Held, time.Hour, []string{"webhook 42 (403)", "webhook_file"}},
		{"no channel", false, 404, typeJSON, `{"message":"Unknown Channel","code":10003}`, Held, time.Hour, []string{"invite the bot"}},
		{"no webhook", true, 404, typeJSON, `{"message":"Unknown Webhook","code":10015}`, Held, time.Hour, []string{"webhook was removed", "webhook_file"}},
		{"no such route", false, 404, typeJSON, `{"message":"404: Not Found","code":0}`, Held, time.Hour, []string{"(404 Not Found)", "api_base"}},
		{"not found, in text", true, 404, typeText, "404 page not found\n", Held, time.Hour, []string{"webhook_file"}},
		{"not found page", true, 404, "", page, Unknown, time.Minute, []string{"webhook_file"}},
		{"method", false, 405, typeJSON, `{"message":"405: Method Not Allowed","code":0}`, Held, time.Hour, []string{"api_base"}},
		{"proxy", false, 407, "", "", Held, time.Hour, []string{"api_base"}},
		{"teapot", false, 418, typeJSON, `{}`, Held, time.Hour, nil},

		{"timeout", false, 408, "", "", Unknown, 0, []string{"(408)"}},
		{"server error", false, 500, typeJSON, `{"message":"500: Internal Server Error","code":0}`, Unknown, 0, []string{"(500)", "passes"}},
		{"gateway page", true, 502, typeHTML, page, Unknown, 0, []string{"(502)"}},
		{"unavailable", false, 503, "", "", Unknown, 0, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := testPlace(test.webhook)
			id, err := p.posted(answered(test.status, test.kind, test.body))
			if test.want == "" {
				if err != nil || id != "5" {
					t.Fatalf("posted = %q, %v; want 5", id, err)
				}
				return
			}
			f := failed(t, err)
			if f.Kind != test.want || f.After != test.after || id != "" {
				t.Errorf("it counts as %s after %s (id %q), want %s after %s", f.Kind, f.After, id, test.want, test.after)
			}
			for _, say := range test.say {
				if !strings.Contains(f.Error(), say) {
					t.Errorf("the error does not say %q: %s", say, f)
				}
			}
			t.Log(f)
		})
	}
}

func TestFieldFaults(t *testing.T) {
	for _, test := range []struct {
		name, errors, want string
	}{
		{"none", `{}`, ""},
		{"a member", `{"content":{"_errors":[{"message":"too long"}]}}`, "content: too long"},
		{"a list in a list", `{"components":{"0":{"components":{"1":{"url":{"_errors":[{"message":"no scheme"}]}}}}}}`, "components[0].components[1].url: no scheme"},
		{"two, in order", `{"b":{"_errors":[{"message":"2"}]},"a":{"_errors":[{"message":"1"}]}}`, "a: 1|b: 2"},
		{"the body itself", `{"_errors":[{"message":"empty"}]}`, ": empty"},
		{"another shape", `{"a":["x"],"b":{"_errors":"x"},"c":3}`, ""},
		{"too deep", `{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"_errors":[{"message":"x"}]}}}}}}}}}}}`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var fields map[string]json.RawMessage
			if err := json.Unmarshal([]byte(test.errors), &fields); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(fieldFaults(fields), "|"); got != test.want {
				t.Errorf("fieldFaults = %q, want %q", got, test.want)
			}
		})
	}
}

// mostSentence bounds a sentence about a failure, in bytes, whatever a server
// says.
const mostSentence = 1200

func FuzzAnswer(f *testing.F) {
	f.Add(200, "application/json", `{"id":"5"}`, "", false)
	f.Add(400, "application/json", `{"message":"Invalid Form Body","code":50035,"errors":{"content":{"_errors":[{"message":"x"}]}}}`, "", false)
	f.Add(403, "application/json", `{"message":"`+testToken+`","code":50013}`, "1.5", false)
	f.Add(404, "text/html", `<p>`+testHook, "Wed, 21 Oct 2015 07:28:00 GMT", true)
	f.Add(429, "application/json", `{"message":"x","retry_after":1e300,"global":true}`, "-1", true)
	f.Add(204, "", "", "", true)
	f.Add(401, "", "\xff\x00\u202e", "NaN", true)
	f.Fuzz(func(t *testing.T, status int, kind, body, after string, webhook bool) {
		p, secret := testPlace(webhook), testToken
		if webhook {
			secret = testHook
		}
		trip := answered(status, kind, body)
		trip.answer.header.Set("Retry-After", after)
		trip.answer.header.Set("X-RateLimit-Reset-After", after)
		trip.answer.header.Set("X-RateLimit-Remaining", "0")

		id, err := p.posted(trip)
		if err == nil {
			whole := (status == 200 || status == 201) && id != "" && isDigits(id)
			if !whole && (status != 204 || id != "") {
				t.Fatalf("status %d with %q counts as sent with id %q", status, body, id)
			}
		} else {
			f := failed(t, err)
			if said := f.Error(); len(said) > mostSentence || !utf8.ValidString(said) || strings.ContainsAny(said, "\n\r\x1b") || strings.Contains(said, secret) || len(said) < 20 {
				t.Fatalf("status %d with %q gives no sentence: %q", status, body, said)
			}
			if f.Kind != Retry && f.Kind != Unknown && f.Kind != Held && f.Kind != Dead || f.After < 0 || f.After > time.Hour {
				t.Fatalf("status %d with %q counts as %s after %s", status, body, f.Kind, f.After)
			}
			if id != "" {
				t.Fatalf("a failure has the id %q", id)
			}
		}

		var w waits
		now := time.Now()
		wait, everyone := w.refused(1, trip.answer, leastWait, now)
		if wait < leastWait || wait > mostWait {
			t.Fatalf("Retry-After %q with %q is a wait of %s", after, body, wait)
		}
		if left := w.left(2, now); everyone != (left > 0) {
			t.Fatalf("another route waits %s", left)
		}
		w.answered(3, trip.answer, now)
		if left := w.left(3, now); left > mostWait {
			t.Fatalf("Reset-After %q is a wait of %s", after, left)
		}
	})
}
