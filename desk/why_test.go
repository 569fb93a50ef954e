package desk

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/match"
	"meddlewatch/store"
	"meddlewatch/story"
	"meddlewatch/worker"
)

const known = "https://news.example/known"

// openKnown returns a database with one item, judged or not.
func openKnown(t *testing.T, title string, judge worker.Judge) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	it := feeds.ItemFrom(meddlewatch.Feed{URL: "https://news.example/rss"}, feeds.Document{},
		feeds.Entry{Title: title, Link: known}, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	items := []meddlewatch.Item{it}
	if err := db.CommitPolls(t.Context(), []store.Poll{{State: meddlewatch.FeedState{Feed: it.Feed}, Items: items}}); err != nil {
		t.Fatal(err)
	}
	if judge == nil {
		return db
	}
	judged := worker.JudgeItems(worker.NewState(judge, story.NewWindow(story.Options{})), items)
	if err := db.CommitJudgements(t.Context(), judged.Judgements, judged.Stories, nil, nil); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestWhy(t *testing.T) {
	today := wordJudge{versions: meddlewatch.Versions{Watchlist: "aaaaaaaaaaaa"}}
	later := wordJudge{versions: meddlewatch.Versions{Watchlist: "bbbbbbbbbbbb"}}
	tests := []struct {
		name       string
		title      string
		stored     worker.Judge // nil: not judged yet
		prune      bool
		again      worker.Judge
		outcome    meddlewatch.Outcome
		recomputed string
	}{
		{"alerted", harbour, today, false, today, "alert", "Judged again: the same result."},
		{"not relevant, without reasons", weather, today, false, today, "below-threshold", "Judged again: the same result."},
		{"other data", harbour, today, false, later, "alert", "Judged again with today's data (watchlist bbbbbbbbbbbb"},
		{"the same data and another result", harbour, today, false, otherJudge{today}, "alert", "Judged again with the same data: another result"},
		{"text forgotten", harbour, today, true, today, "alert", "Its text is no longer kept"},
		{"not judged yet", harbour, nil, false, today, "pending", "It waits to be judged."},
		{"a judge that breaks over it", "broken", today, false, today, "below-threshold", "Judged again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db := openKnown(t, test.title, test.stored)
			if test.prune {
				if _, err := db.Prune(t.Context(), time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), time.Hour, 0); err != nil {
					t.Fatal(err)
				}
			}
			got, err := Why(t.Context(), db, ready(test.again), nil, "http://www.news.example/known?utm_source=x")
			if err != nil {
				t.Fatal(err)
			}
			if !got.Seen || got.Outcome != test.outcome || !strings.HasPrefix(got.Recomputed, test.recomputed) {
				t.Errorf("seen %t, outcome %s, %q; want %s, %q", got.Seen, got.Outcome, got.Recomputed, test.outcome, test.recomputed)
			}
			if got.Reasons == nil || got.Actors == nil || got.Campaigns == nil {
				t.Errorf("a list is null: %+v", got)
			}
		})
	}
}

// otherJudge finds nothing relevant, with the same data.
type otherJudge struct{ judge wordJudge }

func (o otherJudge) Judge(meddlewatch.Item) meddlewatch.Verdict {
	return meddlewatch.Verdict{Guard: meddlewatch.OutcomeBelowThreshold, Versions: o.judge.versions}
}

func TestWhyOfWhatWasNeverSeen(t *testing.T) {
	configured := []meddlewatch.Feed{{URL: "https://rss.news.example/world"}, {URL: "https://feeds.news.example/all"}, {URL: "https://other.example/rss"}}
	db := openKnown(t, weather, wordJudge{})
	tests := []struct{ name, address, want string }{
		{"of a configured site", "https://www.news.example/unknown", "The feed that would have had to carry it: https://feeds.news.example/all, https://rss.news.example/world"},
		{"of another site", "https://nobody.example/unknown", "No configured feed is of nobody.example; “bot feeds add https://nobody.example” looks for one."},
		{"of a bare address", "https://[::1]/unknown", "No configured feed is of ::1."},
		{"no address", "unknown", "It is no web address"},
		{"nothing", "", "It is no web address"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Why(t.Context(), db, ready(wordJudge{}), configured, test.address)
			if err != nil {
				t.Fatal(err)
			}
			if got.Seen || !strings.HasPrefix(got.Absence, test.want) {
				t.Errorf("seen %t, %q; want %q", got.Seen, got.Absence, test.want)
			}
		})
	}
}

// ready is a judge that takes no time to make.
func ready(judge worker.Judge) func(meddlewatch.Item) (worker.Judge, error) {
	return func(meddlewatch.Item) (worker.Judge, error) { return judge, nil }
}

func TestMissed(t *testing.T) {
	day := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	state := func(status meddlewatch.FeedStatus, why string) meddlewatch.FeedState {
		return meddlewatch.FeedState{Status: status, Since: day, Why: why, LastPoll: day.Add(time.Hour), LastGood: day.Add(-time.Hour)}
	}
	never := state(meddlewatch.FeedUnreachable, "The server refuses the connection.")
	never.LastGood = time.Time{}
	busy := state(meddlewatch.FeedFine, "")
	busy.PerDay = 80
	calm := busy
	calm.PerDay = 1.2
	tests := []struct {
		name               string
		state              meddlewatch.FeedState
		configured, polled bool
		want               string
	}{
		{"new", meddlewatch.FeedState{}, true, false, "It was not polled yet."},
		{"read", state(meddlewatch.FeedFine, ""), true, true, "It is read (last read 2026-03-01 11:00 UTC) and did not show this address; either it left the article out, or it showed it only between two polls."},
		{"read, with many items", busy, true, true, "between two polls: it brings about 80 items a day."},
		{"read, with an item now and then", calm, true, true, "between two polls: it brings about one item a day."},
		{"blocked", state(meddlewatch.FeedBlocked, "The server answers 403."), true, true, "It is not read now: blocked since 2026-03-01 12:00 UTC (The server answers 403); it was last read 2026-03-01 11:00 UTC. What it printed since is not known."},
		{"gone", state(meddlewatch.FeedGone, ""), true, true, "It is not read now: gone since 2026-03-01 12:00 UTC; it was last read"},
		{"never read", never, true, true, "It could never be read so far: unreachable since 2026-03-01 12:00 UTC (The server refuses the connection)."},
		{"taken out", state(meddlewatch.FeedFine, ""), false, true, "It is no longer in the config, or turned off there; it was last read 2026-03-01 11:00 UTC."},
		{"taken out before it was read", meddlewatch.FeedState{}, false, true, "It is no longer in the config, or turned off there."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := carrier(test.state, "https://news.example/rss", test.configured, test.polled)
			if !strings.Contains(got.Missed, test.want) {
				t.Errorf("%q\nwant %q", got.Missed, test.want)
			}
		})
	}
}

func TestSiteOf(t *testing.T) {
	for host, want := range map[string]string{
		"WWW.news.example": "news.example", "rss.news.co.uk": "news.co.uk", "127.0.0.1": "127.0.0.1",
		"::1": "::1", "localhost": "localhost", "10.0.0.1": "10.0.0.1",
	} {
		if got := siteOf(host); got != want {
			t.Errorf("siteOf(%q) = %q, want %q", host, got, want)
		}
	}
}

// A feed at another host than its articles is known by what it brought.
func TestCarrierAtAnotherHost(t *testing.T) {
	db := openKnown(t, weather, wordJudge{})
	configured := []meddlewatch.Feed{{URL: "https://feeds.elsewhere.example/news"}}
	poll := store.Poll{State: meddlewatch.FeedState{Feed: configured[0].URL, Status: meddlewatch.FeedFine}}
	poll.Items = []meddlewatch.Item{feeds.ItemFrom(configured[0], feeds.Document{}, feeds.Entry{Title: weather, Link: "https://third.example/a"}, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))}
	if err := db.CommitPolls(t.Context(), []store.Poll{poll}); err != nil {
		t.Fatal(err)
	}
	got, err := Why(t.Context(), db, ready(wordJudge{}), configured, "https://www.third.example/b")
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Carriers) != 1 || got.Carriers[0].Feed != configured[0].URL || !strings.HasSuffix(got.Absence, configured[0].URL) {
		t.Errorf("%q, carriers %+v; want the feed at the other host", got.Absence, got.Carriers)
	}
}

// An answer that needs no judge must not wait for one, nor fail with it.
func TestWhyAsksForAJudgeOnlyToJudge(t *testing.T) {
	broken := errors.New("the watchlist can not be read")
	judge := func(meddlewatch.Item) (worker.Judge, error) { return nil, broken }
	db := openKnown(t, harbour, wordJudge{})
	if _, err := Why(t.Context(), db, judge, nil, "https://news.example/unknown"); err != nil {
		t.Errorf("never seen: %v", err)
	}
	if _, err := Why(t.Context(), db, judge, nil, known); !errors.Is(err, broken) {
		t.Errorf("with its text: %v, want %v", err, broken)
	}
	if _, err := db.Prune(t.Context(), time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), time.Hour, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Why(t.Context(), db, judge, nil, known); err != nil {
		t.Errorf("without its text: %v", err)
	}
}

func TestDifferences(t *testing.T) {
	base := meddlewatch.Verdict{Score: 0.9, Relevant: true, Claim: meddlewatch.ClaimReport, Reasons: []meddlewatch.Reason{{Rule: "a", Weight: 1}}}
	tests := []struct {
		name   string
		change func(*meddlewatch.Verdict)
		want   string
	}{
		{"nothing", func(*meddlewatch.Verdict) {}, ""},
		{"other versions", func(v *meddlewatch.Verdict) { v.Versions.Weights = "b" }, ""},
		{"an empty list for none", func(v *meddlewatch.Verdict) { v.Actors = []meddlewatch.Mention{} }, ""},
		{"score", func(v *meddlewatch.Verdict) { v.Score = 0.8 }, "score 0.80"},
		{"relevance", func(v *meddlewatch.Verdict) { v.Relevant, v.Guard = false, meddlewatch.OutcomeHomonym }, "not relevant: homonym"},
		{"claim and hedge", func(v *meddlewatch.Verdict) { v.Claim, v.Hedge = meddlewatch.ClaimSanction, "linked to" }, `claim "sanction"; hedge "linked to"`},
		{"attribution", func(v *meddlewatch.Verdict) { v.AttributedBy = "FBI" }, `attributed by "FBI"`},
		{"retraction", func(v *meddlewatch.Verdict) { v.Retracts = true }, "retracts: true"},
		{"actors", func(v *meddlewatch.Verdict) { v.Actors = []meddlewatch.Mention{{Name: "Russia"}} }, "other actors"},
		{"campaigns", func(v *meddlewatch.Verdict) { v.Campaigns = []meddlewatch.Mention{{Name: "Heron"}} }, "other campaigns"},
		{"reasons alone", func(v *meddlewatch.Verdict) { v.Reasons = nil }, "other reasons"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			now := base
			test.change(&now)
			if got := strings.Join(differences(base, now), "; "); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// What a feed has cut is named, although the judge gets no more than it judges.
func TestCutOfAFeedIsNamed(t *testing.T) {
	data, err := match.DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	judge, err := match.New(meddlewatch.Watchlist{}, data, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, title string
		cut         bool
	}{
		{"a megabyte of words", strings.Repeat("election in Moldova ", 50_000), true},
		{"a megabyte of one word", strings.Repeat("x", 1<<20), true},
		{"a megabyte of Chinese", strings.Repeat("选举", 200_000), true},
		{"a megabyte of four-byte letters", strings.Repeat("\U00010330", 300_000), true},
		{"short of the limit", strings.Repeat("election ", 7000), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := judge.Judge(meddlewatch.Item{Title: feeds.PlainTitle(c.title)})
			if got := slices.ContainsFunc(v.Reasons, func(r meddlewatch.Reason) bool { return r.Rule == "cut" }); got != c.cut {
				t.Errorf("cut named: %t, want %t", got, c.cut)
			}
		})
	}
}

// Items of a live page are known by their link as it was printed, since it names none
// of them alone.
func TestWhyOfALivePage(t *testing.T) {
	db := openKnown(t, weather, wordJudge{})
	feed := meddlewatch.Feed{URL: "https://news.example/live.xml"}
	doc := feeds.Document{Entries: []feeds.Entry{
		{Title: "Storm reaches the coast", Link: "http://www.news.example/live", GUID: "1"},
		{Title: "Ferries stay in the harbour", Link: "http://www.news.example/live", GUID: "2"},
	}}
	id := feeds.Identify(feed, doc, nil, time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC))
	if len(id.Items) != 2 || id.Items[0].LinkKey != 0 {
		t.Fatalf("%+v; want two items whose link is no key", id.Items)
	}
	if err := db.CommitPolls(t.Context(), []store.Poll{{State: meddlewatch.FeedState{Feed: feed.URL}, Items: id.Items, Sightings: id.Sightings}}); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"http://www.news.example/live", "https://news.example/live/?utm_source=x", " https://m.news.example/live#top "} {
		got, err := Why(t.Context(), db, ready(wordJudge{}), []meddlewatch.Feed{feed}, address)
		if err != nil {
			t.Fatal(err)
		}
		if !got.Seen || got.Feed != feed.URL {
			t.Errorf("%q: seen %t, %s", address, got.Seen, got.Absence)
		}
	}
}
