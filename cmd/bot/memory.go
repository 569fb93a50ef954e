package main

import (
	"log/slog"
	"math"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// memoryShare is the part of a container's memory that Go may fill before its
// collector works harder. The rest is for what Go does not count: SQLite's pages
// and the kernel's buffers.
const memoryShare = 0.9

// limitMemory tells the collector how much memory the container may use, of which
// Go knows nothing by itself: it would let garbage grow until the kernel ends the
// process. GOMEMLIMIT in the environment overrides it. Where there is no limit, or
// none that can be read, all stays as it was; a debug line says which.
func limitMemory(log *slog.Logger, from memlimit.Provider) {
	limit, err := memlimit.Set(memlimit.WithProvider(from), memlimit.WithRatio(memoryShare))
	switch {
	case err != nil:
		log.Debug("the container's memory limit cannot be read; Go's memory stays unlimited", "error", err.Error())
	case limit == math.MaxInt64:
		log.Debug("memory is not limited")
	default:
		log.Debug("memory is limited", "bytes", limit)
	}
}
