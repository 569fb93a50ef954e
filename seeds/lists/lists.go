// Package lists holds general resources about the world that the learner reads
// text with: countries, government bodies, outlets, platforms, given names,
// titles, and the words that tell what kind of thing a name names.
//
// It decides nothing. No campaign, operation or threat group is in it; each file
// names its source, and covers the world rather than the documents at hand.
//
// The data are text files, one idea a file: a line is an entry, bars stand between
// its fields and commas between the forms of one field. A line in brackets says what
// the lines below it have in common, mostly a country. A star behind a form says that
// it also means something else: it stands in Doubtful, or makes its entry Ordinary.
package lists

// Lists is all of them. Every form is as printed in running text, in English
// unless it says otherwise, with straight quotes; comparisons are the reader's
// business. A form may stand in several lists, and names of different things may
// be equal: "Georgia" is a country and a region.
type Lists struct {
	Countries []Country
	Cities    []City // regions of countries and parts of the world too
	Bodies    []Body
	Outlets   []Outlet
	Platforms []Platform
	// Organisations are firms, institutes and charities that are no part of a state.
	Organisations []Organisation
	// GivenNames are first names of persons in Latin letters, capitalised, of many languages.
	GivenNames []string
	// Surnames that stand before the given name ("Xi", "Nguyen", "Kim"), capitalised.
	Surnames []string
	// Titles stand directly before the name of a person: "President", "Foreign Minister",
	// "Rep.", "spokesperson". Without country; longest forms too.
	Titles []string
	// Heads are words that say what a name names when the name ends with them or holds
	// them, or when they stand before it as a common noun.
	Heads []Head
	// Stops are capitalised words that are no name alone: months, days, "Election Day",
	// pronouns, sentence openers.
	Stops []string
	// Parties are names of political parties and their adherents that are ordinary adjectives: "Democratic", "Labour".
	Parties []string
}

// Country is a state or territory.
type Country struct {
	Code       string   // ISO 3166-1 alpha-2; XK, which CLDR uses too, for Kosovo
	Name       string   // canonical, as English newspapers print it: "United States", "China"
	Names      []string // further names of the state: "U.S.", "US", "USA", "America", "PRC", "People's Republic of China"
	Adjectives []string // "Chinese", "American", "U.S."
	People     []string // nouns for its people, singular and plural: "Iranians", "Briton", "Britons"
	Metonyms   []string // its capital and seats of government, where newspapers mean the government by it: "Beijing", "Kremlin"
	Capital    string   // the city
	Doubtful   []string // those of all these forms that also mean something else: "Turkey", "Jordan", "Poles", "Washington"
}

// City is a place: a city, a region of a country, or a part of the world.
type City struct {
	Name     string
	Country  string // canonical name; "" a part of the world in no one country
	Ordinary bool   // an ordinary word or the name of a person too ("Nice", "Victoria"): needs a cue near by
}

// Body is a part of a state or an international organisation.
type Body struct {
	Name     string   // canonical: "Federal Bureau of Investigation"
	Forms    []string // other forms: "FBI"
	Country  string   // canonical name; "" international
	Kind     string   // intelligence, security, cyber, ministry, executive, legislature, court, election, military, police, party, regulator, international
	Doubtful []string // those of its forms that also mean something else: "MIT", "Congress"
}

// Outlet is a newspaper, agency, broadcaster or news site.
type Outlet struct {
	Name     string   // canonical
	Forms    []string // other forms
	Country  string   // canonical name; "" none
	State    bool     // owned and directed by a state: "CGTN", "RT", "Press TV"
	Ordinary bool     // its name is an ordinary word ("Time", "The Hill"): needs a cue near by
	Doubtful []string // those of its name and forms that also mean something else; a name that is one makes it Ordinary
}

// Platform is a social network, messenger or video site.
type Platform struct {
	Name  string
	Forms []string
	Owner string // the firm that has it; "" where that is itself
	// Ordinary: its name is an ordinary word or a single letter ("X", "Signal"): needs a cue near by.
	Ordinary bool
	// Doubtful are those of its name and forms that also mean something else; a name that is one makes it Ordinary.
	Doubtful []string
}

// Organisation is a firm, a research institute, or a body of citizens.
type Organisation struct {
	Name     string   // canonical
	Forms    []string // other forms
	Type     string   // company, research_org or other_org
	Country  string   // canonical name; "" international
	Doubtful []string // those of its name and forms that also mean something else: "Meta", "Orange"
}

// Head is a word that tells the type of what it names. Its case counts: "AS" behind
// a name is a legal form, "as" is not. Where several fit, the longest one tells.
type Head struct {
	Word string // "Ministry", "Institute", "Inc.", "summit"
	Type string // one of meddlewatch.EntityTypes
	// Where says where the word counts: "end" of a name, "start" of a name, "in" it anywhere,
	// or "before" it as a common noun ("cyber security firm X", "news agency X").
	Where string
}
