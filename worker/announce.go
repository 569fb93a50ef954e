package worker

import "meddlewatch"

// announce lists the messages owed, in order of arrival: one for every item that
// alerts, also where a story climbs within a batch. How many items are judged
// together is chance, and what becomes of an item must not hang on it; so every item
// that alerts is in a message.
func announce(js []meddlewatch.Judgement, why []news, floods []flood, stories *touched) []Announcement {
	var out []Announcement
	for i, j := range js {
		if j.Outcome == meddlewatch.OutcomeAlert {
			st := stories.now[j.Placement.Story]
			st.Revision++
			out = append(out, Announcement{
				Kind: meddlewatch.AlertStory, Story: st.ID, Revision: st.Revision,
				Change: why[i].change, Was: why[i].was,
				Items: []meddlewatch.ID{j.Item.ID},
			})
		}
		for _, f := range floods {
			if f.first == i {
				out = append(out, Announcement{
					Kind: meddlewatch.AlertNotice, Story: f.items[0], Revision: 1,
					Items: f.items, Feed: f.feed, Reason: f.reason,
				})
			}
		}
	}
	return out
}
