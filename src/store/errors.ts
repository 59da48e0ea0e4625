/**
 * Why the store could not do its work.
 * - `full`: the disk has no room for a write
 * - `unwritable`: the file or its folder cannot be opened for reading and writing
 * - `failed`: the disk answered with an error
 * - `busy`: another process held the database for too long
 * - `damaged`: what stands in the file is not a sound database
 * - `foreign`: a sound database, but of another program or of a newer Warmstart
 * - `record`: one record does not fit its table
 */
export type StoreFault = 'full' | 'unwritable' | 'failed' | 'busy' | 'damaged' | 'foreign' | 'record';

/**
 * The store's only kind of fault. Its message is for whoever runs the bot: it names the file (or table and key), says
 * what is wrong and how to mend it, and never holds what people wrote.
 */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
