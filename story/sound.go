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
		r, size := utf8.DecodeRune(folded[i:])
		if r >= 0x250 && (r < 0x400 || r > 0x52F) {
			return 0, false // a script whose vowels are not written like these
		}
		s, used := consonant(folded[i:], r, size)
		i += used
		if s == 0 && i == used && len(out) == 0 {
			s = 'a' // a vowel counts in front
		}
		if s != 0 && (len(out) == 0 || out[len(out)-1] != s) {
			out = append(out, s)
		}
	}
	if len(out) < leastSounds {
		return 0, false
	}
	return uint32(mix(uint64(hashBytes(out)) | 1<<40)), true
}

// consonant returns the sound that s begins with, 0 a vowel, and its bytes.
func consonant(s []byte, r rune, size int) (byte, int) {
	if r >= utf8.RuneSelf {
		if i := strings.IndexRune(cyrillic, r); i >= 0 {
			return cyrillic[i+size], size
		}
		return 0, size
	}
	if n := sibilant(s); n > 0 {
		return 's', n
	}
	aspirated := len(s) > 1 && s[1] == 'h'
	switch s[0] {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'j':
		return 0, 1
	case 'x':
		return 's', 1
	case 'k', 'g':
		if aspirated {
			return 'g', 2
		}
	case 'p':
		if aspirated {
			return 'f', 2
		}
	case 't':
		if aspirated {
			return 't', 2
		}
	case 'h':
		return 'g', 1
	case 'w':
		return 'v', 1
	case 'c', 'q':
		return 'k', 1
	}
	return s[0], 1
}

// sibilant returns how many bytes of the beginning of s spell one of the sounds of s,
// z, sh, zh, ch and ts; 0 none.
func sibilant(s []byte) int {
	var longest []string
	switch s[0] {
	case 's':
		longest = []string{"sch", "sh", "sz", "s"}
	case 'z':
		longest = []string{"zh", "z"}
	case 'c':
		longest = []string{"ch", "cz"}
	case 't':
		longest = []string{"tsch", "tch", "tsh", "ts", "tz"}
	case 'r':
		longest = []string{"rz"}
	}
	for _, of := range longest {
		if len(s) >= len(of) && string(s[:len(of)]) == of {
			return len(of)
		}
	}
	return 0
}
