// Package story decides which items tell of the same event, report or decision.
//
// It compares a new item with those of the last days by the words, names,
// numbers and quotes they share, each counted by how rare it is, and by what the
// verdict says of actors and campaigns. The answer is a placement: the story the
// item belongs to, and the shared evidence that made it so.
//
// It is pure: it reads no clock, does no I/O, and the same items in the same
// order give the same stories. Whether an item is relevant is decided before it
// comes here, whether a story alerts after it.
package story
