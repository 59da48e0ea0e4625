import { type Appeal, appealSchema, type Decision, MAX_REASON } from '../core/appeals/appeal.ts';
import { markByRuling, type Ruling } from '../core/appeals/ruling.ts';
import type { Attempt } from '../core/practice/attempt.ts';
import { appeal as texts } from '../core/texts/index.ts';
import { escaped } from '../discord/markdown.ts';
import type { Practice } from '../practice/practice.ts';
import type { Store, TableDefinition } from '../store/table.ts';
import type { Notices } from './notices.ts';

/** One list for all: the few that wait to be settled, and the accepted ones. */
const ALL = 'all';

export const appealTable: TableDefinition<Appeal> = {
  name: 'appeals',
  version: 1,
  schema: appealSchema,
  personOf: ({ person }) => person,
  indexes: {
    id: ({ id, at }) => ({ scope: id, order: at }),
    open: ({ person, at, id, decision }) => (decision ? undefined : { scope: person, order: `${at} ${id}` }),
    waiting: ({ guild, at, id, decision }) => (decision ? undefined : { scope: guild, order: `${at} ${id}` }),
    unsettled: ({ at, id, decision, settled }) =>
      decision && !settled ? { scope: ALL, order: `${at} ${id}` } : undefined,
    accepted: ({ questionId, at, id, decision }) =>
      decision?.is === 'accepted' ? { scope: ALL, order: `${questionId} ${at} ${id}` } : undefined,
  },
};

/** So many may wait for a decision at a time, for each learner. */
const MAX_OPEN = 10;
const PAGE = 100;

interface AppealsDeps {
  store: Store;
  practice: Practice;
  notices: Notices;
  /** Is told of a mark that was corrected. */
  onCorrected: (attempt: Attempt) => Promise<void>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** What became of a decision: the appeal afterwards, and whether it was this decision that counted. */
interface Decided {
  appeal: Appeal;
  counted: boolean;
}

/** Marks that learners contest, from the reason to what follows. */
export interface Appeals {
  get(id: string): Promise<Appeal | undefined>;
  /** A learner's appeal against the mark of an attempt. */
  against(person: string, attempt: string): Promise<Appeal | undefined>;
  mayContest(person: string): Promise<boolean>;
  /** @returns false when the attempt is contested already */
  create(appeal: Omit<Appeal, 'at' | 'settled'>): Promise<boolean>;
  /** Notes the readers' message. */
  posted(appeal: Appeal, where: { channel: string; message: string }): Promise<void>;
  /** What a server's readers have not decided, oldest first. */
  waiting(guild: string): Promise<Appeal[]>;
  /** It could not be posted, so that it may be made again. */
  withdraw(appeal: Appeal): Promise<void>;
  /** Changes the points that a reader awards, while it is open. @returns the appeal afterwards */
  rule(appeal: Appeal, how: (ruling: Ruling) => Ruling): Promise<Appeal | undefined>;
  /** Accepts it with the points awarded. Counts only while it is open and they still come to the decision's score. */
  accept(appeal: Appeal, attempt: Attempt, decision: { by: string; score: number }): Promise<Decided>;
  reject(appeal: Appeal, decision: { by: string; reason: string }): Promise<Decided>;
  /** Does what follows from a decision; doing it again changes nothing. */
  settle(appeal: Appeal): Promise<void>;
  /** Settles what a process that ended left behind. */
  settleAll(): Promise<void>;
}

const keyOf = ({ person, attempt }: Pick<Appeal, 'person' | 'attempt'>): string => `${person}:${attempt}`;

export function createAppeals(deps: AppealsDeps): Appeals {
  const { store, now } = deps;
  const table = store.table(appealTable);
  const isoNow = (): string => new Date(now()).toISOString();

  const decide = async (appeal: Appeal, decision: Decision, counts: (current: Appeal) => boolean): Promise<Decided> => {
    let counted = false;
    const after = await table.update(keyOf(appeal), (current) => {
      counted = current !== undefined && !current.decision && counts(current);
      return counted && current ? { ...current, decision } : undefined;
    });
    return { appeal: after ?? appeal, counted };
  };
  const settle = async (appeal: Appeal): Promise<void> => {
    if (!appeal.decision) return;
    await followUp(deps, appeal);
    await table.update(keyOf(appeal), (current) => current && { ...current, settled: true });
  };

  return {
    settle,
    get: async (id) => (await table.list('id', id, { limit: 1 }))[0]?.value,
    against: (person, attempt) => table.get(keyOf({ person, attempt })),
    mayContest: async (person) => (await table.count('open', person)) < MAX_OPEN,
    create: (appeal) => table.create(keyOf(appeal), { ...appeal, at: isoNow(), settled: false }),
    async posted(appeal, where) {
      await table.update(keyOf(appeal), (current) => current && { ...current, ...where });
    },
    waiting: async (guild) => (await table.list('waiting', guild, { limit: PAGE })).map(({ value }) => value),
    async withdraw(appeal) {
      await table.delete(keyOf(appeal));
    },
    rule: (appeal, how) =>
      table.update(keyOf(appeal), (current) =>
        current && !current.decision ? { ...current, ruling: how(current.ruling) } : undefined,
      ),
    accept: (appeal, attempt, { by, score }) =>
      decide(appeal, { is: 'accepted', by, score, at: isoNow() }, ({ ruling }) => {
        return markByRuling(attempt, ruling).score === score;
      }),
    reject: (appeal, { by, reason }) => decide(appeal, { is: 'rejected', by, reason, at: isoNow() }, () => true),
    async settleAll() {
      const left = await table.list('unsettled', ALL, { limit: PAGE });
      for (const { value } of left) await settle(value);
    },
  };
}

async function followUp({ practice, notices, onCorrected }: AppealsDeps, appeal: Appeal): Promise<void> {
  const { id, person, attempt: attemptId, ruling, decision, score } = appeal;
  const attempt = await practice.attempt(person, attemptId);
  // Forgotten meanwhile, on the learner's wish.
  if (!attempt || !decision) return;
  const question = attempt.asked.text;
  const look = { id, person, attempt: attemptId };
  if (decision.is === 'rejected') {
    const reason = escaped(decision.reason, MAX_REASON);
    await notices.put({ ...look, content: texts.rejectedNotice(question, score, reason) });
    return;
  }
  // By the mark that was contested: it may be that this is done a second time.
  const contested = { ...attempt, mark: attempt.corrected?.from ?? attempt.mark };
  const corrected = await practice.correct({ person, attempt: attemptId, mark: markByRuling(contested, ruling) });
  if (!corrected) return;
  await onCorrected(corrected);
  const backAtSeconds = corrected.nextDue === undefined ? undefined : Math.floor(Date.parse(corrected.nextDue) / 1000);
  const content = texts.acceptedNotice({ question, before: score, after: decision.score, backAtSeconds });
  await notices.put({ ...look, content });
}

/** Every accepted appeal with its answer, by question: what authors may add to their examples. */
export async function acceptedAppeals(
  store: Store,
  attemptOf: (person: string, id: string) => Promise<Attempt | undefined>,
): Promise<Attempt[]> {
  const table = store.table(appealTable);
  const answers: Attempt[] = [];
  for (let after: string | undefined; ; ) {
    const page = await table.list('accepted', ALL, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    const found = await Promise.all(page.map(({ value }) => attemptOf(value.person, value.attempt)));
    answers.push(...found.filter((attempt) => attempt !== undefined));
    if (page.length < PAGE) return answers;
    after = page.at(-1)?.order;
  }
}
