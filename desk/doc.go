// Package desk answers the questions people ask: why was this item alerted or
// not, what is the state of everything, what would this watchlist have done. The
// requests and answers are plain values, the same for the command line and for
// every later front.
//
// It decides what an answer contains; how it is printed is left to who asks.
package desk
