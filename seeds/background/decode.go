package background

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"

	"github.com/klauspost/compress/zstd"
)

// header checks a file and returns the number of items and the packed rest.
func header(file []byte) (items int, packed []byte, err error) {
	if len(file) < len(magic)+4 || string(file[:len(magic)]) != magic {
		return 0, nil, errors.New("the file of word counts has another format; make it again with the command wordcounts")
	}
	rest := file[len(magic)+4:]
	if binary.LittleEndian.Uint32(file[len(magic):]) != crc32.ChecksumIEEE(rest) {
		return 0, nil, errors.New("the file of word counts is damaged; make it again with the command wordcounts")
	}
	n, size := binary.Uvarint(rest)
	if size <= 0 || n == 0 || n > math.MaxInt32 {
		return 0, nil, errors.New("the file of word counts counts no item; make it again with the command wordcounts")
	}
	return int(n), rest[size:], nil
}

// decode unpacks what header returned.
func decode(items int, packed []byte) (*table, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(biggest))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	body, err := r.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("unpacking the word counts: %w", err)
	}
	in := columns{rest: body}
	words, letters, pairs := in.number(), in.number(), in.number()
	if in.bad || words > len(body) || letters > biggest || pairs > len(body) {
		return nil, errors.New("the word counts are cut short")
	}
	t := &table{
		items: items,
		ends:  make([]uint32, words), groups: make([]uint32, words), seconds: make([]uint32, pairs),
	}
	t.readWords(&in, letters)
	t.any, t.lower = bytes.Clone(in.take(words)), bytes.Clone(in.take(words)) // the rest need not stay in memory
	t.readPairs(&in)
	t.both = bytes.Clone(in.take(pairs))
	if in.bad || len(in.rest) > 0 {
		return nil, errors.New("the word counts are damaged")
	}
	return t, nil
}

func (t *table) readWords(in *columns, letters int) {
	shared := make([]int, len(t.ends))
	for i := range shared {
		shared[i] = in.number()
	}
	total := 0
	for i := range t.ends {
		added := in.number()
		total += added
		if in.bad || added > letters || total > len(in.rest) {
			in.bad = true
			return
		}
		t.ends[i] = uint32(added) // for now; the end when its letters are read
	}
	all := make([]byte, 0, letters)
	start := 0 // of the word before
	for i, added := range t.ends {
		if in.bad || shared[i] > len(all)-start || len(all)+shared[i]+int(added) > letters {
			in.bad = true
			return
		}
		from := len(all)
		all = append(all, all[start:start+shared[i]]...)
		all = append(all, in.take(int(added))...)
		start, t.ends[i] = from, uint32(len(all))
	}
	t.letters = all
}

func (t *table) readPairs(in *columns) {
	end := 0
	for i := range t.groups {
		end += in.number()
		if in.bad || end > len(t.seconds) {
			in.bad = true
			return
		}
		t.groups[i] = uint32(end)
	}
	in.bad = in.bad || end != len(t.seconds)
	for i := range t.groups {
		last := 0
		for at := t.group(i); !in.bad && at < t.groups[i]; at++ {
			last += in.number()
			if last >= len(t.ends) {
				in.bad = true
			}
			t.seconds[at] = uint32(last)
		}
	}
}

// columns reads one column after the other; bad is set where one is cut short.
type columns struct {
	rest []byte
	bad  bool
}

func (c *columns) number() int {
	n, size := binary.Uvarint(c.rest)
	if size <= 0 || n > biggest {
		c.bad = true
		return 0
	}
	c.rest = c.rest[size:]
	return int(n)
}

func (c *columns) take(n int) []byte {
	if n > len(c.rest) {
		c.bad = true
		return nil
	}
	taken := c.rest[:n]
	c.rest = c.rest[n:]
	return taken
}
