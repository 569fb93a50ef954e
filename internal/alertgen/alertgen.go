// Package alertgen is for tests: it makes alerts as feeds, names and chance may
// bring them, ordinary ones and hostile ones, the same ones for the same seed.
// Whether what is made of them is right is left to the tests. All names and
// addresses are invented.
package alertgen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"meddlewatch"
)

// Alert is a story in eight of ten cases, else a notice or a digest of 1 to 60
// lines. Every text may be hostile, and one in some hundred is 100 KB long.
func Alert(r *rand.Rand) meddlewatch.Alert {
	switch r.IntN(10) {
	case 0:
		return list(r, meddlewatch.AlertNotice)
	case 1:
		return list(r, meddlewatch.AlertDigest)
	}
	return story(r)
}

func story(r *rand.Rand) meddlewatch.Alert {
	a := meddlewatch.Alert{
		Kind: meddlewatch.AlertStory, Story: meddlewatch.ID(r.Uint64()), Revision: 1 + r.IntN(4),
		Headline: Text(r), Outlet: Text(r), Link: Link(r), Summary: Text(r), Lang: pick(r, []string{"", "en", "ar", "zh-Hant", "xx-\x00"}),
		Claim: pick(r, append(meddlewatch.Claims(), meddlewatch.ClaimNone)), AttributedBy: maybe(r, Text), Hedge: maybe(r, Text),
		Actors: mentions(r), Campaigns: mentions(r),
		Why:   "name “" + Text(r) + "” + act “" + Text(r) + "”",
		Score: r.Float64(), Published: moment(r), FirstSeen: moment(r),
	}
	if r.IntN(4) == 0 { // as aggregators do
		a.Summary = a.Headline + " " + a.Outlet
	}
	if a.Revision > 1 {
		a.Change, a.Was = pick(r, meddlewatch.Changes()), pick(r, append(meddlewatch.Claims(), meddlewatch.ClaimNone))
	}
	a.Sources = r.IntN(6)
	for range r.IntN(12) {
		a.Outlets = append(a.Outlets, Text(r))
	}
	if r.IntN(4) > 0 {
		a.Outlets = append(a.Outlets, a.Outlet)
	}
	return a
}

func list(r *rand.Rand, kind meddlewatch.AlertKind) meddlewatch.Alert {
	a := meddlewatch.Alert{
		Kind: kind, Story: meddlewatch.ID(r.Uint64()), Revision: 1, FirstSeen: moment(r),
		Reason: pick(r, []string{"More at once than this feed usually brings.", "", Text(r)}),
	}
	if kind == meddlewatch.AlertNotice {
		a.Feed = Link(r)
	}
	outlet := Text(r)
	for range 1 + r.IntN(60) {
		line := meddlewatch.Line{Headline: Text(r), Outlet: outlet, Link: Link(r)}
		if r.IntN(3) == 0 {
			line.Outlet = Text(r)
		}
		if kind == meddlewatch.AlertDigest && r.IntN(4) == 0 {
			line.Change = pick(r, meddlewatch.Changes())
			line.Was, line.Claim = pick(r, meddlewatch.Claims()), pick(r, append(meddlewatch.Claims(), meddlewatch.ClaimNone))
		}
		a.Lines = append(a.Lines, line)
	}
	return a
}

func mentions(r *rand.Rand) []meddlewatch.Mention {
	var out []meddlewatch.Mention
	for range r.IntN(4) * r.IntN(4) {
		m := meddlewatch.Mention{Name: Text(r), As: Text(r)}
		if r.IntN(3) == 0 {
			m.As = m.Name
		}
		m.Origin = pick(r, []meddlewatch.Origin{"", meddlewatch.OriginLearned, meddlewatch.OriginAdded, meddlewatch.OriginEdited, meddlewatch.OriginAccepted})
		out = append(out, m)
	}
	return out
}

// moment is unknown, ordinary, or far away.
func moment(r *rand.Rand) time.Time {
	switch r.IntN(8) {
	case 0:
		return time.Time{}
	case 1:
		return time.Unix(r.Int64N(253402300800*2)-253402300800/2, 0).UTC()
	}
	return time.Date(2026, 1, 1, 0, 0, r.IntN(31536000), 0, time.UTC)
}

func maybe(r *rand.Rand, make func(*rand.Rand) string) string {
	if r.IntN(3) == 0 {
		return ""
	}
	return make(r)
}

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// Text is a text as a feed may hold it: a few words in six of ten cases, else
// pieces of every kind in a row.
func Text(r *rand.Rand) string {
	var b strings.Builder
	switch n := r.IntN(400); {
	case n == 0:
		piece := Piece(r) + " "
		for b.Len() < 100_000 {
			b.WriteString(piece)
		}
	case n < 12: // nothing
	case n < 240:
		for range 1 + r.IntN(14) {
			b.WriteString(pick(r, words()) + " ")
		}
	default:
		for range 1 + r.IntN(24) {
			b.WriteString(Piece(r))
			if r.IntN(2) == 0 {
				b.WriteByte(' ')
			}
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}

// Piece is one thing of which texts are made: a word, mark-up, a character of any
// kind, an emoji of several, a pile of marks, a byte that is no UTF-8.
func Piece(r *rand.Rand) string {
	switch r.IntN(9) {
	case 0:
		return pick(r, words())
	case 1, 2:
		return pick(r, markup())
	case 3:
		return pick(r, scripts())
	case 4:
		return pick(r, emoji())
	case 5:
		return "a" + strings.Repeat(string(rune(0x300+r.IntN(0x70))), r.IntN(90))
	case 6:
		return string([]byte{byte(r.IntN(256)), byte(r.IntN(256))})
	case 7:
		return string(rune(r.IntN(0x110000))) // a surrogate becomes U+FFFD
	}
	return string(rune(r.IntN(0x7f))) // one character of ASCII, commands of a terminal too
}

// Link is an address as a feed may hold it.
func Link(r *rand.Rand) string {
	switch r.IntN(12) {
	case 0:
		return pick(r, []string{
			"", "no address", "javascript:alert(1)", "ftp://wire.example/a", "https://", "http://localhost/x", "http://[::1]:80/",
			"https://выборы.example/новости", "https://user:pass@wire.example/", "https://wire.example:70000/", "HTTPS://WIRE.EXAMPLE",
			"https://wire.example\\@other.example/", "//wire.example/x", "https://xn--/", "https://a..b/", "https://-.example/",
		})
	case 1:
		return "https://wire.example/" + Text(r)
	case 2:
		return "https://" + Text(r)
	case 3:
		return Text(r)
	case 4:
		return "https://wire.example/" + strings.Repeat("long-", 20*(1+r.IntN(30)))
	}
	return fmt.Sprintf("https://wire.example/2026/%02d/%d-%s", 1+r.IntN(12), r.IntN(1e9), strings.Repeat("word-", r.IntN(16)))
}

func words() []string {
	return strings.Fields(`Graustark Ruritania agency says network of accounts before the vote links election
		fake pages posed as local papers, report finds; “not proven” it's the ministry's denial: Paper Crow – and
		Zenda's watchdog names three men (again) in 2026. snake_case 51.5% Q&A A/B #vote @somebody`)
}

func markup() []string {
	return []string{
		"*", "**", "_", "__", "~~", "||", "|", "`", "```", "\\", "\\\\", "[", "]", "](", "(", ")", "<", ">", "<@1>", "<@&1>", "<@!1>",
		"<#1>", "<:e:1>", "<a:e:1>", "</cmd:1>", "<t:1>", "<t:1:R>", "<id:home>", "@everyone", "@here", ":smile:", ":", "# ", "## ", "-# ",
		"- ", "+ ", "* ", "1. ", "> ", ">>> ", "https://evil.example/x", "http://", "://", "/", "www.evil.example", "discord.gg/abc",
		"discord.com/invite/abc", "DISCORDAPP.com/invite/x", "discord", ".", "gg/abc", "[x](https://evil.example)", "<https://evil.example>",
		"\n", "\r\n", "\u2028", "\t", "\x1b[31m", "\x00", "”", "“", "„", "&lt;b&gt;", "<script>", "\"", "{\"a\":1}", "%", "%00", "·", "…",
	}
}

func scripts() []string {
	return []string{
		"选举前发现虚假账号网络", "選挙", "선거", "شبكة حسابات مزيفة", "می\u200cخواهند", "בחירות", "выборы", "εκλογές", "चुनाव", "เลือกตั้ง", "Ärger", "e\u0301lection",
		"\u202e", "\u2066", "\u200b", "\u200d", "\u200c", "\u00ad", "\ufeff", "\u0600", "\u3164", "\u2800", "ﷺ", "ǅ", "\U0001D54F", "\U000E0041", "\ufffd", "\ufffe",
	}
}

func emoji() []string {
	return []string{"🗳️", "👨‍👩‍👧‍👦", "👩🏽‍🚀", "🇺🇦", "🇺", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "❤️‍🔥", "👨🏿‍❤️‍💋‍👨🏻", "😀", "©", "\ufe0f"}
}
