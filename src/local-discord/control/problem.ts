/** What a person's client would not have let happen, or a request it could not have made. */
export class ControlProblem extends Error {
  readonly status: 400 | 404;

  constructor(message: string, status: 400 | 404 = 400) {
    super(message);
    this.status = status;
  }
}
