import type { ErrorTree, Refusal } from './limits/form-error.ts';

/** An answer of Discord's other than 2xx. Thrown anywhere under a route; the app turns it into the response. */
export class ApiError extends Error {
  readonly status: number;
  /** Discord's JSON error code; 0 for general errors. */
  readonly code: number;
  readonly errors: ErrorTree | undefined;

  constructor(status: number, code: number, message: string, errors?: ErrorTree) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** 50035 with the path of one bad field. */
export function invalidField(path: (string | number)[], code: string, message: string): ApiError {
  let tree: ErrorTree = { _errors: [{ code, message }] };
  for (const part of path.toReversed()) tree = { [part]: tree };
  return invalidForm(tree);
}

/** @throws ApiError for what `limits/` refused. */
export function refuse(refusal: Refusal | undefined): void {
  if (refusal) throw new ApiError(refusal.status, refusal.code, refusal.message, refusal.errors);
}

export const invalidForm = (errors: ErrorTree): ApiError => new ApiError(400, 50035, 'Invalid Form Body', errors);

/** Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export const apiErrors = {
  unauthorized: () => new ApiError(401, 0, '401: Unauthorized'),
  notFound: () => new ApiError(404, 0, '404: Not Found'),
  unknownApplication: () => new ApiError(404, 10002, 'Unknown Application'),
  unknownChannel: () => new ApiError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new ApiError(404, 10004, 'Unknown Guild'),
  unknownMember: () => new ApiError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new ApiError(404, 10008, 'Unknown Message'),
  unknownUser: () => new ApiError(404, 10013, 'Unknown User'),
  unknownWebhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiError(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new ApiError(404, 10063, 'Unknown application command'),
  tooManyAttachments: () => new ApiError(400, 30015, 'Maximum number of attachments in a message reached (10)'),
  tooLarge: () => new ApiError(413, 40005, 'Request entity too large'),
  alreadyAcknowledged: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new ApiError(403, 50001, 'Missing Access'),
  notYourMessage: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new ApiError(400, 50006, 'Cannot send an empty message'),
  dmsClosed: () => new ApiError(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
  invalidJson: () => new ApiError(400, 50109, 'The request body contains invalid JSON.'),
  hasThread: () => new ApiError(400, 160004, 'A thread has already been created for this message'),
  archivedThread: () => new ApiError(400, 50083, 'Thread is archived'),
};
