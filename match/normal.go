package match

// foldSimple appends the folded form of a text outside ASCII where that takes no
// tables: every letter is of a block in which nothing is composed or reordered, or
// the wide form of an ASCII letter. It is there for speed, since most text is such
// text; false says that fold has to look closer.
func foldSimple(dst []byte, text string) ([]byte, bool) {
	for _, r := range text {
		if 0xFF01 <= r && r <= 0xFF5E {
			r -= 0xFF01 - '!'
		} else if !normalRune(r) {
			return dst, false
		}
		dst = foldRune(dst, r)
	}
	return dst, true
}

// normalRune says whether a letter is sure to be in NFKC whatever stands beside it.
func normalRune(r rune) bool {
	switch {
	case r < 0xA0:
		return true
	case r < 0x400: // letters with one accent, as most keyboards have them
		return 0xC0 <= r && r <= 0x131 || 0x141 <= r && r <= 0x148 || 0x14A <= r && r <= 0x17E || 0x218 <= r && r <= 0x21B
	case r <= 0x52F: // Cyrillic
		return r < 0x483 || r > 0x489
	case r < 0x641: // Arabic
		return 0x621 <= r && r <= 0x640
	case r <= 0x64A:
		return true
	case r < 0x4E00: // Thai consonants; invisible joiners
		return 0xE01 <= r && r <= 0xE30 || r == '\u200c' || r == '\u200d'
	}
	return r <= 0x9FFF || 0xAC00 <= r && r <= 0xD7A3 // ideographs; Hangul in whole syllables
}
