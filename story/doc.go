// Package story decides which items tell of the same event, report or decision.
//
// It compares a new item with those of the last days by the words, names,
// numbers and quotes they share, each counted by how rare it is, and by what the
// verdict says of actors, campaigns and attribution. The answer is a placement: the
// story the item belongs to, the shared evidence that made it so, and whom the report
// goes back to (package origin).
//
// Words that this field is about are one term in all languages (concepts.json), states
// too (places.json), and rare words, which are mostly names, count by their sound. What
// each kind of likeness weighs is fitted to labelled pairs (weights.json, command fit).
//
// When an item joins a story, the items of small stories it is linked to go along where
// they fit there better (Placement.Moves), so that the order in which items come hardly matters.
//
// It is pure: it reads no clock, does no I/O, and the same items in the same
// order give the same stories. Whether an item is relevant is decided before it
// comes here, whether a story alerts after it.
package story
