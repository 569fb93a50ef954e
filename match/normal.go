package match

// surelyNormal says whether a text is sure to be in NFKC as it stands: every letter is of
// a block in which nothing is composed, decomposed or reordered. It is there for
// speed, since most text outside ASCII is such text; false says nothing.
func surelyNormal(text string) bool {
	for _, r := range text {
		if !normalRune(r) {
			return false
		}
	}
	return true
}

func normalRune(r rune) bool {
	switch {
	case r < 0xA0:
		return true
	case r < 0x400: // letters with one accent, as most keyboards have them
		return 0xC0 <= r && r <= 0x131 || 0x14A <= r && r <= 0x17E
	case r <= 0x52F: // Cyrillic
		return r < 0x483 || r > 0x489
	case r < 0x641: // Arabic
		return 0x621 <= r && r <= 0x640
	case r <= 0x64A:
		return true
	case r < 0x4E00:
		return false
	}
	return r <= 0x9FFF || 0xAC00 <= r && r <= 0xD7A3 // ideographs; Hangul in whole syllables
}
