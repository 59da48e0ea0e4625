/**
 * A person's mistake: its message is shown to them as it is, so it says what is wrong and how to mend it and holds
 * nothing secret. Every other error is a bug: logged with an id, and only that id is shown.
 */
export class UserError extends Error {
  override name = 'UserError';
}
