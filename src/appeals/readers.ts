import { z } from 'zod';
import type { Store, TableDefinition } from '../store/table.ts';

const readersSchema = z.object({
  guild: z.string(),
  /** Where appeals and reports go; absent while they are turned off. */
  channel: z.string().optional(),
  /** May read and decide them, beside those who manage the server. */
  role: z.string().optional(),
});
export type ReaderSettings = z.infer<typeof readersSchema>;

const definition: TableDefinition<ReaderSettings> = {
  name: 'readers',
  version: 1,
  schema: readersSchema,
  // A server's own: forgetting a person does not silence it.
  personOf: ({ guild }) => guild,
};

/** Who reads a server's appeals and reports, as its managers set it. */
export interface Readers {
  of(guild: string): Promise<ReaderSettings>;
  change(guild: string, part: Omit<ReaderSettings, 'guild'>): Promise<ReaderSettings>;
}

export function createReaders(store: Store): Readers {
  const table = store.table(definition);
  return {
    of: async (guild) => (await table.get(guild)) ?? { guild },
    async change(guild, part) {
      const how = (current: ReaderSettings = { guild }): ReaderSettings => ({ ...current, ...part });
      return (await table.update(guild, how)) ?? how();
    },
  };
}
