package main

// The container image holds this program and nothing else: no certificates, no
// time zones. Both are carried along, and used only where the machine has none of
// its own.
import (
	_ "time/tzdata" // for TZ and for hours that a person gives in their own zone

	_ "golang.org/x/crypto/x509roots/fallback" // Mozilla's roots, without which no https feed can be read
)
