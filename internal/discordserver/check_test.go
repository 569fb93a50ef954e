package discordserver

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// whole is a message with everything that a message may have. Its names are made up.
const whole = `{"content":"**NEW** Envoys of Exampleland are said to run a flood of bots · 2 sources · <t:1700000000:R> · <https://a.example/x>",
"embeds":[{"title":"Envoys of Exampleland","url":"https://news.example/a?b=c","description":"It reads [there](https://news.example/a_(b)) that \\<@123\\> and \\@everyone…",
"color":1146986,"fields":[{"name":"Claim","value":"reported","inline":true},{"name":"Why","value":"name “Example Flood”"}],
"footer":{"text":"story abcdefghij234 · revision 1"},"timestamp":"2026-01-02T03:04:05Z"}],
"components":[{"type":1,"components":[{"type":2,"style":5,"label":"Read","url":"https://news.example/a"}]}],
"allowed_mentions":{"parse":[]},"flags":4096%s}`

func bot(more string) string     { return strings.Replace(whole, "%s", more, 1) }
func webhookMessage() string     { return bot("") }
func botMessage() string         { return bot(`,"nonce":"abc","enforce_nonce":true`) }
func small(member string) string { return `{"allowed_mentions":{"parse":[]},` + member + `}` }
func embedded(members string) string {
	return small(`"embeds":[{"title":"t",` + members + `}]`)
}

func buttons(list string) string {
	return small(`"content":"c","components":[{"type":1,"components":[` + list + `]}]`)
}

func repeat(s string, n int) string {
	return strings.TrimSuffix(strings.Repeat(s+",", n), ",")
}

const (
	aField  = `{"name":"n","value":"v"}`
	aButton = `{"type":2,"style":5,"label":"Read","url":"https://a.example"}`
	aRow    = `{"type":1,"components":[` + aButton + `]}`
)

// broken lists bodies that break one rule each, and bodies at the edge that do not
// break it.
func broken() []struct {
	name string
	rule Rule // "" none
	body string
} {
	x := func(n int) string { return strings.Repeat("x", n) }
	e := strings.Repeat("😀", 500) // 1,000 UTF-16 code units
	return []struct {
		name string
		rule Rule
		body string
	}{
		{"content at its limit", "", small(`"content":"` + e + e + `"`)},
		{"content over its limit in UTF-16 alone", RuleContent, small(`"content":"` + e + e + `x"`)},
		{"content over its limit", RuleContent, small(`"content":"` + x(2001) + `"`)},
		{"title at its limit", "", small(`"embeds":[{"title":"` + x(256) + `"}]`)},
		{"title over its limit", RuleTitle, small(`"embeds":[{"title":"` + x(257) + `"}]`)},
		{"description at its limit", "", embedded(`"description":"` + x(4096) + `"`)},
		{"description over its limit", RuleDescription, embedded(`"description":"` + x(4097) + `"`)},
		{"25 fields", "", embedded(`"fields":[` + repeat(aField, 25) + `]`)},
		{"26 fields", RuleFields, embedded(`"fields":[` + repeat(aField, 26) + `]`)},
		{"field name at its limit", "", embedded(`"fields":[{"name":"` + x(256) + `","value":"v"}]`)},
		{"field name over its limit", RuleFieldName, embedded(`"fields":[{"name":"` + x(257) + `","value":"v"}]`)},
		{"field value at its limit", "", embedded(`"fields":[{"name":"n","value":"` + x(1024) + `"}]`)},
		{"field value over its limit", RuleFieldValue, embedded(`"fields":[{"name":"n","value":"` + x(1025) + `"}]`)},
		{"field name empty", RuleFieldEmpty, embedded(`"fields":[{"name":"","value":"v"}]`)},
		{"field value blank", RuleFieldEmpty, embedded(`"fields":[{"name":"n","value":" \n"}]`)},
		{"footer at its limit", "", embedded(`"footer":{"text":"` + x(2048) + `"}`)},
		{"footer over its limit", RuleFooter, embedded(`"footer":{"text":"` + x(2049) + `"}`)},
		{"6,000 in two embeds", "", small(`"embeds":[{"description":"` + x(3000) + `"},{"description":"` + x(2988) + `","title":"tit","footer":{"text":"foo"},"fields":[{"name":"nam","value":"val"}]}]`)},
		{"6,001 in two embeds", RuleEmbedSum, small(`"embeds":[{"description":"` + x(3001) + `"},{"description":"` + x(2988) + `","title":"tit","footer":{"text":"foo"},"fields":[{"name":"nam","value":"val"}]}]`)},
		{"10 embeds", "", small(`"embeds":[` + repeat(`{"title":"t"}`, 10) + `]`)},
		{"11 embeds", RuleEmbeds, small(`"embeds":[` + repeat(`{"title":"t"}`, 11) + `]`)},
		{"an embed without text", RuleEmbedEmpty, small(`"content":"c","embeds":[{"color":1,"url":"https://a.example"}]`)},
		{"nothing at all", RuleEmpty, `{"allowed_mentions":{"parse":[]}}`},
		{"content of blanks", RuleEmpty, small(`"content":" \n\t"`)},
		{"buttons alone", RuleEmpty, small(`"components":[` + aRow + `]`)},

		{"embed url of another scheme", RuleEmbedURL, embedded(`"url":"ftp://a.example/"`)},
		{"embed url without host", RuleEmbedURL, embedded(`"url":"https:///path"`)},
		{"embed url empty", RuleEmbedURL, embedded(`"url":""`)},
		{"embed url with a blank", RuleEmbedURL, embedded(`"url":"https://a.example/a b"`)},
		{"embed url at its limit", "", embedded(`"url":"https://a.example/` + x(2048-18) + `"`)},
		{"embed url over its limit", RuleEmbedURL, embedded(`"url":"https://a.example/` + x(2049-18) + `"`)},
		{"an image", RuleImage, embedded(`"image":{"url":"https://a.example/i.png"}`)},
		{"a thumbnail", RuleImage, embedded(`"thumbnail":{"url":"https://a.example/i.png"}`)},
		{"a video", RuleImage, embedded(`"video":{"url":"https://a.example/i.mp4"}`)},
		{"an author", RuleImage, embedded(`"author":{"name":"a","icon_url":"https://a.example/i.png"}`)},
		{"an icon in the footer", RuleImage, embedded(`"footer":{"text":"f","icon_url":"https://a.example/i.png"}`)},

		{"5 rows of 5 buttons", "", small(`"content":"c","components":[` + repeat(`{"type":1,"components":[`+repeat(aButton, 5)+`]}`, 5) + `]`)},
		{"6 rows", RuleRows, small(`"content":"c","components":[` + repeat(aRow, 6) + `]`)},
		{"a text display outside its own kind of message", RuleRows, small(`"content":"c","components":[{"type":10,"content":"text"}]`)},
		{"6 buttons in a row", RuleRow, buttons(repeat(aButton, 6))},
		{"an empty row", RuleRow, buttons(``)},
		{"a select in a row", RuleRow, buttons(`{"type":5,"custom_id":"who"}`)},
		{"a link button without url", RuleButton, buttons(`{"type":2,"style":5,"label":"Read"}`)},
		{"a link button with custom_id", RuleButton, buttons(`{"type":2,"style":5,"label":"Read","url":"https://a.example","custom_id":"c"}`)},
		{"a button without custom_id", RuleButton, buttons(`{"type":2,"style":1,"label":"Mute"}`)},
		{"a button with both", RuleButton, buttons(`{"type":2,"style":1,"label":"Mute","custom_id":"c","url":"https://a.example"}`)},
		{"a button that asks", "", buttons(`{"type":2,"style":1,"label":"Mute","custom_id":"c"}`)},
		{"label at its limit", "", buttons(`{"type":2,"style":5,"label":"` + x(80) + `","url":"https://a.example"}`)},
		{"label over its limit", RuleButtonLabel, buttons(`{"type":2,"style":5,"label":"` + x(81) + `","url":"https://a.example"}`)},
		{"label missing", RuleButtonLabel, buttons(`{"type":2,"style":5,"url":"https://a.example"}`)},
		{"button url at its limit", "", buttons(`{"type":2,"style":5,"label":"R","url":"https://a.example/` + x(512-18) + `"}`)},
		{"button url over its limit", RuleButtonURL, buttons(`{"type":2,"style":5,"label":"R","url":"https://a.example/` + x(513-18) + `"}`)},
		{"button url of another scheme", RuleButtonURL, buttons(`{"type":2,"style":5,"label":"R","url":"javascript:alert(1)"}`)},

		{"a misspelt member", RuleUnknown, small(`"content":"c","embed":[]`)},
		{"a misspelt member of an embed", RuleUnknown, embedded(`"colour":1`)},
		{"a misspelt member of a field", RuleUnknown, embedded(`"fields":[{"name":"n","value":"v","in_line":true}]`)},
		{"a misspelt member of a footer", RuleUnknown, embedded(`"footer":{"text":"f","txt":"g"}`)},
		{"a misspelt member of a button", RuleUnknown, buttons(`{"type":2,"style":5,"label":"R","url":"https://a.example","titel":"x"}`)},
		{"null for embeds", RuleNull, small(`"content":"c","embeds":null`)},
		{"null for components", RuleNull, small(`"content":"c","components":null`)},
		{"null for fields", RuleNull, embedded(`"fields":null`)},
		{"a number for content", RuleDocument, small(`"content":1,"embeds":[{"title":"t"}]`)},
		{"flags that no integer holds", RuleDocument, small(`"content":"c","flags":1e30`)},
		{"a colour out of range", RuleDocument, embedded(`"color":16777216`)},
		{"a button of no style", RuleDocument, buttons(`{"type":2,"style":99,"label":"R","custom_id":"x"}`)},
		{"flags of another kind of message", RuleFlags, small(`"content":"c","flags":32768`)},
		{"flags that are harmless", "", small(`"content":"c","flags":4100`)},

		{"no allowed_mentions", RuleAllowedMentions, `{"content":"c"}`},
		{"allowed_mentions null", RuleAllowedMentions, `{"content":"c","allowed_mentions":null}`},
		{"allowed_mentions empty", RuleAllowedMentions, `{"content":"c","allowed_mentions":{}}`},
		{"allowed_mentions with parse null", RuleAllowedMentions, `{"content":"c","allowed_mentions":{"parse":null}}`},
		{"allowed_mentions of users", RuleAllowedMentions, `{"content":"c","allowed_mentions":{"parse":["users"]}}`},
		{"allowed_mentions with blanks between", "", `{"content":"c","allowed_mentions": { "parse" : [ ] } }`},
		{"nonce at its limit", "", small(`"content":"c","nonce":"` + x(25) + `","enforce_nonce":true`)},
		{"nonce over its limit", RuleNonce, small(`"content":"c","nonce":"` + x(26) + `","enforce_nonce":true`)},
		{"enforce_nonce without a nonce", RuleNonce, small(`"content":"c","enforce_nonce":true`)},

		{"a user in the content", RuleMention, small(`"content":"by <@123>"`)},
		{"a user by nickname", RuleMention, small(`"content":"by <@!123>"`)},
		{"a role in a description", RuleMention, embedded(`"description":"by <@&123>"`)},
		{"a channel in a field", RuleMention, embedded(`"fields":[{"name":"n","value":"in <#123>"}]`)},
		{"everyone", RuleMention, small(`"content":"@everyone"`)},
		{"here, in the middle of a word", RuleMention, small(`"content":"mail@here.example"`)},
		{"a mention behind an escaped backslash", RuleMention, small(`"content":"\\\\<@123>"`)},
		{"a command", RuleMention, small(`"content":"</why:123>"`)},
		{"an emoji of another server", RuleMention, small(`"content":"<a:party:123>"`)},
		{"escaped mentions", "", small(`"content":"\\<@123> \\@everyone <\\@123> @\u200bhere"`)},
		{"a second mention that is not escaped", RuleMention, small(`"content":"\\<@123> <@124>"`)},
		{"mentions where none is resolved", "", embedded(`"footer":{"text":"<@123> @everyone"}`)},

		{"a bare link in the content", RuleBareLink, small(`"content":"see https://a.example/"`)},
		{"a bare link in capitals", RuleBareLink, small(`"content":"see HTTP://A.EXAMPLE/"`)},
		{"a bare link in a title", RuleBareLink, small(`"embeds":[{"title":"see https://a.example"}]`)},
		{"a bare link in a description", RuleBareLink, embedded(`"description":"see https://a.example"`)},
		{"a bare link in a field name", RuleBareLink, embedded(`"fields":[{"name":"https://a.example","value":"v"}]`)},
		{"a bare link in a field value", RuleBareLink, embedded(`"fields":[{"name":"n","value":"https://a.example"}]`)},
		{"a bare link in a footer", RuleBareLink, embedded(`"footer":{"text":"https://a.example"}`)},
		{"a link after a masked one", RuleBareLink, small(`"content":"[a](https://a.example)https://b.example"`)},
		{"an angle that is escaped", RuleBareLink, small(`"content":"\\<https://a.example>"`)},
		{"an angle that does not close", RuleBareLink, small(`"content":"<https://a.example x>"`)},
		{"a mask whose end is escaped", RuleBareLink, small(`"content":"[a\\](https://a.example)"`)},
		{"a mask without a beginning", RuleBareLink, small(`"content":"a](https://a.example)"`)},
		{"a mask whose beginning is escaped", RuleBareLink, small(`"content":"\\[a](https://a.example)"`)},
		{"a mask that does not close", RuleBareLink, small(`"content":"[a](https://a.example"`)},
		{"masked and angled links", "", small(`"content":"[a](https://a.example/b_(c)) <https://b.example> [d](<https://c.example>)"`)},
		{"the word http alone", "", small(`"content":"http and https:/a"`)},

		{"no UTF-8", RuleUTF8, small("\"content\":\"\xff\"")},
		{"half of a surrogate pair", RuleUTF8, small(`"content":"\ud83d"`)},
		{"the second half alone", RuleUTF8, small(`"content":"\ude00 x"`)},
		{"both halves", "", small(`"content":"\uD83D\uDE00 \\ud83d"`)},
		{"cut off", RuleJSON, `{"content":"c"`},
		{"no object", RuleJSON, `["content"]`},
		{"nothing", RuleJSON, ``},
	}
}

func TestCheckMessage(t *testing.T) {
	for _, test := range broken() {
		t.Run(test.name, func(t *testing.T) {
			errs := CheckMessage(false, []byte(test.body))
			if test.rule == "" {
				if len(errs) > 0 {
					t.Errorf("a good message breaks %v", errs)
				}
				return
			}
			if !slices.Contains(rulesOf(errs), test.rule) {
				t.Errorf("got %v, want a mistake of rule %q", errs, test.rule)
			}
		})
	}
}

func TestCheckMessageOfBothKinds(t *testing.T) {
	tests := []struct {
		name    string
		webhook bool
		body    string
		rules   []Rule
	}{
		{"all that the bot may send", false, botMessage(), nil},
		{"all that a webhook may send", true, webhookMessage(), nil},
		{"a nonce through a webhook", true, botMessage(), []Rule{RuleUnknown, RuleUnknown, RuleNonce}},
		{"a question through a webhook", true, buttons(`{"type":2,"style":1,"label":"Mute","custom_id":"c"}`), []Rule{RuleButton}},
		{"a name of a webhook from the bot", false, small(`"content":"c","username":"u"`), []Rule{RuleUnknown}},
		{"a name of a webhook", true, small(`"content":"c","username":"u"`), nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			errs := CheckMessage(test.webhook, []byte(test.body))
			if got := rulesOf(errs); !slices.Equal(got, test.rules) {
				t.Errorf("got %v, want the rules %v", errs, test.rules)
			}
		})
	}
}

// A rule without a body in the table could be taken away unseen.
func TestEveryRuleHasABody(t *testing.T) {
	seen := map[Rule]bool{}
	for _, test := range broken() {
		for _, rule := range rulesOf(CheckMessage(false, []byte(test.body))) {
			if rule == test.rule {
				seen[rule] = true
			}
		}
	}
	all := []Rule{
		RuleUTF8, RuleJSON, RuleDocument, RuleUnknown, RuleNull, RuleContent, RuleTitle, RuleDescription, RuleFieldName,
		RuleFieldValue, RuleFooter, RuleEmbedSum, RuleFields, RuleEmbeds, RuleFieldEmpty, RuleEmbedEmpty, RuleEmpty,
		RuleEmbedURL, RuleImage, RuleRows, RuleRow, RuleButton, RuleButtonLabel, RuleButtonURL, RuleFlags, RuleNonce,
		RuleAllowedMentions, RuleMention, RuleBareLink,
	}
	for _, rule := range all {
		if !seen[rule] {
			t.Errorf("no body of the table breaks %q", rule)
		}
	}
}

func rulesOf(errs []error) []Rule {
	var rules []Rule
	for _, err := range errs {
		if b, ok := errors.AsType[*Broken](err); ok {
			rules = append(rules, b.Rule)
		}
	}
	return rules
}

// The library's validator for JSON Schema 2020-12 is the judge of the fast one. As
// it compiles the schema at every call, it is asked for all bodies that the fast
// one takes at once, and for all that it refuses.
func TestFastValidatorAgrees(t *testing.T) {
	bodies := []string{botMessage(), webhookMessage()}
	for _, test := range broken() {
		bodies = append(bodies, test.body)
	}
	for _, webhook := range []bool{false, true} {
		schema, err := messageSchema(webhook)
		if err != nil {
			t.Fatal(err)
		}
		var taken, refused []any
		for _, body := range bodies {
			var value any
			switch {
			case json.Unmarshal([]byte(body), &value) != nil:
			case conform(schema, value) == nil:
				taken = append(taken, value)
			default:
				refused = append(refused, value)
			}
		}
		if len(taken) < 10 || len(refused) < 10 {
			t.Fatalf("%d bodies are taken and %d refused; the comparison says nothing", len(taken), len(refused))
		}
		all := openapi3.NewArraySchema().WithItems(schema)
		none := openapi3.NewArraySchema().WithItems(&openapi3.Schema{Not: openapi3.NewSchemaRef("", schema)})
		if err := all.VisitJSON(taken, openapi3.EnableJSONSchema2020()); err != nil {
			t.Errorf("webhook %v: the fast validator takes what the other refuses: %v", webhook, err)
		}
		if err := none.VisitJSON(refused, openapi3.EnableJSONSchema2020()); err != nil {
			t.Errorf("webhook %v: the fast validator refuses what the other takes: %v", webhook, err)
		}
		// The judge is the one that is meant, and finds what it should.
		err = none.VisitJSON(append(refused, taken[0]), openapi3.EnableJSONSchema2020())
		if err == nil || !strings.Contains(err.Error(), "'not' failed") {
			t.Errorf("webhook %v: the judge says %v of a good message that should be none", webhook, err)
		}
	}
}

func TestDocumentIsDiscords(t *testing.T) {
	for _, name := range []string{"openapi.json", "LICENSE"} {
		want, err := os.ReadFile("../../../shared/discord/" + name)
		if err != nil {
			t.Skip("../shared/discord is not here; the copy of Discord's API description is not compared")
		}
		got, err := os.ReadFile("testdata/" + name)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("testdata/%s differs from ../shared/discord/%s (%v); copy it again", name, name, err)
		}
	}
}

func FuzzCheckMessage(f *testing.F) {
	for _, test := range broken() {
		f.Add(false, []byte(test.body))
	}
	f.Add(true, []byte(webhookMessage()))
	doc, err := api()
	if err != nil {
		f.Fatal(err)
	}
	op := doc.Paths.Find("/channels/{channel_id}/messages").Post
	s := &Server{opts: Options{Now: time.Now}}
	s.settle()
	f.Fuzz(func(t *testing.T, webhook bool, body []byte) {
		errs := CheckMessage(webhook, body)
		for _, err := range errs {
			if b, ok := errors.AsType[*Broken](err); !ok || b.Rule == "" || b.Error() == "" {
				t.Errorf("%v names no rule", err)
			}
		}
		if len(errs) > 0 {
			return
		}
		var m message
		if err := json.Unmarshal(body, &m); err != nil {
			t.Errorf("a message without mistakes cannot be read: %v", err)
		}
		if blank(m.Content) && len(m.Embeds) == 0 {
			t.Error("an empty message has no mistake")
		}
		// What is taken can be stored and shown.
		stored, err := s.draft(s.guild.first, body)
		if err != nil {
			t.Fatal(err)
		}
		stored.ID = "1"
		shown, err := json.Marshal(found(stored.object(true)).body)
		if err != nil {
			t.Fatal(err)
		}
		if err := conformAnswer(op, http.StatusOK, shown); err != nil {
			t.Errorf("stored it is not shown as the document says: %v", err)
		}
	})
}

func BenchmarkCheckMessage(b *testing.B) {
	body := []byte(botMessage())
	if errs := CheckMessage(false, body); len(errs) > 0 { // loads the document
		b.Fatal(errs)
	}
	for b.Loop() {
		CheckMessage(false, body)
	}
}
