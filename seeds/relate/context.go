package relate

// context is what words like "it", "the campaign" and "the election" stand for. All
// but the election is forgotten at the end of a paragraph and where text was cut.
type context struct {
	block     int
	campaigns []string // of the last sentence that named any
	acting    []string // states said to act
	reporter  string   // who reported last
	election  string   // named last, in the whole document
	refusal   string   // the interference that was last denied, in the whole document
}

// follow carries the context over to the next sentence.
func (d *document) follow(r *reading) {
	cut := r.CutBefore || (r.index > 0 && d.sentences[r.index-1].CutAfter)
	if r.Block != d.block || r.Heading || cut {
		d.block, d.campaigns, d.acting, d.reporter = r.Block, nil, nil, ""
	}
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
	if names := r.operationNames(); len(names) > 0 {
		d.campaigns = names
	}
}
