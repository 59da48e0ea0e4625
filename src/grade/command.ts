import { readFile } from 'node:fs/promises';
import { loadLessons } from '../lessons/load.ts';
import { expectedBand, measureAgreement } from './agreement.ts';
import { appealsCommand } from './appeals.ts';
import { gradeLines, markedLines, type Outcome, parseMarked } from './lines.ts';
import { printReport } from './report.ts';

const USAGE = `Usage: npm run -s grade -- FILE.jsonl                   grade lines {"question", "answer"}
       npm run -s grade -- report FILE.jsonl [--json]   compare marks with labels
       npm run -s grade -- appeals                      accepted appeals, as examples for the lessons`;

/**
 * `grade FILE`, `grade report FILE [--json]` and `grade appeals`. Nothing but JSON lines (or the report) goes to stdout; what is wrong
 * with a line goes to stderr with its number.
 *
 * @returns the exit code: 0 fine, 1 some lines are bad or a file cannot be read, 2 not understood.
 */
export async function gradeCommand(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (args.length === 1 && args[0] === 'appeals') return appealsCommand(env);
  const json = args.includes('--json');
  const [first, second, ...rest] = args.filter((argument) => argument !== '--json');
  const isReport = first === 'report' && second !== undefined;
  const file = isReport ? second : first;
  if (file === undefined || rest.length > 0 || (!isReport && (second !== undefined || json)) || file.startsWith('-')) {
    console.error(USAGE);
    return 2;
  }
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error: unknown) {
    console.error(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  const { lessons } = await loadLessons('lessons');
  const questions = new Map(lessons.flatMap((lesson) => lesson.questions.map((question) => [question.id, question])));
  const outcomes = isReport ? markedLines(text, questions) : gradeLines(text, questions);
  for (const outcome of outcomes)
    if ('problem' in outcome) console.error(`${file}:${outcome.line}: ${outcome.problem}`);
  if (isReport) report(outcomes, json);
  else
    process.stdout.write(
      outcomes.map((outcome) => ('value' in outcome ? `${JSON.stringify(outcome.value)}\n` : '')).join(''),
    );
  return outcomes.some((outcome) => 'problem' in outcome) ? 1 : 0;
}

function report(outcomes: Outcome[], json: boolean): void {
  const pairs = outcomes.flatMap((outcome) => {
    if (!('value' in outcome)) return [];
    const { kind, score, band, confidence, expected } = parseMarked(outcome.value);
    return [
      {
        kind,
        score,
        band,
        confidence,
        expected: { score: expected.score, band: expectedBand(expected.score, expected.band) },
      },
    ];
  });
  const agreement = measureAgreement(pairs);
  console.log(json ? JSON.stringify(agreement) : printReport(agreement));
}
