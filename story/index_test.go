package story

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The index gives what a plain map of lists gives, whatever is added and removed.
func TestIndexAgainstMap(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	x, want := newIndex(), map[uint32][]int32{}
	check := func(key uint32) {
		t.Helper()
		if got := x.find(key); !slices.Equal(got, want[key]) {
			t.Fatalf("key %d has %v, want %v", key, got, want[key])
		}
	}
	for step := range 200_000 {
		// Few keys with many entries, many with few; some keys collide.
		key := uint32(r.IntN(50))
		if step%2 == 0 {
			key = uint32(r.IntN(20_000)) << 12
		}
		if list := want[key]; len(list) > 0 && r.IntN(2) == 0 {
			i := r.IntN(len(list))
			x.remove(key, list[i])
			want[key] = slices.Delete(slices.Clone(list), i, i+1)
		} else {
			x.add(key, int32(step))
			list = append(slices.Clone(list), int32(step))
			want[key] = list[max(0, len(list)-maxPosting):]
		}
		check(key)
		check(uint32(r.IntN(50)))
	}
	used := 0
	for key, list := range want {
		check(key)
		if len(list) > 0 {
			used++
		}
	}
	if x.used != used {
		t.Errorf("the index counts %d keys, want %d", x.used, used)
	}
	x.remove(7, -1)
	x.remove(1<<31, 5)
}
