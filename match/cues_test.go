package match

import (
	"slices"
	"strings"
	"testing"

	"meddlewatch"
)

func cueMatcher(t *testing.T, cues ...meddlewatch.Cue) *Matcher {
	t.Helper()
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	m, err := New(meddlewatch.Watchlist{Cues: cues}, data, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func reasonOf(v meddlewatch.Verdict, rule string) (meddlewatch.Reason, bool) {
	i := slices.IndexFunc(v.Reasons, func(r meddlewatch.Reason) bool { return r.Rule == rule })
	if i < 0 {
		return meddlewatch.Reason{}, false
	}
	return v.Reasons[i], true
}

func TestCueCountsLikeATermOfItsKind(t *testing.T) {
	item := meddlewatch.Item{Title: "Russia used rented lanterns before the parliamentary election, researchers say"}
	cue := meddlewatch.Cue{Phrase: "rented lanterns", Kind: "operation", Origin: meddlewatch.OriginLearned}

	plain, taught := cueMatcher(t).Judge(item), cueMatcher(t, cue).Judge(item)
	if _, ok := reasonOf(plain, "act-operation"); ok {
		t.Fatal("the lexicons know the phrase of this test; choose another")
	}
	r, ok := reasonOf(taught, "act-operation")
	if !ok || taught.Score <= plain.Score {
		t.Fatalf("score %v without and %v with the cue, reasons %v", plain.Score, taught.Score, taught.Reasons)
	}
	if r.Origin != meddlewatch.OriginLearned || item.Title[r.Start:r.End] != cue.Phrase {
		t.Errorf("the reason is %+v: want the words of the cue and its origin", r)
	}
	for _, other := range taught.Reasons {
		if other.Text != cue.Phrase && other.Origin != "" {
			t.Errorf("%+v does not rest on the cue", other)
		}
	}
	if plain.Versions.Watchlist == taught.Versions.Watchlist || plain.Versions.Lexicons != taught.Versions.Lexicons {
		t.Error("a cue changes the version of the watchlist, and of nothing else")
	}
}

func TestCueThatTheLexiconsCoverIsNotAdded(t *testing.T) {
	item := meddlewatch.Item{Title: "Russia spread sly fake accounts before the election"}
	for name, cue := range map[string]meddlewatch.Cue{
		"an act in it":       {Phrase: "sly fake accounts", Kind: "operation", Origin: meddlewatch.OriginLearned},
		"the same words":     {Phrase: "fake accounts", Kind: "deceive", Origin: meddlewatch.OriginLearned},
		"a topic, no act":    {Phrase: "before the election", Origin: meddlewatch.OriginLearned},
		"a learned word":     {Phrase: "sly", Kind: "meddle", Origin: meddlewatch.OriginLearned},
		"words not in there": {Phrase: "quiet nonsense", Kind: "meddle", Origin: meddlewatch.OriginLearned},
	} {
		t.Run(name, func(t *testing.T) {
			plain, taught := cueMatcher(t).Judge(item), cueMatcher(t, cue).Judge(item)
			if !slices.Equal(plain.Reasons, taught.Reasons) || plain.Score != taught.Score {
				t.Errorf("without the cue %v %v, with it %v %v", plain.Score, plain.Reasons, taught.Score, taught.Reasons)
			}
		})
	}
}

func TestDenialIsACue(t *testing.T) {
	item := meddlewatch.Item{Title: "China: we keep our fingers away from foreign interference in your election"}
	cue := meddlewatch.Cue{Phrase: "keep our fingers away", Kind: "deny", Origin: meddlewatch.OriginEdited}
	if got := cueMatcher(t).Judge(item).Claim; got == meddlewatch.ClaimDenial {
		t.Fatal("the lexicons know the phrase of this test; choose another")
	}
	v := cueMatcher(t, cue).Judge(item)
	if r, ok := reasonOf(v, "claim-deny"); v.Claim != meddlewatch.ClaimDenial || ok && r.Origin != meddlewatch.OriginEdited {
		t.Errorf("claim %q, reasons %v", v.Claim, v.Reasons)
	}
}

func TestCuesOfNoUseAreRefused(t *testing.T) {
	data, err := DefaultData()
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		cue  meddlewatch.Cue
		want string
	}{
		"unknown kind": {meddlewatch.Cue{Phrase: "some words", Kind: "weather"}, "no list of acts"},
		"no word":      {meddlewatch.Cue{Phrase: " – ", Kind: "meddle"}, "holds no word"},
		"empty":        {meddlewatch.Cue{Kind: "meddle"}, "is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := New(meddlewatch.Watchlist{Cues: []meddlewatch.Cue{tt.cue}}, data, 0.5)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one that says %q", err, tt.want)
			}
		})
	}
}
