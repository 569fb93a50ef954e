// Package discordserver is a Discord on loopback for tests. It behaves as
// Discord's HTTP API v10 does for what the bot uses, checks every request
// against Discord's own OpenAPI document and against the limits that the document
// does not state, and its own answers against the same document.
//
// It decides what Discord would answer, and writes down what it would have
// refused, or what people in a channel should never be shown: the Violations, of
// which a test wants none. What a message says, and what a failure means, is left
// to those who are tested. Nothing here may be relied on that Discord does not
// promise; Options.PlainIDs and the faults exist to find out.
//
// Only tests use it, and the command serve beside it, by which the bot is tried by
// hand.
package discordserver
