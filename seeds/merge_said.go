package seeds

import "meddlewatch"

// said adds up the relations and cues of lists. A relation is the same when both
// ends and the relation are, a cue when phrase, kind and language are.
func said(lists []meddlewatch.Watchlist) ([]meddlewatch.WatchRelation, []meddlewatch.Cue) {
	var relations []meddlewatch.WatchRelation
	var cues []meddlewatch.Cue
	places := map[[4]string]int{}
	for _, list := range lists {
		for _, r := range list.Relations {
			key := [4]string{"relation", fold(r.Subject), r.Relation, fold(r.Object)}
			if at, known := places[key]; known {
				relations[at] = r
				continue
			}
			places[key] = len(relations)
			relations = append(relations, r)
		}
		for _, c := range list.Cues {
			key := [4]string{"cue", fold(c.Phrase), c.Kind, c.Lang}
			if at, known := places[key]; known {
				cues[at] = c
				continue
			}
			places[key] = len(cues)
			cues = append(cues, c)
		}
	}
	return relations, cues
}
