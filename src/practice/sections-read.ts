import { z } from 'zod';
import { localDate } from '../core/daily-question/zone.ts';
import type { Store, TableDefinition } from '../store/table.ts';

const schema = z.object({
  person: z.string(),
  lessonId: z.string(),
  sectionId: z.string(),
  at: z.iso.datetime(),
});
type SectionRead = z.infer<typeof schema>;

const table: TableDefinition<SectionRead> = {
  name: 'sections-read',
  version: 1,
  schema,
  personOf: ({ person }) => person,
  indexes: {
    person: ({ person, at, lessonId, sectionId }) => ({ scope: person, order: `${at} ${lessonId} ${sectionId}` }),
  },
};

/** More sections than any course has. */
const MAX_SECTIONS = 2000;

interface SectionsReadDeps {
  store: Store;
  /** The person's time zone. */
  zoneOf: (person: string) => Promise<string>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** The sections that a person said they have read, as `lesson/section`. */
export interface SectionsRead {
  /** The first time counts. */
  finish(person: string, lessonId: string, sectionId: string): Promise<void>;
  of(person: string): Promise<{ ever: string[]; today: string[] }>;
}

export function createSectionsRead({ store, zoneOf, now }: SectionsReadDeps): SectionsRead {
  const sections = store.table(table);
  return {
    async finish(person, lessonId, sectionId) {
      const at = new Date(now()).toISOString();
      await sections.create(`${person}:${lessonId}/${sectionId}`, { person, lessonId, sectionId, at });
    },
    async of(person) {
      const [zone, found] = await Promise.all([
        zoneOf(person),
        sections.list('person', person, { limit: MAX_SECTIONS }),
      ]);
      const today = localDate(zone, now());
      const idOf = ({ lessonId, sectionId }: SectionRead): string => `${lessonId}/${sectionId}`;
      const read = found.map(({ value }) => value);
      return {
        ever: read.map(idOf),
        today: read.filter(({ at }) => localDate(zone, Date.parse(at)) === today).map(idOf),
      };
    },
  };
}
