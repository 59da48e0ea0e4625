import type { Logger } from 'pino';
import type { Chart } from '../src/charts/protocol.ts';
import type { Course } from '../src/core/course.ts';
import type { Interview } from '../src/core/practice/interview.ts';
import type { Scorecard } from '../src/core/practice/scorecard.ts';
import { interview as texts } from '../src/core/texts/index.ts';
import { type PanelPart, type panel, picture } from '../src/discord/panel.ts';
import type { Interviews } from '../src/practice/interviews.ts';
import { scorecardAlt, scorecardChart } from '../src/practice/scorecard-chart.ts';
import { openTurnPanel, scorecardPanel } from './interview-panels.ts';

interface InterviewViewDeps {
  course: Course;
  interviews: Interviews;
  /** Draws a chart as PNG. */
  draw: (chart: Chart) => Promise<Buffer>;
  log: Logger;
}

type View = ReturnType<typeof panel> & {
  files: { attachment: Buffer; name: string }[];
  /** Takes the pictures away that an edited message had. */
  attachments: never[];
};

interface Showing {
  interview: Interview;
  /** The turn that came to its end just now: it is said what became of it. */
  settled?: number;
  note?: string;
  extra?: PanelPart | undefined;
}

export type InterviewView = (showing: Showing) => Promise<View>;

const CHART_FILE = 'scorecard.png';

/**
 * Shows an interview: its open question, or the scorecard when there is none left. The scorecard's picture takes a
 * moment, so acknowledge an interaction before.
 */
export function createInterviewView({ course, interviews, draw, log }: InterviewViewDeps): InterviewView {
  const drawn = async (card: Scorecard): Promise<Buffer | undefined> => {
    try {
      return card.results.length === 0 ? undefined : await draw(scorecardChart(card));
    } catch (error: unknown) {
      log.error({ err: error }, 'a scorecard is shown without its picture');
      return undefined;
    }
  };
  return async ({ interview, settled, note, extra }) => {
    const below = [settled === undefined ? undefined : settledNote(interview, settled), note];
    const notes = below.filter((line) => line !== undefined).join('\n') || undefined;
    const open = openTurnPanel({ interview, course, note: notes, extra });
    if (open) return { ...open, files: [], attachments: [] };
    const card = await interviews.scorecard(interview);
    const png = await drawn(card);
    const chart = png && picture(`attachment://${CHART_FILE}`, scorecardAlt(card));
    const files = png ? [{ attachment: png, name: CHART_FILE }] : [];
    return { ...scorecardPanel({ interview, card, course, note: notes, chart, extra }), files, attachments: [] };
  };
}

function settledNote({ turns, questionIds }: Interview, settled: number): string | undefined {
  const turn = turns[settled];
  if (!turn?.outcome) return undefined;
  const lateSeconds = turn.outcome.kind === 'answered' ? turn.outcome.lateSeconds : undefined;
  const number = questionIds.indexOf(turn.questionId) + 1;
  return texts.settled({ number, isFollowUp: turn.cue !== undefined, lateSeconds });
}
