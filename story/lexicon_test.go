package story

import (
	"strings"
	"testing"

	"meddlewatch/story/origin"
)

// NewWindow cannot fail; this is why it need not.
func TestEmbeddedFilesAreWhole(t *testing.T) {
	l, err := readLexicon(wordsFile, placesFile, conceptsFile)
	if err != nil {
		t.Error(err)
	}
	if len(l.stems) < 20_000 || len(l.ids) < 50 || len(l.conceptLevel) < 30 {
		t.Errorf("%d stems, %d places and %d concepts are too few", len(l.stems), len(l.ids), len(l.conceptLevel)-1)
	}
	if _, err := readWeights(weightsFile); err != nil {
		t.Error(err)
	}
	if _, err := origin.New(); err != nil {
		t.Error(err)
	}
}

func TestBrokenDataIsNamedAndTheRestUsed(t *testing.T) {
	l, err := readLexicon("seven the\n40 harbou\n", []byte(`{"Norvania": ["Norvania"]}`), []byte("{"))
	if err == nil || !strings.Contains(err.Error(), `words file: "seven" is not a level`) || !strings.Contains(err.Error(), "concepts file") {
		t.Errorf("error is %v", err)
	}
	if w := split(nil, "harbour Norvania"); l.stems[w[0].stem].level != 40 || l.placeOf("harbour Norvania", w[1]) == 0 {
		t.Error("what could be read is not in the lexicon")
	}
	w, err := readWeights([]byte(`{"words": 3, "moon": 1}`))
	if err == nil || !strings.Contains(err.Error(), `no weight of "baseline"`) || !strings.Contains(err.Error(), `"moon" is no feature`) {
		t.Errorf("error is %v", err)
	}
	if w[byWords] != 3 {
		t.Errorf("words weigh %v, want 3", w[byWords])
	}
}
