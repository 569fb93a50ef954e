package match

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // as printed
	}{
		{"plain", "One two three", []string{"One", "two", "three"}},
		{"possessive", "China's vote", []string{"China", "vote"}},
		{"curly possessive", "China’s vote", []string{"China", "vote"}},
		{"capital possessive", "CHINA'S VOTE", []string{"CHINA", "VOTE"}},
		{"apostrophe inside", "O'Toole d'ingérence", []string{"O", "Toole", "d", "ingérence"}},
		{"hyphen", "pro-Russian", []string{"pro", "Russian"}},
		{"dashes", "vote–buying — now", []string{"vote", "buying", "now"}},
		{"dotted", "the U.S. and U.K. agree", []string{"the", "U.S.", "and", "U.K.", "agree"}},
		{"dotted possessive", "U.S.'s", []string{"U.S."}},
		{"dotted joined", "U.S.-backed", []string{"U.S.", "backed"}},
		{"initial", "J. Smith", []string{"J", "Smith"}},
		{"domain", "VK.com", []string{"VK", "com"}},
		{"digits", "Storm-1516 3.5", []string{"Storm", "1516", "3", "5"}},
		{"cyrillic", "Россия вмешалась", []string{"Россия", "вмешалась"}},
		{"han", "中国干预", []string{"中", "国", "干", "预"}},
		{"han and latin", "中国TikTok账号", []string{"中", "国", "TikTok", "账", "号"}},
		{"thai marks", "ข่าว", []string{"ข่", "า", "ว"}},
		{"combining accent", "e\u0301lection", []string{"e\u0301lection"}},
		{"latin with accent inside", "élection Ségolène", []string{"élection", "Ségolène"}},
		{"broken", "a\xffb \xc3 c", []string{"a", "b", "c"}},
		{"empty", "", nil},
		{"symbols only", "… — !!! 🙂", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, w := range Words(nil, c.text, 0) {
				got = append(got, c.text[w.Start:w.End])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("words of %q: %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestWordsFold(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"case", "Election", "ELECTION", true},
		{"dots", "U.S.", "us", true},
		{"full width", "ＣＮＮ", "cnn", true},
		{"ligature", "ﬁrm", "firm", true},
		{"composed and decomposed", "é", "e\u0301", true},
		{"decomposed inside", "caf\u0065\u0301", "café", true},
		{"cyrillic case", "РОССИЯ", "россия", true},
		{"yo", "партнёр", "партнер", true},
		{"sharp s", "Straße", "STRASSE", true},
		{"romanian cedilla", "şi", "și", true},
		{"final sigma", "ΛΌΓΟΣ", "λόγος", true},
		{"accents matter", "résumé", "resume", false},
		{"other word", "vote", "voter", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := Words(nil, c.a, 0), Words(nil, c.b, 0)
			if len(a) != 1 || len(b) != 1 {
				t.Fatalf("%q and %q are %d and %d words", c.a, c.b, len(a), len(b))
			}
			if got := a[0].Hash == b[0].Hash; got != c.same {
				t.Errorf("%q and %q are equal: %v, want %v", c.a, c.b, got, c.same)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []int32 // sentence of each word
	}{
		{"two", "He left. She stayed.", []int32{0, 0, 1, 1}},
		{"question", "Who? Nobody!", []int32{0, 1}},
		{"shortened title", "Sen. Smith spoke", []int32{0, 0, 0}},
		{"abbreviation", "the U.S. vote", []int32{0, 0, 0}},
		{"initial", "J. Smith spoke", []int32{0, 0, 0}},
		{"domain", "on VK.com today", []int32{0, 0, 0, 0}},
		{"line", "one\ntwo", []int32{0, 1}},
		{"chinese", "选举。投票", []int32{0, 0, 1, 1}},
		{"dots in a row", "one... two", []int32{0, 1}},
		{"doubled letters", "en EE. UU. Votan", []int32{0, 0, 0, 0}},
		{"date", "am 9. Juni wählen", []int32{0, 0, 0, 0}},
		{"year", "im Jahr 2024. Juni", []int32{0, 0, 0, 1}},
		{"small letter goes on", "57 proc. głosów w 2016 г. в США. Потом", []int32{0, 0, 0, 0, 0, 0, 0, 0, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []int32
			for _, w := range Words(nil, c.text, 0) {
				got = append(got, w.Sentence)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("sentences of %q: %v, want %v", c.text, got, c.want)
			}
		})
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "U.S.", "China’s", "中国", "a\xff\xc3", "e\u0301", "ﬁ ½ ㈱", "A.B.C", "'s", "\u200d\u0301", strings.Repeat("0", wordLimit+1)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end, sentence := int32(0), int32(0)
		for _, w := range Words(nil, text, 0) {
			if w.Start < end || w.End <= w.Start || int(w.End) > len(text) {
				t.Fatalf("word %d:%d after %d in %q", w.Start, w.End, end, text)
			}
			if w.Sentence < sentence {
				t.Fatalf("sentence %d after %d", w.Sentence, sentence)
			}
			end, sentence = w.End, w.Sentence
			word := text[w.Start:w.End]
			if !utf8.ValidString(word) {
				t.Fatalf("the word %q is cut inside a letter", word)
			}
			if strings.Contains(word, ".") {
				continue // dots are left out of the hash
			}
			if len(word) > wordLimit {
				if w.Hash != 0 {
					t.Fatalf("the hash of a word of %d bytes is %x: it may equal another", len(word), w.Hash)
				}
				continue
			}
			if h, _ := hashFolded(fold(nil, word)); h != w.Hash {
				t.Fatalf("hash of %q differs between the two ways of folding", word)
			}
		}
	})
}
