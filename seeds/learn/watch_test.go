package learn_test

import (
	"testing"

	"meddlewatch"
	"meddlewatch/seeds/learn"
)

// TestWatchClasses holds who is worth an alert and who is not. The campaign is
// invented, and so is all that is said of states.
func TestWatchClasses(t *testing.T) {
	l := newLearner(t)
	for _, test := range []struct {
		name, text, entity string
		want               meddlewatch.Watch
	}{
		{
			"a state that meddles", "Russia meddled in the 2027 Estonian parliamentary election, officials said. One Estonian account reposted the forged videos.\n",
			"Russia", meddlewatch.WatchYes,
		},
		{
			"the state whose vote it is", "Russia meddled in the 2027 Estonian parliamentary election, officials said. One Estonian account reposted the forged videos.\n",
			"Estonia", meddlewatch.WatchContext,
		},
		{
			"a state at war", "Russia meddled in the 2027 Estonian parliamentary election, officials said. Sudan attacked Chad at the border on Monday.\n",
			"Sudan", meddlewatch.WatchContext,
		},
		{
			"a campaign that is introduced", "Researchers uncovered a disinformation campaign dubbed Operation Paper Crow, which spread forged videos.\n",
			"Operation Paper Crow", meddlewatch.WatchYes,
		},
		{
			"a campaign in a list of links", "= Interference in elections =\n\nResearchers describe disinformation campaigns with fake accounts, forged videos and trolls. They impersonate voters. They hide behind proxies.\n\n== See also ==\n- Operation Paper Crow\n- Trolling\n",
			"Operation Paper Crow", meddlewatch.WatchContext,
		},
		{
			"interference in a list of links", "= Interference in elections =\n\nResearchers describe disinformation campaigns with fake accounts.\n\n== See also ==\n- Russian interference in the 2027 Estonian parliamentary election\n",
			"Russian interference in the 2027 Estonian parliamentary election", meddlewatch.WatchContext,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := mustLearn(t, l, "a.txt", test.text)
			for _, e := range found.Entities {
				if e.Name == test.entity {
					if e.Watch != test.want {
						t.Errorf("%s is %s, want %s", e.Name, e.Watch, test.want)
					}
					return
				}
			}
			t.Errorf("no %s in %v", test.entity, names(found))
		})
	}
}

func names(f learn.Findings) []string {
	var list []string
	for _, e := range f.Entities {
		list = append(list, e.Name)
	}
	return list
}
