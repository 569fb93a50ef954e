package notify

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// CheckWebhook asks whether a webhook is alive. It posts nothing.
func (d *Discord) CheckWebhook(ctx context.Context, address string) []Finding {
	const what = "webhook"
	w, err := d.Webhook(address)
	if err != nil {
		return []Finding{{What: what, Text: err.Error()}}
	}
	var hook struct {
		ID      snowflake `json:"id"`
		Name    string    `json:"name"`
		Channel snowflake `json:"channel_id"`
	}
	see := want{doing: "see " + w.place.name}
	t := d.call(ctx, http.MethodGet, w.address(), nil, "", time.Time{})
	if failed := w.place.read(t, see, &hook); failed != nil {
		return []Finding{{What: what, Text: failed.Err.Error()}}
	}
	if hook.ID == "" {
		return []Finding{{What: what, Text: w.place.stranger(t.answer.status, see).Err.Error()}}
	}
	text := fmt.Sprintf("the %s is alive: %q posts in channel %s", w.place.name, w.place.secret.foreign(hook.Name, maxName), hook.Channel)
	if w.thread != "" {
		text += ", thread " + w.thread
	}
	return []Finding{{What: what, OK: true, Text: text}}
}
