package discordserver

import "fmt"

// object is a JSON object of an answer. Every one holds all that Discord's
// document requires, so that a reader who takes more than the bot needs is served.
type object = map[string]any

func user(id, name string, bot bool) object {
	return object{
		"id": id, "username": name, "avatar": nil, "discriminator": "0000", "public_flags": 0, "flags": 0,
		"bot": bot, "global_name": nil, "primary_guild": nil,
	}
}

func (g *guild) me() object { return user(g.bot, "meddlewatch", true) }

func (g *guild) currentUser() object {
	u := g.me()
	u["mfa_enabled"], u["locale"], u["verified"], u["email"] = false, "en-US", true, nil
	return u
}

func (g *guild) applicationObject() object {
	return object{
		"id": g.application, "name": "meddlewatch", "icon": nil, "description": "", "type": nil, "bot": g.me(),
		"verify_key": "00", "flags": 0, "flags_new": "0", "redirect_uris": []any{}, "interactions_endpoint_url": nil,
		"role_connections_verification_url": nil, "owner": user(g.owner, "operator", false),
		"approximate_guild_count": 1, "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
		"explicit_content_filter": 0, "team": nil, "eligible_oauth2_scopes": []any{}, "bot_public": true,
		"bot_require_code_grant": false,
	}
}

func (g *guild) guildObject() object {
	return object{
		"id": g.id, "name": "newsroom", "icon": nil, "description": nil, "home_header": nil, "splash": nil,
		"discovery_splash": nil, "features": []any{}, "banner": nil, "owner_id": g.owner, "application_id": nil,
		"region": "deprecated", "afk_channel_id": nil, "afk_timeout": 300, "system_channel_id": nil,
		"system_channel_flags": 0, "widget_enabled": false, "widget_channel_id": nil, "verification_level": 0,
		"roles": g.roles(), "default_message_notifications": 1, "mfa_level": 0, "explicit_content_filter": 0,
		"max_presences": nil, "max_members": 500000, "max_stage_video_channel_users": 50, "max_video_channel_users": 25,
		"vanity_url_code": nil, "premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": "en-US",
		"rules_channel_id": nil, "safety_alerts_channel_id": nil, "public_updates_channel_id": nil,
		"premium_progress_bar_enabled": false, "nsfw": false, "nsfw_level": 0, "emojis": []any{}, "stickers": []any{},
		"incidents_data": nil,
	}
}

func (g *guild) roles() []any {
	role := func(id, name string, p Permission, position int, managed bool) object {
		return object{
			"id": id, "name": name, "permissions": fmt.Sprint(uint64(p)), "position": position, "color": 0,
			"colors": object{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil},
			"hoist":  false, "managed": managed, "mentionable": false, "icon": nil, "unicode_emoji": nil, "flags": 0,
		}
	}
	own := role(g.role, "meddlewatch", g.own, 1, true)
	own["tags"] = object{"bot_id": g.bot}
	return []any{role(g.id, "@everyone", g.everyone, 0, false), own}
}

func (g *guild) member() object {
	return object{
		"user": g.me(), "roles": []any{g.role}, "avatar": nil, "banner": nil, "communication_disabled_until": nil,
		"flags": 0, "joined_at": "2026-01-01T00:00:00.000000+00:00", "nick": nil, "pending": false,
		"premium_since": nil, "mute": false, "deaf": false,
	}
}

func (g *guild) channelObject(c *channel, last string) object {
	overwrites := []any{}
	for _, o := range c.overwrites {
		kind := 0
		if o.Member {
			kind = 1
		}
		overwrites = append(overwrites, object{
			"id": o.ID, "type": kind, "allow": fmt.Sprint(uint64(o.Allow)), "deny": fmt.Sprint(uint64(o.Deny)),
		})
	}
	return object{
		"id": c.id, "type": 0, "last_message_id": orNull(last), "flags": 0, "guild_id": g.id, "name": c.name,
		"parent_id": nil, "rate_limit_per_user": 0, "topic": nil, "position": c.position,
		"permission_overwrites": overwrites, "nsfw": false,
	}
}

func (w webhook) object(guild, url string) object {
	return object{
		"id": w.id, "type": 1, "application_id": nil, "avatar": nil, "channel_id": w.channel, "guild_id": guild,
		"name": webhookName, "token": w.token, "url": url + "/api/webhooks/" + w.id + "/" + w.token,
	}
}

const webhookName = "alerts by webhook"

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
