package match

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"meddlewatch"
)

// RuleBias is the rule of the first reason of a verdict that has any: what every item
// starts with. The score is the logistic function of the sum of all weights.
const RuleBias = "bias"

// Matcher judges items. It is safe for concurrent use; nothing in it changes
// after New.
type Matcher struct {
	names     *names
	terms     *terms
	claims    *terms
	states    []State
	weights   [features]float64
	wording   wording
	bias      float64
	sources   sources
	threshold float64
	versions  meddlewatch.Versions
	readings  *sync.Pool // of *reading: memory used again, never content
	accounts  *sync.Pool // of *account, likewise
}

// New makes a Matcher. An item is relevant when its score reaches the threshold,
// which lies above 0 and at most at 1.
func New(watchlist meddlewatch.Watchlist, data Data, threshold float64) (*Matcher, error) {
	return compileMatcher(nil, watchlist, data, threshold)
}

// NewFor makes a Matcher for one item alone, of which it says what that of New says,
// versions included. Terms whose words the item does not hold are left out, which saves
// most of the time; what it says of other items means nothing. The data must be such as
// the functions of this package return: not every term of them is looked at.
func NewFor(it meddlewatch.Item, watchlist meddlewatch.Watchlist, data Data, threshold float64) (*Matcher, error) {
	var r reading
	r.scan(&it)
	text := new(vocabulary)
	text.add(r.words)
	return compileMatcher(text, watchlist, data, threshold)
}

// compileMatcher makes a Matcher with the terms that the text may hold; nil for all.
func compileMatcher(text *vocabulary, watchlist meddlewatch.Watchlist, data Data, threshold float64) (*Matcher, error) {
	if !(threshold > 0 && threshold <= 1) {
		return nil, fmt.Errorf("the threshold %v is not above 0 and at most 1; 0.5 is usual", threshold)
	}
	states := len(data.Lexicons.States)
	if states > math.MaxUint16 {
		return nil, fmt.Errorf("the lexicons name %d states and the limit is %d", states, math.MaxUint16)
	}
	weights, err := data.Weights.compile()
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	m := &Matcher{
		states:    data.Lexicons.States,
		weights:   weights,
		bias:      data.Weights.Bias,
		wording:   data.Wording.compile(),
		sources:   data.Sources.compile(),
		threshold: threshold,
		readings:  &sync.Pool{New: func() any { return new(reading) }},
		accounts:  &sync.Pool{New: func() any { return new(account) }},
	}
	// A person waits for "bot why", most of which is this: the parts are made side by side.
	var parts sync.WaitGroup
	var namesErr, claimsErr error
	parts.Go(func() {
		m.versions = meddlewatch.Versions{
			Watchlist: version(watchlist),
			Lexicons:  version([]any{data.Lexicons, data.Claims}),
			Weights:   version([]any{data.Weights, data.Wording}),
			Sources:   version(data.Sources),
		}
	})
	parts.Go(func() { m.claims, claimsErr = compileClaimWords(data.Claims) })
	parts.Go(func() { m.names, namesErr = compileNames(watchlist) })
	m.terms, err = compileTerms(data.Lexicons, watchlist.Cues, text)
	parts.Wait()
	for _, err := range []error{namesErr, err, claimsErr} {
		if err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Versions names the data with which the Matcher judges.
func (m *Matcher) Versions() meddlewatch.Versions { return m.versions }

// Threshold is the score from which an item is relevant.
func (m *Matcher) Threshold() float64 { return m.threshold }

// Source says what is known of the outlet behind a link; the zero value is an
// outlet not known.
func (m *Matcher) Source(link string) Source { return m.sources.of(link) }

// Judge says how relevant an item is and why. The same item gets the same verdict
// from every Matcher with the same Versions and threshold.
func (m *Matcher) Judge(it meddlewatch.Item) meddlewatch.Verdict {
	r := m.readings.Get().(*reading)
	defer m.readings.Put(r)
	r.read(&it, m.terms, m.names, m.states)
	return m.verdict(&it, r)
}

// Features names the features that an item has, those of weight 0 too. It is for
// fitting the weights.
func (m *Matcher) Features(it meddlewatch.Item) []string {
	r := m.readings.Get().(*reading)
	defer m.readings.Put(r)
	r.read(&it, m.terms, m.names, m.states)
	return m.weigh(&it, r, true).present
}

// weigh finds the features of what was read, and their sum; with name, it lists
// them all.
func (m *Matcher) weigh(it *meddlewatch.Item, r *reading, name bool) judgement {
	j := judgement{m: m, r: r, best: m.best(r), name: name}
	m.addDoubts(r, &j.best)
	j.sum = m.bias + j.best.sum
	for _, s := range j.best.list {
		j.addHit(s)
	}
	j.addNames()
	j.addWording()
	if f, ok := m.sources.of(it.Link).Kind.feature(); ok && (j.best.act >= 0 || len(j.campaigns) > 0) {
		j.sum += m.weights[f]
		j.addReason(meddlewatch.Reason{Rule: featureNames[f], Text: it.Outlet, Weight: m.weights[f]})
	}
	return j
}

// verdict weighs what was read and says what it means.
func (m *Matcher) verdict(it *meddlewatch.Item, r *reading) meddlewatch.Verdict {
	j := m.weigh(it, r, false)
	v := meddlewatch.Verdict{Score: logistic(j.sum), Versions: m.versions}
	v.Relevant = v.Score >= m.threshold
	if v.Relevant {
		v.Campaigns = j.campaigns
		v.Actors = j.actors()
		s := m.statementOf(r, j.best, v.Actors)
		v.Claim, v.AttributedBy, v.Hedge = s.claim, s.by, s.hedge
		v.Retracts = len(s.retracts) > 0
		for _, r := range s.retracts {
			j.explain(r)
		}
	} else {
		v.Guard = j.guard()
	}
	v.Reasons = append(j.reasons, r.cuts...)
	return v
}

// judgement is a verdict in the making.
type judgement struct {
	m         *Matcher
	r         *reading
	best      passage
	sum       float64
	reasons   []meddlewatch.Reason
	name      bool
	present   []string // every feature by its name, where they are asked for
	named     bool     // a watched name counts
	campaigns []meddlewatch.Mention
}

func (j *judgement) addReason(r meddlewatch.Reason) {
	if j.name {
		j.present = append(j.present, r.Rule)
	}
	if r.Weight != 0 {
		j.explain(r)
	}
}

// explain adds a reason. In front of the first it puts the number from which the sum
// starts, so that the score can be followed by hand; where nothing speaks, nothing adds
// up.
func (j *judgement) explain(r meddlewatch.Reason) {
	if j.reasons == nil {
		j.reasons = make([]meddlewatch.Reason, 1, 1+len(j.best.list)+moreReasons)
		j.reasons[0] = meddlewatch.Reason{Rule: RuleBias, Weight: j.m.bias}
	}
	j.reasons = append(j.reasons, r)
}

// moreReasons is how many reasons are expected beside those of the best passage: names,
// the source.
const moreReasons = 3

// addHit adds the reason of a signal; its weight is in the sum already.
func (j *judgement) addHit(s signal) {
	reason := meddlewatch.Reason{Rule: featureNames[s.feature], Weight: j.m.weights[s.feature]}
	if s.hit >= 0 {
		h := j.r.hits[s.hit]
		reason.Text, reason.Field, reason.Start, reason.End = j.r.printed(h.first, h.last)
		reason.Origin = origins[h.origin]
	}
	j.addReason(reason)
}

// mostCampaigns is how many campaigns a verdict names. An item with more is a list
// of names, and of no use as one.
const mostCampaigns = 50

// addNames weighs the names of the watchlist: the first strong one, and the first
// that has its context.
func (j *judgement) addNames() {
	var seen [features]bool
	for _, f := range j.r.names {
		a := j.m.names.aliases[f.alias]
		e := &j.m.names.entities[a.entity]
		if a.strength == meddlewatch.StrengthNever || e.Watch != meddlewatch.WatchYes || isState(e.Type) {
			continue
		}
		feat := featureNameStrong
		if a.strength != meddlewatch.StrengthStrong {
			if !j.hasContext(f, e) {
				continue
			}
			feat = featureNameContext
		}
		text, field, start, end := j.r.foundText(f)
		if isCampaign(e.Type) && len(j.campaigns) < mostCampaigns && !slices.ContainsFunc(j.campaigns, func(o meddlewatch.Mention) bool { return o.Name == e.Name }) {
			j.campaigns = append(j.campaigns, meddlewatch.Mention{Name: e.Name, As: text, Origin: a.origin})
		}
		if seen[feat] {
			continue
		}
		seen[feat], j.named = true, true
		j.sum += j.m.weights[feat]
		j.addReason(meddlewatch.Reason{Rule: featureNames[feat], Text: text, Field: field, Start: start, End: end, Weight: j.m.weights[feat], Origin: a.origin})
	}
	if seen[featureNameContext] && !seen[featureNameStrong] && j.best.act < 0 {
		j.addGuards()
	}
}

// addGuards weighs every guard of the item. It is for names that need a context
// and have only their state: an act brings the guards around it with it.
func (j *judgement) addGuards() {
	var seen [kindCount]bool
	for i, h := range j.r.hits {
		if h.kind.isGuard() && !seen[h.kind] {
			seen[h.kind] = true
			s := signal{guardFeature(h.kind), i}
			j.best.list = append(j.best.list, s)
			j.sum += j.m.weights[s.feature]
			j.addHit(s)
		}
	}
}

// isState says whether entities of the type are states and places. What those do
// is read from their roles in a sentence; that one is named near an act says
// nothing more.
func isState(entityType string) bool {
	return entityType == "state_actor" || entityType == "place"
}

// isCampaign says whether entities of the type are shown as campaigns.
func isCampaign(entityType string) bool {
	switch entityType {
	case "campaign", "threat_group", "company", "other_org", "media_outlet":
		return true
	}
	return false
}

// hasContext says whether an act of influence, or the name's own state, stands in
// the sentence of the name or beside it, or a political target in its sentence. The
// state of a group that breaks into systems, or of a service, is no context: it is
// named in every report on it. Nor is that of an outlet which only reports: "Ruritanian
// wheat goes south, Zenda Tribune reports".
func (j *judgement) hasContext(f found, e *meddlewatch.Entity) bool {
	hits, sentence := j.r.hits, j.r.words[f.first].Sentence
	from, _ := slices.BinarySearchFunc(hits, f.first, func(h hit, word int32) int { return int(h.first - word) })
	if slices.ContainsFunc(hits[max(from-maxNested, 0):min(from+maxNested, len(hits))], func(h hit) bool {
		return (h.kind == guardHomonym || h.kind == guardCover) && h.first <= f.first && f.last <= h.last
	}) {
		return false // its words are of another matter: "his doppelganger"
	}
	byState := isCampaign(e.Type) && e.Type != "threat_group" && (e.Type != "media_outlet" || !j.reports(f, from))
	for i := max(from-lookAround, 0); i < min(from+lookAround, len(hits)); i++ {
		h := hits[i]
		if d := h.sentence - sentence; d < -1 || d > 1 || h.last >= f.first && h.first <= f.last {
			continue
		}
		switch {
		case h.kind.isHostile() || h.kind == actAim: // ordinary spying, crime and everyday words say so too
		case h.kind.isAct() || byState && h.kind.isState() && j.m.states[h.state].Name == e.Actor:
			return true
		case (h.kind == targetVote || h.kind == targetOffice) && h.sentence == sentence:
			return true
		}
	}
	return false
}

// reports says whether a word that tells that somebody speaks stands right behind a name:
// not "fined Zenda Tribune, says it was paid". Hits from the given one on begin there.
func (j *judgement) reports(f found, from int) bool {
	for _, h := range j.r.hits[from:] {
		if h.first > f.last+1 {
			return false
		}
		if h.first == f.last+1 && j.r.words[h.first].flags&flagApart == 0 && (h.kind == roleSpeak || h.kind == claimFind || h.kind == claimAssess) {
			return true
		}
	}
	return false
}

// listedSpan is how many words may stand between the actor and another state for
// both to be in one list: "Russia, Iran and Cuba".
const listedSpan = 6

// actors returns the states that are said to act: the actor of the best passage,
// states that act in its sentence or in the title, and those listed with it.
func (j *judgement) actors() []meddlewatch.Mention {
	var list []meddlewatch.Mention
	for i, h := range j.r.hits {
		if !h.kind.isState() || i != j.best.actor && !j.actsToo(h) {
			continue
		}
		name := j.m.states[h.state].Name
		if !slices.ContainsFunc(list, func(o meddlewatch.Mention) bool { return o.Name == name }) {
			as, _, _, _ := j.r.printed(h.first, h.last)
			list = append(list, meddlewatch.Mention{Name: name, As: as})
		}
	}
	return list
}

// actsToo says whether a state that is not the actor of the best passage acts as
// well.
func (j *judgement) actsToo(h hit) bool {
	standing := j.m.states[h.state].Standing
	if j.best.act < 0 || standing == StandingRare {
		return false
	}
	same := h.sentence == j.r.hits[j.best.act].sentence
	switch {
	case h.role == roleAgent:
		return same || int(h.first) < j.r.split
	case h.role != roleNeutral || !same:
		return false
	case standing == StandingUsual:
		return true
	}
	return j.best.actor >= 0 && between(h, j.r.hits[j.best.actor]) <= listedSpan
}

// guard says why an item is not relevant: what kept it below the threshold.
func (j *judgement) guard() meddlewatch.Outcome {
	if j.best.act < 0 && len(j.best.list) == 0 {
		if slices.ContainsFunc(j.r.hits, func(h hit) bool { return h.kind == guardHomonym }) {
			return meddlewatch.OutcomeHomonym
		}
		return meddlewatch.OutcomeBelowThreshold
	}
	var lost float64
	heaviest := featureGuardHomonym
	for _, s := range j.best.list {
		if featureGuardHomonym <= s.feature && s.feature <= featureGuardCulture {
			w := j.m.weights[s.feature]
			if lost += w; w < j.m.weights[heaviest] || lost == w {
				heaviest = s.feature
			}
		}
	}
	if lost < 0 && logistic(j.sum-lost) >= j.m.threshold {
		switch heaviest {
		case featureGuardHomonym, featureGuardCulture:
			return meddlewatch.OutcomeHomonym
		case featureGuardDomestic, featureGuardOvert:
			return meddlewatch.OutcomeDomestic
		case featureGuardLookBack, featureGuardLive:
			return meddlewatch.OutcomeLookBack
		}
		return meddlewatch.OutcomeBelowThreshold
	}
	if j.best.actor < 0 && j.best.target >= 0 {
		with := j.sum - lost + j.m.weights[featureActorAgentUsual] - j.m.weights[featureNoActor]
		if logistic(with) >= j.m.threshold {
			return meddlewatch.OutcomeDomestic
		}
	}
	return meddlewatch.OutcomeBelowThreshold
}
