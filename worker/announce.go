package worker

import "meddlewatch"

// announce lists the messages owed, in order of arrival. A story of which several
// items alert at once has one message, which shows the last of them, since that
// climbed highest.
func announce(js []meddlewatch.Judgement, why []news, floods []flood, stories *touched) []Announcement {
	var out []Announcement
	at := map[meddlewatch.ID]int{} // the place of a story's message in out
	for i, j := range js {
		if j.Outcome == meddlewatch.OutcomeAlert {
			n, there := at[j.Placement.Story]
			if !there {
				n = len(out)
				at[j.Placement.Story] = n
				out = append(out, first(j, why[i], stories))
			}
			out[n].Items = []meddlewatch.ID{j.Item.ID}
			if out[n].Change != meddlewatch.ChangeNone {
				out[n].Change = why[i].change
			}
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

// first is the message of a story as the first item that alerts makes it. What
// people were told before is what they knew before that item.
func first(j meddlewatch.Judgement, why news, stories *touched) Announcement {
	st := stories.now[j.Placement.Story]
	st.Revision++
	return Announcement{
		Kind: meddlewatch.AlertStory, Story: st.ID, Revision: st.Revision,
		Change: why.change, Was: why.was,
	}
}
