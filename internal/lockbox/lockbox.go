// Package lockbox says which labelled stories are only scored: nobody reads them, and
// nothing is fitted to them. It is for commands and tests that work on labelled items;
// the bot knows nothing of it.
package lockbox

import (
	"crypto/sha256"
	"encoding/hex"
)

// Holds says whether a story belongs to the lock-box: the SHA-256 of its name, in hex,
// begins with 0 to 4, as that of about 30 % of names does. Who has labels without a
// story asks for their address. "" is in no box.
func Holds(name string) bool {
	sum := sha256.Sum256([]byte(name))
	return name != "" && hex.EncodeToString(sum[:1])[0] <= '4'
}
