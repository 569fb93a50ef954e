package background

import (
	"encoding/binary"
	"hash/crc32"
	"math"

	"github.com/klauspost/compress/zstd"
)

// table is the counts, ready to be searched.
type table struct {
	items   int
	letters []byte   // all words in order, without anything between them
	ends    []uint32 // of each word in letters
	any     []byte   // quantised items that print the word
	lower   []byte   // quantised items that print it in lower case
	groups  []uint32 // for each word, the end of its group in seconds; it begins where the one before ends
	seconds []uint32 // words that follow it, in order
	both    []byte   // quantised items that print both
}

func (t *table) addWord(word string, items, lower byte) {
	t.letters = append(t.letters, word...)
	t.ends = append(t.ends, uint32(len(t.letters)))
	t.any = append(t.any, items)
	t.lower = append(t.lower, lower)
}

// steps is into how many steps a doubling is cut: counts are right to 9 in a hundred.
const steps = 4

// quantise returns the byte for a number of items: 0 for none, else a logarithm.
func quantise(items int) byte {
	if items <= 0 {
		return 0
	}
	return byte(min(255, 1+math.Round(steps*math.Log2(float64(items)))))
}

// amount is the number of items that a byte stands for.
func amount(b byte) int {
	if b == 0 {
		return 0
	}
	return int(math.Round(math.Exp2(float64(b-1) / steps)))
}

// The file is magic, the CRC-32 of all that follows, the number of items, and a
// zstd frame that holds, column by column: how many letters (in bytes) each word
// shares with the one before, how many it adds, those letters, both counts of words,
// the size of each group, the distances between second words, the counts of pairs.
// Numbers are uvarints (encoding/binary), counts of columns stand before them.
const magic = "mwwords1"

// biggest is the most bytes that a file may unpack to.
const biggest = 64 << 20

func (t *table) encode() ([]byte, error) {
	var shared, added, letters, sizes, gaps []byte
	var before []byte
	for i := range t.ends {
		word := t.word(i)
		same := 0
		for same < len(word) && same < len(before) && word[same] == before[same] {
			same++
		}
		shared = binary.AppendUvarint(shared, uint64(same))
		added = binary.AppendUvarint(added, uint64(len(word)-same))
		letters = append(letters, word[same:]...)
		before = word

		from := t.group(i)
		sizes = binary.AppendUvarint(sizes, uint64(t.groups[i]-from))
		last := uint32(0)
		for _, second := range t.seconds[from:t.groups[i]] {
			gaps = binary.AppendUvarint(gaps, uint64(second-last))
			last = second
		}
	}
	body := binary.AppendUvarint(nil, uint64(len(t.ends)))
	body = binary.AppendUvarint(body, uint64(len(t.letters)))
	body = binary.AppendUvarint(body, uint64(len(t.seconds)))
	for _, column := range [][]byte{shared, added, letters, t.any, t.lower, sizes, gaps, t.both} {
		body = append(body, column...)
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer w.Close()
	rest := w.EncodeAll(body, binary.AppendUvarint(nil, uint64(t.items)))
	file := binary.LittleEndian.AppendUint32([]byte(magic), crc32.ChecksumIEEE(rest))
	return append(file, rest...), nil
}

// word returns word i.
func (t *table) word(i int) []byte {
	start := uint32(0)
	if i > 0 {
		start = t.ends[i-1]
	}
	return t.letters[start:t.ends[i]]
}

// group returns where the group of word i begins.
func (t *table) group(i int) uint32 {
	if i == 0 {
		return 0
	}
	return t.groups[i-1]
}
