import type { Logger } from 'pino';
import type { EngineLabel } from '../models/engine-interface.ts';
import type { Appeals } from '../src/appeals/appeals.ts';
import type { Notices } from '../src/appeals/notices.ts';
import type { Readers } from '../src/appeals/readers.ts';
import type { Reports } from '../src/appeals/reports.ts';
import type { Chart } from '../src/charts/protocol.ts';
import type { Course } from '../src/core/course.ts';
import type { Daily } from '../src/daily/daily.ts';
import type { Command } from '../src/discord/command.ts';
import type { Zones } from '../src/people/zones.ts';
import type { Interviews } from '../src/practice/interviews.ts';
import type { Practice } from '../src/practice/practice.ts';
import type { Reviews } from '../src/practice/reviews.ts';
import type { Today } from '../src/practice/today.ts';
import type { Boards } from '../src/progress/boards.ts';
import type { Diaries } from '../src/progress/diaries.ts';
import type { ProgressBook } from '../src/progress/progress.ts';
import type { Reading } from '../src/progress/reading.ts';
import { createAboutCommand } from './about.ts';
import { createDailyCommand } from './daily.ts';
import type { FindReader } from './find-reader.ts';
import { createHelpCommand } from './help.ts';
import { createHistoryCommand } from './history.ts';
import { createInterviewCommand } from './interview.ts';
import type { InterviewView } from './interview-view.ts';
import { createLeaderboardCommand } from './leaderboard.ts';
import { createLessonCommand } from './lesson.ts';
import { tellingKept } from './notice-panel.ts';
import { createPingCommand } from './ping.ts';
import { createPlanCommand } from './plan.ts';
import { createProgressCommand } from './progress.ts';
import { createQuizCommand } from './quiz.ts';
import { createReviewCommand } from './review.ts';
import { createSettingsCommand } from './settings.ts';
import { createSetupCommand, setupNotice } from './setup.ts';
import type { ShowMark } from './show-mark.ts';
import { createTodayCommand } from './today.ts';
import { createTodaySteps } from './today-steps.ts';

interface CommandDeps {
  course: Course;
  practice: Practice;
  interviews: Interviews;
  showInterview: InterviewView;
  showMark: ShowMark;
  findReader: FindReader;
  appeals: Appeals;
  reports: Reports;
  readers: Readers;
  notices: Notices;
  reviews: Reviews;
  today: Today;
  daily: Daily;
  zones: Zones;
  reading: Reading;
  boards: Boards;
  diaries: Diaries;
  book: ProgressBook;
  /** Draws a chart as PNG. */
  draw: (chart: Chart) => Promise<Buffer>;
  log: Logger;
  nonce: () => string;
  now: () => number;
  version: string;
  /** The language model that marks, where there is one. */
  model: string | undefined;
  training: { command: Command; describe(): Promise<EngineLabel & { weights: string }> };
}

/** Every command, in the order that /help lists them. */
export function createCommands(deps: CommandDeps): Command[] {
  const { course, practice, interviews, showInterview, today, reviews, daily, zones, nonce, now, version, model } =
    deps;
  const { channel } = daily;
  const { showMark, findReader, appeals, reports, readers, notices } = deps;
  const todaySteps = createTodaySteps({ course, practice, reviews, today, findReader });
  const commands = [
    createLessonCommand({ course, reading: deps.reading, reports, findReader, channel, nonce }),
    createQuizCommand({
      ...{ course, practice, showMark, nonce, appeals, findReader, channel },
      continueToday: todaySteps.continue,
    }),
    createTodayCommand(todaySteps),
    createInterviewCommand({ course, practice, interviews, show: showInterview, showMark, nonce }),
    createReviewCommand({ course, practice, reviews }),
    createPlanCommand({ reviews, now }),
    createHistoryCommand({ practice, showMark }),
    createProgressCommand({ book: deps.book, draw: deps.draw, log: deps.log, zones, now }),
    createLeaderboardCommand({ boards: deps.boards, diaries: deps.diaries, now }),
    createDailyCommand({ course, practice, daily, showMark, zones, nonce, now }),
    createSetupCommand({ course, daily, zones, nonce, now }),
    createSettingsCommand({ course, practice, appeals, reports, readers, notices, findReader, channel, nonce }),
    deps.training.command,
    createAboutCommand({ course, version, model, describeTraining: deps.training.describe }),
    createPingCommand({ now }),
  ];
  const help = createHelpCommand(commands, (interaction) => setupNotice(interaction, daily));
  return [...commands, help].map((command) => tellingKept(command, notices));
}
