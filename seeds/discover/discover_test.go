package discover

import (
	"slices"
	"strings"
	"testing"
	"time"

	"meddlewatch"
	"meddlewatch/seeds/lists"
	"meddlewatch/seeds/naming"
)

// noCounts is a background of which nothing is known.
type noCounts struct{}

func (noCounts) Items() int              { return 1 }
func (noCounts) Word(string) int         { return 0 }
func (noCounts) Lower(string) int        { return 0 }
func (noCounts) Pair(string, string) int { return 0 }

func finder(t testing.TB) *Finder {
	t.Helper()
	l := &lists.Lists{Countries: []lists.Country{
		{Name: "Ruritania", Adjectives: []string{"Ruritanian"}, People: []string{"Ruritanians"}, Metonyms: []string{"Strelsau"}, Capital: "Strelsau"},
		{Name: "North Freedonia", Adjectives: []string{"North Freedonian"}},
		{Name: "United States", Names: []string{"U.S.", "US"}, Adjectives: []string{"American"}},
	}}
	n, err := naming.New(l, noCounts{})
	if err != nil {
		t.Fatal(err)
	}
	return New(n, l)
}

func nobody(string) bool { return false }

// All names are invented.
func TestEvidence(t *testing.T) {
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	tests := []struct {
		name, title, summary string
		verdict              meddlewatch.Verdict
		known                func(string) bool
		want                 string // name field actors, "?" where not sure
	}{
		{
			name: "sure cue beside a state", title: "Report on accounts", summary: "A Ruritanian influence operation dubbed Kestrelmoot used fake accounts.",
			want: "Kestrelmoot summary Ruritania",
		},
		{
			name: "hyphenated state and a second one", title: "Ruritania-linked threat actor 'Kestrelmoot' hacked the U.S. ministry", summary: "",
			want: "Kestrelmoot title Ruritania,United States",
		},
		{
			name: "the sure cue of the summary is better than the shape of the title", title: "Storm-9321 seen again", summary: "The North Freedonian threat actor known as Storm-9321 hacked a ministry.",
			want: "Storm-9321 summary North Freedonia",
		},
		{
			name: "the state of the sentence before", title: "", summary: "Ruritanian hackers stole emails. The threat actor known as Kestrelmoot was here before.",
			want: "Kestrelmoot summary Ruritania",
		},
		{
			name: "the actor of the verdict", title: "The threat actor known as Kestrelmoot hacked a ministry", summary: "",
			verdict: meddlewatch.Verdict{Actors: []meddlewatch.Mention{{Name: "Ruritania"}, {Name: "Some Body"}}},
			want:    "Kestrelmoot title Ruritania",
		},
		{
			name: "a name once, a known one not at all", title: "Hacking group 'Kestrelmoot' and threat actor 'Vanebrook' strike", summary: "Hacking group Kestrelmoot struck.",
			known: func(name string) bool { return name == "Vanebrook" },
			want:  "Kestrelmoot title ",
		},
		{
			name: "crime anywhere in the item", title: "Storm-9321 seen again by hackers", summary: "A ransomware gang known as Storm-9321 hacked a hospital.",
			want: "",
		},
		{
			name: "neither hacking nor influence", title: "Storm-9321 is the number of a form", summary: "", want: "",
		},
		{
			name: "a relevant item need not say it", title: "", summary: `The group, known as "Kestrelmoot", has 40 members in Strelsau.`,
			verdict: meddlewatch.Verdict{Relevant: true},
			want:    "Kestrelmoot summary Ruritania",
		},
		{
			name: "a planted word", title: "The disinformation campaign was dubbed Everyone by its authors.", summary: "", want: "",
		},
		{name: "nothing", title: "", summary: "", want: ""},
	}
	f := finder(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			it := meddlewatch.Item{ID: 7, Title: tt.title, Summary: tt.summary, Link: "https://news.example/a", Outlet: "News", Arrived: at}
			known := tt.known
			if known == nil {
				known = nobody
			}
			var got []string
			for _, e := range f.Evidence(it, tt.verdict, known) {
				text := it.Title
				if e.Field == meddlewatch.FieldSummary {
					text = it.Summary
				}
				if text[e.Start:e.End] != e.Name || e.Item != it.ID || e.Link != it.Link || e.Outlet != it.Outlet || !e.At.Equal(at) || e.Rule == "" || e.Type == "" {
					t.Errorf("%+v does not say where it stands", e)
				}
				name := e.Name
				if !e.Sure {
					name += "?"
				}
				got = append(got, name+" "+string(e.Field)+" "+strings.Join(e.Actors, ","))
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

// collected makes a candidate of evidence of outlets, a letter each.
func collected(name string, sure bool, outlets string, actors ...string) meddlewatch.Candidate {
	c := meddlewatch.Candidate{Name: name, Type: "threat_group", State: meddlewatch.CandidateCollected, First: day(1), Last: day(1), Items: len(outlets), Outlets: len(outlets)}
	for _, o := range outlets {
		c.Evidence = append(c.Evidence, meddlewatch.Evidence{Name: name, Type: c.Type, Sure: sure, Outlet: string(o), Actors: actors})
	}
	return c
}

func day(n int) time.Time { return time.Date(2026, 3, n, 12, 0, 0, 0, time.UTC) }

func TestPropose(t *testing.T) {
	campaign := func(c meddlewatch.Candidate) meddlewatch.Candidate {
		c.Type = "campaign"
		for i := range c.Evidence {
			c.Evidence[i].Type = "campaign"
		}
		return c
	}
	state := func(c meddlewatch.Candidate, s meddlewatch.CandidateState) meddlewatch.Candidate {
		c.State = s
		return c
	}
	six := []meddlewatch.Candidate{
		collected("Fog", true, "a", "Ruritania"), collected("Eel", true, "a", "Ruritania"), collected("Dew", true, "a", "Ruritania"),
		collected("Cob", true, "ab", "Ruritania"), collected("Bay", true, "a", "Ruritania"), collected("Ash", true, "a", "Ruritania"),
	}
	tests := []struct {
		name  string
		list  []meddlewatch.Candidate
		today int
		now   time.Time
		want  string
	}{
		{"sure and a state", []meddlewatch.Candidate{collected("Ash", true, "a", "Ruritania")}, 0, day(1), "Ash"},
		{"sure without a state", []meddlewatch.Candidate{collected("Ash", true, "abc")}, 0, day(1), ""},
		{"a sure campaign of two outlets without a state", []meddlewatch.Candidate{campaign(collected("Ash", true, "ab"))}, 0, day(1), "Ash"},
		{"a sure campaign of one", []meddlewatch.Candidate{campaign(collected("Ash", true, "a"))}, 0, day(1), ""},
		{"only the shape, one outlet", []meddlewatch.Candidate{collected("Ash", false, "a", "Ruritania")}, 0, day(1), ""},
		{"only the shape, two outlets and a state", []meddlewatch.Candidate{collected("Ash", false, "ab", "Ruritania")}, 0, day(1), "Ash"},
		{"one outlet twice is one", []meddlewatch.Candidate{func() meddlewatch.Candidate {
			c := collected("Ash", false, "aa", "Ruritania")
			c.Outlets = 0
			return c
		}()}, 0, day(1), ""},
		{"best first, at most five", six, 0, day(1), "Cob Ash Bay Dew Eel"},
		{"what is left of the day", six, 3, day(1), "Cob Ash"},
		{"nothing is left", six, 5, day(1), ""},
		{"more than five were shown", six, 9, day(1), ""},
		{"campaigns before groups", []meddlewatch.Candidate{collected("Ash", true, "a", "Ruritania"), campaign(collected("Bay", true, "a", "Ruritania"))}, 0, day(1), "Bay Ash"},
		{"proposed, accepted and rejected ones stay away", []meddlewatch.Candidate{
			state(collected("Ash", true, "ab", "Ruritania"), meddlewatch.CandidateProposed),
			state(collected("Bay", true, "ab", "Ruritania"), meddlewatch.CandidateAccepted),
			state(collected("Cob", true, "ab", "Ruritania"), meddlewatch.CandidateRejected),
		}, 0, day(1), ""},
		{"so does another spelling of a rejected one", []meddlewatch.Candidate{
			collected("Silver Ash", true, "ab", "Ruritania"), state(collected("SilverAsh Group", true, "a", "Ruritania"), meddlewatch.CandidateRejected),
		}, 0, day(1), ""},
		{"two spellings are one question", []meddlewatch.Candidate{collected("Silver Ash", true, "ab", "Ruritania"), collected("SILVERASH", true, "a", "Ruritania")}, 0, day(1), "Silver Ash"},
		{"two spellings of one outlet each are two outlets", []meddlewatch.Candidate{collected("Silver Ash", false, "a", "Ruritania"), collected("SILVERASH", false, "b", "Ruritania")}, 0, day(1), "SILVERASH"},
		{"stale", []meddlewatch.Candidate{collected("Ash", true, "ab", "Ruritania")}, 0, day(1).Add(Stale + time.Hour), ""},
		{"none", nil, 0, day(1), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(Propose(tt.list, tt.today, tt.now), " "); got != strings.TrimSpace(tt.want) && got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			back := slices.Clone(tt.list)
			slices.Reverse(back)
			if a, b := Propose(tt.list, tt.today, tt.now), Propose(back, tt.today, tt.now); len(a) != len(b) {
				t.Errorf("the order of the candidates changes the answer: %v, %v", a, b)
			}
		})
	}
}

func TestOneItemDoesNotFillTheDay(t *testing.T) {
	var list []meddlewatch.Candidate
	for i, name := range []string{"Ash", "Bay", "Cob", "Dew", "Eel"} {
		c := collected(name, true, "a", "Ruritania")
		c.Evidence[0].Item = 1
		if i == 0 {
			c.State, c.Proposed = meddlewatch.CandidateProposed, day(1)
		}
		list = append(list, c)
	}
	other := collected("Fog", true, "b", "Ruritania")
	other.Evidence[0].Item = 2
	list = append(list, other)
	if got := strings.Join(Propose(list, 1, day(1).Add(time.Hour)), " "); got != "Bay Fog" {
		t.Errorf("on the same day: %q", got)
	}
	if got := strings.Join(Propose(list, 0, day(2)), " "); got != "Bay Cob Fog" {
		t.Errorf("on the next day: %q", got)
	}
}

func FuzzEvidence(f *testing.F) {
	for _, s := range []string{"", ". ", "A Ruritanian threat actor known as X", "U.S. hackers. 'Y'", "。名为“银鹭”的黑客", "\xff. \xff"} {
		f.Add(s, s)
	}
	finder := finder(f)
	f.Fuzz(func(t *testing.T, title, summary string) {
		v := meddlewatch.Verdict{Relevant: true}
		for _, e := range finder.Evidence(meddlewatch.Item{Title: title, Summary: summary}, v, nobody) {
			text := title
			if e.Field == meddlewatch.FieldSummary {
				text = summary
			}
			if e.Start < 0 || e.End > len(text) || text[e.Start:e.End] != e.Name {
				t.Fatalf("%+v does not stand in %q", e, text)
			}
		}
	})
}

// BenchmarkEvidenceOrdinary is an item of 3 KB in which nothing is to be found.
func BenchmarkEvidenceOrdinary(b *testing.B) {
	f := finder(b)
	it := meddlewatch.Item{Title: "Council votes on the bridge", Summary: strings.Repeat("The council of Strelsau voted on Monday to repair the old bridge, and the mayor said that the work would cost 40 million crowns. ", 24)}
	b.SetBytes(int64(len(it.Summary)))
	for b.Loop() {
		f.Evidence(it, meddlewatch.Verdict{}, nobody)
	}
}
