package worker

import (
	"fmt"

	"meddlewatch"
)

// floodAlerts is how many alerts one feed may raise in one poll that brought
// more than expected, before they are held and told of in one notice.
const floodAlerts = 5

// flood is the held alerts of one poll.
type flood struct {
	first  int // index of the first held judgement
	items  []meddlewatch.ID
	feed   string
	reason string
}

// holdFloods turns the alerts of floods into held ones. The items stay judged
// and their stories count as told, because the notice lists them.
func holdFloods(js []meddlewatch.Judgement) []flood {
	alerts := map[int64][]int{} // by poll
	var polls []int64
	for i, j := range js {
		if j.Outcome != meddlewatch.OutcomeAlert || !guarded(j.Item.Mark) {
			continue
		}
		if alerts[j.Item.Poll] == nil {
			polls = append(polls, j.Item.Poll)
		}
		alerts[j.Item.Poll] = append(alerts[j.Item.Poll], i)
	}
	var floods []flood
	for _, poll := range polls {
		held := alerts[poll]
		mark := js[held[0]].Item.Mark
		if mark == meddlewatch.MarkSurge && len(held) <= floodAlerts {
			continue
		}
		f := flood{first: held[0], feed: js[held[0]].Item.Feed, reason: floodReason(mark, len(held))}
		for _, i := range held {
			js[i].Outcome = meddlewatch.OutcomeFloodHeld
			f.items = append(f.items, js[i].Item.ID)
		}
		floods = append(floods, f)
	}
	return floods
}

func guarded(m meddlewatch.Mark) bool {
	return m == meddlewatch.MarkSurge || m == meddlewatch.MarkArchive
}

func floodReason(mark meddlewatch.Mark, n int) string {
	if mark == meddlewatch.MarkArchive {
		return fmt.Sprintf("%s older than what this feed had already shown; they are listed instead of posted one by one", count(n, "alert is", "alerts are"))
	}
	return fmt.Sprintf("%s at once, far more than this feed usually brings; they are listed instead of posted one by one", count(n, "alert", "alerts"))
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
