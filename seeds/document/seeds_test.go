package document

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// seeds reads the five documents that lie beside the project.
func seeds(t *testing.T) ([]Document, [][]byte) {
	t.Helper()
	const dir = "../../../shared/seeds"
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("needs %s, which is not part of the project", dir)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) != 5 {
		t.Fatalf("%d documents, %v", len(files), err)
	}
	var docs []Document
	var data [][]byte
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, mustRead(t, f, string(b)))
		data = append(data, b)
	}
	return docs, data
}

// byLine returns the blocks that begin on lines from to to (counted from 1) of a file.
func byLine(d Document, data []byte, from, to int) []Block {
	var out []Block
	for _, b := range d.Blocks {
		offset, _ := b.Place(0, len(b.Text))
		line := 1 + strings.Count(string(data[:offset]), "\n")
		if line >= from && line <= to {
			out = append(out, b)
		}
	}
	return out
}

// The lines are those that were listed by hand as boilerplate, and what reading showed.
func TestSeedFrames(t *testing.T) {
	docs, data := seeds(t)
	for i := range docs {
		checkDocument(t, docs[i], data[i])
	}
	for _, test := range []struct {
		name          string
		doc, from, to int
	}{
		{"author, biography, copyright", 0, 16, 18},
		{"byline", 1, 1, 1},
		{"author after the title", 2, 3, 4},
		{"people also search", 2, 41, 43},
		{"date", 4, 3, 3},
		{"all after the article", 4, 34, 50},
	} {
		blocks := byLine(docs[test.doc], data[test.doc], test.from, test.to)
		if len(blocks) == 0 {
			t.Errorf("%s: no block begins on lines %d to %d", test.name, test.from, test.to)
		}
		for _, b := range blocks {
			if b.Frame == "" {
				t.Errorf("%s: content: %d bytes that begin with %.20q", test.name, len(b.Text), b.Text)
			}
		}
	}
	for _, b := range byLine(docs[3], data[3], 34, 41) {
		if !b.SeeAlso {
			t.Errorf("not of the see-also list: %.20q", b.Text)
		}
	}
	if n := len(byLine(docs[3], data[3], 34, 41)); n != 8 {
		t.Errorf("%d entries of the see-also list, want 8", n)
	}
	framed := 0
	for _, b := range docs[3].Blocks {
		if b.Frame != "" {
			framed++
		}
	}
	if framed != 1 { // the heading of the see-also list
		t.Errorf("%d blocks of the encyclopedia are frame, want 1", framed)
	}
	for i, d := range docs {
		n := 0
		for _, b := range d.Blocks {
			if b.Kind == Paragraph && b.Frame == "" {
				n++
			}
		}
		if want := []int{15, 11, 18, 11, 12}[i]; n < want {
			t.Errorf("document %d: only %d paragraphs of content, want at least %d", i, n, want)
		}
	}
}

func TestSeedRepeats(t *testing.T) {
	docs, _ := seeds(t)
	MarkRepeats(docs)
	sum := make([][2]int, len(docs)) // sentences of content, marked ones
	fresh := 0                       // of the lower half of document 2
	below := false
	for i, d := range docs {
		for _, b := range d.Blocks {
			below = i == 2 && (below || strings.HasPrefix(b.Text, "People Also"))
			for _, s := range b.Sentences {
				if s.Frame != "" || b.SeeAlso {
					continue
				}
				sum[i][0]++
				if s.Repeat {
					sum[i][1]++
				} else if below && s.End-s.Start > 30 {
					fresh++
				}
			}
		}
	}
	t.Logf("sentences of content and marked ones: %v", sum)
	if fresh > 0 {
		t.Errorf("%d sentences of the copies below the article are not marked", fresh)
	}
	if sum[0][1] != 0 || sum[4][1] != 0 {
		t.Error("a sentence of the first or the last document is marked")
	}
	if n := sum[1][1]; n < 2 || n > 5 {
		t.Errorf("%d sentences of the second document retell the first, want 2 to 5", n)
	}
	if all := sum[2][0]; sum[2][1]*5 < all || sum[2][1]*2 > all {
		t.Errorf("%d of %d sentences of the third document are marked", sum[2][1], all)
	}
}
