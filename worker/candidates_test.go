package worker

import (
	"bytes"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/store"
)

// wordFinder takes every word of a title that begins with "Op" for a name, and
// proposes all it is given, whatever was proposed before. It breaks over an item
// that says "broken".
type wordFinder struct{}

// Evidence returns the names in the title; "Opsure" is a sure one.
func (wordFinder) Evidence(it meddlewatch.Item, _ meddlewatch.Verdict, known func(string) bool) ([]meddlewatch.Evidence, error) {
	if strings.Contains(it.Title, "broken") {
		panic("a fault in the finder")
	}
	var found []meddlewatch.Evidence
	for _, word := range strings.Fields(it.Title) {
		if strings.HasPrefix(word, "Op") && !known(word) {
			name, sure := strings.CutSuffix(word, "!")
			found = append(found, meddlewatch.Evidence{Name: name, Type: "campaign", Rule: "word", Sure: sure})
		}
	}
	return found, nil
}

// Propose returns all names, in order.
func (wordFinder) Propose(candidates []meddlewatch.Candidate, _ int, _ time.Time) []string {
	var names []string
	for _, c := range candidates {
		if c.Name == "Opbreaks" {
			panic("a fault in the finder")
		}
		names = append(names, c.Name)
	}
	return names
}

// queueHouse is a database with a worker that a test can end and start again, at a
// time of its own.
type queueHouse struct {
	t    *testing.T
	path string
	db   *store.DB
	now  time.Time
	plan Plan
	n    int
	log  bytes.Buffer
	*Worker
}

func newQueueHouse(t *testing.T) *queueHouse {
	h := &queueHouse{
		t: t, path: filepath.Join(t.TempDir(), "test.db"), now: day(10),
		plan: Plan{Judge: wordJudge{}, Discover: wordFinder{}},
	}
	h.start()
	t.Cleanup(func() {
		if err := h.db.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// start makes a new worker on the database, as after a crash or a restart.
func (h *queueHouse) start() {
	h.t.Helper()
	if h.db != nil {
		if err := h.db.Close(); err != nil {
			h.t.Fatal(err)
		}
	}
	db, err := store.Open(h.t.Context(), h.path)
	if err != nil {
		h.t.Fatal(err)
	}
	h.db = db
	h.Worker, err = New(h.t.Context(), Options{
		Plan: h.plan, Store: db, Concurrency: 1, Now: func() time.Time { return h.now },
		Log: slog.New(slog.NewTextHandler(&h.log, nil)),
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

// bring commits a poll with an item a title; an outlet is in front of the colon.
func (h *queueHouse) bring(titles ...string) {
	h.t.Helper()
	p := store.Poll{State: meddlewatch.FeedState{Feed: "https://feed.example/rss", Status: meddlewatch.FeedFine}}
	for _, title := range titles {
		h.n++
		it := item(h.n, title, "")
		it.Outlet, it.Title, _ = strings.Cut(title, ": ")
		it.Arrived = h.now
		p.Items = append(p.Items, it)
	}
	if err := h.db.CommitPolls(h.t.Context(), []store.Poll{p}); err != nil {
		h.t.Fatal(err)
	}
}

func (h *queueHouse) judge() {
	h.t.Helper()
	if err := h.judgePending(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}

// names lists the candidates of a state, each with items and outlets.
func (h *queueHouse) names(state meddlewatch.CandidateState) []string {
	h.t.Helper()
	list, err := h.db.Candidates(h.t.Context(), time.Time{})
	if err != nil {
		h.t.Fatal(err)
	}
	var names []string
	for _, c := range list {
		if c.State == state {
			names = append(names, fmt.Sprintf("%s %d/%d", c.Name, c.Items, c.Outlets))
		}
	}
	return names
}

func (h *queueHouse) want(state meddlewatch.CandidateState, names ...string) {
	h.t.Helper()
	if got := h.names(state); !slices.Equal(got, names) {
		h.t.Errorf("%s: %q, want %q", state, got, names)
	}
}

func TestNamesAreGathered(t *testing.T) {
	h := newQueueHouse(t)
	h.plan.Known = func(name string) bool { return name == "Opknown" }
	h.start()
	h.bring(
		"Wire: Gardeners of the valley speak of Opal and of Opknown",
		"Courier: gardeners of the valley speak of Opal, and of Opknown - Courier",
		"Courier: Lighthouse keepers have other words for OPAL Opal Opal!",
		"Courier: broken Opnever",
		"Radio: Opshort",
		"Radio: Opshort",
	)
	h.judge()
	// The second item is a copy of the first, word for word; a short headline is none.
	h.want(meddlewatch.CandidateProposed, "Opal 2/2", "Opshort 2/1")
	list, err := h.db.Candidates(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	e := list[0].Evidence[1]
	if !e.Sure || e.Outlet != "Courier" || e.Link != "https://feed.example/3" || e.Item != 3 || !e.At.Equal(day(10)) {
		t.Errorf("of several places the sure one is kept, with its item: %+v", e)
	}
	if log := h.log.String(); !strings.Contains(log, "an item was not searched for new names") || !strings.Contains(log, "a fault in the finder") {
		t.Errorf("the log says nothing of the fault:\n%s", log)
	}
	if log := h.log.String(); strings.Count(log, "waits for your decision") != 2 || !strings.Contains(log, "name=Opal") {
		t.Errorf("the log says of proposals:\n%s", log)
	}
}

func TestQuietItemsAreEvidence(t *testing.T) {
	h := newQueueHouse(t)
	var js []meddlewatch.Judgement
	for i, mark := range []meddlewatch.Mark{meddlewatch.MarkFirstPoll, meddlewatch.MarkSurge, meddlewatch.MarkArchive} {
		js = append(js, meddlewatch.Judgement{Item: item(i+1, "Opal", mark), Outcome: meddlewatch.OutcomeFloodHeld})
	}
	js = append(js, meddlewatch.Judgement{Item: item(9, "Opal", ""), Placement: meddlewatch.Placement{Copy: true}})
	if got := len(h.gather(h.plan, js)); got != 3 {
		t.Errorf("%d places; want one of each but of the copy", got)
	}
}

func TestOneItemBringsFewNames(t *testing.T) {
	h := newQueueHouse(t)
	var title strings.Builder
	for n := range 50 {
		fmt.Fprintf(&title, "Op%d ", n)
	}
	js := []meddlewatch.Judgement{
		{Item: item(1, title.String(), "")},
		{Item: item(2, "Op"+strings.Repeat("x", longestCandidate), "")},
	}
	if got := len(h.gather(h.plan, js)); got != namesPerItem {
		t.Errorf("%d names, want %d", got, namesPerItem)
	}
}

func TestNothingIsGatheredWithoutADiscoverer(t *testing.T) {
	h := newQueueHouse(t)
	h.plan.Discover = nil
	h.start()
	h.bring("Wire: Opal")
	h.judge()
	h.want(meddlewatch.CandidateCollected)
	h.want(meddlewatch.CandidateProposed)
}

// TestFiveADay brings more names than a person is asked about in a day, restarts in
// between, and goes on behind midnight in UTC.
func TestFiveADay(t *testing.T) {
	h := newQueueHouse(t)
	midnight := day(10).Add(12 * time.Hour)
	h.now = midnight.Add(-time.Minute)
	h.bring("Wire: Op1 Op2 Op3")
	h.judge()
	h.want(meddlewatch.CandidateProposed, "Op1 1/1", "Op2 1/1", "Op3 1/1")
	h.start()
	h.bring("Wire: Op4 Op5 Op6 Op7")
	h.judge()
	h.want(meddlewatch.CandidateCollected, "Op6 1/1", "Op7 1/1")
	h.start()
	h.judge()
	h.bring("Courier: Op7 and Op8 again")
	h.judge()
	h.want(meddlewatch.CandidateCollected, "Op6 1/1", "Op7 2/2", "Op8 1/1")

	// Without a restart, and without new evidence, a new day asks on.
	h.now = midnight
	h.judge()
	h.want(meddlewatch.CandidateCollected)
	h.bring("Wire: Op10 Op11 Op12 Op13")
	h.judge()
	h.want(meddlewatch.CandidateCollected, "Op12 1/1", "Op13 1/1")

	// What was not printed for long is asked about no more.
	h.now = midnight.Add(proposalSpan + time.Millisecond)
	h.judge()
	h.want(meddlewatch.CandidateCollected, "Op12 1/1", "Op13 1/1")
	h.bring("Courier: Op13")
	h.judge()
	h.want(meddlewatch.CandidateCollected, "Op12 1/1")
}

// TestCrashesBetweenCommits: what was committed when a worker died is neither lost
// nor counted again.
func TestCrashesBetweenCommits(t *testing.T) {
	h := newQueueHouse(t)
	h.bring("Wire: Opal in the news")
	h.start() // died behind commit 1
	h.judge()
	h.want(meddlewatch.CandidateProposed, "Opal 1/1")

	h.bring("Wire: Opus in the news")
	items, err := h.db.Pending(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	js := JudgeItems(newState(), items).Judgements
	if err := h.db.CommitJudgements(t.Context(), js, nil, nil, h.gather(h.plan, js)); err != nil {
		t.Fatal(err)
	}
	h.want(meddlewatch.CandidateCollected, "Opus 1/1")
	h.start() // died behind commit 2, before it proposed anything
	h.judge()
	h.want(meddlewatch.CandidateProposed, "Opal 1/1", "Opus 1/1")

	// Judged again, as after a change of the judge.
	if err := h.db.CommitJudgements(t.Context(), js, nil, nil, h.gather(h.plan, js)); err != nil {
		t.Fatal(err)
	}
	h.want(meddlewatch.CandidateProposed, "Opal 1/1", "Opus 1/1")
}

func TestADecisionIsHeardOfByReload(t *testing.T) {
	h := newQueueHouse(t)
	h.plan.Discover = nil
	h.bring("Wire: Opal")
	found := h.gather(Plan{Discover: wordFinder{}}, []meddlewatch.Judgement{{Item: item(1, "Opal Opus", "")}})
	if err := h.db.CommitJudgements(t.Context(), nil, nil, nil, found); err != nil {
		t.Fatal(err)
	}
	plan := h.plan
	plan.Discover, plan.Known = wordFinder{}, func(name string) bool { return name == "Opal" }
	h.SetPlan(plan)
	h.judge()
	h.want(meddlewatch.CandidateProposed, "Opus 1/1")
	h.want(meddlewatch.CandidateCollected, "Opal 1/1")
}

func TestAFaultInProposingHarmsNothing(t *testing.T) {
	h := newQueueHouse(t)
	h.bring("Wire: Opbreaks Opal")
	h.judge()
	h.want(meddlewatch.CandidateProposed)
	h.want(meddlewatch.CandidateCollected, "Opbreaks 1/1", "Opal 1/1")
	if !strings.Contains(h.log.String(), "no name was proposed") {
		t.Errorf("the log says\n%s", h.log.String())
	}
}

func TestOnlyCandidatesAreProposed(t *testing.T) {
	candidates := []meddlewatch.Candidate{
		{Name: "Op a", State: meddlewatch.CandidateCollected},
		{Name: "Op b", State: meddlewatch.CandidateCollected},
		{Name: "Op d", State: meddlewatch.CandidateProposed},
		{Name: "Op e", State: meddlewatch.CandidateAccepted},
	}
	got, err := chosen(answers{"Op c", "op-A", "Op a", "Op d", "", "Op e", "Op b"}, candidates, 0, day(1))
	if err != nil || !slices.Equal(got, []string{"op-A", "Op b"}) {
		t.Errorf("%q, %v", got, err)
	}
}

// answers proposes the same whatever it is asked.
type answers []string

// Evidence finds nothing.
func (answers) Evidence(meddlewatch.Item, meddlewatch.Verdict, func(string) bool) ([]meddlewatch.Evidence, error) {
	return nil, nil
}

// Propose answers.
func (a answers) Propose([]meddlewatch.Candidate, int, time.Time) []string { return a }
