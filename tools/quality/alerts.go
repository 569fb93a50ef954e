package main

// alerted is how many alerts there were, and what the labels say of their stories.
// Those of several sets add up.
type alerted struct {
	alerts                                   int
	relevant, wrong, borderline, noLabel     int
	judgedRelevant, judgedNot, judgedBetween int // of noLabel, by our own judgement
	unjudged                                 []sample
}

// alertsOf looks at every story that alerted: it is right where any of its relevant
// items is labelled so, else wrong where one is labelled not. A story without a
// label counts by our own judgement of the item that alerted first.
func alertsOf(samples []sample, own judgements) alerted {
	type story struct {
		first sample
		has   map[string]bool // labels of its relevant items
	}
	at := map[string]*story{}
	var order []*story
	var a alerted
	for _, s := range samples {
		if s.Outcome != outcomeAlert {
			continue
		}
		a.alerts++
		if at[s.Story] == nil {
			at[s.Story] = &story{s, map[string]bool{}}
			order = append(order, at[s.Story])
		}
	}
	for _, s := range samples {
		if st := at[s.Story]; st != nil && s.Relevant && s.labelled {
			st.has[s.label.Label] = true
		}
	}
	for _, st := range order {
		switch {
		case st.has[labelRelevant]:
			a.relevant++
		case st.has[labelNot]:
			a.wrong++
		case st.has[labelBorderline]:
			a.borderline++
		default:
			a.noLabel++
			a.judge(st.first, own)
		}
	}
	return a
}

func (a *alerted) judge(s sample, own judgements) {
	switch own[s.URL] {
	case labelRelevant:
		a.judgedRelevant++
	case labelNot:
		a.judgedNot++
	case labelBorderline:
		a.judgedBetween++
	default:
		a.unjudged = append(a.unjudged, s)
	}
}

func (a *alerted) add(b alerted) {
	a.alerts += b.alerts
	a.relevant, a.wrong = a.relevant+b.relevant, a.wrong+b.wrong
	a.borderline, a.noLabel = a.borderline+b.borderline, a.noLabel+b.noLabel
	a.judgedRelevant, a.judgedNot = a.judgedRelevant+b.judgedRelevant, a.judgedNot+b.judgedNot
	a.judgedBetween += b.judgedBetween
	a.unjudged = append(a.unjudged, b.unjudged...)
}

// figures are the counts by the names that the bot's summary uses.
func (a alerted) figures() map[string]float64 {
	return map[string]float64{
		"alerts": float64(a.alerts), "false_alerts": float64(a.wrong),
		"borderline_alerts": float64(a.borderline), "unlabelled_alerts": float64(a.noLabel),
	}
}
