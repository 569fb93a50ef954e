package document

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// repeated lists the sentences that are marked.
func repeated(documents ...Document) []string {
	MarkRepeats(documents)
	var out []string
	for _, d := range documents {
		for _, b := range d.Blocks {
			for _, s := range b.Sentences {
				if s.Repeat {
					out = append(out, b.Text[s.Start:s.End])
				}
			}
		}
	}
	return out
}

func TestMarkRepeats(t *testing.T) {
	const long = "The ministry of Ruritania said on Tuesday that a network of false accounts had posed as voters in three countries."
	tests := []struct {
		name string
		docs []string
		want []string
	}{
		{"nothing", []string{"The firm spoke of it.", "A bank paid for all of that."}, nil},
		{"the same again", []string{long + "\n\n" + long}, []string{long}},
		{"the same in another document", []string{long, long}, []string{long}},
		{"without regard to case and signs", []string{"He said: “We saw it.”", "he said we saw it"}, []string{"he said we saw it"}},
		{"most of it", []string{long, "The ministry of Ruritania said on Tuesday that a network of false accounts had posed as voters."}, []string{"The ministry of Ruritania said on Tuesday that a network of false accounts had posed as voters."}},
		{"much more than before", []string{"A network of false accounts had posed as voters.", long + " "}, nil},
		{"the whole after a piece", []string{"The ministry of Ruritania said on Tuesday that a network of...", long}, []string{"The ministry of Ruritania said on Tuesday that a network of..."}},
		{"a short piece that ends in half a word", []string{long, "The ministry of Rur..."}, []string{"The ministry of Rur..."}},
		{"a headline made of a sentence", []string{long + "\n\nThe Ministry Of Ruritania Said On Tuesday That A\n\nMore was said there.", "Other text."}, []string{"The Ministry Of Ruritania Said On Tuesday That A"}},
		{"other words of the same actors", []string{"Ruritania paid for false accounts in the north of Syldavia.", "Syldavia said that Ruritania had bought a newspaper in the south."}, nil},
		{"frame is no witness", []string{"Photo: The minister of Ruritania at the border in the morning", "The minister of Ruritania at the border in the morning spoke."}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var docs []Document
			for i, s := range test.docs {
				docs = append(docs, mustRead(t, fmt.Sprintf("%d.txt", i), s))
			}
			got := repeated(docs...)
			if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
				t.Errorf("marked %q, want %q", got, test.want)
			}
			if again := repeated(docs...); strings.Join(again, "\n") != strings.Join(got, "\n") {
				t.Errorf("the second time it marks %q", again)
			}
		})
	}
}

func TestAThousandCopiesLeaveOne(t *testing.T) {
	const paragraph = "The ministry spoke of a plot. A firm had found it in May. It was dubbed Quiet Lantern by those who saw it first.\n\n"
	d := mustRead(t, "a.txt", strings.Repeat(paragraph, 1000))
	if n := len(repeated(d)); n != 3*999 {
		t.Errorf("%d sentences are marked, want %d", n, 3*999)
	}
}

// Two reports of one event in other words, and a third about the same people.
func TestRetelling(t *testing.T) {
	first := mustRead(t, "1.txt", `The Ruritanian president Jan Roe promised chancellor Mary Poe in Strelsau not to meddle in the Syldavian vote.
The envoy Karl Koe repeated this promise to the adviser Ann Loe in Bangkok last weekend, two sources told the Daily Example.
A senior official of the Signals Bureau said last week that it had seen no new signs of meddling before the June ballot.
Roe and Poe met for the first time in a year at the Danube summit in Strelsau.`)
	second := mustRead(t, "2.txt", `In Strelsau, president Jan Roe of Ruritania assured chancellor Mary Poe that he would not meddle in the Syldavian vote.
Last weekend in Bangkok the same promise was given to adviser Ann Loe by envoy Karl Koe, according to the Daily Example.
The Signals Bureau has seen no signs of meddling so far before the June ballot, a senior official said last week.
The harvest in the valleys was poor, and prices of bread rose everywhere.`)
	third := mustRead(t, "3.txt", `President Jan Roe of Ruritania opened a bridge over the Danube on Friday with the envoy Karl Koe.
Chancellor Mary Poe praised farmers for their patience during a long and dry summer.
The adviser Ann Loe published her memoirs of life as a pilot.
The Signals Bureau moves to a new house with a garden in autumn.`)
	docs := []Document{first, second, third}
	MarkRepeats(docs)
	want := [][]bool{{false, false, false, false}, {true, true, true, false}, {false, false, false, false}}
	for i, d := range docs {
		for j, b := range d.Blocks {
			if got := b.Sentences[0].Repeat; got != want[i][j] {
				t.Errorf("document %d, sentence %d: marked %v: %s", i+1, j+1, got, b.Text)
			}
		}
	}
}

// BenchmarkLargeDocument reads 10 MB of two documents: words by chance, frequent and
// rare ones as in language (Zipf), so that hardly a run of words is printed twice.
func BenchmarkLargeDocument(b *testing.B) {
	var s strings.Builder
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.1, 10, 60000)
	for s.Len() < 10<<20 {
		for range 4 {
			s.WriteString("Then")
			for range 12 + random.IntN(16) {
				fmt.Fprintf(&s, " word%c%d", 'a'+byte(random.IntN(3)), zipf.Uint64())
			}
			s.WriteString(". ")
		}
		s.WriteString("\n\n")
	}
	data := []byte(s.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		half := len(data) / 2
		one, err := Read("a.txt", data[:half])
		if err != nil {
			b.Fatal(err)
		}
		two, err := Read("b.txt", data[half:])
		if err != nil {
			b.Fatal(err)
		}
		MarkRepeats([]Document{one, two})
	}
}
