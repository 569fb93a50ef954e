package document

import (
	"slices"
	"testing"
)

func TestSentences(t *testing.T) {
	d, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	// In want, < and > mark where a sentence is cut.
	tests := []struct {
		name, text string
		want       []string
	}{
		{"two", "It began. It ended.", []string{"It began.", "It ended."}},
		{"titles", "Sen. Roe met Gov. J. D. Doe and Dr. Poe. They left.", []string{"Sen. Roe met Gov. J. D. Doe and Dr. Poe.", "They left."}},
		{"states", "He met the U.S. Senate in the U.S. The vote was close.", []string{"He met the U.S. Senate in the U.S.", "The vote was close."}},
		{"firms", "Example Inc. Chairman Roe spoke. Example Co. said so too.", []string{"Example Inc. Chairman Roe spoke.", "Example Co. said so too."}},
		{"dates and numbers", "On Nov. 5 it grew by 3.5 percent, see No. 7 of it. At 5 p.m. It ended.", []string{"On Nov. 5 it grew by 3.5 percent, see No. 7 of it.", "At 5 p.m.", "It ended."}},
		{"a year ends one", "It was found in 2022. It was gone by then.", []string{"It was found in 2022.", "It was gone by then."}},
		{"quotes after the stop", "“It is so.” He left. \"Why?\" he asked. \"No.\" They went. No. He left.", []string{"“It is so.”", "He left.", "\"Why?\" he asked.", "\"No.\"", "They went.", "No.", "He left."}},
		{"brackets", "It failed (see p. 5). (They knew it.) It went on.", []string{"It failed (see p. 5).", "(They knew it.)", "It went on."}},
		{"no space after the stop", "They saw a trend.According to the firm it grew.", []string{"They saw a trend.", "According to the firm it grew."}},
		{"words left out", "It was begun... politicians by the group. It ended.", []string{"It was begun...>", "<politicians by the group.", "It ended."}},
		{"words left out before a sentence", "It was aimed at the… The firm spoke.", []string{"It was aimed at the…>", "The firm spoke."}},
		{"words left out at the end", "It was aimed at the ...", []string{"It was aimed at the ...>"}},
		{"words left out at the beginning", "... the group was seen.", []string{"<the group was seen."}},
		{"left out within a quotation", "He said “we […] saw it” there. It (...) ended.", []string{"He said “we […] saw it” there.", "It (...) ended."}},
		{"a feed's mark at the end", "It was seen by the […]", []string{"It was seen by the […]>"}},
		{"german", "Das kam z. B. am 5. November vor, d. h. spät. Dr. Roe ging.", []string{"Das kam z. B. am 5. November vor, d. h. spät.", "Dr. Roe ging."}},
		{"french", "M. Doe et Mme. Roe sont là. Ils partent.", []string{"M. Doe et Mme. Roe sont là.", "Ils partent."}},
		{"chinese", "外交部表示。“不！”他说。真的吗？", []string{"外交部表示。", "“不！”", "他说。", "真的吗？"}},
		{"hindi and arabic", "चुनाव हुआ। फिर हुआ। هل حدث؟ نعم حدث.", []string{"चुनाव हुआ।", "फिर हुआ।", "هل حدث؟", "نعم حدث."}},
		{"a caption in the text", "It was close. Jane Doe/Getty Images hide caption The vote ended.", []string{"It was close.", "Jane Doe/Getty Images hide caption", "The vote ended."}},
		{"a source in the text", "It was close Banner: The minister arrives. (Source: Jane Doe via Reuters Connect) In weeks it ended.", []string{"It was close", "Banner: The minister arrives.", "(Source: Jane Doe via Reuters Connect)", "In weeks it ended."}},
		{"no letters", "... !!! ?", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, s := range sentences(test.text, d) {
				shown := test.text[s.Start:s.End]
				if s.CutBefore {
					shown = "<" + shown
				}
				if s.CutAfter {
					shown += ">"
				}
				got = append(got, shown)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestBrokenParagraphs(t *testing.T) {
	tests := []struct {
		name, data    string
		after, before bool // whether the first is cut at its end, the second at its beginning
	}{
		{"after an abbreviation", "A balloon was shot down by the U.S.\n\nmilitary after days.", true, true},
		{"before a number", "They voted on Nov.\n\n5, 2024 in a town.", true, true},
		{"within a phrase", "It was aimed, he said, at the whole\n\nministry of that time.", true, true},
		{"two paragraphs", "It was shot down by them.\n\nThe military spoke.", false, false},
		{"a number begins one", "It was shot down by them.\n\n5 people were there.", false, false},
		{"a name with a small letter", "It was shot down by them.\n\niPhones were seized.", false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := mustRead(t, "a.txt", test.data)
			if len(d.Blocks) != 2 {
				t.Fatalf("%d blocks", len(d.Blocks))
			}
			a, b := d.Blocks[0].Sentences, d.Blocks[1].Sentences
			if got := a[len(a)-1].CutAfter; got != test.after {
				t.Errorf("the first is cut: %v", got)
			}
			if got := b[0].CutBefore; got != test.before {
				t.Errorf("the second is cut: %v", got)
			}
		})
	}
}
