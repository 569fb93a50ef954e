package worker

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"meddlewatch"
	"meddlewatch/internal/discordserver"
	"meddlewatch/notify"
	"meddlewatch/store"
)

const (
	posts    = "POST /channels/{}/messages"
	reads    = "GET /channels/{}/messages"
	looks    = "GET /channels/{}"
	last     = "GET /channels/{}/messages/{}"
	asks     = "GET /users/@me"
	executes = "POST /webhooks/{}/{}"
	window   = 90 * time.Second
)

// discordCase is a worker with messages for Discord, and what goes wrong there.
type discordCase struct {
	name    string
	items   int // that alert
	webhook bool
	options discordserver.Options
	wrong   func(*discordserver.Server)
	runs    time.Duration // 0: 10 minutes

	requests map[string]int // by route, all of them
	arrived  int            // messages in the channel, all different
	outbox   map[meddlewatch.OutboxState]int
	says     []string // what the log tells, each once
	least    time.Duration
}

func discordCases() []discordCase {
	type fault = discordserver.Fault
	times := func(f fault, n int) fault { f.Times = n; return f }
	created := func(f fault) fault { f.Created = true; return f }
	wrong := func(faults ...fault) func(*discordserver.Server) {
		return func(s *discordserver.Server) {
			for _, f := range faults {
				s.Fault(f)
			}
		}
	}
	sent := func(n int) map[meddlewatch.OutboxState]int {
		return map[meddlewatch.OutboxState]int{meddlewatch.OutboxSent: n}
	}
	return []discordCase{
		{name: "nothing", items: 3, requests: map[string]int{posts: 3}, arrived: 3, outbox: sent(3)},
		{name: "nothing, by webhook", items: 3, webhook: true, requests: map[string]int{executes: 3}, arrived: 3, outbox: sent(3)},

		// 5xx, timeout and reset: unknown, settled under the same nonce while young.
		{
			name: "500", items: 2, wrong: wrong(discordserver.InternalError()),
			requests: map[string]int{posts: 3}, arrived: 2, outbox: sent(2), says: []string{"500"},
		},
		{
			name: "502 in HTML after the message was made", items: 2, wrong: wrong(created(discordserver.BadGateway())),
			requests: map[string]int{posts: 3}, arrived: 2, outbox: sent(2), says: []string{"502"},
		},
		{
			name: "reset after the message was made", items: 2, wrong: wrong(discordserver.LostAnswer()),
			requests: map[string]int{posts: 3}, arrived: 2, outbox: sent(2), says: []string{"no whole answer"},
		},
		{
			name: "answer torn", items: 1, wrong: wrong(fault{Torn: true}),
			requests: map[string]int{posts: 2}, arrived: 1, outbox: sent(1),
		},
		{
			name: "no answer in time, message made", items: 1, wrong: wrong(fault{Created: true, Hang: time.Hour}),
			requests: map[string]int{posts: 2}, arrived: 1, outbox: sent(1), says: []string{"it takes too long"},
		},

		// Later than the nonce window: read back before anything is sent again.
		{
			name: "500 for longer than the nonce window", items: 1, wrong: wrong(times(discordserver.InternalError(), 6)),
			requests: map[string]int{posts: 7, reads: 1, looks: 1}, arrived: 1, outbox: sent(1),
		},
		{
			name: "the same, the message was made at first", items: 1,
			wrong:    wrong(created(discordserver.InternalError()), times(discordserver.InternalError(), 5)),
			requests: map[string]int{posts: 6, reads: 1, asks: 1}, arrived: 1, outbox: sent(1),
		},
		{
			name: "the same, reading fails too at first", items: 1,
			wrong: wrong(created(discordserver.InternalError()), fault{Route: posts, Status: 500, Times: 5},
				fault{Route: reads, Status: 503, Times: 2}),
			requests: map[string]int{posts: 6, reads: 3, asks: 1}, arrived: 1, outbox: sent(1),
		},
		{
			name: "the same, Discord forgets nonces at once", items: 1, options: discordserver.Options{NonceMemory: 3 * time.Minute},
			wrong:    wrong(created(discordserver.InternalError()), times(discordserver.InternalError(), 5)),
			requests: map[string]int{posts: 6, reads: 1, asks: 1}, arrived: 1, outbox: sent(1),
		},
		{
			name: "the bot may not read the channel", items: 1, runs: 3 * time.Hour,
			wrong: func(s *discordserver.Server) {
				if err := s.Deny(s.Channel(), discordserver.ReadMessageHistory); err != nil {
					panic(err)
				}
				if _, err := s.Say(s.Channel(), "Good morning"); err != nil {
					panic(err)
				}
				s.Fault(created(discordserver.InternalError()))
				s.Fault(times(discordserver.InternalError(), 5))
			},
			requests: map[string]int{posts: 6, reads: 3, looks: 3, last: 3}, arrived: 1,
			outbox: map[meddlewatch.OutboxState]int{meddlewatch.OutboxUnknown: 1},
		},

		{
			name: "the channel was emptied", items: 1,
			wrong: func(s *discordserver.Server) {
				m, err := s.Say(s.Channel(), "Good morning")
				if err != nil {
					panic(err)
				}
				s.RemoveMessage(m.ID)
				s.Fault(times(discordserver.InternalError(), 6))
			},
			requests: map[string]int{posts: 7, reads: 1, looks: 1, last: 1}, arrived: 1, outbox: sent(1),
		},

		// 429: waited out.
		{
			name: "429 of the bucket", items: 3, wrong: wrong(discordserver.RateLimited(5 * time.Second)),
			requests: map[string]int{posts: 4}, arrived: 3, outbox: sent(3), least: 5 * time.Second,
		},
		{
			name: "429 global", items: 3, wrong: wrong(discordserver.RateLimitedGlobally(7 * time.Second)),
			requests: map[string]int{posts: 4}, arrived: 3, outbox: sent(3), least: 7 * time.Second,
		},
		{
			name: "429 in HTML from the edge", items: 3, wrong: wrong(discordserver.RateLimitedByEdge(30 * time.Second)),
			requests: map[string]int{posts: 4}, arrived: 3, outbox: sent(3), least: 30 * time.Second,
		},
		{
			name: "429 in HTML that does not say how long", items: 3, wrong: wrong(discordserver.RateLimitedByEdge(0)),
			requests: map[string]int{posts: 4}, arrived: 3, outbox: sent(3), least: time.Minute,
		},
		{
			name: "429 three times", items: 1, wrong: wrong(times(discordserver.RateLimited(2*time.Second), 3)),
			requests: map[string]int{posts: 4}, arrived: 1, outbox: sent(1), least: 6 * time.Second,
		},
		{
			name: "a limit of 2 in 10 s that is kept", items: 8, options: discordserver.Options{Limit: 2, LimitWindow: 10 * time.Second},
			requests: map[string]int{posts: 8}, arrived: 8, outbox: sent(8), least: 30 * time.Second,
		},
		{
			name: "slow mode: an hour, then one digest", items: 4, runs: 2 * time.Hour, wrong: wrong(discordserver.RateLimited(time.Hour)),
			requests: map[string]int{posts: 2}, arrived: 1, outbox: sent(5), least: time.Hour,
		},

		// Refusals.
		{
			name: "400", items: 3, wrong: wrong(fault{Status: 400, Body: `{"code":50035,"message":"Invalid Form Body"}`}),
			requests: map[string]int{posts: 3}, arrived: 2, says: []string{"50035"},
			outbox: map[meddlewatch.OutboxState]int{meddlewatch.OutboxSent: 2, meddlewatch.OutboxDead: 1},
		},
		{
			name: "401", items: 3, runs: 5 * time.Hour, wrong: func(s *discordserver.Server) { s.SetToken("another") },
			requests: map[string]int{posts: 1}, arrived: 0, says: []string{"the token is wrong or was reset"},
			outbox: map[meddlewatch.OutboxState]int{meddlewatch.OutboxHeld: 3},
		},
		{
			name: "403", items: 3, runs: 210 * time.Minute, says: []string{"Missing Permissions"},
			wrong: func(s *discordserver.Server) {
				if err := s.Deny(s.Channel(), discordserver.SendMessages); err != nil {
					panic(err)
				}
			},
			requests: map[string]int{posts: 4}, arrived: 0, outbox: map[meddlewatch.OutboxState]int{meddlewatch.OutboxHeld: 3},
		},
		{
			name: "403, mended within the hour", items: 3, runs: 2 * time.Hour, wrong: wrong(discordserver.Forbidden(50013)),
			requests: map[string]int{posts: 4}, arrived: 3, outbox: sent(3), says: []string{"bot check --online", "delivered again"}, least: time.Hour,
		},
		{
			name: "404, the channel is gone", items: 3, runs: 90 * time.Minute, wrong: func(s *discordserver.Server) { s.RemoveChannel(s.Channel()) },
			requests: map[string]int{posts: 2}, arrived: 0, says: []string{"no such channel"},
			outbox: map[meddlewatch.OutboxState]int{meddlewatch.OutboxHeld: 3},
		},
		{
			name: "404, the webhook is gone", items: 3, webhook: true, runs: 90 * time.Minute, wrong: func(s *discordserver.Server) { s.RemoveWebhook() },
			requests: map[string]int{executes: 2}, arrived: 0, says: []string{"the webhook was removed"},
			outbox: map[meddlewatch.OutboxState]int{meddlewatch.OutboxHeld: 3},
		},

		// Something else answers.
		{
			name: "a page in HTML", items: 2, wrong: wrong(discordserver.Page()),
			requests: map[string]int{posts: 3}, arrived: 2, outbox: sent(2), says: []string{"does not speak as Discord does"},
		},
		{
			name: "a redirect", items: 2, runs: 2 * time.Hour, wrong: wrong(discordserver.Redirect("https://elsewhere.example/")),
			requests: map[string]int{posts: 3}, arrived: 2, outbox: sent(2), says: []string{"api_base"}, least: time.Hour,
		},
		{
			name: "500, by webhook", items: 2, webhook: true, wrong: wrong(discordserver.InternalError()),
			requests: map[string]int{executes: 3}, arrived: 2, outbox: sent(2),
		},
	}
}

// TestDiscordFaults lets everything go wrong at Discord that can, counts every
// request, and finds each message in the channel once.
func TestDiscordFaults(t *testing.T) {
	for _, c := range discordCases() {
		t.Run(c.name, func(t *testing.T) { synctest.Test(t, c.test) })
	}
}

func (c discordCase) test(t *testing.T) {
	c.options.PlainIDs = true // nobody may read a time from them
	server, err := discordserver.New(c.options)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	db := newDB(t)
	storeItems(t, db, eventItems()[:c.items]...)
	way := notify.NewDiscord(notify.DiscordOptions{APIBase: server.URL(), Transport: server.Transport()})
	to := notify.Destination{Name: "discord", Render: notify.RenderDiscord, PerHour: 20}
	if to.Sender = way.Bot(server.Token(), server.Channel(), window); c.webhook {
		if to.Sender, err = way.Webhook(server.Webhook()); err != nil {
			t.Fatal(err)
		}
	}
	said := 0
	if c.wrong != nil {
		c.wrong(server)
		said = len(server.Messages(""))
	}
	w := newTestWorker(t, db, Plan{Judge: wordJudge{}, Destinations: []notify.Destination{to}}, nil)
	var log logged
	w.postmen[0].log = slog.New(slog.NewTextHandler(&log, nil))
	began := time.Now()
	runs := c.runs
	if runs == 0 {
		runs = 10 * time.Minute
	}
	settledWithin(t, w, runs)

	requests := map[string]int{}
	for _, r := range server.Requests() {
		requests[r.Route]++
	}
	if fmt.Sprint(requests) != fmt.Sprint(c.requests) {
		t.Errorf("requests %v, want %v", requests, c.requests)
	}
	c.checkArrived(t, server.Messages("")[said:], began)
	checkOutbox(t, db, c.outbox)
	for _, says := range c.says {
		if n := strings.Count(log.String(), says); n != 1 {
			t.Errorf("the log says %q %d times, want once:\n%s", says, n, log.String())
		}
	}
	if v := server.Violations(); len(v) > 0 {
		t.Errorf("rules broken: %q", v)
	}
}

func (c discordCase) checkArrived(t *testing.T, messages []discordserver.Message, began time.Time) {
	t.Helper()
	contents := map[string]int{}
	for _, m := range messages {
		contents[m.Content]++
	}
	if len(messages) != c.arrived || len(contents) != c.arrived {
		t.Errorf("%d messages arrived, %d different ones; want %d", len(messages), len(contents), c.arrived)
	}
	if len(messages) > 0 {
		if took := messages[len(messages)-1].Time.Sub(began); took < c.least {
			t.Errorf("the last message came after %s, want not before %s", took, c.least)
		}
	}
}

func checkOutbox(t *testing.T, db *store.DB, want map[meddlewatch.OutboxState]int) {
	t.Helper()
	got := map[meddlewatch.OutboxState]int{}
	for state, n := range countsOf(t, db).Outbox {
		if n > 0 {
			got[state] = n
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("outbox %v, want %v", got, want)
	}
}

// botAndWebhook is a Discord with two destinations in one channel.
func botAndWebhook(t *testing.T) (*discordserver.Server, []notify.Destination) {
	t.Helper()
	server, err := discordserver.New(discordserver.Options{PlainIDs: true})
	if err != nil {
		t.Fatal(err)
	}
	way := notify.NewDiscord(notify.DiscordOptions{APIBase: server.URL(), Transport: server.Transport()})
	hook, err := way.Webhook(server.Webhook())
	if err != nil {
		t.Fatal(err)
	}
	return server, []notify.Destination{
		{Name: "bot", Render: notify.RenderDiscord, Sender: way.Bot(server.Token(), server.Channel(), window)},
		{Name: "webhook", Render: notify.RenderDiscord, Sender: hook},
	}
}

// TestGlobalLimitFreezesAll: a global limit that one destination runs into keeps
// the other one waiting too.
func TestGlobalLimitFreezesAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server, destinations := botAndWebhook(t)
		defer server.Close()
		limit := discordserver.RateLimitedGlobally(20 * time.Second)
		limit.Route = posts
		server.Fault(limit)
		db := newDB(t)
		w := newTestWorker(t, db, Plan{Judge: wordJudge{}, Destinations: destinations}, nil)
		storeItems(t, db, eventItems()[:2]...)
		if err := w.judgePending(t.Context()); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		done := make(chan error)
		go func() { done <- w.postmen[0].deliver(t.Context(), false) }()
		time.Sleep(time.Second) // the bot has run into the limit
		if err := w.postmen[1].deliver(t.Context(), false); err != nil {
			t.Error(err)
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
		arrived := server.Messages("")
		if len(arrived) != 4 || arrived[0].Time.Sub(began) < 20*time.Second {
			t.Errorf("%d messages, the first after %s; want 4, none before 20s", len(arrived), arrived[0].Time.Sub(began))
		}
	})
}

// TestChannelIsSharedBetweenBotAndWebhook: a message of the webhook about the same
// story is not taken for the bot's own.
func TestChannelIsSharedBetweenBotAndWebhook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server, destinations := botAndWebhook(t)
		defer server.Close()
		// For longer than the nonce window nothing of the bot arrives.
		server.Fault(discordserver.Fault{Route: posts, Status: 500, Times: 6})
		db := newDB(t)
		storeItems(t, db, eventItems()[0])
		w := newTestWorker(t, db, Plan{Judge: wordJudge{}, Destinations: destinations}, nil)
		settledWithin(t, w, 10*time.Minute)
		var from []bool
		for _, m := range server.Messages("") {
			from = append(from, m.WebhookID != "")
		}
		if !slices.Equal(from, []bool{true, false}) {
			t.Errorf("messages by webhook: %v, want one by the webhook, then one by the bot", from)
		}
	})
}

// TestDoubtHoldsNobodyUp: a message whose fate cannot be told waits alone, and
// people are told of it once; what comes later arrives at once.
func TestDoubtHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server, err := discordserver.New(discordserver.Options{PlainIDs: true})
		if err != nil {
			t.Fatal(err)
		}
		defer server.Close()
		if err := server.Deny(server.Channel(), discordserver.ReadMessageHistory); err != nil {
			t.Fatal(err)
		}
		if _, err := server.Say(server.Channel(), "Good morning"); err != nil {
			t.Fatal(err)
		}
		server.Fault(discordserver.Fault{Route: posts, Status: 500, Times: 6})
		db := newDB(t)
		storeItems(t, db, eventItems()[0])
		way := notify.NewDiscord(notify.DiscordOptions{APIBase: server.URL(), Transport: server.Transport()})
		w := newTestWorker(t, db, Plan{Judge: wordJudge{}, Destinations: []notify.Destination{
			{Name: "discord", Render: notify.RenderDiscord, Sender: way.Bot(server.Token(), server.Channel(), window), PerHour: 20},
		}}, nil)
		var log logged
		w.postmen[0].log = slog.New(slog.NewTextHandler(&log, nil))
		r := start(t, w)
		for n, it := range eventItems()[1:4] {
			time.Sleep(70 * time.Minute)
			storeItems(t, db, it)
			wake(w.judge)
			time.Sleep(5 * time.Second)
			if got := len(server.Messages("")) - 1; got != n+1 {
				t.Errorf("%d messages arrived, want %d", got, n+1)
			}
		}
		r.stop()
		if err := r.wait(t, 10*time.Second); err != nil {
			t.Error(err)
		}
		checkOutbox(t, db, map[meddlewatch.OutboxState]int{meddlewatch.OutboxSent: 3, meddlewatch.OutboxUnknown: 1})
		if n := strings.Count(log.String(), "Read Message History"); n != 1 {
			t.Errorf("people were told %d times, want once:\n%s", n, log.String())
		}
	})
}

// TestStrangeRefusalLetsOthersPass: a message that something between the bot and
// Discord answers with a page of its own keeps no other back.
func TestStrangeRefusalLetsOthersPass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := newDB(t)
		storeItems(t, db, eventItems()[:3]...)
		to := &recorder{name: "a", send: func(out meddlewatch.Outgoing) error {
			if string(out.Payload) == events[0] {
				return &notify.SendError{Kind: notify.Unknown, After: time.Minute, Err: errors.New("a page of a filter")}
			}
			return nil
		}}
		settledWithin(t, newTestWorker(t, db, Plan{Judge: wordJudge{}}, nil, to), 10*time.Minute)
		if got := to.got(); !slices.Equal(got, events[1:3]) {
			t.Errorf("sent %q, want %q", got, events[1:3])
		}
		if n := to.tried(); n > 13 {
			t.Errorf("%d tries in ten minutes, want at most one a minute of the one that fails", n)
		}
	})
}
