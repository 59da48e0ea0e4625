import type { APIUser } from 'discord-api-types/v10';

export const displayName = (user: APIUser): string => user.global_name ?? user.username;
