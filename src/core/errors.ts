interface UserErrorOptions extends ErrorOptions {
  /** What they had written and would otherwise lose: given back with the message. */
  giveBack?: string;
}

/**
 * A person's mistake, or a fault they should hear of in plain words: its message is shown to them as it is, so it says
 * what is wrong and how to mend it and holds nothing secret. A `cause` is logged. Every other error is a bug: logged
 * with an id, and only that id is shown.
 */
export class UserError extends Error {
  override name = 'UserError';
  readonly giveBack: string | undefined;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message, options);
    this.giveBack = options.giveBack;
  }
}
