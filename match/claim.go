package match

import (
	"slices"
	"strings"

	"meddlewatch"
)

// statement is what kind of statement an item makes, who makes it, how
// carefully, and whether it takes an earlier one back.
type statement struct {
	claim    meddlewatch.Claim
	by       string // the attributing body as printed; "" unknown
	hedge    string // as printed; "" none
	retracts []meddlewatch.Reason
}

// strength orders the claims of one title or sentence: what was done comes before
// what was said.
func strength(f frame) int {
	if f.weak {
		return 0
	}
	return 1 + slices.Index(claimOrder[:], f.claim)
}

var claimOrder = [...]meddlewatch.Claim{
	meddlewatch.ClaimOpinion, meddlewatch.ClaimAllegation, meddlewatch.ClaimResearch, meddlewatch.ClaimAttribution,
	meddlewatch.ClaimTakedown, meddlewatch.ClaimSanction, meddlewatch.ClaimIndictment,
}

// Of a summary the first sentence may decide the claim; so many may add to the
// claim of a title who made it.
const summarySentences = 3

// statementOf reads what an item says that somebody says or does.
//
// The title decides. What stands in it beside the main thing ("as …", "after …")
// counts only when the main thing makes no claim, and the summary only when the
// title makes none; there the first sentence that makes a claim decides. Of several
// claims the strongest counts: a case, a sanction, a takedown, an official
// attribution, a research finding, an allegation.
//
// Denial or promise is what the accused says of itself, and the negation of
// interference by whomever: "no evidence of", "did not affect the vote"; the body that
// negates is kept, the accused is never the attributing body. A denial in a summary
// counts only where nothing else is claimed: most reports end with one. An
// acquittal, and a court that dismisses a case, stay with the court: an indictment.
// What is only planned, asked for, or threatened is a report.
func (m *Matcher) statementOf(r *reading, p passage, actors []meddlewatch.Mention) statement {
	accused := make([]string, len(actors))
	for i, a := range actors {
		accused[i] = a.Name
	}
	a := m.newAccount(r, p, accused)
	defer m.accounts.Put(a)
	var s statement
	f, ok := a.claim()
	s.claim = f.claim
	switch {
	case ok && f.by.kind != speakerNone:
		if f.by = a.longest(f.by); a.printable(f.by) {
			s.by = a.text(f.by.first, f.by.last)
		}
	case !ok && !a.english:
		s.claim, s.by = m.plainStatement(r, p)
	}
	s.hedge = a.hedge()
	s.retracts = a.retracts()
	return s
}

// claim decides between the frames of title and summary. It reports whether any
// of them, or the title's form, makes a claim; without one it is a media report.
func (a *account) claim() (frame, bool) {
	end := min(a.r.split, len(a.words))
	title := a.frames(0, end)
	f, ok := a.choose(title, true)
	if ok && !f.weak {
		summary, said := a.summaryFrame(summarySentences)
		return a.refined(f, summary, said), true
	}
	if a.opinion(end) {
		return frame{claim: meddlewatch.ClaimOpinion}, true
	}
	if ok && f.claim == meddlewatch.ClaimReport {
		return f, true
	}
	summary, said := a.summaryFrame(1)
	if said && (!ok || summary.claim != meddlewatch.ClaimDenial && strength(summary) > 0) {
		if ok && f.claim == meddlewatch.ClaimAllegation && summary.claim == meddlewatch.ClaimResearch {
			f.by = summary.by
			return f, true
		}
		return summary, true
	}
	if ok {
		return f, true
	}
	if end > 0 && a.is(0, cueHow) {
		return frame{claim: meddlewatch.ClaimOpinion}, true
	}
	return frame{claim: meddlewatch.ClaimReport}, false
}

// choose returns the frame that decides. A denial decides where nobody else's claim
// stands before it: what stands behind is what is denied.
func (a *account) choose(list []frame, title bool) (frame, bool) {
	for _, aside := range []bool{false, true} {
		best, found := frame{}, false
		denied := -1
		for _, f := range list {
			if f.aside != aside {
				continue
			}
			if f.claim == meddlewatch.ClaimDenial {
				if denied < 0 {
					denied = f.at
					if !found || best.weak && best.by.kind == speakerNone || f.by.kind != speakerNone && f.by == best.by {
						return f, true
					}
				}
				continue
			}
			if !found || strength(f) > strength(best) || strength(f) == strength(best) && best.by.kind == speakerNone && f.by.kind != speakerNone {
				best, found = f, true
			}
		}
		if found {
			return best, true
		}
		if !title {
			break
		}
	}
	return frame{}, false
}

// summaryFrame returns what the first of so many sentences of the summary that
// makes a claim says; a denial only of the very first.
func (a *account) summaryFrame(sentences int) (frame, bool) {
	var weak frame
	found := false
	for n, from := 0, a.r.split; from < len(a.words) && n < sentences; n++ {
		_, to := a.around(from)
		f, ok := a.choose(a.frames(from, to), false)
		switch {
		case !ok:
		case f.weak || f.claim == meddlewatch.ClaimDenial:
			if !found && (f.weak || n == 0) { // later ones are the routine answer to what is reported
				weak, found = f, true
			}
		default:
			return f, true
		}
		from = to
	}
	return weak, found
}

// refined adds to the title's claim what the summary says of the same: who it was,
// and that a platform did not only find but remove.
func (a *account) refined(f, summary frame, said bool) frame {
	if !said {
		return f
	}
	if f.claim == meddlewatch.ClaimResearch && f.by.kind == speakerPlatform && summary.claim == meddlewatch.ClaimTakedown {
		f.claim = summary.claim
	}
	if f.by.kind == speakerState && summary.claim == f.claim && summary.by.kind == speakerOfficial && a.proper(summary.by) {
		f.by = summary.by // "Justice Department" for "US"
	}
	if f.by.kind == speakerNone && fits(f.claim, summary.by.kind) && summary.claim != meddlewatch.ClaimDenial {
		f.by = summary.by
	}
	return f
}

// fits says whether a claim may come from a body of the kind.
func fits(c meddlewatch.Claim, k speaker) bool {
	switch c {
	case meddlewatch.ClaimResearch:
		return k == speakerResearch || k == speakerPlatform
	case meddlewatch.ClaimTakedown:
		return k == speakerPlatform || k == speakerOfficial || k == speakerState
	case meddlewatch.ClaimAttribution, meddlewatch.ClaimSanction, meddlewatch.ClaimIndictment:
		return k == speakerOfficial || k == speakerState
	}
	return c == meddlewatch.ClaimAllegation
}

// opinion says whether the title's form is that of comment or explanation: a word
// for it, a question.
func (a *account) opinion(end int) bool {
	if end == 0 {
		return false
	}
	if a.is(0, cueOpening) || a.within(0, 0, end, cueOpinion) >= 0 || strings.HasSuffix(a.r.title, "?") {
		return true
	}
	for i := 1; i < end; i++ {
		if a.colon(i) {
			return a.is(i, cueOpening)
		}
	}
	return false
}

// longest returns the fullest name under which the item calls the body: one that
// holds all words of the phrase.
func (a *account) longest(p phrase) phrase {
	best := p
	for _, c := range a.cues {
		switch c.kind {
		case cueSay, cueFind, cueAccuse, cueCharge, cueRemove:
		default:
			continue
		}
		q := a.before(int(c.first))
		if q.kind != p.kind || q.last-q.first <= best.last-best.first {
			continue
		}
		if a.holds(q, p) {
			best = q
		}
	}
	return best
}

// holds says whether every word of q stands in p.
func (a *account) holds(p, q phrase) bool {
	for i := q.first; i <= q.last; i++ {
		if !slices.ContainsFunc(a.words[p.first:p.last+1], func(w Word) bool { return w.Hash == a.words[i].Hash }) {
			return false
		}
	}
	return true
}
