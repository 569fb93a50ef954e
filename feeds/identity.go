package feeds

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"meddlewatch"
)

// Identified is what a document adds to what is known.
type Identified struct {
	Items     []meddlewatch.Item     // never seen before, oldest first
	Sightings []meddlewatch.Sighting // new or changed; to be stored with the items
}

// Identify says which entries of a document were never seen before. known holds
// the sightings of Keys(feed.URL, doc.Entries) as far as there are any; now
// becomes the arrival of new items. It changes nothing it is given.
//
// An item has two keys: its GUID within its feed, and its normalised link across
// all feeds. It is known if either is, and dates never count. The exceptions:
//
//   - A link is no key where it is a home page, the feed's own page, or the feed
//     itself; or where one document shows it with two GUIDs (a live page, a list of
//     notices), from then on and for ever. Two entries that are equal in link,
//     title and summary are one entry printed twice, whatever their GUIDs.
//   - It also stops being a key where its feed shows it with a new GUID while
//     the old one is gone from the document and the title shares almost no words
//     with the old title. A feed that changes all its GUIDs keeps its titles, and an
//     edited headline keeps some of its words; another story at the same address
//     keeps none.
//   - The same GUID with another link and another title is another item: some
//     feeds count their GUIDs from one again. With only one of both changed it is
//     the same item, moved or edited.
//   - A GUID is no key where one document shows it with two titles and without
//     one link that both share.
//   - Where neither key is left, the content is the key, within the feed.
func Identify(feed meddlewatch.Feed, doc Document, known map[meddlewatch.Key]meddlewatch.Sighting, now time.Time) Identified {
	id := newIdentifier(feed, doc, known)
	var items []meddlewatch.Item
	for i := range id.entries {
		e := &id.entries[i]
		if id.isKnown(e) {
			id.remember(e)
			continue
		}
		items = append(items, id.item(e, doc, now))
		id.remember(e)
	}
	return Identified{Items: oldestFirst(items, doc.Entries), Sightings: id.changed()}
}

// Keys returns every key that Identify wants to know about, each once: the GUID
// and link keys of all entries, and the content keys of those that lack one of
// both or share one with another entry.
func Keys(feed string, entries []Entry) []meddlewatch.Key {
	keys := make([]meddlewatch.Key, 0, 2*len(entries))
	shared := make(map[meddlewatch.Key]int, 2*len(entries)) // index of the first entry
	for i, e := range entries {
		var guid, link meddlewatch.Key
		if e.GUID != "" {
			guid = guidKey(feed, e.GUID)
		}
		if normal, ok := NormalizeLink(e.Link); ok {
			link = linkKey(normal)
		}
		if guid == 0 || link == 0 {
			keys = append(keys, contentKey(feed, e))
		}
		for _, key := range []meddlewatch.Key{guid, link} {
			if key == 0 {
				continue
			}
			if first, ok := shared[key]; ok {
				keys = append(keys, contentKey(feed, entries[first]), contentKey(feed, e))
			} else {
				shared[key] = i
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func guidKey(feed, guid string) meddlewatch.Key {
	return meddlewatch.Key(meddlewatch.HashOf("guid", feed, guid))
}

func linkKey(normal string) meddlewatch.Key {
	return meddlewatch.Key(meddlewatch.HashOf("link", normal))
}

func contentKey(feed string, e Entry) meddlewatch.Key {
	return meddlewatch.Key(meddlewatch.HashOf("content", feed, e.Title, e.Summary))
}

// candidate is an entry with its keys, as far as they are keys in this document.
type candidate struct {
	entry Entry
	feed  string
	at    meddlewatch.Key // the link as printed, also where it is no key
	guid  meddlewatch.Key // 0: none, or shown with two items
	link  meddlewatch.Key // 0: none, or no key
	title sketch
}

// own is the key that stands for the GUID: the GUID's own, or that of the content
// where nothing else is left.
func (c *candidate) own() meddlewatch.Key {
	if c.guid == 0 && c.link == 0 {
		return contentKey(c.feed, c.entry)
	}
	return c.guid
}

// sameWords reports whether two entries say the same.
func (c *candidate) sameWords(o *candidate) bool {
	return c.entry.Title == o.entry.Title && c.entry.Summary == o.entry.Summary
}

// identifier holds what is known while the entries of one document are looked
// at: known is what was known before, now what the document adds or changes.
type identifier struct {
	feed    meddlewatch.Feed
	feedKey meddlewatch.Key
	known   map[meddlewatch.Key]meddlewatch.Sighting
	now     map[meddlewatch.Key]meddlewatch.Sighting
	order   []meddlewatch.Key                   // keys of now, in order of appearance
	present map[meddlewatch.Key]meddlewatch.Key // GUIDs of the document, and where they link to
	entries []candidate
}

func newIdentifier(feed meddlewatch.Feed, doc Document, known map[meddlewatch.Key]meddlewatch.Sighting) *identifier {
	id := &identifier{
		feed:    feed,
		feedKey: meddlewatch.Key(meddlewatch.HashOf("feed", feed.URL)),
		known:   known,
		now:     make(map[meddlewatch.Key]meddlewatch.Sighting),
		present: make(map[meddlewatch.Key]meddlewatch.Key, len(doc.Entries)),
		entries: make([]candidate, 0, len(doc.Entries)),
	}
	own, _ := NormalizeLink(doc.Link)
	self, _ := NormalizeLink(feed.URL)
	for _, e := range doc.Entries {
		c := candidate{entry: e, feed: feed.URL, title: sketchOf(e.Title)}
		if e.GUID != "" {
			c.guid = guidKey(feed.URL, e.GUID)
		}
		if link, ok := NormalizeLink(e.Link); ok {
			c.at = linkKey(link)
			if link != own && link != self {
				c.link = c.at
			}
		}
		if c.guid != 0 {
			id.present[c.guid] = c.at
		}
		id.entries = append(id.entries, c)
	}
	id.dropVoidGUIDs()
	id.dropVoidLinks()
	return id
}

// sighting returns what is known of a key, including this document.
func (id *identifier) sighting(key meddlewatch.Key) (meddlewatch.Sighting, bool) {
	if key == 0 {
		return meddlewatch.Sighting{}, false
	}
	if s, ok := id.now[key]; ok {
		return s, true
	}
	s, ok := id.known[key]
	return s, ok
}

// set records a sighting if it says anything new.
func (id *identifier) set(s meddlewatch.Sighting) {
	if old, ok := id.sighting(s.Key); ok && old == s {
		return
	}
	if _, ok := id.now[s.Key]; !ok {
		id.order = append(id.order, s.Key)
	}
	id.now[s.Key] = s
}

// changed returns the sightings to store. One that went back to what it was
// before is not among them.
func (id *identifier) changed() []meddlewatch.Sighting {
	var out []meddlewatch.Sighting
	for _, key := range id.order {
		if s := id.now[key]; id.known[key] != s {
			out = append(out, s)
		}
	}
	return out
}

// dropVoidGUIDs takes the GUID from entries that share it with another item of
// the same document.
func (id *identifier) dropVoidGUIDs() {
	groups := make(map[meddlewatch.Key][]*candidate)
	for i := range id.entries {
		if c := &id.entries[i]; c.guid != 0 {
			groups[c.guid] = append(groups[c.guid], c)
		}
	}
	for i := range id.entries {
		c := &id.entries[i]
		key := c.guid
		if key == 0 {
			continue
		}
		old, seen := id.sighting(key)
		if !old.Void && !slices.ContainsFunc(groups[key], func(o *candidate) bool {
			return o.title != c.title && (o.at == 0 || o.at != c.at)
		}) {
			continue
		}
		for _, o := range groups[key] {
			o.guid = 0
			if seen && !old.Void && o.title == sketch(old.Title) {
				// The item that had the GUID to itself so far.
				id.set(meddlewatch.Sighting{Key: contentKey(id.feed.URL, o.entry), Title: old.Title, Feed: old.Feed})
			}
		}
		id.set(meddlewatch.Sighting{Key: key, Other: old.Other, Title: old.Title, Feed: id.feedKey, Void: true})
	}
}

// dropVoidLinks takes the link from entries for which it is no key, and records
// links that stop being one here.
func (id *identifier) dropVoidLinks() {
	groups := make(map[meddlewatch.Key][]*candidate)
	for i := range id.entries {
		if c := &id.entries[i]; c.link != 0 {
			groups[c.link] = append(groups[c.link], c)
		}
	}
	for i := range id.entries {
		c := &id.entries[i]
		key := c.link
		if key == 0 {
			continue
		}
		old, seen := id.sighting(key)
		switch {
		case old.Void:
		case slices.ContainsFunc(groups[key], func(o *candidate) bool { return differ(c, o) }):
		case seen && id.reused(c, old):
		default:
			continue
		}
		_, owned := id.present[old.Other]
		orphan := seen && !old.Void && !owned
		for _, o := range groups[key] {
			o.link = 0
			if orphan && o.title == sketch(old.Title) {
				// The item that had the link to itself so far, under a new GUID.
				id.set(meddlewatch.Sighting{Key: o.own(), Other: o.at, Title: old.Title, Feed: old.Feed})
				orphan = false
			}
		}
		id.set(meddlewatch.Sighting{Key: key, Other: old.Other, Title: old.Title, Feed: or64(old.Feed, id.feedKey), Void: true})
	}
}

// differ reports whether two entries at one link are two items: two GUIDs and
// not the same words, or no GUIDs and unrelated titles.
func differ(a, b *candidate) bool {
	if a.guid == 0 && b.guid == 0 {
		return !a.sameWords(b) && !a.title.resembles(b.title)
	}
	return a.guid != 0 && b.guid != 0 && a.guid != b.guid && !a.sameWords(b)
}

// reused reports whether a known link of this feed now leads to another item.
func (id *identifier) reused(c *candidate, old meddlewatch.Sighting) bool {
	if c.guid == 0 || old.Other == 0 || old.Other == c.guid || old.Feed != id.feedKey {
		return false
	}
	if _, seen := id.sighting(c.guid); seen {
		return false
	}
	// The old GUID still in the document but elsewhere: the address was passed on.
	// At this link it is a second copy, and differ has the say.
	if at, here := id.present[old.Other]; here && at != c.at {
		return true
	}
	return !c.title.resembles(sketch(old.Title))
}

func (id *identifier) isKnown(c *candidate) bool {
	if _, ok := id.sighting(c.link); ok {
		return true
	}
	old, ok := id.sighting(c.own())
	if !ok {
		return false
	}
	return c.guid == 0 || old.Other == c.at || sketch(old.Title) == c.title
}

// remember records both keys of an entry. A link that another feed showed first
// stays with that feed, so that two feeds do not rewrite it in turns.
func (id *identifier) remember(c *candidate) {
	own := c.own()
	if own != 0 {
		old, _ := id.sighting(own)
		id.set(meddlewatch.Sighting{Key: own, Other: c.at, Title: meddlewatch.Key(c.title), Feed: or64(old.Feed, id.feedKey)})
	}
	if c.link != 0 {
		if old, seen := id.sighting(c.link); !seen || old.Feed == id.feedKey {
			id.set(meddlewatch.Sighting{Key: c.link, Other: c.guid, Title: meddlewatch.Key(c.title), Feed: id.feedKey})
		}
	}
}

// item makes the item of an entry that was never seen.
func (id *identifier) item(c *candidate, doc Document, now time.Time) meddlewatch.Item {
	it := ItemFrom(id.feed, doc, c.entry, now)
	it.GUIDKey, it.LinkKey = c.own(), c.link
	it.ID = meddlewatch.ID(c.link)
	if c.link == 0 {
		it.ID = meddlewatch.ID(c.own())
		if _, seen := id.sighting(c.own()); seen { // the GUID, and so the ID, had an owner
			it.ID = meddlewatch.ID(meddlewatch.HashOf("again", id.feed.URL, c.entry.GUID, c.entry.Link, c.entry.Title))
		}
	}
	return it
}

func or64(a, b meddlewatch.Key) meddlewatch.Key {
	if a != 0 {
		return a
	}
	return b
}

// ItemFrom makes an item of an entry on the entry's word alone, without knowing
// what else the feed has shown: the link is a key unless it is a home page or the
// feed's own. Identify gives the same ID and keys to an entry whose link is a key.
func ItemFrom(feed meddlewatch.Feed, doc Document, e Entry, now time.Time) meddlewatch.Item {
	it := meddlewatch.Item{
		Feed:      feed.URL,
		Outlet:    outletOf(feed, doc, e),
		Title:     e.Title,
		Summary:   e.Summary,
		Link:      e.Link,
		GUID:      e.GUID,
		Lang:      or(feed.Lang, e.Lang, doc.Lang),
		Published: e.Published,
		Arrived:   now.UTC(),
	}
	own, _ := NormalizeLink(doc.Link)
	self, _ := NormalizeLink(feed.URL)
	if link, ok := NormalizeLink(e.Link); ok && link != own && link != self {
		it.LinkKey = linkKey(link)
	}
	if e.GUID != "" {
		it.GUIDKey = guidKey(feed.URL, e.GUID)
	} else if it.LinkKey == 0 {
		it.GUIDKey = contentKey(feed.URL, e)
	}
	it.ID = meddlewatch.ID(or64(it.LinkKey, it.GUIDKey))
	return it
}

// outletOf names who published an entry: what an aggregator says, else what the
// operator calls the feed, else what the feed calls itself, else the host.
func outletOf(feed meddlewatch.Feed, doc Document, e Entry) string {
	if e.Source != "" && (feed.Name == "" || feed.Kind == "aggregator") {
		return e.Source
	}
	return or(feed.Name, doc.Title, hostOf(e.Link), hostOf(feed.URL))
}

// hostOf returns the host of an address without "www."; "" where there is none.
func hostOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// oldestFirst orders new items by time. Feeds list the newest first; where all
// items have dates these decide, and the place in the document breaks ties.
func oldestFirst(items []meddlewatch.Item, entries []Entry) []meddlewatch.Item {
	if !ascending(entries) {
		slices.Reverse(items)
	}
	for _, it := range items {
		if it.Published.IsZero() {
			return items
		}
	}
	slices.SortStableFunc(items, func(a, b meddlewatch.Item) int { return a.Published.Compare(b.Published) })
	return items
}

// LinkKey is the identity key of an address, the same in all feeds; zero where
// the address can be no key.
func LinkKey(address string) meddlewatch.Key {
	if normal, ok := NormalizeLink(address); ok {
		return linkKey(normal)
	}
	return 0
}
