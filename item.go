package meddlewatch

import "time"

// Item is one entry of a feed after repair, parsing and identification: what
// the rest of the house judges, groups and shows. All text is plain (no mark-up,
// no control or bidirectional characters) and valid UTF-8.
type Item struct {
	ID        ID        // identity; derived from the link, else from GUID or content
	Feed      string    // configured address of the feed; "" when an items file names none
	Outlet    string    // name of the outlet as shown to people; "" when unknown
	Title     string    // headline
	Summary   string    // description of the feed, or its content where it has no description
	Link      string    // absolute http or https address; "" when the feed has none
	GUID      string    // as printed in the feed; "" when absent
	Lang      string    // BCP 47 tag; "" when unknown
	Published time.Time // UTC; zero when the feed gives no readable date
	Arrived   time.Time // UTC; when the bot first saw it. This is the "now" of its judging

	GUIDKey Key // hash of feed and GUID (of the content, where there is neither GUID nor usable link); zero: none
	LinkKey Key // hash of the normalised link, the same in all feeds; zero: no link, or a link that is no key

	Poll int64 // number of the poll that brought it; items of one poll are held or released together
	Mark Mark  // what the poll knew about its arrival
}

// Time returns the time that places the item among others: its publication,
// unless that is unknown or lies after its arrival.
func (it Item) Time() time.Time {
	if it.Published.IsZero() || it.Published.After(it.Arrived) {
		return it.Arrived
	}
	return it.Published
}

// Mark says under which circumstances an item arrived. It is set when the item
// is committed and respected when it is judged: a marked item is judged like any
// other, only its alert may be held.
type Mark string

const (
	// MarkNone is an ordinary arrival.
	MarkNone Mark = ""
	// MarkFirstPoll is an item of the first good poll of its feed that the
	// first_poll setting keeps silent.
	MarkFirstPoll Mark = "first-poll"
	// MarkSurge is an item of a poll that brought more than the feed's rate and
	// the time since its last good poll let expect.
	MarkSurge Mark = "surge"
	// MarkArchive is an item of a poll whose unseen items, more than ten, are all
	// older than the newest item known of that feed.
	MarkArchive Mark = "archive"
)

// Sighting is what is remembered of an identity key for ever, so that an item is
// recognised after its text is gone.
type Sighting struct {
	Key   Key  // a GUID key or a link key
	Other Key  // the partner key it was last seen with; zero: none
	Title Key  // hash of the folded title it was last seen with
	Feed  Key  // hash of the feed that showed it first
	Void  bool // a link that stopped being a key: one feed has shown it with two GUIDs
}
