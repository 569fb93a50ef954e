package desk

import (
	"cmp"
	"slices"

	"meddlewatch"
)

// told is a story that alerted on one side.
type told struct {
	items  []*member // all of it, in order
	alerts []*member // those that alerted
	twin   *told     // the same story on the other side; nil: it has none there
}

// stories returns the stories of a side that alerted, by the order of their first
// items.
func (c *comparison) stories(side int) []*told {
	byID := map[meddlewatch.ID]*told{}
	var all []*told
	for _, m := range c.order {
		s := byID[m.story[side]]
		if s == nil {
			s = &told{}
			byID[m.story[side]] = s
			all = append(all, s)
		}
		s.items = append(s.items, m)
		if m.alerts(side) {
			s.alerts = append(s.alerts, m)
		}
	}
	return slices.DeleteFunc(all, func(s *told) bool { return len(s.alerts) == 0 })
}

// pair finds the same stories of both sides: those that share an alert first, then
// those that share most items, each at most once.
func pair(before, after []*told) {
	type overlap struct {
		b, a          *told
		alerts, items int
	}
	at := map[*member]*told{}
	for _, s := range after {
		for _, m := range s.items {
			at[m] = s
		}
	}
	var all []overlap
	for _, b := range before {
		from := len(all)
		for _, m := range b.items {
			a := at[m]
			if a == nil {
				continue
			}
			i := slices.IndexFunc(all[from:], func(o overlap) bool { return o.a == a })
			if i < 0 {
				i = len(all) - from
				all = append(all, overlap{b: b, a: a})
			}
			o := &all[from+i]
			o.items++
			if m.alerts(sideBefore) && m.alerts(sideAfter) {
				o.alerts++
			}
		}
	}
	slices.SortStableFunc(all, func(x, y overlap) int {
		return cmp.Or(y.alerts-x.alerts, y.items-x.items)
	})
	for _, o := range all {
		if o.b.twin == nil && o.a.twin == nil {
			o.b.twin, o.a.twin = o.a, o.b
		}
	}
}

// changes returns the alerts that only one side has.
func (c *comparison) changes() []Change {
	before, after := c.stories(sideBefore), c.stories(sideAfter)
	pair(before, after)
	var all []Change
	for _, s := range after {
		for _, m := range s.extra(sideAfter) {
			all = append(all, c.change(Added, s, m))
		}
	}
	for _, s := range before {
		for _, m := range s.extra(sideBefore) {
			all = append(all, c.change(Removed, s, m))
		}
	}
	slices.SortStableFunc(all, func(x, y Change) int {
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), x.number-y.number)
	})
	return all
}

// extra returns the alerts of a story that its twin has nothing for. A story may
// alert several times; what both sides alert on stands for itself, of the rest one
// alert stands for another.
func (s *told) extra(side int) []*member {
	if s.twin == nil {
		return s.alerts
	}
	other := sides - 1 - side
	var mine []*member
	shared := 0
	for _, m := range s.alerts {
		if m.alerts(other) && slices.Contains(s.twin.alerts, m) {
			shared++
		} else {
			mine = append(mine, m)
		}
	}
	theirs := len(s.twin.alerts) - shared
	return mine[min(theirs, len(mine)):]
}
