import { z } from 'zod';
import { BOUNDARIES } from '../../models/engine-interface.ts';
import { STRATEGY_NAMES } from '../../models/freezing.ts';
import { WEIGHT_NAMES } from '../../models/weights/catalogue.ts';

const interval = z.tuple([z.number(), z.number()]);
const judged = z.object({
  name: z.string(),
  accuracy: z.number(),
  correct: z.int(),
  tested: z.int(),
  /** Wilson's 95 % interval of the accuracy. */
  interval,
});
const picture = z.object({ class: z.string(), file: z.string(), sha256: z.string() });

/** Everything that a run was made of and came to; the same receipt run again gives the same numbers. */
export const receiptSchema = z.object({
  format: z.literal('warmstart-train-1'),
  strategy: z.enum(STRATEGY_NAMES),
  phases: z.array(
    z.object({
      name: z.string(),
      boundary: z.enum(BOUNDARIES),
      epochs: z.int(),
      patience: z.int(),
      leastEpochs: z.int().optional(),
      headRate: z.number(),
      bodyRate: z.number(),
    }),
  ),
  weights: z.object({ name: z.enum(WEIGHT_NAMES), sha256: z.string(), size: z.int() }),
  engine: z.object({ engine: z.enum(['onnx', 'tfjs']), provider: z.string(), device: z.string() }),
  settings: z.object({ seed: z.int(), batchSize: z.int(), views: z.int() }),
  split: z.object({ kind: z.enum(['cross-validation', 'held-out', 'test-folder']), folds: z.int() }),
  data: z.object({
    classes: z.array(z.string()),
    sha256: z.string(),
    pictures: z.array(picture),
    test: z.object({ sha256: z.string(), pictures: z.array(picture) }).optional(),
    skipped: z.array(z.object({ file: z.string(), reason: z.string() })),
    duplicates: z.array(z.string()),
    /** Pairs of alike pictures in two classes. */
    labelConflicts: z.int().optional(),
  }),
  stages: z.array(judged.extend({ trainable: z.int(), total: z.int(), seconds: z.number(), epochs: z.array(z.int()) })),
  /** The network that was kept, where one was: trained once more on all pictures, or the one that was judged. */
  network: z.object({ of: z.enum(['all-pictures', 'judged']), epochs: z.array(z.int()) }).optional(),
  baselines: z.array(judged),
  /** Exact paired tests: each stage against the one before, then the last against the head alone and the baseline. */
  comparisons: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      gained: z.int(),
      lost: z.int(),
      p: z.number(),
      significant: z.boolean(),
    }),
  ),
  forgetting: z.object({ agreed: z.int(), tested: z.int(), drift: z.record(z.string(), z.number()) }).optional(),
});

export type Receipt = z.infer<typeof receiptSchema>;
export type Judged = z.infer<typeof judged>;
