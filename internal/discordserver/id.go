package discordserver

import (
	"fmt"
	"strconv"
	"time"
)

// epoch is the first millisecond of 2015, from which Discord's ids count
// (Discord's reference, "Snowflakes").
const epoch = 1420070400000

// newID returns an id greater than all before; the caller holds mu. It holds the
// time of the server's clock unless the options say otherwise.
func (s *Server) newID(now time.Time) string {
	id := s.lastID + 1
	if !s.opts.PlainIDs {
		if ms := now.UnixMilli() - epoch; ms > 0 {
			id = max(id, uint64(ms)<<22)
		}
	}
	s.lastID = id
	return fmt.Sprint(id)
}

// number reads an id; what is none is 0.
func number(id string) uint64 {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// stamp is a time as Discord writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000-07:00") }
