// Package origin says whom a report goes back to: the outlet it stands in, the news
// agency that wrote it, or another outlet that it names as its source ("CNN
// reported"). Items of one origin are one independent source, however many sites
// carry them.
//
// It reads the words of one item and knows no others: copies of an item are found
// by the story room. An outlet that is merely mentioned, or imitated, is no origin.
// Outlets are those of seeds/lists; cues, agencies and addresses are data in
// origins.json.
package origin
