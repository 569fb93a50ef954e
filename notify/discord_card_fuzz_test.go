package notify_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"meddlewatch"
	"meddlewatch/internal/alertgen"
	"meddlewatch/internal/race"
	"meddlewatch/notify"
)

func TestDiscordAnyAlert(t *testing.T) {
	n := 2000
	if testing.Short() || race.Enabled {
		n = 100
	}
	for seed := range n {
		a := alertgen.Alert(rand.New(rand.NewPCG(uint64(seed), 0)))
		if !t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { wellFormed(t, a) }) {
			return
		}
	}
}

// hostileText draws what shrinks to the least text that fails.
func hostileText() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom(strings.Split("*|_|~|`|\\|[|]|(|)|<|>|@|:|/|.|#|-|+| |1|a|discord|gg|everyone|here|://|t:1|“|”|„|…|\n|\u200b|\u0301|🗳️|\xff", "|")),
		rapid.Just("|"), rapid.String(),
	)
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "") })
}

func TestDiscordHostileText(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := hostileText()
		a, n := story(), notice()
		a.Headline, a.Outlet, a.Summary = text.Draw(r, "headline"), text.Draw(r, "outlet"), text.Draw(r, "summary")
		a.Why, a.Link, a.Outlets[1] = text.Draw(r, "why"), "https://wire.example"+text.Draw(r, "link"), text.Draw(r, "other outlet")
		a.AttributedBy, a.Actors[0].As, a.Actors[1].Name = text.Draw(r, "by"), text.Draw(r, "as"), text.Draw(r, "name")
		n.Lines[0] = meddlewatch.Line{Headline: a.Headline, Outlet: a.Outlet, Link: a.Link}
		n.Lines[1] = meddlewatch.Line{Headline: a.Summary, Outlet: a.Why, Link: a.Outlets[1]}
		n.Reason = a.Outlet
		wellFormed(r, a)
		wellFormed(r, n)
	})
}

func FuzzDiscord(f *testing.F) {
	f.Add("Headline", "Outlet", "https://a.example/", "Summary of the feed.", "linked to")
	f.Add("# @everyone [x](https://evil.example)", "[", "https://a.example/)](http://b.example", "](https://evil.example) <@1>", "\xff\xfe")
	f.Add("👨‍👩‍👧‍👦 \u0301", "discord", "HTTP://ü@é.example:1/%", ".gg/x ||", ":a:")
	f.Fuzz(func(t *testing.T, headline, outlet, link, summary, by string) {
		a, n := story(), notice()
		a.Headline, a.Outlet, a.Link, a.Summary, a.AttributedBy = headline, outlet, link, summary, by
		a.Actors[0].As, a.Why, a.Outlets = by, "act “"+summary+"”", []string{outlet, by, headline}
		n.Reason, n.Feed = summary, link
		n.Lines = []meddlewatch.Line{{Headline: headline, Outlet: outlet, Link: link}, {Headline: summary, Outlet: by, Link: headline}}
		wellFormed(t, a)
		wellFormed(t, n)
		n.Kind = meddlewatch.AlertDigest
		wellFormed(t, n)
	})
}

func BenchmarkRenderDiscord(b *testing.B) {
	ordinary := with(summaryOf)
	for name, a := range map[string]meddlewatch.Alert{
		"ordinary": ordinary, "chinese": discordAlerts()["chinese"], "emoji": discordAlerts()["emoji"], "digest-40": digest(40),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := notify.RenderDiscord(a); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
