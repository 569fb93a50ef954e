package discordserver

// Rule names a rule that a message can break.
type Rule string

// The rules. Lengths are in UTF-16 code units, which is the strictest way in which
// Discord's limits can be read; it counts some of them in characters. The numbers
// are those of Discord's reference: "Create Message", "Execute Webhook", "Embed
// Limits", "Component Reference".
const (
	RuleUTF8     Rule = "utf-8"          // the body is valid UTF-8 and holds no escaped half of a surrogate pair
	RuleJSON     Rule = "json"           // the body is one JSON object
	RuleDocument Rule = "document"       // what the OpenAPI document says
	RuleUnknown  Rule = "unknown-member" // no member anywhere that the document does not know
	RuleNull     Rule = "null-list"      // no null where a list belongs

	RuleContent         Rule = "content-length"     // content: 2,000
	RuleTitle           Rule = "title-length"       // title of an embed: 256
	RuleDescription     Rule = "description-length" // description of an embed: 4,096
	RuleFieldName       Rule = "field-name-length"  // name of a field: 256
	RuleFieldValue      Rule = "field-value-length" // value of a field: 1,024
	RuleFooter          Rule = "footer-length"      // text of a footer: 2,048
	RuleEmbedSum        Rule = "embed-sum"          // all text of all embeds: 6,000
	RuleFields          Rule = "fields"             // 25 fields an embed
	RuleEmbeds          Rule = "embeds"             // 10 embeds a message
	RuleFieldEmpty      Rule = "field-empty"        // a field has a name and a value that can be seen
	RuleEmbedEmpty      Rule = "embed-empty"        // an embed has some text
	RuleEmpty           Rule = "empty"              // a message has content or an embed
	RuleEmbedURL        Rule = "embed-url"          // http or https, with a host, 2,048
	RuleImage           Rule = "image"              // no picture of others: image, thumbnail, video, author, icons
	RuleRows            Rule = "rows"               // 5 rows a message, nothing but rows
	RuleRow             Rule = "row"                // 1 to 5 buttons a row, nothing but buttons
	RuleButton          Rule = "button"             // opens an address, and then has no custom_id, or has a custom_id; a webhook's opens an address
	RuleButtonLabel     Rule = "button-label"       // can be seen, 80
	RuleButtonURL       Rule = "button-url"         // http or https, with a host, 512
	RuleFlags           Rule = "flags"              // none but SUPPRESS_EMBEDS and SUPPRESS_NOTIFICATIONS
	RuleNonce           Rule = "nonce"              // 25, there when it is to be enforced, never through a webhook
	RuleReference       Rule = "reference"          // what a message replies to is in the channel, unless the reply says that it need not be
	RuleAllowedMentions Rule = "allowed-mentions"   // there, and nobody: {"parse": []}
	RuleMention         Rule = "mention"            // nothing that Discord resolves: users, roles, channels, commands, emoji, everyone, here
	RuleBareLink        Rule = "bare-link"          // no address outside [text](address) and <address>
)

// Limits of a message.
const (
	maxContent     = 2000
	maxTitle       = 256
	maxDescription = 4096
	maxFieldName   = 256
	maxFieldValue  = 1024
	maxFooter      = 2048
	maxEmbedSum    = 6000
	maxFields      = 25
	maxEmbeds      = 10
	maxEmbedURL    = 2048
	maxRows        = 5
	maxButtons     = 5
	maxLabel       = 80
	maxButtonURL   = 512
	maxNonce       = 25
)

// Flags that a message may be created with and that change nothing about its
// parts (Discord's reference, "Message Flags").
const harmlessFlags = 1<<2 | 1<<12

// Broken is a rule that a message breaks.
type Broken struct {
	Rule Rule
	At   string // members from the top, as "embeds/0/title"; "" the message itself
	Text string
}

// Error names the rule, the place and the mistake.
func (b *Broken) Error() string {
	if b.At == "" {
		return string(b.Rule) + ": " + b.Text
	}
	return string(b.Rule) + ": " + b.At + ": " + b.Text
}
