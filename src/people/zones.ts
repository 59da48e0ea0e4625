import { z } from 'zod';
import type { Store, TableDefinition } from '../store/table.ts';

const schema = z.object({ person: z.string(), zone: z.string().min(1) });

const definition: TableDefinition<z.infer<typeof schema>> = {
  name: 'zones',
  version: 1,
  schema,
  personOf: ({ person }) => person,
};

/** The time zone of each person who told it: Discord tells nobody's, so it is asked once. */
export interface Zones {
  /** @returns its IANA name; undefined when it was not told yet */
  of(person: string): Promise<string | undefined>;
  set(person: string, zone: string): Promise<void>;
}

export function createZones(store: Store): Zones {
  const table = store.table(definition);
  return {
    of: async (person) => (await table.get(person))?.zone,
    async set(person, zone) {
      await table.update(person, () => ({ person, zone }));
    },
  };
}
