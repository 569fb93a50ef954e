package desk

import (
	"context"
	"fmt"
	"math"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"meddlewatch"
	"meddlewatch/store"
)

// WhyCarrier is a feed that would have had to carry an address, and how it does.
type WhyCarrier struct {
	Feed       string                 `json:"feed"`
	Configured bool                   `json:"configured"` // false: it was, and is no longer
	State      meddlewatch.FeedStatus `json:"state"`
	Since      time.Time              `json:"since,omitzero"`
	Why        string                 `json:"why,omitempty"` // a sentence; "" where the state is fine
	LastPoll   time.Time              `json:"last_poll,omitzero"`
	LastGood   time.Time              `json:"last_good,omitzero"`
	LastItem   time.Time              `json:"last_item,omitzero"` // arrival of its last new item
	Newest     time.Time              `json:"newest,omitzero"`    // newest date it has printed
	PerDay     float64                `json:"items_per_day"`
	Missed     string                 `json:"missed"` // why an item of it may not be known, as a sentence
}

// absent says why an address was never seen: which feed would have had to carry it,
// and how that feed does.
func (a *WhyAnswer) absent(ctx context.Context, db *store.DB, configured []meddlewatch.Feed) error {
	site := siteAt(strings.TrimSpace(a.URL))
	if site == "" {
		a.Absence = "It is no web address; give the address of the article."
		return nil
	}
	known, err := db.FeedStates(ctx)
	if err != nil {
		return err
	}
	if a.Watching, err = db.FirstArrival(ctx); err != nil {
		return err
	}
	carrying, err := carriersOf(ctx, db, configured, known, site)
	if err != nil {
		return err
	}
	active := 0
	var names []string
	for _, address := range carrying {
		_, polled := known[address]
		on := slices.ContainsFunc(configured, func(f meddlewatch.Feed) bool { return f.URL == address })
		if on {
			active++
			names = append(names, address)
		}
		a.Carriers = append(a.Carriers, carrier(known[address], address, on, polled))
	}
	if active == 0 {
		a.Absence = fmt.Sprintf("No configured feed is of %s", site)
		if net.ParseIP(site) == nil { // nobody's site is at a bare address
			a.Absence += fmt.Sprintf("; “bot feeds add https://%s” looks for one", site)
		}
		a.Absence += "."
		return nil
	}
	a.Absence = "The feed that would have had to carry it: " + strings.Join(names, ", ")
	return nil
}

// linksLookedAt is how many of the last items are asked for the site they lead to:
// about what 300 feeds bring in a day, and read in some milliseconds.
const linksLookedAt = 2000

// carriersOf returns the feeds of a site, sorted: those at an address of it, also when
// they are no longer configured, and those whose last items led there, as feeds at
// another host and aggregators do.
func carriersOf(ctx context.Context, db *store.DB, configured []meddlewatch.Feed, known map[string]meddlewatch.FeedState, site string) ([]string, error) {
	var list []string
	add := func(feed, address string) {
		if siteAt(address) == site {
			list = append(list, feed)
		}
	}
	for _, f := range configured {
		add(f.URL, f.URL)
	}
	for feed := range known {
		add(feed, feed)
	}
	err := db.RecentLinks(ctx, linksLookedAt, add)
	slices.Sort(list)
	return slices.Compact(list), err
}

// carrier says how a feed does. The zero state is a feed never polled.
func carrier(s meddlewatch.FeedState, address string, configured, polled bool) WhyCarrier {
	if !polled {
		s.Status = meddlewatch.FeedNew
	}
	c := WhyCarrier{
		Feed: address, Configured: configured, State: s.Status, Since: s.Since, Why: s.Why,
		LastPoll: s.LastPoll, LastGood: s.LastGood, LastItem: s.LastItem, Newest: s.Newest, PerDay: s.PerDay,
	}
	c.Missed = missed(c)
	return c
}

// missed says why an item of a feed may not be known.
func missed(c WhyCarrier) string {
	read := ""
	if !c.LastGood.IsZero() {
		read = "it was last read " + minute(c.LastGood)
	}
	switch {
	case !c.Configured && read != "":
		return "It is no longer in the config, or turned off there; " + read + "."
	case !c.Configured:
		return "It is no longer in the config, or turned off there."
	case c.LastPoll.IsZero():
		return "It was not polled yet."
	case read == "":
		return fmt.Sprintf("It could never be read so far: %s.", sentencePart(c))
	}
	switch c.State {
	case meddlewatch.FeedFine, meddlewatch.FeedQuiet, meddlewatch.FeedMoved, meddlewatch.FeedNew:
		text := "It is read (" + strings.TrimPrefix(read, "it was ") + ") and did not show this address; either it left the article out, or it showed it only between two polls"
		if c.PerDay >= 1 {
			text += ": it brings about " + itemsADay(c.PerDay)
		}
		return text + "."
	default:
		return fmt.Sprintf("It is not read now: %s; %s. What it printed since is not known.", sentencePart(c), read)
	}
}

// itemsADay is a rate of one or more as a person says it.
func itemsADay(rate float64) string {
	if n := math.Round(rate); n > 1 {
		return fmt.Sprintf("%.0f items a day", n)
	}
	return "one item a day"
}

// sentencePart is state and cause of a feed inside a sentence.
func sentencePart(c WhyCarrier) string {
	text := string(c.State)
	if !c.Since.IsZero() {
		text += " since " + minute(c.Since)
	}
	if c.Why != "" {
		text += " (" + strings.TrimSuffix(c.Why, ".") + ")"
	}
	return text
}

// minute is a time as a person reads it.
func minute(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// siteAt is the site of an address; "" where that is none.
func siteAt(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return siteOf(u.Hostname())
}

// siteOf is the domain a host was registered under, so that a feed host and the
// site it speaks for are one.
func siteOf(host string) string {
	host = strings.ToLower(host)
	if net.ParseIP(host) != nil {
		return host
	}
	if site, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return site
	}
	return host
}
