package story

import "meddlewatch"

// Measure returns the features by which a link between two items is weighed, in
// the order of FeatureNames, and whether the link is possible at all: nothing
// forbids it. It is for fitting the weights and does not
// look at what the window holds.
func (w *Window) Measure(a, b meddlewatch.Judgement) (features []float64, possible bool) {
	fa, _ := w.read.read(a.Item, a.Verdict)
	fb, _ := w.read.read(b.Item, b.Verdict)
	l := compare(probeOf(&fa), &fb)
	v := measure(&fa, &fb, l)
	return v[:], conflict(&fa, &fb, l) == ""
}

// FeatureNames names the features of Measure, as the file of weights does.
func FeatureNames() []string {
	names := featureNames()
	return names[:]
}
