// Package worker is the way of an item: it polls the feeds that are due, commits
// what they bring, judges it, groups it into stories and delivers the alerts. It
// is the only place where feeds, store, match, story and notify meet.
//
// It decides the order of these steps, what runs beside what, and what happens
// to items that arrive under special circumstances (first poll, flood). How a
// feed is read, a text judged, a story recognised or a message sent, it leaves to
// the packages of these names.
//
// Two commits carry the work across crashes. Commit 1 stores new items together
// with the feed's validators and next poll; commit 2 stores verdict, story and
// outbox together. Each is a queue for the next step, so that polling, judging
// and delivering never wait for one another.
package worker
