import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Appeals, createAppeals } from '../../src/appeals/appeals.ts';
import { createNotices, type Notice, type Notices } from '../../src/appeals/notices.ts';
import { rulingOf } from '../../src/core/appeals/ruling.ts';
import { createCourse } from '../../src/core/course.ts';
import { grade } from '../../src/core/grading/index.ts';
import type { Attempt } from '../../src/core/practice/attempt.ts';
import { Refusal } from '../../src/discord/channel.ts';
import { createLogger } from '../../src/log.ts';
import { createPractice, type Practice } from '../../src/practice/practice.ts';
import { createReviews } from '../../src/practice/reviews.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/table.ts';
import { makeLesson } from '../make-lesson.ts';
import { makeQuestion } from '../make-question.ts';

const ANA = '1001';
const question = makeQuestion({ id: 'q' });

describe('appeals in the store', () => {
  let store: Store;
  let nowMs = Date.UTC(2026, 0, 1);
  let practice: Practice;
  let notices: Notices;
  let appeals: Appeals;
  let attempt: Attempt;
  const sent: string[] = [];
  let send: () => Promise<string>;
  const log = createLogger('silent');

  const start = () => {
    const now = () => nowMs;
    const reviews = createReviews(store, now);
    practice = createPractice({
      ...{ course: createCourse([makeLesson({ questions: [question] })]), store, reviews, now, random: () => 0 },
      grade: async (asked, answer) => ({ mark: grade(asked, answer), model: undefined }),
    });
    const channel = { openDirect: async () => 'dm', send: () => send() };
    const view = ({ content }: Notice) => {
      sent.push(content);
      return {};
    };
    notices = createNotices({ store, channel, view, log, now });
    appeals = createAppeals({ store, practice, notices, onCorrected: async () => {}, now });
  };
  beforeEach(async () => {
    store = await openStore({ path: ':memory:' });
    sent.length = 0;
    send = async () => 'message';
    start();
    attempt = await practice.submit({ person: ANA, question, answer: 'the new head is trained', nonce: 'n' });
  });
  afterEach(() => store.close());

  const toldNow = async (): Promise<string[]> => {
    const told: string[] = [];
    await notices.tellKept(ANA, async ({ content }) => {
      told.push(content);
    });
    return told;
  };
  const contest = async () => {
    const about = { id: 'abcd', person: ANA, attempt: attempt.id, questionId: 'q', score: attempt.mark.score };
    const made = await appeals.create({
      ...{ ...about, reason: 'because', guild: '1', channel: '2', ruling: rulingOf(attempt.mark) },
    });
    return { made, appeal: (await appeals.get('abcd'))! };
  };
  const awardAll = async () => {
    const { appeal } = await contest();
    return (await appeals.rule(appeal, (ruling) => ({ ...ruling, made: ruling.made.map(() => 1) })))!;
  };

  it('takes one for each attempt', async () => {
    expect((await contest()).made).toBe(true);
    expect((await contest()).made).toBe(false);
    expect(await appeals.against(ANA, attempt.id)).toMatchObject({ id: 'abcd', reason: 'because' });
  });

  it('accepts only the sum that the reader saw', async () => {
    const appeal = await awardAll();
    expect(await appeals.accept(appeal, attempt, { by: '7', score: 60 })).toMatchObject({ counted: false });
    expect((await appeals.get('abcd'))?.decision).toBeUndefined();
    expect(await appeals.accept(appeal, attempt, { by: '7', score: 100 })).toMatchObject({ counted: true });
    const late = await appeals.reject(appeal, { by: '8', reason: 'no' });
    expect(late).toMatchObject({ counted: false, appeal: { decision: { is: 'accepted', by: '7' } } });
    const ruled = await appeals.rule(appeal, (ruling) => ({ ...ruling, made: [0, 0] }));
    expect(ruled?.ruling.made).toEqual([1, 1]);
  });

  it('settles at the next start what a process left behind, and tells of it once', async () => {
    const appeal = await awardAll();
    await appeals.accept(appeal, attempt, { by: '7', score: 100 });
    // Here it dies, before anything follows.
    start();
    await appeals.settleAll();
    expect(await practice.attempt(ANA, attempt.id)).toMatchObject({ mark: { score: 100 } });
    expect(await toldNow()).toEqual([]);
    nowMs += 120_000;
    expect(await toldNow()).toEqual([expect.stringContaining('Your appeal was accepted')]);
    await appeals.settleAll();
    await notices.deliverLeft();
    expect(sent).toEqual([]);
    expect(await toldNow()).toEqual([]);
  });

  it('sends at a start what was not sent, and not what is being shown', async () => {
    await notices.put({ id: 'n1', person: ANA, content: 'one' });
    nowMs += 120_000;
    start();
    const told: string[] = [];
    await Promise.all([notices.deliverLeft(), toldNow().then((shown) => told.push(...shown))]);
    expect([...told, ...sent]).toEqual(['one']);
    await notices.put({ id: 'n2', person: ANA, content: 'two' });
    await notices.deliverLeft();
    await notices.deliverLeft();
    expect(sent.at(-1)).toBe('two');
    nowMs += 120_000;
    expect(await toldNow()).toEqual([]);
  });

  it('keeps a notice that Discord did not take, refused or failed, and never sends it twice', async () => {
    await notices.put({ id: 'n1', person: ANA, content: 'one' });
    send = async () => {
      throw new Refusal('dms-closed');
    };
    await notices.deliver(ANA, 'n1');
    await notices.put({ id: 'n2', person: ANA, content: 'two' });
    send = async () => {
      throw new Error('500');
    };
    await notices.deliver(ANA, 'n2');
    send = async () => 'message';
    await notices.deliver(ANA, 'n1');
    expect(sent).toEqual(['one', 'two']);
    await notices.tellKept(ANA, async () => {
      throw new Error('the interaction is gone');
    });
    const [first, second] = await Promise.all([toldNow(), toldNow()]);
    expect([...first, ...second].sort()).toEqual(['one', 'two']);
    expect(await toldNow()).toEqual([]);
    await notices.put({ id: 'n3', person: ANA, content: 'three' });
    await notices.deliver(ANA, 'n3');
    nowMs += 120_000;
    expect(await toldNow()).toEqual([]);
  });
});
