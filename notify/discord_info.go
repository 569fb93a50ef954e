package notify

import "fmt"

// Types of channels (Discord, "Channel Types") that are threads of another one.
const (
	announcementThread = 10
	publicThread       = 11
	privateThread      = 12
)

// maxName bounds names of servers and channels in a sentence, in bytes: Discord
// allows 100 characters.
const maxName = 200

type userInfo struct {
	ID   snowflake `json:"id"`
	Name string    `json:"username"`
}

type channelInfo struct {
	ID      snowflake   `json:"id"`
	Type    int         `json:"type"`
	Name    string      `json:"name"`
	Server  snowflake   `json:"guild_id"`
	Parent  snowflake   `json:"parent_id"`
	Changes []overwrite `json:"permission_overwrites"`
	Thread  struct {
		Archived bool `json:"archived"`
		Locked   bool `json:"locked"`
	} `json:"thread_metadata"`
}

func (c channelInfo) isThread() bool {
	return c.Type == announcementThread || c.Type == publicThread || c.Type == privateThread
}

// kind is what people call the type of a channel, and whether messages can be
// posted there (Discord, "Channel Types"). A type that is new is given a chance.
func (c channelInfo) kind() (name string, posts bool) {
	switch c.Type {
	case 0:
		return "a text channel", true
	case 1, 3:
		return "a direct message", true
	case 2:
		return "the chat of a voice channel", true
	case 4:
		return "a category", false
	case 5:
		return "an announcement channel", true
	case announcementThread, publicThread, privateThread:
		return "a thread", true
	case 13:
		return "the chat of a stage", true
	case 14:
		return "a directory", false
	case 15, 16:
		return "a forum", false
	}
	return fmt.Sprintf("a channel of a kind that the bot does not know (%d)", c.Type), true
}

type serverInfo struct {
	ID    snowflake `json:"id"`
	Name  string    `json:"name"`
	Owner snowflake `json:"owner_id"`
	Roles []role    `json:"roles"`
}

type memberInfo struct {
	User    userInfo    `json:"user"`
	Roles   []snowflake `json:"roles"`
	Timeout string      `json:"communication_disabled_until"` // ISO 8601; "" none
}
