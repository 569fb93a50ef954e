package story

import "testing"

// Ten copies of one report have one origin, and so have reports that name the same
// source; a report of its own has its own.
func TestOrigins(t *testing.T) {
	wire := said(0, "Norvania paid bloggers before the vote in Zembla, prosecutors say",
		"ZEMBLA (Reuters) - Prosecutors in Zembla named four officers of Norvania's Lantern directorate and 31 bloggers on Monday.")
	wire.Link = "https://www.reuters.com/world/1"
	copied := said(1, wire.Title, "Prosecutors in Zembla named four officers of Norvania's Lantern directorate and 31 bloggers on Monday.")
	copied.Link = "https://zembla-herald.example/a"
	retold := said(2, "Lantern directorate of Norvania had 31 bloggers on its list, say prosecutors in Zembla",
		"Four officers are named in the files, Reuters reported.")
	retold.Link = "https://norvania-echo.example/b"
	fresh := said(3, "Zembla prosecutors show payments of Norvania's Lantern directorate to 31 bloggers",
		"Our reporter saw the files in which the four officers are named.")
	fresh.Link = "https://www.harbour-times.example/c"
	apart := said(4, "Harbour fair opens", "Boats and cakes.")
	apart.Link = "https://www.harbour-times.example/d"

	w := NewWindow(Options{})
	placed := placeAll(t, w, wire, copied, retold, fresh, apart)
	for i, want := range []string{"Reuters", "Reuters", "Reuters", "harbour-times.example", "harbour-times.example"} {
		if got := placed[i].Origin; got != want {
			t.Errorf("item %d has origin %q, want %q", i, got, want)
		}
	}
	for i := 1; i < 4; i++ {
		if placed[i].Story != wire.ID {
			t.Errorf("item %d is not in the story of the wire", i)
		}
	}
	if !placed[1].Copy {
		t.Error("the copy is not seen as one")
	}
	if again := placeAll(t, w, copied)[0]; again.Origin != "Reuters" {
		t.Errorf("a known item has origin %q", again.Origin)
	}
	low := w.Begin().Place(apart, notRelevant)
	if low.Origin != "harbour-times.example" {
		t.Errorf("an item below the floor has origin %q", low.Origin)
	}
}
