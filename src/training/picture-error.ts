import { UserError } from '../core/errors.ts';

/** A picture cannot be used. The message is a reason that follows the file's name. */
export class PictureError extends UserError {
  override name = 'PictureError';
}
