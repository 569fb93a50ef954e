package story

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"meddlewatch"
)

var start = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// said makes an item that an outlet published some hours after start.
func said(hours int, title, summary string) meddlewatch.Item {
	at := start.Add(time.Duration(hours) * time.Hour)
	return meddlewatch.Item{
		ID:        meddlewatch.ID(meddlewatch.HashOf(title, summary, fmt.Sprint(hours))),
		Title:     title,
		Summary:   summary,
		Published: at,
		Arrived:   at,
	}
}

// The names of persons, groups and programmes in these items are invented.
var (
	promise = said(0, "Exclusive: Chinese leader promised president not to interfere in vote, sources tell CNN",
		"Xi gave the assurance to Biden at their meeting in Woodside, two people familiar with the talks told CNN. Sullivan raised the matter again in Bangkok with Wang Yi.")
	retold = said(5, "Xi assured Biden that China would stay out of US election – report",
		"At the November summit in Woodside the Chinese leader said Beijing would not meddle, CNN reported on Tuesday. Wang Yi repeated the pledge to Sullivan.")
	again = said(9, "Beijing told Washington it will not meddle in the 2024 presidential election, CNN says",
		"The pledge by Xi came up when he met Biden, and the foreign minister Wang gave it again in Bangkok.")
	troll = said(3, "Vendor links fake local news sites to Russian firm Volkhov Media",
		"Researchers at Halden Labs counted 214 sites that copy the look of newspapers in Ohio and Bavaria; the domains were paid for by Volkhov Media in Saint Petersburg.")
	trollToo = said(20, "Halden Labs: Volkhov Media ran 214 copied newspaper sites",
		"The Saint Petersburg company registered domains that imitate papers in Bavaria and Ohio, the researchers say.")
	sandworm = said(4, "Moldova accuses Moscow of paying for protests before the vote",
		"The intelligence service in Chisinau showed payments through a bank in Tiraspol to organisers of the Sunday marches.")
)

var relevant = meddlewatch.Verdict{Score: 0.9, Relevant: true}

var notRelevant = meddlewatch.Verdict{Score: 0.1}

// placeAll places items one batch each and returns their placements.
func placeAll(t *testing.T, w *Window, items ...meddlewatch.Item) []meddlewatch.Placement {
	t.Helper()
	var out []meddlewatch.Placement
	for _, it := range items {
		b := w.Begin()
		out = append(out, b.Place(it, relevant))
		b.Commit()
	}
	return out
}

func TestRetoldReportIsOneStory(t *testing.T) {
	got := placeAll(t, NewWindow(Options{}), promise, sandworm, troll, retold, again, trollToo)
	want := []meddlewatch.ID{promise.ID, sandworm.ID, troll.ID, promise.ID, promise.ID, troll.ID}
	for i, p := range got {
		if p.Story != want[i] {
			t.Errorf("item %d is in story %s, want %s", i, p.Story, want[i])
		}
		if joined := i >= 3; p.Joined != joined {
			t.Errorf("item %d: joined is %v, want %v", i, p.Joined, joined)
		}
		if p.Copy {
			t.Errorf("item %d is taken for a copy", i)
		}
		if (len(p.Evidence) > 0) != p.Joined {
			t.Errorf("item %d: joined is %v with evidence %v", i, p.Joined, p.Evidence)
		}
	}
}

func TestEvidenceIsPrintedInTheItem(t *testing.T) {
	p := placeAll(t, NewWindow(Options{}), troll, trollToo)[1]
	var texts []string
	for i, r := range p.Evidence {
		text := trollToo.Title
		if r.Field == meddlewatch.FieldSummary {
			text = trollToo.Summary
		}
		if text[r.Start:r.End] != r.Text {
			t.Errorf("%q is not what stands at %s %d-%d", r.Text, r.Field, r.Start, r.End)
		}
		if r.Rule == "" || r.Weight <= 0 || r.Weight > 1 {
			t.Errorf("evidence %+v has no rule, or a weight that is no share", r)
		}
		if i > 0 && r.Weight > p.Evidence[i-1].Weight {
			t.Errorf("evidence %q weighs more than the one before", r.Text)
		}
		texts = append(texts, r.Text)
	}
	for _, want := range []string{"Halden", "Volkhov"} {
		if !strings.Contains(strings.Join(texts, " "), want) {
			t.Errorf("evidence %q does not name %q", texts, want)
		}
	}
}

func TestEvidenceNamesTheCampaign(t *testing.T) {
	b := NewWindow(Options{}).Begin()
	v := meddlewatch.Verdict{Score: 0.9, Campaigns: []meddlewatch.Mention{{Name: "Tallmoor"}, {Name: "Greyfen", As: "grey fen"}}}
	b.Place(troll, meddlewatch.Verdict{Score: 0.9, Campaigns: v.Campaigns[1:]})
	p := b.Place(trollToo, v)
	if len(p.Evidence) == 0 || p.Evidence[0].Rule != "shared-campaign" || p.Evidence[0].Text != "Greyfen" {
		t.Errorf("evidence is %+v, want the campaign first", p.Evidence)
	}
	for _, r := range p.Evidence {
		if r.Text == "Tallmoor" {
			t.Error("evidence names a campaign that is not shared")
		}
	}
}

func TestOrderOfArrivalHardlyMatters(t *testing.T) {
	items := []meddlewatch.Item{promise, retold, again, troll, trollToo, sandworm}
	for shift := range items {
		turned := append(append([]meddlewatch.Item{}, items[shift:]...), items[:shift]...)
		story := make(map[meddlewatch.ID]meddlewatch.ID)
		for i, p := range placeAll(t, NewWindow(Options{}), turned...) {
			story[turned[i].ID] = p.Story
		}
		if story[promise.ID] != story[retold.ID] || story[promise.ID] != story[again.ID] ||
			story[troll.ID] != story[trollToo.ID] || story[troll.ID] == story[promise.ID] ||
			story[sandworm.ID] != sandworm.ID {
			t.Errorf("turned by %d the stories are %v", shift, story)
		}
	}
}

func TestCopies(t *testing.T) {
	tests := []struct {
		name string
		it   meddlewatch.Item
		copy bool
	}{
		{"the same words elsewhere", said(30, troll.Title, troll.Summary), true},
		{"a changed word", said(30, troll.Title, strings.Replace(troll.Summary, "counted", "found", 1)), true},
		{"capitals and accents", said(30, strings.ToUpper(troll.Title), troll.Summary), true},
		{"the headline alone", said(30, troll.Title, ""), true},
		{"other words", trollToo, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := placeAll(t, NewWindow(Options{}), troll, test.it)[1]
			if p.Story != troll.ID || !p.Joined || p.Copy != test.copy {
				t.Errorf("got %+v, want story %s and copy %v", p, troll.ID, test.copy)
			}
		})
	}
}

func TestVetoes(t *testing.T) {
	actor := func(name string) meddlewatch.Verdict {
		return meddlewatch.Verdict{Score: 0.9, Actors: []meddlewatch.Mention{{Name: name}}}
	}
	campaign := func(name string) meddlewatch.Verdict {
		return meddlewatch.Verdict{Score: 0.9, Campaigns: []meddlewatch.Mention{{Name: name}}}
	}
	sanctions := func(which string) meddlewatch.Item {
		return said(1, "EU adopts "+which+" package of sanctions against Russian propaganda outlets",
			"Ambassadors in Brussels agreed on the "+which+" package, which lists media and persons behind false reports.")
	}
	fake := said(2, "Deepfake video of candidate spread by network of bots", "Researchers at Halden Labs say the network posted the forged video 300 times.")
	fakeToo := said(3, "Network of bots spread deepfake video of candidate", "The forged video was posted 300 times, researchers at Halden Labs found.")
	tests := []struct {
		name   string
		a, b   meddlewatch.Item
		va, vb meddlewatch.Verdict
		joined bool
	}{
		{"the same package", sanctions("12th"), said(2, "Russian propaganda outlets hit by EU's 12th package of sanctions", "Brussels lists media and persons behind false reports."), relevant, relevant, true},
		{"another package", sanctions("12th"), said(2, "Russian propaganda outlets hit by EU's 13th package of sanctions", "Brussels lists media and persons behind false reports."), relevant, relevant, false},
		{"nothing known", fake, fakeToo, relevant, relevant, true},
		{"the same actor", fake, fakeToo, actor("Russia"), actor("Russia"), true},
		{"another actor", fake, fakeToo, actor("Russia"), actor("Iran"), false},
		{"the same campaign", fake, fakeToo, campaign("Greyfen"), campaign("Greyfen"), true},
		{"another campaign", fake, fakeToo, campaign("Greyfen"), campaign("Tallmoor"), false},
		{
			"one report that names two campaigns",
			said(1, "Halden Labs closes 74 accounts that wrote about the Taiwan vote", "The group in Tehran used the company's chatbot for articles on Taiwan's election, says Halden Labs, and few people read them."),
			said(2, "Tehran group lost its chatbot: 74 accounts on Taiwan election gone", "Websites for both camps carried the articles until Halden Labs acted, the company said on Friday."),
			campaign("Greyfen"), campaign("Tallmoor"), true,
		},
		{
			"another country aimed at",
			said(1, "Russian bots push forged video before vote in Moldova", "Halden Labs counted 300 posts of the forged video."),
			said(2, "Russian bots push forged video before vote in Armenia", "Halden Labs counted many posts of the forged video."),
			actor("Russia"), actor("Russia"), false,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := NewWindow(Options{}).Begin()
			b.Place(test.a, test.va)
			if p := b.Place(test.b, test.vb); p.Joined != test.joined {
				t.Errorf("joined is %v, want %v; %+v", p.Joined, test.joined, p)
			}
		})
	}
}

func TestBatchIsTentative(t *testing.T) {
	w := NewWindow(Options{})
	b := w.Begin()
	b.Place(troll, relevant)
	if p := b.Place(trollToo, relevant); !p.Joined {
		t.Error("a batch does not see what it placed")
	}
	if p := w.Begin().Place(trollToo, relevant); p.Joined {
		t.Error("a batch that was not committed left a trace")
	}
	b.Commit()
	b.Commit()
	if p := w.Begin().Place(said(40, trollToo.Title+" this week", trollToo.Summary), relevant); p.Story != troll.ID {
		t.Error("a committed batch is not in the window")
	}
	if n := w.placed.len(); n != 2 {
		t.Errorf("the window holds %d items, want 2", n)
	}
}

func TestFloor(t *testing.T) {
	w := NewWindow(Options{})
	low := meddlewatch.Verdict{Score: 0.2}
	b := w.Begin()
	if p := b.Place(troll, low); p.Story != troll.ID || p.Joined || p.Copy || p.Evidence != nil {
		t.Errorf("an item below the floor is placed as %+v", p)
	}
	if p := b.Place(trollToo, relevant); p.Joined {
		t.Error("an item joined one below the floor")
	}
	if p := b.Place(said(30, troll.Title, troll.Summary), low); p.Joined {
		t.Error("an item below the floor joined a story")
	}
}

func TestKnownItemStays(t *testing.T) {
	w := NewWindow(Options{})
	placeAll(t, w, troll, trollToo)
	got := placeAll(t, w, trollToo, troll)
	if got[0].Story != troll.ID || !got[0].Joined || got[1].Story != troll.ID || got[1].Joined {
		t.Errorf("known items are placed as %+v", got)
	}
	if n := w.placed.len(); n != 2 {
		t.Errorf("the window holds %d items, want 2", n)
	}
}

func TestRestoreGivesTheSameWindow(t *testing.T) {
	first, second := NewWindow(Options{}), NewWindow(Options{})
	items := []meddlewatch.Item{promise, sandworm, troll, retold}
	for i, p := range placeAll(t, first, items...) {
		second.Restore(meddlewatch.Judgement{Item: items[i], Verdict: relevant, Placement: p})
	}
	second.Restore(meddlewatch.Judgement{Item: said(0, "Below the floor", ""), Verdict: meddlewatch.Verdict{Score: 0.1}})
	want, got := placeAll(t, first, again, trollToo), placeAll(t, second, again, trollToo)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("restored window says %+v, the original %+v", got, want)
	}
}

func TestTimeBounds(t *testing.T) {
	at := func(days int) meddlewatch.Item {
		it := trollToo
		it.Published = start.Add(time.Duration(days) * 24 * time.Hour)
		it.Arrived = it.Published
		it.ID = meddlewatch.ID(1000 + days)
		return it
	}
	tests := []struct {
		name  string
		days  []int
		story int // index of the item whose story the last is in
	}{
		{"within the span", []int{0, 6}, 0},
		{"beyond the span", []int{0, 8}, 1},
		{"a chain within the longest story", []int{0, 5, 10}, 0},
		{"a chain beyond it", []int{0, 5, 10, 12}, 3},
		{"a chain whose beginning is forgotten", []int{0, 3, 6, 9, 12}, 4},
		{"late news of old", []int{6, 2}, 0},
		{"old items that come late still meet", []int{0, 20, 1}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var items []meddlewatch.Item
			for _, d := range test.days {
				items = append(items, at(d))
			}
			one := NewWindow(Options{}).Begin()
			var p, q meddlewatch.Placement
			for _, it := range items {
				q = one.Place(it, relevant)
			}
			placed := placeAll(t, NewWindow(Options{}), items...)
			p = placed[len(placed)-1]
			if want := items[test.story].ID; p.Story != want {
				t.Errorf("story is %d, want %d", p.Story, want)
			}
			if p.Story != q.Story {
				t.Errorf("story is %d batch by batch and %d in one batch", p.Story, q.Story)
			}
		})
	}
}

func TestMaxBoundsTheWindow(t *testing.T) {
	w := NewWindow(Options{Max: 50})
	for i, it := range invented(500) {
		it.Published = start.Add(time.Duration(i) * time.Minute)
		it.Arrived = it.Published
		placeAll(t, w, it)
	}
	if n := w.placed.len(); n != 50 {
		t.Errorf("the window holds %d items, want 50", n)
	}
	if len(w.shelf.slots) > 51 {
		t.Errorf("the shelf has %d places for 50 items", len(w.shelf.slots))
	}
	checkShelf(t, w.shelf, 50)
}

// checkShelf says whether the index and the stories hold the shelf's entries and
// nothing else.
func checkShelf(t *testing.T, s *shelf, entries int) {
	t.Helper()
	members := 0
	for _, g := range s.stories {
		members += len(g.members)
	}
	if members != entries {
		t.Errorf("stories have %d members, want %d", members, entries)
	}
	keys := 0
	for _, c := range s.index.table {
		if c.n == 0 {
			continue
		}
		keys++
		for _, slot := range s.index.find(c.key) {
			if s.slots[slot].entry == nil {
				t.Error("the index knows an entry that is gone")
			}
		}
	}
	if keys != s.index.used {
		t.Errorf("the index has %d keys and counts %d", keys, s.index.used)
	}
}

func TestSameInputSameStories(t *testing.T) {
	items := invented(400)
	for i := range items {
		items[i].Published = start.Add(time.Duration(i) * time.Minute)
		items[i].Arrived = items[i].Published
		if i%7 == 0 && i > 0 {
			items[i].Summary = items[i-i%5-1].Summary
		}
	}
	first := placeAll(t, NewWindow(Options{}), items...)
	second := placeAll(t, NewWindow(Options{}), items...)
	if !reflect.DeepEqual(first, second) {
		t.Error("the same items gave other stories")
	}
	b := NewWindow(Options{}).Begin()
	for i, it := range items {
		if p := b.Place(it, relevant); p.Story != first[i].Story {
			t.Errorf("item %d is in %d in one batch, in %d batch by batch", i, p.Story, first[i].Story)
		}
	}
}
