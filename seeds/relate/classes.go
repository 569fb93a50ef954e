package relate

// class is the part a cue plays in a sentence. The lists of the cue files are
// named after classes.
type class uint8

// The classes of cues.
const (
	act           class = iota // verbs of aiming at somebody: the object follows, or stands before a passive
	actNoun                    // nouns of aiming; an object follows behind a word of the class into
	interfere                  // words that say that a sentence speaks of influence or intrusion at all
	into                       // joins a noun of aiming to its object
	by                         // joins a passive or a noun to the one who acts
	be                         // makes a participle passive
	stop                       // ends the objects of a verb
	negation                   // takes back the act behind it
	noProof                    // takes back everything behind it
	unreal                     // makes everything behind it a condition or a question
	abstain                    // promises by itself not to interfere
	say                        // verbs of speaking, of promising too
	report                     // verbs of reporting: the reporter stands before
	reportOf                   // "report by": the reporter follows
	according                  // "according to": the reporter follows
	told                       // "told": an outlet that follows has reported
	accuse                     // who does this to another is not the one who acts
	deny                       // verbs and words of denying
	accusation                 // what can be denied without its name
	promise                    // nouns of promising
	give                       // verbs by which a promise is made
	from                       // joins a promise to the one who makes it
	attributed                 // between a name and the one behind it
	attributedEnd              // behind both, in languages whose verb ends the clause
	attributes                 // between the one who attributes and the name
	onto                       // after that name, before the one it is attributed to
	behind                     // between the one who acts and the name of the operation
	suffix                     // after a hyphen: "-linked", "-backed"
	based                      // those of them that say where and not for whom
	groupNoun                  // what a campaign or group is
	owner                      // "its": the name belongs to whom the sentence speaks of
	called                     // introduces a name
	through                    // joins an act to the operation it is part of
	via                        // joins an act to a platform
	account                    // what is run on a platform
	takedown                   // what platforms do to that
	role                       // words of offices and trades
	spokes                     // those who speak for their house
	roleOf                     // joins an office to its house
	whoLeads                   // joins a person to the house they lead
	parent                     // "parent company", between the owned and the owner
	owned                      // between the part and the whole
	owns                       // between the whole and the part
	filler                     // may stand between two names of a list
	connector                  // must stand between two names of a list
	election                   // an election without its name
	anaphor                    // takes up the operation of the sentence before
	pronoun                    // takes up its subject
	theReport                  // takes up its reporter
	hedge                      // keeps a distance
	foreign                    // an event of no particular state
	hostile                    // of the class into: makes any noun of aiming one that aims at somebody
	meddle                     // nouns that aim by themselves: "interference"
	aside                      // what follows is where or against whom something happens
	refuse                     // refuses the act behind it: "not" interfere
	suffered                   // between who is aimed at and who aims: "target of"
	at                         // joins a person to a house: "S of G"
	feign                      // verbs of posing as another: whole peoples are no objects
	we                         // the author of a report
	theFirm                    // takes up the house of the sentence before
	sham                       // makes an outlet one that an operation runs
	among                      // introduces some of the pages or sites just spoken of
	slight                     // what an operation does to those it aims at, and others do every day
	audience                   // of the class slight: whole countries are objects too
	unit                       // behind "its": a part of a house
	harmless                   // what an operation may do to somebody without aiming at them
	timed                      // joins what is done to the election it is done for
	spread                     // participles of spreading and leaking, before "by" and the operation
	others                     // "those who": the subject of the act is nobody who was named
	calls                      // verbs of giving something a name: "called the report a novel"
	answerable                 // behind whom somebody makes answerable: "responsible for", "'s door"
	door                       // the last word of those that stand behind the operation too
	highOffice                 // offices of those who govern at home
	envoy                      // offices of those who speak for a state abroad
	past                       // no longer in office
	expert                     // those who speak for a house that has been named before
	ledBy                      // between a house and who leads it
	pays                       // verbs of paying and hiring
	aimNoun                    // "its target is"
	classes                    // how many there are
)

// classNames are the names of the lists in the cue files.
var classNames = [classes]string{
	"act", "act_noun", "interfere", "into", "by", "be", "stop", "negation", "no_proof", "unreal", "abstain", "say", "report",
	"report_of", "according", "told", "accuse", "deny", "accusation", "promise", "give", "from", "attributed", "attributed_end",
	"attributes", "onto", "behind", "suffix", "based", "group_noun", "owner", "called", "through", "via", "account", "takedown",
	"role", "spokes", "role_of", "who_leads", "parent", "owned", "owns", "filler", "connector", "election", "anaphor", "pronoun",
	"the_report", "hedge", "foreign", "hostile", "meddle", "aside", "refuse", "suffered", "at", "feign", "we", "the_firm", "sham", "among", "slight", "audience", "unit", "harmless", "timed", "spread", "others", "calls", "answerable", "door", "high_office", "envoy", "past", "expert", "led_by", "pays", "aim_noun",
}
