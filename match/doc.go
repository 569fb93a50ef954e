// Package match turns the text of an item into a verdict: how relevant it is for
// people who watch foreign interference in elections and covert influence by
// states, what kind of statement it makes, and why.
//
// It decides from four kinds of data, all of them readable TOML: the watchlist
// (names), the lexicons (acts, targets, actors, claims and guards by language),
// the weights (one number a feature) and the sources (kinds of outlets). It knows
// nothing of feeds, stories or storage, reads no clock and does no I/O: the same
// item and the same data give the same verdict, byte for byte.
//
// The way of a text: [Words] folds and cuts it; names and terms are found with
// one trie over word hashes each; every state that is mentioned gets a part
// (it acts, it speaks, it is aimed at); acts are put together with the actor and
// the political target nearest to them; what comes of it are named features, and
// the score is the logistic function of the sum of their weights.
//
// The verdict is about what an item reports. It never says that the report is
// true.
package match
