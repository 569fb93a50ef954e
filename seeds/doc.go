// Package seeds holds the watchlist: what it looks like on disk, the lists and
// the feeds that are shipped, and how a person's list changes them.
//
// It decides which names are known and how far each may be trusted on its own.
// It leaves to others how a name is found in a text and what it is worth there.
//
// # The shipped data
//
//   - learned.toml: names that stand in the documents the watchlist was learned
//     from, each with its receipts. No name is in it that no document prints.
//   - added.toml: names from public knowledge, each with its sources; what they
//     say is what the source claims (CREDITS.md lists the sources).
//   - feeds.toml: the feeds that are polled while nobody configures any.
//   - starter.toml: the commented watchlist that a person begins with.
//
// # The format of a watchlist
//
// A watchlist is a TOML file of entities:
//
//	[[entity]]
//	name = "Operation Example"           # as articles print it
//	type = "campaign"                    # one of meddlewatch.EntityTypes
//	watch = "yes"                        # yes, context or no; yes where absent
//	actor = "Russia"                     # the state it is said to belong to
//	aliases = [                          # every name that is matched
//	  { name = "Operation Example" },
//	  { name = "OpEx", strength = "context" },
//	  { name = "Operación Ejemplo", lang = "es" },
//	]
//	receipts = ["report.txt:512"]        # document:offset, bytes from 0
//	sources = ["https://example.org/a"]  # where a reader can check it
//
// Only name and type are needed. Without aliases the name is the one alias; with
// aliases the name itself is matched only where it is one of them. An alias
// without a strength is strong; but never in an entity of watch "no", context in
// one of watch "context", and context for a state or a place, because the name
// of a country must not alert alone.
//
// A strength says what the alias may do on its own: strong stands alone, context
// needs an interference cue or its actor near by, never is recognised and counts
// nothing. In one file a name belongs to one entity; names are compared without
// regard to case, width and spacing.
//
// Three further tables say what else documents teach:
//
//	[[relation]]                         # what they say of two entities
//	subject = "Operation Example"
//	relation = "attributed_to"           # one of meddlewatch.RelationKinds
//	object = "Russia"
//	hedge = "linked to"                  # as printed, where they keep a distance
//	receipts = ["report.txt:512"]
//
//	[[theme]]                            # by which words they speak of interference
//	name = "false names"
//	kind = "deceive"                     # one of meddlewatch.CueKinds; without one a topic
//	lang = "en"                          # may be left out
//	phrases = ["fake accounts"]          # with a kind each of them is a cue
//	receipts = ["report.txt:700"]
//
//	[[document]]                         # what was read
//	name = "report.txt"
//	sha256 = "…"
//	bytes = 2048
//
// A file that was learned ends with [learned], which tells what the learner wrote
// from what a person changed since: see [LearnedTable]. It means nothing to a judge.
//
// An entity with remove = true, and nothing else but its name, takes an entity
// of an earlier list away as if it had never been there. See [Merge].
package seeds
