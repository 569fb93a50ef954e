package story

import (
	"strings"
	"unicode/utf8"
)

// soundLevel is the level from which a word counts by its sound: names are rare,
// and they are what is written in many ways. Everyday words keep their letters.
const soundLevel = 60

// A sound has at least leastSounds consonants, or it would be that of too many
// words, and at most mostSounds, so that the endings of inflected names go.
const (
	leastSounds = 3
	mostSounds  = 5
)

// cyrillic writes the letters of Cyrillic alphabets as sounds; vowels and signs
// have none.
const cyrillic = "бbвvгgґgдdжsзsкkлlмmнnпpрrсsтtфfхgцsчsшsщs"

// sound returns the key of a folded word by its consonants, the same for the
// usual spellings of one name: Prigozhin, Prigożyn, Prigoschin, Pryhozhyn and
// Пригожин. Sibilants are one sound, so are g, h and kh, w and v, c and k. ok is
// false where the word says too little.
//
// It is coarser than the systems of libraries (ALA-LC, ISO 9), which say how one
// alphabet is written in another; here many systems have to meet.
func sound(folded []byte) (key uint32, ok bool) {
	var buf [mostSounds]byte
	out := buf[:0]
	for i := 0; i < len(folded) && len(out) < mostSounds; {
		var s byte
		var used int
		switch c := folded[i]; {
		case 'a' <= c && c <= 'z' && !spelledOn(c, folded[i+1:]):
			s, used = alone[c-'a'], 1
		case c < utf8.RuneSelf:
			s, used = latin(folded[i:])
		default:
			r, size := utf8.DecodeRune(folded[i:])
			if r >= 0x250 && (r < 0x400 || r > 0x52F) {
				return 0, false // a script whose vowels are not written like these
			}
			used = size
			if at := strings.IndexRune(cyrillic, r); at >= 0 {
				s = cyrillic[at+size]
			}
		}
		if s == 0 && i == 0 {
			s = 'a' // a vowel counts in front
		}
		i += used
		if s != 0 && (len(out) == 0 || out[len(out)-1] != s) {
			out = append(out, s)
		}
	}
	if len(out) < leastSounds {
		return 0, false
	}
	return uint32(mix(uint64(hashBytes(out)) | 1<<40)), true
}

// alone is the sounds of the letters a to z, 0 of a vowel, where the letter behind does
// not matter.
const alone = "\x00bkd\x00fgg\x00\x00klmn\x00pkrst\x00vvs\x00s"

// spelledOn says whether c may be one sound with the letters behind it.
func spelledOn(c byte, behind []byte) bool {
	const first = 1<<('c'-'a') | 1<<('g'-'a') | 1<<('k'-'a') | 1<<('p'-'a') | 1<<('r'-'a') |
		1<<('s'-'a') | 1<<('t'-'a') | 1<<('x'-'a') | 1<<('z'-'a')
	if first>>(c-'a')&1 == 0 || len(behind) == 0 {
		return false
	}
	next := behind[0]
	return next == 'h' || next == 'z' || next == 's' || next == 'c'
}

// latin returns the sound that s begins with, and how many letters spell it, for what
// alone does not say.
func latin(s []byte) (sound byte, letters int) {
	next := byte(0)
	if len(s) > 1 {
		next = s[1]
	}
	switch c := s[0]; c {
	case 's', 'z', 'x':
		if c == 's' && next == 'c' && len(s) > 2 && s[2] == 'h' {
			return 's', 3
		}
		if next == 'h' || next == 'z' {
			return 's', 2
		}
		return 's', 1
	case 'c', 'r':
		if next == 'z' || c == 'c' && next == 'h' {
			return 's', 2
		}
		if c == 'c' {
			return 'k', 1
		}
	case 't':
		switch next {
		case 's', 'z', 'c': // tz, ts, tsh, tsch, tch
			if s, n := latin(s[1:]); s == 's' {
				return 's', 1 + n
			}
		case 'h':
			return 't', 2
		}
	case 'k', 'g':
		if next == 'h' {
			return 'g', 2
		}
	case 'p':
		if next == 'h' {
			return 'f', 2
		}
	}
	return s[0], 1
}
