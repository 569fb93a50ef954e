package store

import (
	"database/sql"
	"time"
)

// millis turns a time into what is stored: unix milliseconds, NULL for the zero
// time.
func millis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// when is the way back from millis.
func when(ms sql.NullInt64) time.Time {
	if !ms.Valid {
		return time.Time{}
	}
	return time.UnixMilli(ms.Int64).UTC()
}

// bit stores a bool as 0 or 1.
func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
