/** The schemas of one operation in Discord's OpenAPI document, by name; `A | B` is either, `A[]` a list. */
export interface Operation {
  body?: string;
  /** By status. null: nothing is answered. */
  answers: Record<number, string | null>;
}

const MESSAGE_EDIT: Operation = { body: 'IncomingWebhookUpdateRequestPartial', answers: { 200: 'MessageResponse' } };
const NOTHING: Operation = { answers: { 204: null } };
const CHANNEL = 'GuildChannelResponse | PrivateChannelResponse | PrivateGroupChannelResponse | ThreadResponse';
const SET_COMMANDS: Operation = {
  body: 'ApplicationCommandUpdateRequest[]',
  answers: { 200: 'ApplicationCommandResponse[]' },
};
const CREATE_COMMAND: Operation = {
  body: 'ApplicationCommandCreateRequest',
  answers: { 200: 'ApplicationCommandResponse', 201: 'ApplicationCommandResponse' },
};
const ONE_COMMAND: Operation = { answers: { 200: 'ApplicationCommandResponse' } };
const CHANGE_COMMAND: Operation = { ...ONE_COMMAND, body: 'ApplicationCommandPatchRequestPartial' };
const CALLBACKS = [
  'ApplicationCommandAutocompleteCallbackRequest',
  'CreateMessageInteractionCallbackRequest',
  'LaunchActivityInteractionCallbackRequest',
  'ModalInteractionCallbackRequest',
  'PongInteractionCallbackRequest',
  'SocialLayerSKUPurchaseEligibilityInteractionCallbackRequest',
  'UpdateMessageInteractionCallbackRequest',
].join(' | ');

/**
 * What the OpenAPI document says of the operations that the local Discord knows. `discord-api-spec` has the schemas and
 * the list of paths but not which belongs to which, hence this table.
 */
export const OPERATIONS: Record<string, Operation> = {
  'GET /gateway': { answers: { 200: 'GatewayResponse' } },
  'GET /gateway/bot': { answers: { 200: 'GatewayBotResponse' } },

  'GET /oauth2/applications/@me': { answers: { 200: 'PrivateApplicationResponse' } },
  'GET /applications/@me': { answers: { 200: 'PrivateApplicationResponse' } },
  'GET /applications/{application_id}/commands': { answers: { 200: 'ApplicationCommandResponse[]' } },
  'PUT /applications/{application_id}/commands': SET_COMMANDS,
  'POST /applications/{application_id}/commands': CREATE_COMMAND,
  'GET /applications/{application_id}/commands/{command_id}': ONE_COMMAND,
  'PATCH /applications/{application_id}/commands/{command_id}': CHANGE_COMMAND,
  'DELETE /applications/{application_id}/commands/{command_id}': NOTHING,
  'GET /applications/{application_id}/guilds/{guild_id}/commands': { answers: { 200: 'ApplicationCommandResponse[]' } },
  'PUT /applications/{application_id}/guilds/{guild_id}/commands': SET_COMMANDS,
  'POST /applications/{application_id}/guilds/{guild_id}/commands': CREATE_COMMAND,
  'GET /applications/{application_id}/guilds/{guild_id}/commands/{command_id}': ONE_COMMAND,
  'PATCH /applications/{application_id}/guilds/{guild_id}/commands/{command_id}': CHANGE_COMMAND,
  'DELETE /applications/{application_id}/guilds/{guild_id}/commands/{command_id}': NOTHING,

  'POST /interactions/{interaction_id}/{interaction_token}/callback': {
    body: CALLBACKS,
    answers: { 200: 'InteractionCallbackResponse', 204: null },
  },
  'POST /webhooks/{webhook_id}/{webhook_token}': {
    body: 'IncomingWebhookRequestPartial | IncomingWebhookUpdateRequestPartial',
    answers: { 200: 'MessageResponse', 204: null },
  },
  'GET /webhooks/{webhook_id}/{webhook_token}/messages/@original': { answers: { 200: 'MessageResponse' } },
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original': MESSAGE_EDIT,
  'DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original': NOTHING,
  'GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': { answers: { 200: 'MessageResponse' } },
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': MESSAGE_EDIT,
  'DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': NOTHING,

  'GET /channels/{channel_id}': { answers: { 200: CHANNEL } },
  'PATCH /channels/{channel_id}': {
    body: 'UpdateDMRequestPartial | UpdateGroupDMRequestPartial | UpdateGuildChannelRequestPartial | UpdateThreadRequestPartial',
    answers: { 200: CHANNEL },
  },
  'DELETE /channels/{channel_id}': { answers: { 200: CHANNEL } },
  'GET /channels/{channel_id}/messages': { answers: { 200: 'MessageResponse[]' } },
  'POST /channels/{channel_id}/messages': { body: 'MessageCreateRequest', answers: { 200: 'MessageResponse' } },
  'GET /channels/{channel_id}/messages/{message_id}': { answers: { 200: 'MessageResponse' } },
  'PATCH /channels/{channel_id}/messages/{message_id}': {
    body: 'MessageEditRequestPartial',
    answers: { 200: 'MessageResponse' },
  },
  'DELETE /channels/{channel_id}/messages/{message_id}': NOTHING,
  'POST /channels/{channel_id}/typing': { answers: { 200: 'TypingIndicatorResponse', 204: null } },
  'GET /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}': { answers: { 200: 'UserResponse[]' } },
  'PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me': NOTHING,
  'DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me': NOTHING,
  'DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/{user_id}': NOTHING,
  'POST /channels/{channel_id}/messages/{message_id}/threads': {
    body: 'CreateTextThreadWithMessageRequest',
    answers: { 201: 'ThreadResponse' },
  },
  'POST /channels/{channel_id}/threads': {
    body: 'CreateForumThreadRequest | CreateTextThreadWithoutMessageRequest',
    answers: { 201: 'CreatedThreadResponse' },
  },
  'PUT /channels/{channel_id}/thread-members/@me': NOTHING,
  'DELETE /channels/{channel_id}/thread-members/@me': NOTHING,
  'PUT /channels/{channel_id}/thread-members/{user_id}': NOTHING,
  'DELETE /channels/{channel_id}/thread-members/{user_id}': NOTHING,
  'GET /channels/{channel_id}/thread-members': { answers: { 200: 'ThreadMemberResponse[]' } },

  'GET /guilds/{guild_id}': { answers: { 200: 'GuildWithCountsResponse' } },
  'GET /guilds/{guild_id}/channels': { answers: { 200: `(${CHANNEL})[]` } },
  'GET /guilds/{guild_id}/roles': { answers: { 200: 'GuildRoleResponse[]' } },
  'GET /guilds/{guild_id}/members': { answers: { 200: 'GuildMemberResponse[]' } },
  'GET /guilds/{guild_id}/members/{user_id}': { answers: { 200: 'GuildMemberResponse' } },
  'GET /guilds/{guild_id}/threads/active': { answers: { 200: 'ThreadsResponse' } },

  'GET /users/@me': { answers: { 200: 'UserPIIResponse' } },
  'GET /users/@me/guilds': { answers: { 200: 'MyGuildResponse[]' } },
  'POST /users/@me/channels': {
    body: 'CreatePrivateChannelRequest',
    answers: { 200: 'PrivateChannelResponse | PrivateGroupChannelResponse' },
  },
  'GET /users/{user_id}': { answers: { 200: 'UserResponse' } },
};
