package document

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

var sentenceEnd = regexp.MustCompile(`[.!?…]["”’)]*(\[\d+\])*\s+["“‘(]?\p{Lu}`)

// Read cuts a file into blocks.
func Read(name string, data []byte) (Document, error) {
	if !utf8.Valid(data) {
		return Document{}, fmt.Errorf("%s is not UTF-8", name)
	}
	d := Document{Name: name, Size: len(data)}
	at := 0
	for line := range strings.Lines(string(data)) {
		text := strings.TrimRight(line, "\r\n ")
		if strings.TrimSpace(text) != "" {
			b := Block{Kind: Paragraph, Text: text, places: []place{{0, at}}}
			if strings.HasPrefix(text, "=") {
				b.Kind = Heading
			}
			from := 0
			for _, m := range sentenceEnd.FindAllStringIndex(text, -1) {
				gap := strings.IndexAny(text[m[0]:], " ")
				if gap < 0 {
					continue
				}
				end := m[0] + gap
				word := text[strings.LastIndexByte(text[:end], ' ')+1 : end]
				switch word {
				case "U.S.", "Nov.", "Rep.", "Sen.", "Mr.", "Ms.", "Dr.":
					continue
				}
				b.Sentences = append(b.Sentences, Sentence{Start: from, End: end})
				from = end + 1
			}
			b.Sentences = append(b.Sentences, Sentence{Start: from, End: len(text)})
			d.Blocks = append(d.Blocks, b)
		}
		at += len(line)
	}
	return d, nil
}

// MarkRepeats marks every sentence that says what an earlier one, in these
// documents or the same, has said already.
func MarkRepeats(documents []Document) {}
