import { z } from 'zod';
import { defineId, snowflake } from '../src/discord/custom-id.ts';

const id = z.string().regex(/^[a-z0-9]{1,20}$/);
const draft = { owner: snowflake, draft: id };
const run = { owner: snowflake, run: id };

/** The custom ids of `/train`. A phone reopens a known modal with its old text, so each opening has its own nonce. */
export const trainIds = {
  /** Begins a data set, or shows the one that is open. */
  start: defineId('train', 'start', { owner: snowflake }),
  sample: defineId('train', 'sample', { ...draft, sample: z.string().min(1) }),
  addClass: defineId('train', 'add-class', draft),
  addClassForm: defineId('train', 'class-form', { ...draft, nonce: id }),
  addPictures: defineId('train', 'add', draft),
  addPicturesForm: defineId('train', 'add-form', { ...draft, nonce: id }),
  check: defineId('train', 'check', draft),
  train: defineId('train', 'go', draft),
  discard: defineId('train', 'discard', draft),
  /** Selects; the values are a strategy, and files of the draft's folder. */
  strategy: defineId('train', 'strategy', draft),
  takeOut: defineId('train', 'take-out', draft),

  cancel: defineId('train', 'cancel', run),
  /** A select; its values are runs. */
  open: defineId('train', 'open', { owner: snowflake }),
  /** A new data set after a run: stands under every end of one, which is found again by it. */
  again: defineId('train', 'again', run),
  post: defineId('train', 'post', run),
  classify: defineId('train', 'classify', run),
  classifyForm: defineId('train', 'classify-form', { ...run, nonce: id }),
  details: defineId('train', 'details', run),
  download: defineId('train', 'download', run),
  remove: defineId('train', 'remove', run),
  removeSure: defineId('train', 'remove-sure', run),
  keep: defineId('train', 'keep', run),
};
