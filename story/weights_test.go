package story

import (
	"testing"

	"meddlewatch"
)

// Two languages speak for one story only where something is shared. The items are made up.
func TestOtherLanguage(t *testing.T) {
	english := said(0, "Port Orsa: Halden Labs counts 214 copied newspaper sites of Volkhov Media", "The firm paid from Zenda.")
	polish := said(1, "Port Orsa: Halden Labs liczy 214 skopiowanych portali Volkhov Media", "Firma płaciła z Zendy.")
	other := said(2, "Rząd w stolicy zapowiada przepisy o drogach", "Ministerstwo chce je przyjąć jesienią.")
	english.Lang, polish.Lang, other.Lang = "en", "pl", "pl"
	w := NewWindow(Options{})
	at := func(a, b meddlewatch.Item) float64 {
		features, _ := w.Measure(meddlewatch.Judgement{Item: a, Verdict: relevant}, meddlewatch.Judgement{Item: b, Verdict: relevant})
		return features[otherLanguage]
	}
	for _, tt := range []struct {
		name string
		a, b meddlewatch.Item
		want float64
	}{
		{"two languages, names shared", english, polish, 1},
		{"two languages, nothing shared", english, other, 0},
		{"one language", polish, other, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := at(tt.a, tt.b); got != tt.want {
				t.Errorf("the feature is %v, want %v", got, tt.want)
			}
		})
	}
}
