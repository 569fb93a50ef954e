package relate

// context is what words like "it", "the campaign" and "the election" stand for.
// Pronouns reach back within a paragraph; "the campaign", "these accounts" further, as
// articles name an operation once and speak of it for paragraphs. Nothing
// reaches over text that was cut.
type context struct {
	block     int
	blocks    int      // read so far
	campaigns []string // of the last sentence of the paragraph that named any
	topic     []string // operations named last, over paragraphs
	topicAt   int      // number of the block that named them
	section   bool     // the heading of the section names the topic
	acting    []string // states said to act, in this paragraph or the one before
	aimed     []string // what they aim at by the sentence that said so
	actingAt  int      // number of the block that said so
	reporter  string   // who reported last, in the paragraph
	house     string   // firm, body or organisation that was the subject last, in the paragraph or the one before
	houseAt   int      // number of the block
	election  string   // named last, in the whole document
	firm      string   // firm named last, in the whole document
	refusal   string   // the interference that was last denied, in the whole document
}

// How many paragraphs a word may reach back.
const (
	topicReach = 5 // to the operation an article is about
	houseReach = 1 // to a speaker's house, or to who acted before the operation got its name
)

// follow carries the context over to the next sentence.
func (d *document) follow(r *reading) {
	cut := r.CutBefore || (r.index > 0 && d.sentences[r.index-1].CutAfter)
	if r.Block != d.block || r.Heading || cut {
		d.block, d.campaigns, d.reporter = r.Block, nil, ""
		d.blocks++
	}
	if cut {
		d.topic, d.house, d.acting, d.aimed, d.section = nil, "", nil, nil, false
	}
	if r.Heading {
		d.enter(r)
	}
	if d.blocks-d.actingAt > houseReach {
		d.acting, d.aimed = nil, nil
	}
	if d.blocks-d.houseAt > houseReach {
		d.house = ""
	}
	if d.blocks-d.topicAt > topicReach && !d.section {
		d.topic = nil
	}
	d.followElection(r)
}

// enter begins a section. A heading that names an operation makes it the topic; one
// that names something else begins another story.
func (d *document) enter(r *reading) {
	d.section = false
	if names := r.operationsNamed(); len(names) > 0 {
		d.topic, d.topicAt, d.section = names[:1], d.blocks, true
		return
	}
	if len(r.groups) > 0 {
		d.topic, d.acting, d.aimed, d.house = nil, nil, nil, ""
	}
}

func (d *document) followElection(r *reading) {
	for _, t := range r.tokens {
		if t.mention < 0 {
			continue
		}
		name := r.Mentions[t.mention].Entity
		if d.thing(name).election {
			d.election = name
			return
		}
	}
	for _, t := range r.tokens {
		if t.mention < 0 {
			continue
		}
		// An article on interference in an election is about that election.
		if e := d.thing(r.Mentions[t.mention].Entity).of; e != "" {
			d.election = e
		}
	}
}

// remember notes what the sentence spoke of, after it was read.
func (d *document) remember(r *reading) {
	if names := r.operationsNamed(); len(names) > 0 {
		d.campaigns = names
		if !d.section {
			d.topic, d.topicAt = names[:1], d.blocks
		}
	} else if r.startsWith(anaphor) && len(d.topic) > 0 {
		d.campaigns = d.topic
	}
	for k := range r.groups {
		if m := r.mention(r.groups[k].first); m.Type == "company" && !r.any(say, r.groups[k].last, r.groups[k].last+2) {
			d.firm = m.Entity
		}
	}
	if name := r.house(); name != "" {
		d.house, d.houseAt = name, d.blocks
	}
}

// operationsNamed are the operations of the sentence, those first that are not only
// compared with others.
func (r *reading) operationsNamed() []string {
	var names, compared []string
	for k := range r.groups {
		g := &r.groups[k]
		switch {
		case g.sort != operation:
		case r.aside(g) && !r.is(g.first-1, at):
			compared = append(compared, r.names(g)...)
		default:
			names = append(names, r.names(g)...)
		}
	}
	return append(names, compared...)
}

// house is the firm, body, state or organisation with which the sentence begins.
func (r *reading) house() string {
	for k := range r.groups {
		g := &r.groups[k]
		m := r.mention(g.first)
		if g.first > nearby || r.aside(g) {
			break
		}
		if m.Adjective || m.Type == "platform" || g.sort != power && g.sort != house {
			continue
		}
		if k+1 < len(r.groups) && r.word(g.last) == "'s" && r.groups[k+1].first == g.last+1 && (r.groups[k+1].sort == house || r.mention(g.last+1).Type == "government_body") {
			continue // "the institute's laboratory": what follows is the subject
		}
		return m.Entity
	}
	return r.onlyHouse()
}

// onlyHouse is the one firm, body or organisation that a sentence names; "" none or several.
func (r *reading) onlyHouse() string {
	name := ""
	for i := range r.tokens {
		m := r.mention(i)
		if m == nil || sortOf(m) != house && m.Type != "government_body" || m.Entity == name {
			continue
		}
		if name != "" {
			return ""
		}
		name = m.Entity
	}
	return name
}

// meant are the operations that a sentence without their name speaks of before token
// i: "the campaign", "these accounts", "it".
func (d *document) meant(r *reading, i int) []string {
	switch {
	case r.any(anaphor, 0, i) && len(d.campaigns) > 0:
		return d.campaigns
	case r.any(anaphor, 0, i):
		return d.topic
	case r.any(pronoun, max(0, i-nearby), i) && len(d.campaigns) > 0:
		return d.campaigns
	case r.any(pronoun, max(0, i-nearby), i) && d.blocks-d.topicAt <= 1:
		return d.topic
	}
	return nil
}

// quoted tells whether token i stands between quotation marks.
func (r *reading) quoted(i int) bool {
	open := false
	for j := 0; j < i && j < len(r.tokens); j++ {
		if r.word(j) == `"` {
			open = !open
		}
	}
	return open
}
