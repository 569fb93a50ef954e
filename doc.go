// Package meddlewatch holds the words that all rooms of the house speak: feed,
// item, verdict, reason, claim, story, alert, outbox, watchlist.
//
// It decides what these words mean and which values they may take. It does no
// I/O, reads no clock and imports nothing of ours, so that every other package
// may import it. A type belongs here only when two rooms need it.
package meddlewatch
