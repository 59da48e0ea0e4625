import { channelView } from './channels.ts';
import { memberOf } from './people.ts';
import type { Channel, World } from './world.ts';

/** The guild as REST answers it. */
export function guildView(world: World) {
  const { guild, people } = world;
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: guild.roles,
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
    approximate_member_count: people.size,
    approximate_presence_count: people.size,
  };
}

/** The guild as GUILD_CREATE brings it. */
export function guildCreateView(world: World) {
  const members = [...world.people.values()].map((person) => memberOf(world, person));
  return {
    ...guildView(world),
    joined_at: world.bot.joinedAt,
    large: false,
    unavailable: false,
    member_count: members.length,
    members,
    channels: guildChannels(world, 'text').map((channel) => channelView(world, channel)),
    threads: guildChannels(world, 'thread').map((channel) => channelView(world, channel)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export const guildChannels = (world: World, kind: 'text' | 'thread'): Channel[] =>
  [...world.channels.values()].filter((channel) => channel.kind === kind);
