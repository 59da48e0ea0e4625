import { z } from 'zod';
import type { TableDefinition } from '../../src/store/table.ts';

export interface Note {
  person: string;
  at: string;
  text: string;
  hidden?: boolean | undefined;
}

/** A table to test with. */
export const notes: TableDefinition<Note> = {
  name: 'notes',
  version: 1,
  schema: z.object({ person: z.string(), at: z.iso.datetime(), text: z.string(), hidden: z.boolean().optional() }),
  personOf: (note) => note.person,
  indexes: {
    byTime: (note) => (note.hidden ? undefined : { scope: note.person, order: note.at }),
    byText: (note) => ({ scope: 'all', order: note.text }),
  },
};

export const note = (person: string, day: number, text = `day ${day}`): Note => ({
  person,
  at: new Date(Date.UTC(2026, 0, day)).toISOString(),
  text,
});
