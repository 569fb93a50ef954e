package notify_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"

	"meddlewatch"
	"meddlewatch/internal/alertgen"
	"meddlewatch/internal/discordserver"
	"meddlewatch/internal/race"
	"meddlewatch/notify"
)

// soakStories is how many alerts by chance are rendered and checked; SOAK in the
// environment sets another number.
const soakStories = 20_000

// TestSoak renders alerts by chance, hostile ones among them: Discord would take
// every message of them, through the bot and through a webhook, and of a list each
// line is shown in the end. A failure names the seed that makes it again.
func TestSoak(t *testing.T) {
	stories := soakStories
	if race.Enabled {
		stories /= 20
	}
	if text := os.Getenv("SOAK"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			t.Fatalf("SOAK is %q; write a number such as 1000000", text)
		}
		stories = n
	}
	const hands = 4
	var group sync.WaitGroup
	for hand := range hands {
		group.Go(func() {
			for seed := hand; seed < stories && !t.Failed(); seed += hands {
				soak(t, uint64(seed))
			}
		})
	}
	group.Wait()
	t.Logf("%d alerts, each checked through bot and webhook", stories)
}

func soak(t *testing.T, seed uint64) {
	alert := alertgen.Alert(rand.New(rand.NewPCG(seed, 2026)))
	for parts := 0; ; parts++ {
		payload, lines, err := notify.RenderDiscord(alert)
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			return
		}
		for _, err := range discordserver.CheckMessage(true, payload) {
			t.Errorf("seed %d, webhook: %v", seed, err)
		}
		for _, err := range discordserver.CheckMessage(false, asBot(t, payload)) {
			t.Errorf("seed %d, bot: %v", seed, err)
		}
		if alert.Kind == meddlewatch.AlertStory || lines == len(alert.Lines) {
			return
		}
		if lines < 1 || lines > len(alert.Lines) || parts > 1000 {
			t.Errorf("seed %d: a message of %d lines shows %d of them", seed, len(alert.Lines), lines)
			return
		}
		alert.Lines = alert.Lines[lines:]
	}
}

// asBot adds what the bot sends along.
func asBot(t *testing.T, payload []byte) []byte {
	var body map[string]json.RawMessage
	if err := json.Unmarshal(payload, &body); err != nil {
		t.Fatal(err)
	}
	body["nonce"], body["enforce_nonce"] = json.RawMessage(`"aaaaaaaaaaaaa"`), json.RawMessage("true")
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
