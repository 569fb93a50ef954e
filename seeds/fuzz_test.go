package seeds

import (
	"bytes"
	"errors"
	"testing"

	"meddlewatch"
	"meddlewatch/config"
)

// FuzzParseWatchlist checks for any bytes: no panic; mistakes that say where they
// are; and from a file without mistakes the same entities that the decoder sees.
func FuzzParseWatchlist(f *testing.F) {
	for _, seed := range []string{
		"", starterTOML, "[[entity]]\nname = \"A b\"\ntype = \"campaign\"\n",
		"[[entity]]\nname = 'A'\ntype = \"platform\"\n[[entity.aliases]]\nname = \"B\"\nstrength = \"context\"\n",
		"entity = [{ name = \"A b\", type = \"event\", aliases = [{ name = \"c d\", lang = \"de\" }] }]\n",
		"\ufeff[[entity]]\r\nname = \"\"\"\nA\"\"\"\r\nremove = true\r\n",
		"[[entity]]\n\"name\" = \"A b\"\nentity.x = 1\n[entity.aliases]\n[[other]]\nname = 1\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := ParseWatchlist("w.toml", data, meddlewatch.OriginEdited)
		if err != nil {
			var mistakes config.Mistakes
			if !errors.As(err, &mistakes) || len(mistakes) == 0 {
				t.Fatalf("no mistakes: %v", err)
			}
			for _, m := range mistakes {
				if m.File != "w.toml" || m.Line < 1 || m.Col < 1 || m.What == "" || m.Do == "" {
					t.Fatalf("not a full mistake: %+v", m)
				}
			}
			return
		}
		var shape fileShape
		if err := config.Decode("w.toml", bytes.TrimPrefix(data, []byte("\ufeff")), &shape); err != nil {
			t.Fatalf("read, but not decoded: %v", err)
		}
		if len(shape.Entity) != len(list.Entities) {
			t.Fatalf("the decoder sees %d entities, the reader %d", len(shape.Entity), len(list.Entities))
		}
		for i, e := range list.Entities {
			if fold(e.Name) != fold(shape.Entity[i].Name) {
				t.Fatalf("entity %d is %q, decoded %q", i, e.Name, shape.Entity[i].Name)
			}
			if n := len(shape.Entity[i].Aliases); n > 0 && n != len(e.Aliases) {
				t.Fatalf("%q has %d aliases, decoded %d", e.Name, len(e.Aliases), n)
			}
		}
		Merge(list, list)
	})
}

// FuzzFold wants the same of the short way, for simple names, as of the long one.
func FuzzFold(f *testing.F) {
	for _, name := range []string{"", " ", "Salt Typhoon", "a  b", " a", "a ", "a\tb", "O’Neil", "ÉTÉ", "K", "ﬁ x", "a\x1fb", "a\u00a0b"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if got, want := fold(name), foldAny(name); got != want {
			t.Errorf("fold(%+q) = %+q, want %+q", name, got, want)
		}
	})
}
