import type { Course } from '../src/core/course.ts';
import type { Command } from '../src/discord/command.ts';
import type { Practice } from '../src/practice/practice.ts';
import type { Reviews } from '../src/practice/reviews.ts';
import { createAboutCommand } from './about.ts';
import { createHelpCommand } from './help.ts';
import { createHistoryCommand } from './history.ts';
import { createLessonCommand } from './lesson.ts';
import { createPingCommand } from './ping.ts';
import { createPlanCommand } from './plan.ts';
import { createQuizCommand } from './quiz.ts';
import { createReviewCommand } from './review.ts';

interface CommandDeps {
  course: Course;
  practice: Practice;
  reviews: Reviews;
  nonce: () => string;
  now: () => number;
  version: string;
}

/** Every command, in the order that /help lists them. */
export function createCommands({ course, practice, reviews, nonce, now, version }: CommandDeps): Command[] {
  const commands = [
    createLessonCommand({ course }),
    createQuizCommand({ course, practice, nonce }),
    createReviewCommand({ course, practice, reviews }),
    createPlanCommand({ reviews, now }),
    createHistoryCommand({ course, practice }),
    createAboutCommand({ course, version }),
    createPingCommand({ now }),
  ];
  return [...commands, createHelpCommand(commands)];
}
