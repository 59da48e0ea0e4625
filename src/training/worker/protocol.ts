import { z } from 'zod';
import { ENGINE_CHOICES } from '../../../models/engine.ts';
import { STRATEGY_NAMES } from '../../../models/freezing.ts';
import { WEIGHT_NAMES } from '../../../models/weights/catalogue.ts';
import { trainProgressSchema } from '../../core/training/job.ts';

const engine = z.enum(ENGINE_CHOICES);

/** To the process that trains: one request, the first message it gets. */
export const workerRequestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('train'),
    jobFolder: z.string(),
    outFolder: z.string(),
    strategy: z.enum(STRATEGY_NAMES),
    seed: z.int(),
    weights: z.enum(['auto', ...WEIGHT_NAMES]),
    weightsFolder: z.string(),
    engine,
  }),
  z.object({
    type: z.literal('predict'),
    runFolder: z.string(),
    pictureFile: z.string(),
    /** Where a picture of what the network looked at goes. */
    outFile: z.string(),
    weightsFolder: z.string(),
    engine,
  }),
  z.object({ type: z.literal('describe-engine'), engine }),
]);
export type WorkerRequest = z.infer<typeof workerRequestSchema>;

/** From the process that trains: any number of `progress`, then one of the others. */
export const workerReplySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: trainProgressSchema }),
  z.object({ type: z.literal('trained') }),
  z.object({
    type: z.literal('predicted'),
    prediction: z.object({
      className: z.string(),
      probabilities: z.array(z.object({ className: z.string(), probability: z.number() })),
      alt: z.string(),
    }),
  }),
  z.object({
    type: z.literal('engine'),
    label: z.object({ engine: z.enum(['onnx', 'tfjs']), provider: z.string(), device: z.string() }),
  }),
  /** The person's data do not do; the sentence is for them, or the reason that one picture cannot be used. */
  z.object({ type: z.literal('refused'), reason: z.string(), isPicture: z.boolean() }),
  /** A bug; the text is for the log. */
  z.object({ type: z.literal('failed'), error: z.string() }),
]);
export type WorkerReply = z.infer<typeof workerReplySchema>;
export type WorkerResult = Exclude<WorkerReply, { type: 'progress' | 'refused' | 'failed' }>;
