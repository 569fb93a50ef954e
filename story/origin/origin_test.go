package origin

import (
	"testing"
	"unicode/utf8"

	"meddlewatch"
)

func finder(tb testing.TB) *Finder {
	tb.Helper()
	f, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// The events, persons and the small outlets in these sentences are invented.
func TestOf(t *testing.T) {
	const own = "norvaniapost.example"
	tests := []struct {
		name, title, summary, want string
	}{
		{"nothing named", "Minister denies meddling", "He spoke on Monday.", own},
		{"reported behind", "Norvania paid bloggers", "CNN reported on Tuesday that Norvania paid bloggers.", "CNN"},
		{"reports with a weekday between", "Norvania paid bloggers", "The Washington Post on Friday first reported the payments.", "The Washington Post"},
		{"according to", "Norvania paid bloggers, according to the Washington Post", "", "The Washington Post"},
		{"says at the end of a headline", "Norvania paid bloggers, BBC says", "", "BBC"},
		{"as first reported by", "Norvania paid bloggers", "The payments, as first reported by The Guardian, began in May.", "The Guardian"},
		{"told an outlet", "Norvania paid bloggers", "A former aide told NBC News the payments began in May.", "NBC News"},
		{"citing", "Norvania paid bloggers", "The prosecutor opened a case, citing a report by the Associated Press.", "Associated Press"},
		{"dateline", "Norvania paid bloggers", "ZEMBLA, May 3 (Reuters) - Norvania paid bloggers, prosecutors said.", "Reuters"},
		{"dateline with a long dash", "Norvania paid bloggers", "ZEMBLA (AP) — Norvania paid bloggers.", "Associated Press"},
		{"byline", "Norvania paid bloggers", "By JANE DOE and JOHN ROE, Associated Press", "Associated Press"},
		{"signed at the end", "Norwania płaciła blogerom", "Prokuratura wszczęła śledztwo. (PAP)", "Polish Press Agency"},
		{"publisher behind the headline", "Norvania paid bloggers - Reuters", "", "Reuters"},
		{"outlet before the headline", "Reuters: Norvania paid bloggers", "", "Reuters"},
		{"possessive", "Norvania paid bloggers", "Bloomberg's reporting shows the payments.", "Bloomberg"},
		{"German", "Norwanien zahlte Blogger", "Das berichtet die Nachrichtenagentur Reuters.", "Reuters"},
		{"German behind", "Norwanien zahlte Blogger", "Der Spiegel zufolge begannen die Zahlungen im Mai.", "Der Spiegel"},
		{"French", "La Norvanie payait", "Selon l'agence Reuters, les paiements ont commencé en mai.", "Reuters"},
		{"Spanish", "Norvania pagaba", "Según la agencia EFE, los pagos empezaron en mayo.", "EFE"},
		{"Polish", "Norwania płaciła", "Jak podaje agencja Reuters, płatności zaczęły się w maju.", "Reuters"},
		{"Polish inflected", "Norwania płaciła", "Według agencji Reutera płatności zaczęły się w maju.", "Reuters"},
		{"Russian", "Норвания платила", "Как сообщает агентство Рейтер, выплаты начались в мае.", "Reuters"},
		{"a platform is no outlet", "Minister denies meddling", "He said on Facebook that it was untrue, according to Telegram posts.", own},
		{"merely mentioned", "Sites imitate Reuters and Der Spiegel", "The copies carry the logos of the BBC and CNN.", own},
		{"a victim", "Norvania hacked CNN", "Attackers read the mail of Reuters staff for months.", own},
		{"imitated", "Minister denies meddling", "A fake BBC report claimed that the vote was off.", own},
		{"the other side of a sentence", "Minister denies meddling", "That is untrue, he said. CNN was not asked.", own},
		{"a photo credit", "Minister denies meddling", "The minister in May. (AP Photo/Jane Doe)", own},
		{"a longer name", "Minister denies meddling", "The Times Of Norvania reported the payments.", own},
		{"a person of that name", "Minister denies meddling", "Senator Hill said the payments began in May.", own},
		{"sanctioned", "Norvania sanctions RT", "Two employees of RT were charged.", own},
	}
	f := finder(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			it := meddlewatch.Item{Title: test.title, Summary: test.summary, Link: "https://www.norvaniapost.example/1", Outlet: "Norvania Post"}
			if got := f.Of(it); got != test.want {
				t.Errorf("origin is %q, want %q", got, test.want)
			}
		})
	}
}

func TestOwn(t *testing.T) {
	tests := []struct {
		name string
		it   meddlewatch.Item
		want string
	}{
		{"domain that spells the outlet", meddlewatch.Item{Link: "https://edition.cnn.com/a"}, "CNN"},
		{"with an article", meddlewatch.Item{Link: "https://www.theguardian.com/a", Outlet: "World news | The Guardian"}, "The Guardian"},
		{"domain listed", meddlewatch.Item{Link: "https://apnews.com/a", Outlet: "AP Top News"}, "Associated Press"},
		{"domain of two levels", meddlewatch.Item{Link: "https://www.bbc.co.uk/news/1"}, "BBC"},
		{"unknown domain, known name", meddlewatch.Item{Link: "https://feeds.example.com/1", Outlet: "Reuters"}, "Reuters"},
		{"unknown domain", meddlewatch.Item{Link: "https://news.norvania.example/1", Outlet: "Norvania Post"}, "norvania.example"},
		{"no link", meddlewatch.Item{Outlet: "The Wall Street Journal", Feed: ""}, "The Wall Street Journal"},
		{"only the feed", meddlewatch.Item{Feed: "https://feeds.norvania.example/rss"}, "norvania.example"},
		{"only a name", meddlewatch.Item{Outlet: " Norvania Post "}, "Norvania Post"},
		{"nothing", meddlewatch.Item{}, ""},
		{"an address that is none", meddlewatch.Item{Link: "https://%zz/", Outlet: "Norvania Post"}, "Norvania Post"},
	}
	f := finder(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := f.Of(test.it); got != test.want {
				t.Errorf("origin is %q, want %q", got, test.want)
			}
		})
	}
}

// FuzzOf reads arbitrary bytes: nothing may crash, and the same item has one origin.
func FuzzOf(f *testing.F) {
	f.Add("Reuters: a — CNN", "By (AP) — according to the 'the the", "https://cnn.com")
	f.Add("\xff(AP", "’s CNN’s \u0301CNN\u0301", "::")
	f.Add("ТАСС сообщает", "Según\u00a0la agencia EFE", "https://[::1]/")
	finder := finder(f)
	f.Fuzz(func(t *testing.T, title, summary, link string) {
		it := meddlewatch.Item{Title: title, Summary: summary, Link: link}
		got := finder.Of(it)
		if got != finder.Of(it) {
			t.Error("one item has two origins")
		}
		if utf8.ValidString(link) && !utf8.ValidString(got) {
			t.Errorf("origin %q cuts a character", got)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	f := finder(b)
	it := meddlewatch.Item{
		Title:   "Norvania paid bloggers before the vote in Zembla, prosecutors say",
		Summary: "A former aide told NBC News that the payments began in May. Prosecutors in Zembla opened a case on Tuesday and named four officers of the service in Norvania.",
		Link:    "https://www.norvaniapost.example/1",
	}
	b.ReportAllocs()
	for b.Loop() {
		f.Of(it)
	}
}
