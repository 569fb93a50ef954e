package worker

import (
	"fmt"
	"log/slog"
)

// cronLog lets cron speak through the worker's log: its chatter as debug
// messages, a recovered panic as an error.
type cronLog struct{ log *slog.Logger }

// Info is called by cron for ordinary events.
func (l cronLog) Info(msg string, keysAndValues ...any) {
	l.log.Debug("cron: "+msg, keysAndValues...)
}

// Error is called by cron when a job panicked.
func (l cronLog) Error(err error, msg string, keysAndValues ...any) {
	l.log.Error(fmt.Sprintf("cron: %s: %v", msg, err), keysAndValues...)
}
