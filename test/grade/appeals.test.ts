import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appealTable } from '../../src/appeals/appeals.ts';
import { bandOf } from '../../src/core/grading/mark.ts';
import { type Attempt, askedOf } from '../../src/core/practice/attempt.ts';
import { gradeCommand } from '../../src/grade/command.ts';
import { loadLessons } from '../../src/lessons/load.ts';
import { parseLesson } from '../../src/lessons/parse.ts';
import { attemptKey, attemptTable } from '../../src/practice/tables.ts';
import { openStore } from '../../src/store/open.ts';
import { SAMPLE } from '../lessons/sample.ts';
import { makeQuestion } from '../make-question.ts';

const AT = '2026-11-24T09:00:00.000Z';

describe('grade appeals', () => {
  let folder: string;
  let database: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'appeals-'));
    database = join(folder, 'store.sqlite');
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  const run = async (): Promise<{ code: number; out: string; err: string }> => {
    const out = vi.spyOn(console, 'log').mockImplementation(() => {});
    const err = vi.spyOn(console, 'error').mockImplementation(() => {});
    const code = await gradeCommand(['appeals'], { DATABASE_FILE: database });
    return { code, out: out.mock.calls.join('\n'), err: err.mock.calls.join('\n') };
  };
  const keep = async (
    cases: { person: string; questionId: string; answer: string; score: number; accepted: boolean }[],
  ) => {
    const store = await openStore({ path: database });
    const [attempts, appeals] = [store.table(attemptTable), store.table(appealTable)];
    for (const [index, { person, questionId, answer, score, accepted }] of cases.entries()) {
      const mark = { score, band: bandOf(score), points: [], misconceptions: [], sum: [], confidence: 1, rough: false };
      const attempt: Attempt = {
        ...{ id: `${questionId}.${index}`, nonce: 'n', person, lessonId: 'transfer-learning', questionId },
        ...{
          questionVersion: 'v',
          asked: askedOf(makeQuestion({ id: questionId })),
          answer,
          mark,
          counts: true,
          at: AT,
        },
      };
      await attempts.create(attemptKey(person, attempt.id), attempt);
      const decided = { by: '9', at: AT };
      await appeals.create(`${person}:${attempt.id}`, {
        ...{ id: `a${index}`, person, attempt: attempt.id, questionId, score: 10, reason: 'secret reason', at: AT },
        ...{ guild: '1', channel: '2', ruling: { made: [], stated: [] }, settled: true },
        decision: accepted ? { is: 'accepted', score, ...decided } : { is: 'rejected', reason: 'no', ...decided },
      });
    }
    await store.close();
  };

  it('prints accepted answers as examples that a lesson can take as they are', async () => {
    const odd = 'head: *only*,\n\n- then `layer4` <b>\n| a | b |\n# x \\';
    await keep([
      { person: '700', questionId: 'small-data', answer: odd, score: 85, accepted: true },
      { person: '701', questionId: 'small-data', answer: 'not this one', score: 85, accepted: false },
      { person: '702', questionId: 'gone', answer: 'freeze it', score: 55, accepted: true },
    ]);
    const { code, out, err } = await run();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^no longer in the lessons · gone · .*\n\n- good, appeal: freeze it\n\nlessons\/.*\.md:\d+ · small-data · /,
    );
    for (const secret of ['not this one', 'secret reason', '700', '702']) expect(out).not.toContain(secret);
    const line = out.split('\n').at(-1) ?? '';
    const { lesson, problems } = parseLesson(`${SAMPLE}\n**Examples**\n\n${line}\n`, 'a.md');
    expect(problems).toEqual([]);
    expect(lesson?.questions.at(-1)?.examples.at(-1)).toMatchObject({
      ...{ band: 3, kind: 'appeal' },
      text: 'head: *only*, - then `layer4` <b> | a | b | # x \\',
    });
  });

  it('leaves out what the lesson has already, in that band', async () => {
    const { lessons } = await loadLessons('lessons');
    const question = lessons.flatMap(({ questions }) => questions).find(({ id }) => id === 'small-data')!;
    const { text, band } = question.examples[0]!;
    const scores = [10, 45, 70, 95];
    const about = { questionId: 'small-data', answer: `\n${text}`, accepted: true };
    await keep([
      { ...about, person: '700', score: scores[band]! },
      { ...about, person: '701', score: scores[(band + 1) % 4]! },
    ]);
    expect((await run()).out.match(/, appeal: /g)).toHaveLength(1);
  });

  it('says so when there is none, and when there is no database', async () => {
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining('There is no database') });
    await keep([]);
    expect(await run()).toMatchObject({ code: 0, out: '', err: expect.stringContaining('no accepted appeal') });
  });
});
