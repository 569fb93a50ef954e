package notify_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meddlewatch"
	"meddlewatch/notify"
)

type construct struct{ Name, Text string }

// constructs are the things that come to life in a message, one of each kind.
func constructs(t testing.TB) []construct {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "markdown", "constructs.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []construct
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// slots are the places of an alert that a feed fills, directly or through what is
// found in it.
func slots() map[string]func(a *meddlewatch.Alert, text string) {
	return map[string]func(a *meddlewatch.Alert, text string){
		"title":         func(a *meddlewatch.Alert, text string) { a.Headline = text },
		"summary":       func(a *meddlewatch.Alert, text string) { a.Summary = text },
		"outlet":        func(a *meddlewatch.Alert, text string) { a.Outlet, a.Summary = text, "A summary" },
		"attributed by": func(a *meddlewatch.Alert, text string) { a.AttributedBy = text },
		"hedge":         func(a *meddlewatch.Alert, text string) { a.Hedge = text },
		"claim":         func(a *meddlewatch.Alert, text string) { a.Claim = meddlewatch.Claim(text) },
		"actor":         func(a *meddlewatch.Alert, text string) { a.Actors[0].As = text },
		"campaign":      func(a *meddlewatch.Alert, text string) { a.Campaigns[0].Name = text },
		"why":           func(a *meddlewatch.Alert, text string) { a.Why = text },
		"other outlet":  func(a *meddlewatch.Alert, text string) { a.Outlets[1] = text },
		"address":       func(a *meddlewatch.Alert, text string) { a.Link = text },
		"line title":    func(a *meddlewatch.Alert, text string) { a.Lines[0].Headline = text },
		"line of no link": func(a *meddlewatch.Alert, text string) {
			a.Lines[0].Headline, a.Lines[0].Link = text, ""
		},
		"line outlet":  func(a *meddlewatch.Alert, text string) { a.Lines[0].Outlet = text },
		"line address": func(a *meddlewatch.Alert, text string) { a.Lines[0].Link = text },
		"reason":       func(a *meddlewatch.Alert, text string) { a.Reason = text },
		"digest title": func(a *meddlewatch.Alert, text string) {
			a.Kind, a.Lines[0].Headline = meddlewatch.AlertDigest, text
		},
		"held feed": func(a *meddlewatch.Alert, text string) {
			a.Lines = a.Lines[:1]
			a.Lines[0].Outlet = text
		},
	}
}

func TestForeignTextIsHarmless(t *testing.T) {
	for slot, fill := range slots() {
		t.Run(slot, func(t *testing.T) {
			for _, c := range constructs(t) {
				t.Run(c.Name, func(t *testing.T) {
					a := story()
					if strings.Contains(slot, "line") || slot == "reason" || slot == "digest title" || slot == "held feed" {
						a = notice()
					}
					fill(&a, c.Text)
					wellFormed(t, a)
					m, _ := rendered(t, a)
					if all := allShown(m); !strings.Contains(all, seen(notify.Plain(c.Text))) {
						t.Errorf("%q is not shown:\n%s", c.Text, all)
					}
				})
			}
		})
	}
}

// allShown is all text of a message as people see it.
func allShown(m body) string {
	all := []string{read(m.Content, true).shown}
	for _, e := range m.Embeds {
		all = append(all, read(e.Title, false).shown)
		for line := range strings.Lines(e.Description) {
			if parts := masked.FindStringSubmatch(strings.TrimSpace(line)); parts != nil {
				all = append(all, read("x"+parts[2], false).shown, parts[4])
			}
			all = append(all, read(line, true).shown)
		}
		for _, f := range e.Fields {
			all = append(all, read(f.Value, true).shown)
		}
	}
	return seen(strings.Join(all, "\n"))
}

func TestFewBackslashes(t *testing.T) {
	tests := map[string]string{
		"Ordinary words - a dash, a hyphen-ated one. A full stop.": `Ordinary words - a dash, a hyphen-ated one. A full stop.`,
		"Poll: 51.5% | The Courier":                                `Poll: 51.5% | The Courier`,
		"#Graustark votes at 10:30, costs ~5 > 4 + 1":              `#Graustark votes at 10:30, costs ~5 > 4 + 1`,
		"[Video] A@b.example and @somebody (x)":                    `\[Video] A@b.example and @somebody (x)`,
		"Discord. A company; discord.com a site":                   `Discord. A company; discord\.com a site`,
		"snake_case *starred*":                                     `snake\_case \*starred\*`,
		"https://x.example/~a":                                     `https:\/\/x.example/~a`,
		"¯\\_(ツ)_/¯":                                               `¯\\\_(ツ)\_/¯`,
		"@everyone":                                                "@\u200beveryone",
	}
	for text, want := range tests {
		m, _ := rendered(t, with(func(a *meddlewatch.Alert) { a.Headline = text }))
		got, _, _ := strings.Cut(strings.TrimPrefix(m.Content, "NEW: "), " · 3 sources")
		if got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestTitlesAndLinksShowNoBackslash(t *testing.T) {
	for _, c := range constructs(t) {
		if strings.Contains(c.Text, `\`) {
			continue
		}
		a := notice()
		a.Lines[0].Headline = c.Text
		m, _ := rendered(t, a)
		_, line, _ := strings.Cut(m.Embeds[0].Description, "\n")
		line, _, _ = strings.Cut(line, "\n")
		s, _ := rendered(t, with(func(a *meddlewatch.Alert) { a.Headline = c.Text }))
		if strings.Contains(line+s.Embeds[0].Title, `\`) {
			t.Errorf("%s: %s, %s", c.Name, line, s.Embeds[0].Title)
		}
	}
}

func TestLinks(t *testing.T) {
	tests := []struct{ name, address, want string }{
		{"ordinary", "https://courier.example/2026/a-b_c.html?x=1&y=2#top", "https://courier.example/2026/a-b_c.html?x=1&y=2#top"},
		{"no path", "http://courier.example", "http://courier.example"},
		{"query without path", "http://courier.example?a=1", "http://courier.example/?a=1"},
		{"capitals", "HTTPS://Courier.EXAMPLE/Path", "https://courier.example/Path"},
		{"port", "http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"},
		{"names in other scripts", "https://выборы.example/новости?q=да", "https://xn--90ab1bi6cd.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?q=%D0%B4%D0%B0"},
		{"user and password", "https://user:pass@courier.example/", "https://courier.example/"},
		{"another host as user", "https://bank.example@evil.example/", "https://evil.example/"},
		{"backslash as slash", `https://evil.example\@bank.example/`, "https://evil.example/%5C@bank.example/"},
		{"end of a masked link", `https://courier.example/a)b](c) "d" <e>`, "https://courier.example/a%29b%5D%28c%29%20%22d%22%20%3Ce%3E"},
		{"encoded already", "https://courier.example/a%20b%2F%zz%", "https://courier.example/a%20b%2F%25zz%25"},
		{"unseen characters", "https://courier.example/a\u202e\u200b\x00b", "https://courier.example/ab"},
		{"two fragments", "https://courier.example/#a#b", "https://courier.example/#a%23b"},
		{"stars and bars", "https://courier.example/*a*|b|`c`'", "https://courier.example/%2Aa%2A%7Cb%7C%60c%60%27"},
		{"invalid UTF-8", "https://courier.example/\xff", "https://courier.example/%EF%BF%BD"},
		{"nothing", "", ""},
		{"words", "no address", ""},
		{"script", "javascript:alert(1)//https://a.example", ""},
		{"other scheme", "ftp://courier.example/", ""},
		{"no host", "https:///path", ""},
		{"no domain", "http://localhost:8080/", ""},
		{"IPv6", "http://[::1]/", ""},
		{"half an IPv4 address", "http://127.1/", ""},
		{"number", "http://2130706433/", ""},
		{"space in the host", "https://courier .example/", ""},
		{"empty label", "https://courier..example/", ""},
		{"bad port", "https://courier.example:99999/", ""},
		{"word as port", "https://courier.example:web/", ""},
		{"too long", "https://courier.example/" + strings.Repeat("ä", 700), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := with(func(a *meddlewatch.Alert) { a.Link = test.address })
			wellFormed(t, a)
			m, _ := rendered(t, a)
			if m.Embeds[0].URL != test.want {
				t.Errorf("title links to %q, want %q", m.Embeds[0].URL, test.want)
			}
			if (len(m.Components) == 1) != (test.want != "") {
				t.Errorf("buttons %+v", m.Components)
			}
			if text := m.Embeds[0].field("Address"); (text != "") != (test.want == "" && test.address != "") {
				t.Errorf("address as text %q", text)
			}
		})
	}
}

func TestNoPasswordIsShown(t *testing.T) {
	for _, address := range []string{"https://user:hunter2@courier.example/x", "ftp://user:hunter2@courier.example/", "//user:hunter2@x"} {
		a, n := with(func(a *meddlewatch.Alert) { a.Link = address }), notice()
		n.Lines[0].Link = address
		for _, alert := range []meddlewatch.Alert{a, n} {
			payload, _, err := notify.RenderDiscord(alert)
			if err != nil || strings.Contains(string(payload), "hunter2") {
				t.Errorf("%v, %s", err, payload)
			}
		}
	}
}
