package relate

// sites finds the outlets that an operation runs itself: those the sentence calls
// false, and those it counts among the pages spoken of.
func (d *document) sites(r *reading) {
	for k := range r.groups {
		g := &r.groups[k]
		if r.mention(g.first).Type != "media_outlet" || !r.isSham(g) {
			continue
		}
		names := r.operationsBefore(g)
		if len(names) == 0 {
			if names = d.meant(r, len(r.tokens)); len(names) == 0 {
				names = d.implied(r)
			}
		}
		for _, n := range names {
			for _, site := range r.names(g) {
				d.add(r, n, conductedVia, site, g.span, "its site")
				if len(names) == 1 {
					d.add(r, site, partOf, n, g.span, "its site")
				}
			}
		}
	}
}

// isSham tells whether the words beside an outlet call it false, or one of the pages.
func (r *reading) isSham(g *group) bool {
	for i := g.first - 1; i >= 0 && i >= g.first-nearby && r.in[i] < 0; i-- {
		if r.is(i, sham) || r.is(i, among) && r.any(account, max(0, i-8), i) {
			return true
		}
		if r.word(i) == "," && !r.is(i+1, among) || r.word(i) == "of" {
			break
		}
	}
	return r.word(g.last) == "," && r.any(sham, g.last, g.last+nearby)
}

// operationsBefore are the names of the last operation before a group, or of the first of the sentence.
func (r *reading) operationsBefore(g *group) []string {
	if o := r.lastOperation(g.first); o != nil {
		return r.names(o)
	}
	for k := range r.groups {
		if o := &r.groups[k]; o.sort == operation {
			return r.names(o)
		}
	}
	return nil
}
