import { gradeCommand } from './grade/command.ts';
import { lessonCommand } from './lessons/check.ts';
import { trainCommand } from './training/train-command.ts';
import { weightsCommand } from './training/weights-command.ts';

/** What operators and authors of lessons type: `node dist/src/cli.js NAME …`; each gives its exit code. */
const COMMANDS: Record<string, (args: string[]) => Promise<number>> = {
  grade: (args) => gradeCommand(args, process.env),
  lesson: lessonCommand,
  train: (args) => trainCommand(args, process.env),
  weights: (args) => weightsCommand(args, process.env),
};

const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (command) process.exitCode = await command(args);
else {
  console.error(`Unknown command "${name}". There is: ${Object.keys(COMMANDS).join(', ')}`);
  process.exitCode = 2;
}
