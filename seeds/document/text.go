package document

import (
	"strings"
	"unicode"
)

// text is text in the making that remembers where in the file each byte stands.
// Every step of reading makes a new one out of an old one, so that places survive
// any number of steps.
type text struct {
	bytes  []byte
	places []place
}

// add appends bytes as they stand in the file from byte file on.
func (t *text) add(b []byte, file int) {
	if len(b) == 0 {
		return
	}
	n := len(t.places)
	if n == 0 || t.places[n-1].size > 0 || t.places[n-1].file+len(t.bytes)-t.places[n-1].text != file {
		t.places = append(t.places, place{text: len(t.bytes), file: file})
	}
	t.bytes = append(t.bytes, b...)
}

// stand appends text that stands for size bytes of the file from byte file on.
func (t *text) stand(s string, file, size int) {
	if s == "" {
		return
	}
	size = max(size, 1)
	if n := len(t.places); n == 0 || t.places[n-1].file != file || t.places[n-1].size != size {
		t.places = append(t.places, place{text: len(t.bytes), file: file, size: size})
	}
	t.bytes = append(t.bytes, s...)
}

// take appends bytes start to end of another text, with their places.
func (t *text) take(from *text, start, end int) {
	for i := run(from.places, start); start < end; i++ {
		stop := end
		if i+1 < len(from.places) {
			stop = min(end, from.places[i+1].text)
		}
		p := from.places[i]
		if p.size == 0 {
			t.add(from.bytes[start:stop], p.file+start-p.text)
		} else {
			t.stand(string(from.bytes[start:stop]), p.file, p.size)
		}
		start = stop
	}
}

// space appends a space that stands where the byte at of another text does.
func (t *text) space(from *text, at int) {
	i := run(from.places, at)
	if p := from.places[i]; p.size == 0 {
		t.add([]byte{' '}, p.file+at-p.text)
	} else {
		t.stand(" ", p.file, p.size)
	}
}

func (t *text) empty() bool { return len(t.bytes) == 0 }

func (t *text) String() string { return string(t.bytes) }

// piece is a block in the making.
type piece struct {
	text
	kind    Kind
	level   int    // of a heading, 1 the highest; 0 for others
	marked  bool   // a heading by mark-up, not by its looks
	frame   string // as the mark-up tells
	wiki    bool   // a heading in the mark-up of an encyclopedia or a note, where "Related articles" is a section
	article bool   // HTML: inside <article> or <main>
	linked  int    // HTML: bytes of its text that are links
}

// block makes the block of a piece; its text is clean already.
func (p *piece) block() Block {
	return Block{Kind: p.kind, Text: p.String(), Frame: p.frame, places: p.places, marked: p.marked}
}

// lower folds text for comparisons with the words of the data files.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ':
			return '\''
		}
		return unicode.ToLower(r)
	}, s)
}
