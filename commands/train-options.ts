import { ApplicationCommandOptionType, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { STRATEGY_NAMES, type StrategyName } from '../models/freezing.ts';
import { trainStrategies } from '../src/core/texts/index.ts';
import type { SampleInfo } from './train-draft-panels.ts';

export const isStrategy = (value: string | null): value is StrategyName =>
  STRATEGY_NAMES.some((name) => name === value);

const { Attachment, String: Text, Subcommand } = ApplicationCommandOptionType;
const run = {
  name: 'run',
  description: 'Which run; the newest if you name none',
  type: Text,
  autocomplete: true,
} as const;

/** What may be typed after `/train`. */
export function trainData(samples: readonly SampleInfo[]): RESTPostAPIChatInputApplicationCommandsJSONBody {
  return {
    name: 'train',
    description: 'Train a network on your own pictures, as the lesson does',
    options: [
      {
        name: 'start',
        description: 'Begin: from a zip, from a sample, or class by class',
        type: Subcommand,
        options: [
          { name: 'images', description: 'A zip with one folder of pictures for each class', type: Attachment },
          {
            name: 'sample',
            description: 'A small set of pictures that I draw',
            type: Text,
            choices: samples.map(({ name, title }) => ({ name: title, value: name })),
          },
          {
            name: 'strategy',
            description: 'How much of the network trains',
            type: Text,
            choices: STRATEGY_NAMES.map((value) => ({ name: trainStrategies[value][0], value })),
          },
        ],
      },
      { name: 'status', description: 'How your runs are going', type: Subcommand },
      { name: 'cancel', description: 'Stop a run that waits or trains', type: Subcommand, options: [run] },
      { name: 'history', description: 'Your earlier runs, and what came of them', type: Subcommand },
      {
        name: 'predict',
        description: 'Let a trained network classify a new picture',
        type: Subcommand,
        options: [{ name: 'image', description: 'The picture', type: Attachment, required: true }, run],
      },
      { name: 'download', description: 'The trained numbers, to use with PyTorch', type: Subcommand, options: [run] },
    ],
  };
}
