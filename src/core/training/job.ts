import { z } from 'zod';

/** How far a run is: enough for a status message. What is not known yet is absent. */
export const trainProgressSchema = z.object({
  /** What is going on: 'reading pictures', 'frozen body', a stage's name, 'all pictures', 'drawing pictures', 'done'. */
  step: z.string(),
  /** Of the whole run, 0 to 1; never falls. */
  fraction: z.number().min(0).max(1),
  secondsLeft: z.number().min(0).optional(),
  /** Round of the cross-validation, from 1. */
  round: z.int().optional(),
  rounds: z.int().optional(),
  /** Of the stage, from 1. */
  epoch: z.int().optional(),
  epochs: z.int().optional(),
  /** Mean training loss of the epoch, and the share of its pictures that it got right. */
  loss: z.number().optional(),
  accuracy: z.number().min(0).max(1).optional(),
});
export type TrainProgress = z.infer<typeof trainProgressSchema>;

const place = z.object({ channel: z.string(), message: z.string() });

/** A learner's run of `/train`: everything that has to survive a restart. Its files lie in a folder named by its id. */
export const jobSchema = z.object({
  /** Random; safe as a file's name and in a custom id. */
  id: z.string().regex(/^[a-z0-9]{10}$/),
  person: z.string(),
  /** Absent in direct messages. */
  server: z.string().optional(),
  /** Where it was asked for: the status goes there, without pictures, when direct messages are closed. */
  channel: z.string(),
  /** For people: "Cats or dogs". */
  title: z.string(),
  classes: z.array(z.string()),
  /** Usable ones. */
  pictures: z.int(),
  /** Files that were not usable, with the reason. */
  leftOut: z.array(z.object({ name: z.string(), reason: z.string() })).default([]),
  strategy: z.enum(['feature-extraction', 'fine-tuning', 'gradual']),
  seed: z.int(),
  createdAtMs: z.number(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** How often it was started: a run that a crash of the bot cut short is started once more. */
  attempts: z.int(),
  startedAtMs: z.number().optional(),
  endedAtMs: z.number().optional(),
  /** A sentence for the learner: why it failed. */
  reason: z.string().optional(),
  /** The message that shows how it goes, and whether the learner was told of the end. */
  status: place.optional(),
  told: z.boolean(),
});
export type Job = z.infer<typeof jobSchema>;
