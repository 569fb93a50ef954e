package meddlewatch

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
)

// ID names an item or a story: 64 bits taken from a hash of what identifies it,
// never from a clock or from chance, so that the same input gives the same IDs
// on every machine. A story carries the ID of its first item. Zero is no ID.
type ID uint64

// Key is one of the hashed identity keys of an item (see Item.GUIDKey and
// Item.LinkKey). Eight bytes a key keep a million known items small. Zero means
// that the item has no such key.
type Key uint64

// idEncoding is RFC 4648 base32 in lower case without padding: 13 characters
// that survive being read aloud, typed, and used in addresses.
var idEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// String returns the 13 base32 characters of the ID.
func (id ID) String() string {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(id))
	return idEncoding.EncodeToString(b[:])
}

// MarshalText writes the ID as String does.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (id *ID) UnmarshalText(text []byte) error {
	parsed, err := ParseID(string(text))
	if err != nil {
		return err
	}
	*id = parsed
	return nil
}

// ParseID reads the 13 characters that ID.String writes.
func ParseID(s string) (ID, error) {
	b, err := idEncoding.DecodeString(s)
	if err != nil || len(b) != 8 {
		return 0, fmt.Errorf("%q is not an id; an id is 13 characters of a-z and 2-7", s)
	}
	return ID(binary.BigEndian.Uint64(b)), nil
}

// HashOf returns the first 64 bits of the SHA-256 of the parts, each ended by a
// zero byte so that ("ab", "c") and ("a", "bc") differ. It never returns zero,
// which stands for "none" in ID and Key. At a million items the chance that any
// two collide is about 3 in 10^8.
func HashOf(parts ...string) uint64 {
	n := 0
	for _, p := range parts {
		n += len(p) + 1
	}
	buf := make([]byte, 0, n)
	for _, p := range parts {
		buf = append(buf, p...)
		buf = append(buf, 0)
	}
	sum := sha256.Sum256(buf)
	h := binary.BigEndian.Uint64(sum[:8])
	if h == 0 {
		return 1
	}
	return h
}
