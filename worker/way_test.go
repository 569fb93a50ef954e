package worker

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/notify"
	"meddlewatch/store"
)

// web serves feeds that a test rewrites while it runs. A path without a page
// hangs until its reader gives up.
type web struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string
	asked map[string]int
}

func newWeb(t *testing.T) *web {
	t.Helper()
	w := &web{pages: map[string]string{}, asked: map[string]int{}}
	w.Server = httptest.NewServer(w)
	t.Cleanup(w.Close)
	return w
}

// ServeHTTP serves the page of a path.
func (w *web) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	page, ok := w.pages[r.URL.Path]
	w.asked[r.URL.Path]++
	w.mu.Unlock()
	if !ok {
		<-r.Context().Done()
		return
	}
	_, _ = rw.Write([]byte(page))
}

func (w *web) set(path, page string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[path] = page
	return w.URL + path
}

func (w *web) requests(path string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked[path]
}

// entry is one entry of a feed; the zero date is today.
type entry struct {
	n     int // names GUID and link
	title string
	date  time.Time
}

func rss(entries ...entry) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Example</title>`)
	for _, e := range entries {
		if e.date.IsZero() {
			e.date = time.Now().Add(-time.Minute)
		}
		fmt.Fprintf(&b, `<item><title>%s</title><link>https://news.example/%d</link><guid>%d</guid><pubDate>%s</pubDate></item>`,
			e.title, e.n, e.n, e.date.UTC().Format(time.RFC1123Z))
	}
	b.WriteString(`</channel></rss>`)
	return b.String()
}

// recorder is a destination that remembers what it was sent.
type recorder struct {
	name    string
	perHour int
	lines   int                                     // that a message shows at most; 0: all
	render  func(meddlewatch.Alert) ([]byte, error) // nil: headline, or the headlines of a notice
	send    func(meddlewatch.Outgoing) error        // nil: takes everything
	mu      sync.Mutex
	sent    []string
	tries   int
}

func (r *recorder) destination() notify.Destination {
	return notify.Destination{Name: r.name, Render: r.words, Sender: r, PerHour: r.perHour}
}

// words writes headlines.
func (r *recorder) words(a meddlewatch.Alert) ([]byte, int, error) {
	if r.render != nil {
		payload, err := r.render(a)
		return payload, len(a.Lines), err
	}
	text := a.Headline
	if a.Kind != meddlewatch.AlertStory {
		text = string(a.Kind)
		if r.lines > 0 && len(a.Lines) > r.lines {
			a.Lines = a.Lines[:r.lines]
		}
		for _, l := range a.Lines {
			text += "|" + l.Headline
		}
	}
	return []byte(text), len(a.Lines), nil
}

// Send remembers the payload.
func (r *recorder) Send(_ context.Context, out meddlewatch.Outgoing) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tries++
	if r.send != nil {
		if err := r.send(out); err != nil {
			return "", err
		}
	}
	r.sent = append(r.sent, string(out.Payload))
	return "", nil
}

func (r *recorder) got() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.sent)
}

func (r *recorder) tried() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.tries
}

func openStore(t *testing.T, path string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func newDB(t *testing.T) *store.DB {
	t.Helper()
	return openStore(t, filepath.Join(t.TempDir(), "test.db"))
}

// panicSchedule is long enough for the longest jitter, which makes a poll panic.
const (
	panicSchedule = "@every 1h"
	panicJitter   = time.Minute
)

// newTestWorker returns a worker on feeds of loopback. What it logs goes to the
// test's output.
func newTestWorker(t *testing.T, db *store.DB, plan Plan, w *web, recorders ...*recorder) *Worker {
	t.Helper()
	options := feeds.Options{Jitter: func(longest time.Duration) time.Duration {
		if longest == panicJitter {
			panic("a fault in reading this feed")
		}
		return 0
	}}
	if w != nil {
		options.AllowHosts = []string{strings.TrimPrefix(w.URL, "http://")}
	}
	client := feeds.NewClient(options)
	t.Cleanup(client.CloseIdle)
	for _, r := range recorders {
		plan.Destinations = append(plan.Destinations, r.destination())
	}
	worker, err := New(t.Context(), Options{
		Plan: plan, Store: db, Client: client, Concurrency: 4,
		Now: time.Now, Log: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	return worker
}

// once runs one cycle of a new worker, as a restart would.
func once(t *testing.T, db *store.DB, plan Plan, w *web, recorders ...*recorder) {
	t.Helper()
	if err := newTestWorker(t, db, plan, w, recorders...).Once(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func feed(url string) meddlewatch.Feed { return meddlewatch.Feed{URL: url, Schedule: "@every 1s"} }

func plan(urls ...string) Plan {
	p := Plan{Judge: wordJudge{}, FirstPoll: FirstPoll{Newest: 100}}
	for _, u := range urls {
		p.Feeds = append(p.Feeds, feed(u))
	}
	return p
}

// countsOf counts everything, and checks that the outcomes add up.
func countsOf(t *testing.T, db *store.DB) store.Counts {
	t.Helper()
	c, err := db.Counts(t.Context(), nil, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, n := range c.Items.ByOutcome {
		sum += n
	}
	if sum != c.Items.Total {
		t.Errorf("%d items and %d outcomes", c.Items.Total, sum)
	}
	return c
}

func storeItems(t *testing.T, db *store.DB, items ...meddlewatch.Item) {
	t.Helper()
	err := db.CommitPolls(t.Context(), []store.Poll{{State: meddlewatch.FeedState{Feed: "https://feed.example/rss"}, Items: items}})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRestartJudgesWhatIsPending(t *testing.T) {
	db := newDB(t)
	storeItems(t, db, item(1, events[0], ""), item(2, "Weather", ""))
	to := &recorder{name: "a"}
	once(t, db, Plan{Judge: wordJudge{}}, nil, to)
	if got := to.got(); !slices.Equal(got, events[:1]) {
		t.Errorf("alerted %q, want %q", got, events[:1])
	}
	if c := countsOf(t, db); c.Items.ByOutcome["pending"] != 0 || c.Items.ByOutcome["alert"] != 1 {
		t.Errorf("outcomes %v, want one alert and nothing pending", c.Items.ByOutcome)
	}
	once(t, db, Plan{Judge: wordJudge{}}, nil, to)
	if got := to.got(); len(got) != 1 {
		t.Errorf("the second start sent %q again", got[1:])
	}
}

func TestRestartSendsTheFrozenBytesAgain(t *testing.T) {
	db := newDB(t)
	storeItems(t, db, item(1, events[0], ""))
	// A destination that dies in the middle: the row stays as it was frozen.
	died := &recorder{name: "a", render: func(meddlewatch.Alert) ([]byte, error) { return []byte("as it was"), nil }}
	w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, died)
	if err := w.judgePending(t.Context()); err != nil {
		t.Fatal(err)
	}
	out, err := db.Claim(t.Context(), "a", false, time.Now())
	if err != nil || out == nil {
		t.Fatalf("claimed %v, %v; want a message", out, err)
	}
	if err := db.Freeze(t.Context(), out.Row, []byte("as it was"), 0, time.Now()); err != nil {
		t.Fatal(err)
	}

	to := &recorder{name: "a", render: func(meddlewatch.Alert) ([]byte, error) { return []byte("rendered anew"), nil }}
	once(t, db, Plan{Judge: wordJudge{}}, nil, to)
	if got := to.got(); !slices.Equal(got, []string{"as it was"}) {
		t.Errorf("after the restart %q was sent, want the frozen bytes once", got)
	}
	if c := countsOf(t, db); c.Outbox[meddlewatch.OutboxSent] != 1 {
		t.Errorf("outbox %v, want one sent", c.Outbox)
	}
}

// Within one run nothing is restored: what a batch decided has to be there for
// the next one.
func TestOneAlertAStoryOverManyBatches(t *testing.T) {
	db, to := newDB(t), &recorder{name: "a"}
	w := newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to)
	for n := range 3 {
		storeItems(t, db, item(n+1, events[0], ""))
		if err := w.judgePending(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if c := countsOf(t, db); c.Items.ByOutcome["alert"] != 1 || c.Items.ByOutcome["duplicate"] != 2 {
		t.Errorf("outcomes %v, want one alert and two duplicates", c.Items.ByOutcome)
	}
}

func TestOneAlertAStoryOverManyPolls(t *testing.T) {
	db, w, to := newDB(t), newWeb(t), &recorder{name: "a"}
	first, second := entry{n: 1, title: events[0]}, entry{n: 2, title: events[0]}
	pages := []string{
		rss(first), rss(first), rss(second, first), rss(first, second), rss(), rss(second),
		rss(entry{n: 1, title: events[0] + " (updated)"}), rss(entry{n: 3, title: "Weather"}, first),
	}
	for _, page := range pages {
		once(t, db, plan(w.set("/feed", page)), w, to)
	}
	if got := to.got(); !slices.Equal(got, events[:1]) {
		t.Errorf("alerted %q, want one alert", got)
	}
	if c := countsOf(t, db); c.Items.Total != 3 {
		t.Errorf("%d items are known, want 3", c.Items.Total)
	}
}

func TestFirstPollThroughTheStore(t *testing.T) {
	now := time.Now()
	page := rss(entry{1, events[0], now.Add(-time.Hour)}, entry{2, events[1], now.Add(-48 * time.Hour)}, entry{3, events[2], now.Add(-200 * time.Hour)})
	tests := []struct {
		name   string
		policy FirstPoll
		want   []string
	}{
		{"silent", FirstPoll{}, nil},
		{"newest:1", FirstPoll{Newest: 1}, events[:1]},
		{"since:72h", FirstPoll{Since: 72 * time.Hour}, []string{events[1], events[0]}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db, w, to := newDB(t), newWeb(t), &recorder{name: "a"}
			p := plan(w.set("/feed", page))
			p.FirstPoll = test.policy
			once(t, db, p, w, to)
			if got := to.got(); !slices.Equal(got, test.want) {
				t.Errorf("alerted %q, want %q", got, test.want)
			}
			c := countsOf(t, db)
			if n := c.Items.ByOutcome["first-poll"]; n != 3-len(test.want) {
				t.Errorf("%d items are kept silent, want %d", n, 3-len(test.want))
			}
			// What comes later is news, whatever the first poll let through.
			w.set("/feed", rss(entry{4, events[3], now}))
			once(t, db, p, w, to)
			if got := to.got(); !slices.Contains(got, events[3]) {
				t.Errorf("alerted %q, want the item of the second poll too", got)
			}
		})
	}
}

func TestFloodNoticeIsDeliveredOnce(t *testing.T) {
	db, w, to := newDB(t), newWeb(t), &recorder{name: "a"}
	p := plan(w.set("/feed", rss(entry{n: 100, title: "Weather"})))
	once(t, db, p, w, to)
	var flood []entry
	for i, title := range events {
		flood = append(flood, entry{i + 1, title, time.Now().Add(time.Duration(i-20) * time.Minute)})
	}
	w.set("/feed", rss(flood...))
	once(t, db, p, w, to)
	once(t, db, p, w, to)
	if got, want := to.got(), []string{"notice|" + strings.Join(events, "|")}; !slices.Equal(got, want) {
		t.Errorf("sent %q, want %q", got, want)
	}
	if n := countsOf(t, db).Items.ByOutcome["flood-held"]; n != len(events) {
		t.Errorf("%d items are held, want %d", n, len(events))
	}
	w.set("/feed", rss(entry{n: 50, title: events[3]}))
	once(t, db, p, w, to)
	if got := to.got(); len(got) != 1 {
		t.Errorf("a story of the notice was sent again: %q", got[1:])
	}
}

// eventually waits for what happens within moments.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within 20 seconds", what)
		}
	}
}

// running is a worker in Run.
type running struct {
	stop  func()
	ended chan error
}

func start(t *testing.T, w *Worker) running {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	r := running{stop, make(chan error, 1)}
	go func() { r.ended <- w.Run(ctx) }()
	t.Cleanup(stop)
	return r
}

func (r running) wait(t *testing.T, most time.Duration) error {
	t.Helper()
	select {
	case err := <-r.ended:
		return err
	case <-time.After(most):
		t.Fatalf("the worker has not ended after %s", most)
		return nil
	}
}

func TestBadFeedsHarmNobody(t *testing.T) {
	clean := goleak.IgnoreCurrent()
	db, w, to := newDB(t), newWeb(t), &recorder{name: "a"}
	defer goleak.VerifyNone(t, clean, goleak.IgnoreAnyFunction("database/sql.(*DB).connectionOpener"))
	defer w.Close()
	good := w.set("/good", rss(entry{n: 1, title: events[0]}))
	breaks := meddlewatch.Feed{URL: w.set("/breaks", rss(entry{n: 2, title: events[1]})), Schedule: panicSchedule}
	// One host answers one request at a time, so the hanging feed has its own.
	hangs := newWeb(t)
	defer hangs.Close()
	p := plan(hangs.URL+"/hangs", w.set("/nonsense", "no feed at all"), good)
	p.Feeds = append(p.Feeds, breaks, meddlewatch.Feed{URL: "http://127.0.0.1:9/refused", Schedule: "@every 1s"})
	worker := newTestWorker(t, db, p, w, to)
	worker.client.SetAllowHosts([]string{strings.TrimPrefix(w.URL, "http://"), strings.TrimPrefix(hangs.URL, "http://"), "127.0.0.1:9"})
	defer worker.client.CloseIdle()
	r := start(t, worker)
	eventually(t, "the alert of the good feed", func() bool { return len(to.got()) == 1 })
	eventually(t, "the states of the bad feeds", func() bool {
		states, err := db.FeedStates(t.Context())
		return err == nil && states[breaks.URL].Status == meddlewatch.FeedMalformed &&
			states[w.URL+"/nonsense"].Status == meddlewatch.FeedMalformed &&
			states["http://127.0.0.1:9/refused"].Status == meddlewatch.FeedUnreachable &&
			hangs.requests("/hangs") == 1
	})
	began := time.Now()
	r.stop()
	if err := r.wait(t, 8*time.Second); err != nil {
		t.Errorf("run ended with %v", err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("stopping took %s while a feed hung", took)
	}
	states, err := db.FeedStates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if st, ok := states[hangs.URL+"/hangs"]; ok {
		t.Errorf("the poll that was cut off left a state: %+v", st)
	}
	if got := to.got(); len(got) != 1 || got[0] != events[0] {
		t.Errorf("alerted %q, want only %q", got, events[0])
	}
}

func TestDatabaseThatCannotBeWritten(t *testing.T) {
	w, to := newWeb(t), &recorder{name: "a"}
	p := plan(w.set("/feed", rss(entry{n: 1, title: events[0]})))
	path := filepath.Join(t.TempDir(), "test.db")
	db := openStore(t, path)
	readOnly, err := store.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer readOnly.Close()
	err = start(t, newTestWorker(t, readOnly, p, w, to)).wait(t, 10*time.Second)
	if err == nil || !strings.Contains(err.Error(), "storing what feeds brought") || !strings.Contains(err.Error(), path) {
		t.Errorf("run ended with %v, want what could not be done, and where", err)
	}
	if got := to.got(); len(got) != 0 {
		t.Errorf("alerted %q from a database that could not be written", got)
	}
	once(t, db, p, w, to)
	if got := to.got(); !slices.Equal(got, events[:1]) {
		t.Errorf("after the database was mended %q was alerted, want %q", got, events[:1])
	}
}

func TestSetPlanSendsNothingAgain(t *testing.T) {
	db, w, to := newDB(t), newWeb(t), &recorder{name: "a"}
	one, two := w.set("/one", rss(entry{n: 1, title: events[0]})), w.set("/two", rss(entry{n: 2, title: events[1]}))
	worker := newTestWorker(t, db, plan(one), w, to)
	r := start(t, worker)
	eventually(t, "the first alert", func() bool { return len(to.got()) == 1 })
	worker.SetPlan(plan(two))
	eventually(t, "the alert of the added feed", func() bool { return len(to.got()) == 2 })
	asked := w.requests("/one")
	worker.SetPlan(plan(one, two))
	eventually(t, "the feed that was put back", func() bool { return w.requests("/one") >= asked+2 })
	r.stop()
	if err := r.wait(t, 8*time.Second); err != nil {
		t.Error(err)
	}
	if got := to.got(); !slices.Equal(got, events[:2]) {
		t.Errorf("alerted %q, want %q once each", got, events[:2])
	}
}
