import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import { z } from 'zod';
import { UserError } from '../src/core/errors.ts';
import type { Attempt } from '../src/core/practice/attempt.ts';
import { quiz as quizTexts, history as texts } from '../src/core/texts/index.ts';
import { type Command, on } from '../src/discord/command.ts';
import { defineId, snowflake } from '../src/discord/custom-id.ts';
import { plain } from '../src/discord/markdown.ts';
import { button, buttons, panel, privateFlag, select, text } from '../src/discord/panel.ts';
import type { Practice } from '../src/practice/practice.ts';
import type { ShowMark } from './show-mark.ts';

const PAGE = 10;

const ids = {
  reopen: defineId('history', 'reopen', { owner: snowflake }),
  /** `after` is the time of the last attempt shown; digits only, since a custom id holds no colon. */
  older: defineId('history', 'older', { owner: snowflake, afterMs: z.coerce.number().int() }),
};

const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'history',
  description: 'Your answers and their marks, newest first',
};

interface HistoryDeps {
  practice: Practice;
  showMark: ShowMark;
}

/** `/history`: reopens any answer of the person's own, with its mark. */
export function createHistoryCommand({ practice, showMark }: HistoryDeps): Command {
  const page = async (owner: string, before?: Date) => {
    const { attempts, more } = await practice.history(owner, PAGE, before);
    return attempts.length === 0 ? panel(text(texts.none)) : historyPanel(owner, attempts, more);
  };
  return {
    data,
    async run(interaction) {
      const view = await page(interaction.user.id);
      await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
    },
    actions: [
      on('button', ids.older, async (interaction, { owner, afterMs }) => {
        await interaction.update(await page(owner, new Date(afterMs)));
      }),
      on('select', ids.reopen, async (interaction, { owner }) => {
        const attempt = await practice.attempt(owner, interaction.values[0] ?? '');
        if (!attempt) throw new UserError(quizTexts.unknownAttempt);
        const view = await showMark(interaction, { attempt, canShare: interaction.inGuild(), withAnswer: true });
        await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
      }),
    ],
  };
}

function historyPanel(owner: string, attempts: Attempt[], more: boolean) {
  const oldest = attempts.at(-1);
  return panel(
    text(texts.heading),
    text(attempts.map(line).join('\n')),
    select(
      ids.reopen.build({ owner }),
      texts.reopen,
      attempts.map((attempt) => ({
        label: `${attempt.mark.score} · ${attempt.asked.text}`,
        value: attempt.id,
        description: texts.when(attempt.at, attempt.counts),
      })),
    ),
    more && oldest
      ? buttons(button(texts.older, ids.older.build({ owner, afterMs: Date.parse(oldest.at) })))
      : undefined,
  );
}

function line({ at, mark, asked, counts, corrected }: Attempt): string {
  const seconds = Math.floor(Date.parse(at) / 1000);
  return texts.line({
    seconds,
    score: mark.score,
    question: plain(asked.text, 90),
    counts,
    corrected: corrected !== undefined,
  });
}
