package story

import "math/bits"

const (
	sigSize  = 64 // values of a signature
	bandRows = 4  // values of a band
	bands    = 8  // half of the values: near-copies share rare words too, and are found by these
)

// signature is a MinHash of the pairs of neighbouring words of a text, by one
// permutation (Li, Owen and Zhang, "One Permutation Hashing", 2012) with empty
// bins filled by optimal densification (Shrivastava, 2017). The share of equal
// values estimates the Jaccard similarity of two texts, with a standard error of
// at most 1/16. Sixteen bits a value make unequal values equal once in 65,536.
type signature [sigSize]uint16

// sign makes the signature of words. A text of one word has one shingle, one of
// none the zero signature, which is like nothing.
func sign(words []word) (signature, bool) {
	var sig signature
	if len(words) == 0 {
		return sig, false
	}
	var low [sigSize]uint64
	var full uint64 // bins that hold a value
	for i := range words {
		if i == len(words)-1 && i > 0 {
			break
		}
		h := uint64(words[i].hash)
		if i+1 < len(words) {
			h |= uint64(words[i+1].hash) << 32
		}
		h = mix(h)
		bin := h >> 58
		value := h<<6 | 1
		if full&(1<<bin) == 0 || value < low[bin] {
			low[bin] = value
			full |= 1 << bin
		}
	}
	for bin := range sig {
		from := uint64(bin)
		for try := uint64(1); full&(1<<from) == 0; try++ {
			from = mix(uint64(bin)<<32|try) >> 58
		}
		sig[bin] = uint16(mix(low[from]) >> 48)
	}
	return sig, true
}

// like estimates the Jaccard similarity of two signed texts.
func (s *signature) like(o *signature) float64 {
	equal := 0
	for i := range s {
		if s[i] == o[i] {
			equal++
		}
	}
	return float64(equal) / sigSize
}

// band returns the index key of a band. Texts of similarity s agree in at least
// one of the 8 bands of 4 values with probability 1-(1-s⁴)⁸: 0.67 at 0.6, 0.89 at
// 0.7, 0.99 at 0.8.
func (s *signature) band(b int) uint32 {
	h := uint64(b) + 1
	for _, v := range s[b*bandRows : (b+1)*bandRows] {
		h = bits.RotateLeft64(h*0x9e3779b97f4a7c15, 17) ^ uint64(v)
	}
	return uint32(mix(h)) | bandBit
}

// bandBit keeps the keys of bands and of terms apart in the index.
const bandBit = 1 << 31
