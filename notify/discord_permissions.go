package notify

// permission is a right in Discord: its bit and the name that people see
// (Discord, "Permissions").
type permission struct {
	bit  bits
	name string
}

// Bits that decide about others.
const (
	administrator bits = 1 << 3
	viewChannel   bits = 1 << 10
	sendMessages  bits = 1 << 11
	embedLinks    bits = 1 << 14
	readHistory   bits = 1 << 16
	sendInThreads bits = 1 << 38
	allRights          = ^bits(0)
)

// role is a set of permissions on a server. The role of everyone has the id of
// the server.
type role struct {
	ID          snowflake `json:"id"`
	Permissions bits      `json:"permissions"`
}

// overwrite changes permissions in one channel, for a role or for a member,
// whose id it has.
type overwrite struct {
	ID    snowflake `json:"id"`
	Allow bits      `json:"allow"`
	Deny  bits      `json:"deny"`
}

// rights computes what a member may do in a channel, as Discord documents it
// ("Permission Overwrites"): what everyone and the member's roles may do on the
// server, then changed in the channel for everyone, for the roles together, and
// for the member. The owner and an administrator may do everything. Without "View
// Channel" nothing else counts, and without the right to write no embeds
// ("Implicit Permissions").
func rights(server serverInfo, m memberInfo, changes []overwrite, write bits) bits {
	if server.Owner != "" && server.Owner == m.User.ID {
		return allRights
	}
	has := map[snowflake]bool{server.ID: true}
	for _, id := range m.Roles {
		has[id] = true
	}
	var may bits
	for _, r := range server.Roles {
		if has[r.ID] {
			may |= r.Permissions
		}
	}
	if may&administrator != 0 {
		return allRights
	}
	var allow, deny bits // of the member's roles but everyone
	for _, o := range changes {
		switch {
		case o.ID == server.ID:
			may = may&^o.Deny | o.Allow
		case has[o.ID]:
			allow, deny = allow|o.Allow, deny|o.Deny
		}
	}
	may = may&^deny | allow
	for _, o := range changes {
		if o.ID == m.User.ID {
			may = may&^o.Deny | o.Allow
		}
	}
	if may&viewChannel == 0 {
		return 0
	}
	if may&write == 0 {
		may &^= embedLinks
	}
	return may
}
