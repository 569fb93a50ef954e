package worker

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"meddlewatch"
)

// headJudge reads what an item says from its headline: who "says" so officially,
// who is "charged", and what is "withdrawn".
type headJudge struct{ wordJudge }

func (j headJudge) Judge(it meddlewatch.Item) meddlewatch.Verdict {
	v := j.wordJudge.Judge(it)
	switch {
	case strings.Contains(it.Title, "ministry says"):
		v.Claim, v.AttributedBy = meddlewatch.ClaimAttribution, "ministry"
	case strings.Contains(it.Title, "prosecutors charge"):
		v.Claim, v.AttributedBy = meddlewatch.ClaimIndictment, "prosecutors"
	}
	v.Retracts = strings.Contains(it.Title, "withdrawn")
	return v
}

// TestClimbOnTheWay brings a story up the ladder through feeds, store and two
// destinations, with a restart before every poll.
func TestClimbOnTheWay(t *testing.T) {
	show := func(a meddlewatch.Alert) ([]byte, error) {
		return fmt.Appendf(nil, "%d %s/%s %s", a.Revision, a.Change, a.Was, a.Claim), nil
	}
	db, web := newDB(t), newWeb(t)
	one, two := &recorder{name: "one", render: show}, &recorder{name: "two", render: show}
	titles := []string{
		"Lighthouse keepers of Norvania expose meddling in harbour vote",
		"Harbour vote in Norvania: parliament hears lighthouse keepers on meddling",
		"Norvania ministry says rivals stood behind meddling in harbour vote, as lighthouse keepers hold",
		"Ministry says so again: meddling in Norvania harbour vote, as lighthouse keepers hold",
		"Norvania prosecutors charge two with meddling in harbour vote after lighthouse keepers' complaint",
		"Report by lighthouse keepers on meddling in Norvania harbour vote is withdrawn",
		"Norvania: withdrawn report of lighthouse keepers on meddling in harbour vote stirs debate",
	}
	var page []entry
	for i, title := range titles {
		page = append([]entry{{n: i + 1, title: title}}, page...)
		once(t, db, Plan{Judge: headJudge{}, FirstPoll: FirstPoll{Newest: 100}, Feeds: []meddlewatch.Feed{feed(web.set("/feed", rss(page...)))}}, web, one, two)
	}
	want := []string{
		"1 / media report",
		"2 climbed/media report official attribution",
		"3 climbed/official attribution indictment",
		"4 withdrawn/indictment media report",
	}
	for _, r := range []*recorder{one, two} {
		if got := r.got(); !slices.Equal(got, want) {
			t.Errorf("%s was sent %q, want %q", r.name, got, want)
		}
	}
	c := countsOf(t, db)
	if c.Items.ByOutcome[meddlewatch.OutcomeAlert] != 4 || c.Items.ByOutcome[meddlewatch.OutcomeUpdate] != 3 || c.Stories.Total != 1 || c.Outbox[meddlewatch.OutboxSent] != 8 {
		t.Errorf("%+v, want 4 alerts and 3 updates of one story, 8 messages sent", c)
	}
}
