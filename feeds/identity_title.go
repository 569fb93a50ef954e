package feeds

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"meddlewatch"
)

// sketch is a hash of a title that can also be compared: its upper 12 bits are a
// hash of the folded words, its lower 52 bits have one bit set for every word
// that carries meaning. Equal sketches are equal titles (two titles that differ
// in one word agree with a chance of about 1 in 20,000); a share of common bits
// estimates the share of common words, so that 8 bytes are enough to tell an
// edited headline from another one after the text is gone.
type sketch meddlewatch.Key

const (
	sketchBits = 52
	sketchMask = 1<<sketchBits - 1
)

// sketchOf folds case and punctuation away. Words of fewer than four letters
// ("the", "of", "der") are in most titles and say nothing about kinship; they
// count only for equality. In scripts without spaces every pair of characters is
// a word.
func sketchOf(title string) sketch {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	var words uint64
	all, word := uint64(offset), uint64(offset)
	letters := 0
	digits := false
	var previous rune
	end := func() {
		if letters >= 4 || digits {
			words |= 1 << (mix(word) % sketchBits)
		}
		if letters > 0 {
			all = (all ^ ' ') * prime
		}
		word, letters, digits, previous = offset, 0, false, 0
	}
	for i := 0; i < len(title); {
		r, n := rune(title[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(title[i:])
		}
		i += n
		switch {
		case r < utf8.RuneSelf && isLetter(byte(r)):
			r |= 0x20
		case r >= '0' && r <= '9':
			digits = true
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)):
			r = unicode.ToLower(r)
		default:
			end()
			continue
		}
		all = (all ^ uint64(r)) * prime
		word = (word ^ uint64(r)) * prime
		letters++
		if isDense(r) {
			if previous != 0 {
				words |= 1 << (mix(uint64(previous)<<32|uint64(r)) % sketchBits)
			}
			previous, letters = r, 1
		}
	}
	end()
	return sketch(mix(all)&^sketchMask | words)
}

// isDense reports characters of scripts that put no space between words.
func isDense(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0xe00 && r <= 0xeff || r >= 0x20000
}

// mix spreads the bits of a hash (the finaliser of MurmurHash3).
func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// resembles reports whether the titles may be two versions of one: more than
// four tenths of the words of the shorter one are in the other. Unrelated titles
// of ten words reach that by chance in about 1 of 20 cases. A title without words
// resembles any.
func (s sketch) resembles(o sketch) bool {
	a, b := uint64(s)&sketchMask, uint64(o)&sketchMask
	least := min(bits.OnesCount64(a), bits.OnesCount64(b))
	if s == o || least == 0 {
		return true
	}
	return 10*bits.OnesCount64(a&b) > 4*least
}
