package feeds

import "time"

// Document is what one answer of a feed says, after repair and parsing.
type Document struct {
	Title    string   // the feed's own title, plain text
	Link     string   // its home page, absolute; "" when not given
	Lang     string   // BCP 47 as printed; "" when not given
	Entries  []Entry  // in the order of the document, at most Limits.Items
	Repaired []string // what had to be mended, one short phrase each; empty for a clean document
	// Raw is the number of <item and <entry tags in the bytes. More of them than
	// Entries means that something was not read.
	Raw int
	TTL time.Duration // RSS <ttl> or sy:updatePeriod/updateFrequency; zero when not given
}

// Entry is one entry as the feed gives it, cleaned but not yet identified.
type Entry struct {
	Title     string // plain text
	Link      string // absolute http or https; "" when there is none
	GUID      string // as printed, white space trimmed; "" when there is none
	Published time.Time
	Summary   string // plain text of the description; of the content where there is no description
	Content   string // plain text of the full content, where the feed carries both
	Lang      string
	Source    string // plain name of the outlet an aggregator took it from; "" when not given
}

// ParseOptions is what is known about the bytes besides the bytes.
type ParseOptions struct {
	URL         string // address they came from; relative links are resolved against it
	ContentType string // header of the answer; "" unknown
	Charset     string // forced by the configuration; "" detects it
	MaxItems    int    // zero: DefaultMaxItems
}

// DefaultMaxItems is how many entries of one document are read.
const DefaultMaxItems = 2000
