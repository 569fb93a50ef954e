package story

import "testing"

func TestSound(t *testing.T) {
	key := func(word string) uint32 {
		k, ok := sound(fold(nil, word))
		if !ok {
			t.Errorf("%q has no sound", word)
		}
		return k
	}
	for _, same := range [][]string{
		{"Prigozhin", "Prigożyn", "Prigożyna", "Prigoschin", "Pryhozhyn", "Пригожин", "Пригожина"},
		{"Zelensky", "Zelenskyy", "Selenskyj", "Zełenski", "Зеленский"},
		{"Lavrov", "Lawrow", "Ławrow", "Лавров"},
		{"Lukashenko", "Łukaszenko", "Lukaschenko", "Лукашенко"},
		{"Kiriyenko", "Kirijenko", "Кириенко"},
	} {
		for _, other := range same[1:] {
			if key(other) != key(same[0]) {
				t.Errorf("%s and %s sound unlike", same[0], other)
			}
		}
	}
	for _, unlike := range [][2]string{
		{"Prigozhin", "Peskov"}, {"Lavrov", "Lukashenko"}, {"Halden", "Volkhov"}, {"Markov", "Smirnov"}, {"Orlov", "Karlov"},
	} {
		if key(unlike[0]) == key(unlike[1]) {
			t.Errorf("%s and %s sound alike", unlike[0], unlike[1])
		}
	}
	for _, word := range []string{"", "aa", "Ohio", "习近", "גוף", "चीन", "\xff"} {
		if _, ok := sound(fold(nil, word)); ok {
			t.Errorf("%q has a sound", word)
		}
	}
}
