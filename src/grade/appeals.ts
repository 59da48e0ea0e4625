import { existsSync } from 'node:fs';
import { acceptedAppeals } from '../appeals/appeals.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import type { Attempt } from '../core/practice/attempt.ts';
import type { Band } from '../core/question.ts';
import { type LoadedLessons, loadLessons } from '../lessons/load.ts';
import { attemptKey, attemptTable } from '../practice/tables.ts';
import { StoreError } from '../store/errors.ts';
import { openStore } from '../store/open.ts';

const BAND_WORDS: Record<Band, string> = { 0: 'wrong', 1: 'partly', 2: 'good', 3: 'strong' };

/**
 * `grade appeals`: prints what accepted appeals teach, as lines for **Examples** in the lessons (docs/lessons.md):
 * by question, without names, and without those that the lesson has already.
 *
 * @returns the exit code: 0 fine, 1 the settings or the database cannot be read.
 */
export async function appealsCommand(env: NodeJS.ProcessEnv): Promise<number> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    const config = readConfig(env);
    const lines = exampleLines(await readAccepted(config), await loadLessons(config.LESSONS_DIR));
    if (lines.length === 0) console.error('There is no accepted appeal that its lesson does not have already.');
    else console.log(lines.join('\n'));
    return 0;
  } catch (error: unknown) {
    if (!(error instanceof ConfigError || error instanceof StoreError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function readAccepted({ DATABASE_FILE: path }: Config): Promise<Attempt[]> {
  // Opening would make it, and an empty one hides a wrong path.
  if (!existsSync(path)) throw new StoreError('unwritable', `There is no database ${path}. Set DATABASE_FILE.`);
  const store = await openStore({ path });
  try {
    const attempts = store.table(attemptTable);
    return await acceptedAppeals(store, (person, id) => attempts.get(attemptKey(person, id)));
  } finally {
    await store.close();
  }
}

/** @param accepted by question */
function exampleLines(accepted: Attempt[], { lessons, places }: LoadedLessons): string[] {
  const known = new Set(
    lessons.flatMap(({ questions }) =>
      questions.flatMap(({ id, examples }) => examples.map(({ band, text }) => `${id} ${band} ${text}`)),
    ),
  );
  const byQuestion = new Map<string, Attempt[]>();
  for (const attempt of accepted) {
    const { questionId, mark, answer } = attempt;
    if (known.has(`${questionId} ${mark.band} ${oneLine(answer)}`)) continue;
    byQuestion.set(questionId, [...(byQuestion.get(questionId) ?? []), attempt]);
  }
  return [...byQuestion].flatMap(([id, attempts], index) => {
    const place = places.get(id);
    const where = place ? `${place.file}:${place.line}` : 'no longer in the lessons';
    const heading = `${where} · ${id} · ${attempts[0]?.asked.text ?? ''}`;
    return [...(index === 0 ? [] : ['']), heading, '', ...attempts.map(exampleLine)];
  });
}

/** A list item on one line: whatever Markdown the answer holds, the lesson's reader takes its characters as they are. */
const exampleLine = ({ mark, answer }: Attempt): string => `- ${BAND_WORDS[mark.band]}, appeal: ${oneLine(answer)}`;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
