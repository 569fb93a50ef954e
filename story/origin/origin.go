package origin

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"

	"meddlewatch"
	"meddlewatch/seeds/lists"
)

// originsFile holds the cues by which a text names its source, in English, German,
// French, Spanish, Polish and Russian, lower case; the agencies among the outlets;
// addresses that do not spell their outlet's name; and further forms of names.
//
//go:embed origins.json
var originsFile []byte

// Finder finds origins. It does not change and may be used by several at once.
type Finder struct {
	names    *names
	hosts    map[string]string
	agencies map[string]bool

	before, behind               map[string]bool // cues
	betweenBefore, betweenBehind map[string]bool // words between a cue and a name
	notAfter                     map[string]bool
}

// New returns a Finder over the built-in lists. It can be used whatever the error
// says: what could not be read is not recognised.
func New() (*Finder, error) {
	var data struct {
		Agencies      []string            `json:"agencies"`
		Hosts         map[string]string   `json:"hosts"`
		Forms         map[string][]string `json:"forms"`
		Before        []string            `json:"cues before"`
		Behind        []string            `json:"cues behind"`
		BetweenBefore []string            `json:"between before"`
		BetweenBehind []string            `json:"between behind"`
		NotAfter      []string            `json:"not after"`
	}
	var faults error
	if err := json.Unmarshal(originsFile, &data); err != nil {
		faults = fmt.Errorf("origins file: %w", err)
	}
	known, err := lists.Load()
	if err != nil {
		faults, known = errors.Join(faults, err), &lists.Lists{}
	}
	f := &Finder{
		names: newNames(known.Outlets, data.Forms), hosts: data.Hosts, agencies: setOf(data.Agencies),
		before: setOf(data.Before), behind: setOf(data.Behind),
		betweenBefore: setOf(data.BetweenBefore), betweenBehind: setOf(data.BetweenBehind),
		notAfter: setOf(data.NotAfter),
	}
	is := func(name string) bool {
		return slices.ContainsFunc(known.Outlets, func(o lists.Outlet) bool { return o.Name == name })
	}
	for _, name := range data.Agencies {
		if !is(name) {
			faults = errors.Join(faults, fmt.Errorf("origins file: agency %q is no outlet of the lists", name))
		}
	}
	return f, faults
}

func setOf(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// Only the beginning of a text is read: what comes later is seldom about the
// report itself.
const (
	maxTitle   = 400 // bytes
	maxSummary = 400
)

// Of returns the origin of an item: the outlet that its text names as source, else
// the agency that signs it, else the item's own outlet, by its name in the lists or
// its domain; "" where nothing of all that is known. It is stable: the same outlet
// has the same origin in all its feeds.
func (f *Finder) Of(it meddlewatch.Item) string {
	own := f.own(it)
	title, summary := clip(it.Title, maxTitle), clip(it.Summary, maxSummary)
	signed := ""
	for i, text := range []string{title, summary} {
		for _, m := range f.mentions(text) {
			switch {
			case f.cited(text, m), i == 0 && labels(text, m):
				return m.outlet
			case signed == "" && f.agencies[m.outlet] && signs(text, m):
				signed = m.outlet
			}
		}
	}
	if signed != "" {
		return signed
	}
	return own
}

// own is the outlet an item stands in.
func (f *Finder) own(it meddlewatch.Item) string {
	for _, address := range []string{it.Link, it.Feed} {
		domain := domainOf(address)
		if domain == "" {
			continue
		}
		if outlet := f.hosts[domain]; outlet != "" {
			return outlet
		}
		label, _, _ := strings.Cut(domain, ".")
		if outlet := f.names.byHost[squeeze(label)]; outlet != "" {
			return outlet
		}
		if outlet := f.names.named(it.Outlet); outlet != "" {
			return outlet
		}
		return domain
	}
	if outlet := f.names.named(it.Outlet); outlet != "" {
		return outlet
	}
	return strings.TrimSpace(it.Outlet)
}

// domainOf is the registered domain of an address; "" where it has none.
func domainOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

// mention is an outlet's name in a text.
type mention struct {
	outlet     string
	start, end int
}

// mentions finds the names of outlets in a text, in order.
func (f *Finder) mentions(text string) []mention {
	var out []mention
	for i := 0; i < len(text); {
		if !inWord(text, i) {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		end := wordEnd(text, i)
		if outlet, nameEnd := f.names.at(text, i, end); outlet != "" {
			out = append(out, mention{outlet, i, nameEnd})
			end = nameEnd
		}
		i = end
	}
	return out
}

// clip cuts s to at most n bytes, at the end of a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
