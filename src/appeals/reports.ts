import { type Report, reportSchema } from '../core/appeals/appeal.ts';
import type { Course } from '../core/course.ts';
import { report as texts } from '../core/texts/index.ts';
import type { Store, TableDefinition } from '../store/table.ts';
import type { Notices } from './notices.ts';

const ALL = 'all';

const definition: TableDefinition<Report> = {
  name: 'reports',
  version: 1,
  schema: reportSchema,
  personOf: ({ person }) => person,
  indexes: {
    open: ({ person, at, id, done }) => (done ? undefined : { scope: person, order: `${at} ${id}` }),
    waiting: ({ guild, at, id, done }) => (done ? undefined : { scope: guild, order: `${at} ${id}` }),
    unsettled: ({ at, id, done, settled }) => (done && !settled ? { scope: ALL, order: `${at} ${id}` } : undefined),
  },
};

/** So many may be open at a time, for each learner. */
const MAX_OPEN = 10;
const PAGE = 100;

interface ReportsDeps {
  store: Store;
  course: Course;
  notices: Notices;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Mistakes in lessons that learners report. */
export interface Reports {
  get(id: string): Promise<Report | undefined>;
  mayReport(person: string): Promise<boolean>;
  create(report: Omit<Report, 'at' | 'settled'>): Promise<Report>;
  /** What a server's readers have not done, oldest first. */
  waiting(guild: string): Promise<Report[]>;
  /** It could not be posted. */
  withdraw(report: Report): Promise<void>;
  /** @returns the report afterwards, and whether it was this reader who closed it */
  close(report: Report, by: string): Promise<{ report: Report; counted: boolean }>;
  /** Stores the notice for the learner; doing it again changes nothing. */
  settle(report: Report): Promise<void>;
  settleAll(): Promise<void>;
}

export function createReports({ store, course, notices, now }: ReportsDeps): Reports {
  const table = store.table(definition);
  const isoNow = (): string => new Date(now()).toISOString();
  const settle = async (report: Report): Promise<void> => {
    const { id, person, lessonId, section } = report;
    const lesson = course.lesson(lessonId);
    const title = lesson?.sections.find((one) => one.id === section)?.title ?? section;
    await notices.put({ id, person, content: texts.doneNotice(lesson?.title ?? lessonId, title) });
    await table.update(id, (current) => current && { ...current, settled: true });
  };
  return {
    settle,
    get: (id) => table.get(id),
    mayReport: async (person) => (await table.count('open', person)) < MAX_OPEN,
    async create(parts) {
      const report = { ...parts, at: isoNow(), settled: false };
      await table.create(report.id, report);
      return report;
    },
    waiting: async (guild) => (await table.list('waiting', guild, { limit: PAGE })).map(({ value }) => value),
    async withdraw({ id }) {
      await table.delete(id);
    },
    async close(report, by) {
      let counted = false;
      const after = await table.update(report.id, (current) => {
        counted = current !== undefined && !current.done;
        return counted && current ? { ...current, done: { by, at: isoNow() } } : undefined;
      });
      return { report: after ?? report, counted };
    },
    async settleAll() {
      const left = await table.list('unsettled', ALL, { limit: PAGE });
      for (const { value } of left) await settle(value);
    },
  };
}
