package desk

import (
	"context"
	"strings"

	"meddlewatch"
	"meddlewatch/feeds"
	"meddlewatch/store"
)

// find returns the item at an address, however that is spelled; nil without an error
// where nothing is known of it.
func find(ctx context.Context, db *store.DB, configured []meddlewatch.Feed, address string) (*store.Stored, error) {
	address = strings.TrimSpace(address)
	key := feeds.LinkKey(address)
	if found, err := db.ItemByKey(ctx, key, address); found != nil || err != nil {
		return found, err
	}
	for _, spelling := range spellings(address) {
		if found, err := db.ItemByKey(ctx, 0, spelling); found != nil || err != nil {
			return found, err
		}
	}
	return bySighting(ctx, db, configured, address, key)
}

// spellings lists how feeds may have printed an address that names no single item, as
// that of a live page: such items are known by their link as it was printed.
func spellings(address string) []string {
	normal, ok := feeds.NormalizeLink(address)
	if !ok { // as a home page, with and without the slash
		bare := strings.TrimSuffix(address, "/")
		return []string{bare, bare + "/"}
	}
	rest := strings.TrimPrefix(normal, "https://")
	var list []string
	for _, door := range []string{"https://", "https://www.", "http://", "http://www."} {
		list = append(list, door+rest, door+rest+"/")
	}
	return list
}

// bySighting looks for an address that an item had besides the one it is kept under: the
// link it moved to later, or its GUID.
func bySighting(ctx context.Context, db *store.DB, configured []meddlewatch.Feed, address string, link meddlewatch.Key) (*store.Stored, error) {
	keys := []meddlewatch.Key{link}
	for _, f := range configured {
		keys = append(keys, feeds.Keys(f.URL, []feeds.Entry{{GUID: address, Link: address}})...)
	}
	seen, err := db.Seen(ctx, keys)
	if err != nil {
		return nil, err
	}
	for _, key := range keys { // their order, not that of the map
		s, ok := seen[key]
		if !ok || key == 0 {
			continue
		}
		if key == link { // its partner is the GUID under which the item may be kept
			key = s.Other
		} else if found, err := db.ItemByKey(ctx, s.Other, ""); found != nil || err != nil {
			return found, err
		}
		if found, err := db.ItemByGUIDKey(ctx, key); found != nil || err != nil {
			return found, err
		}
	}
	return nil, nil
}
