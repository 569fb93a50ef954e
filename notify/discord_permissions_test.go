package notify

import (
	"encoding/json"
	"testing"
)

func TestRights(t *testing.T) {
	const all = viewChannel | sendMessages | embedLinks | readHistory
	server := func(everyone, bot bits) serverInfo {
		return serverInfo{ID: "1", Owner: "99", Roles: []role{{"1", everyone}, {"2", bot}, {"3", all | administrator}}}
	}
	member := func(roles ...snowflake) memberInfo { return memberInfo{User: userInfo{ID: "5"}, Roles: roles} }
	for _, test := range []struct {
		name    string
		server  serverInfo
		member  memberInfo
		changes []overwrite
		want    bits
	}{
		{"everyone", server(all, 0), member(), nil, all},
		{"a role", server(viewChannel, all), member("2"), nil, all},
		{"a role of others", server(viewChannel, all), member(), nil, viewChannel},
		{"administrator", server(0, 0), member("3"), []overwrite{{ID: "5", Deny: all}}, allRights},
		{"owner", serverInfo{ID: "1", Owner: "5"}, member(), []overwrite{{ID: "5", Deny: all}}, allRights},
		{"no owner is told", serverInfo{ID: "1"}, memberInfo{}, nil, 0},
		{"denied to everyone", server(all, 0), member("2"), []overwrite{{ID: "1", Deny: readHistory}}, all &^ readHistory},
		{"denied to everyone, allowed to a role", server(all, 0), member("2"), []overwrite{{ID: "2", Allow: readHistory}, {ID: "1", Deny: readHistory}}, all},
		{"denied to one role, allowed to another", server(all, 0), member("2", "4"), []overwrite{{ID: "2", Allow: readHistory}, {ID: "4", Deny: readHistory}}, all},
		{"denied to the member", server(all, 0), member("2"), []overwrite{{ID: "5", Deny: readHistory}, {ID: "2", Allow: readHistory}}, all &^ readHistory},
		{"allowed to the member", server(0, 0), member("2"), []overwrite{{ID: "5", Allow: all}, {ID: "1", Deny: all}, {ID: "2", Deny: all}}, all},
		{"denied to others", server(all, 0), member("2"), []overwrite{{ID: "6", Deny: all}, {ID: "3", Deny: all}}, all},
		{"without View Channel nothing counts", server(all, 0), member(), []overwrite{{ID: "1", Deny: viewChannel}}, 0},
		{"without writing no embeds", server(all, 0), member(), []overwrite{{ID: "1", Deny: sendMessages}}, viewChannel | readHistory},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := rights(test.server, test.member, test.changes, sendMessages); got != test.want {
				t.Errorf("rights = %#x, want %#x", uint64(got), uint64(test.want))
			}
		})
	}
}

func TestBits(t *testing.T) {
	for _, test := range []struct {
		text string
		want bits
	}{
		{`"84992"`, viewChannel | sendMessages | embedLinks | readHistory},
		{`84992`, viewChannel | sendMessages | embedLinks | readHistory},
		{`"274877906944"`, sendInThreads},
		{`"36893488147419104256"`, viewChannel}, // 2^65 + 2^10: bits beyond the 64th have no name
		{`"-1"`, 0},
		{`null`, 0},
		{`"x"`, 0},
	} {
		var got bits
		if err := json.Unmarshal([]byte(test.text), &got); err != nil {
			t.Fatal(err)
		}
		if got != test.want {
			t.Errorf("%s is read as %#x, want %#x", test.text, uint64(got), uint64(test.want))
		}
	}
}
