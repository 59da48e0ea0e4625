import { z } from 'zod';
import type { Store, TableDefinition } from '../store/table.ts';

const schema = z.object({
  person: z.string(),
  places: z.array(z.object({ channel: z.string(), message: z.string() })),
});
type Messages = z.infer<typeof schema>;
export type Place = Messages['places'][number];

const table: TableDefinition<Messages> = {
  name: 'train-messages',
  version: 1,
  schema,
  personOf: ({ person }) => person,
};

/** More than anybody reopens; the oldest are forgotten. */
const MAX_PLACES = 200;

/** Where the messages of a run are, so that they can go with it. */
export interface RunMessages {
  add(run: { id: string; person: string }, place: Place): Promise<void>;
  of(run: string): Promise<Place[]>;
  forget(run: string): Promise<void>;
}

export function createRunMessages(store: Store): RunMessages {
  const messages = store.table(table);
  return {
    async add({ id, person }, place) {
      await messages.update(id, (current) => ({
        person,
        places: [...(current?.places ?? []), place].slice(-MAX_PLACES),
      }));
    },
    of: async (run) => (await messages.get(run))?.places ?? [],
    async forget(run) {
      await messages.delete(run);
    },
  };
}
