/** A weight file is not what it should be. The message names the file's fault and is safe to show. */
export class WeightsError extends Error {
  override name = 'WeightsError';
}
