// Package feeds turns an address into new items: polite conditional fetching,
// repair of broken bytes, parsing, cleaning of text, and the identity that makes
// an item new exactly once.
//
// The reading half decides what a document says (Parse), which feeds a page
// offers (Discover, ReadOPML), what a link is once everything that does not name
// the article is taken off it (NormalizeLink), and which entries were never seen
// before (Identify). These functions are pure: no clock, no network, no database.
// Whatever bytes come in, they return in time linear in their length, and all
// text that leaves is valid UTF-8 without mark-up, control or bidirectional
// characters.
//
// It leaves to others what an item is worth (match), where it is kept (store) and
// who is told (notify).
package feeds
