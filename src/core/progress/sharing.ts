import { z } from 'zod';

/** What a person can let others see of their progress. */
export const SHARED_KINDS = ['streak', 'activity', 'reading', 'marks', 'topics'] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];

export const progressSettingsSchema = z.object({
  person: z.string(),
  /** Streaks can be switched off: then none is shown, to nobody. */
  streaks: z.boolean(),
  shares: z.array(z.enum(SHARED_KINDS)),
});
export type ProgressSettings = z.infer<typeof progressSettingsSchema>;

/** Until somebody says otherwise, others see nothing. */
export const defaultSettings = (person: string): ProgressSettings => ({ person, streaks: true, shares: [] });
