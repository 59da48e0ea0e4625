import { type Message, MessageType } from 'discord.js';
import type { Logger } from 'pino';
import { openTurn } from '../src/core/practice/interview.ts';
import { isBlank } from '../src/core/text.ts';
import { directMessage as texts } from '../src/core/texts/index.ts';
import { explainError } from '../src/discord/explain.ts';
import { quoted } from '../src/discord/markdown.ts';
import { panel, text } from '../src/discord/panel.ts';
import type { Interviews } from '../src/practice/interviews.ts';
import type { Practice } from '../src/practice/practice.ts';
import type { InterviewView } from './interview-view.ts';
import { keepText } from './quiz-conversation.ts';
import type { ShowMark } from './show-mark.ts';

interface DirectMessageDeps {
  practice: Practice;
  interviews: Interviews;
  showInterview: InterviewView;
  showMark: ShowMark;
  log: Logger;
}

const MAX_QUESTION = 300;
const EVEN_IF_DELETED = { failIfNotExists: false };
/** A slash command that was sent as text: no answer begins so. */
const COMMAND = /^\/[a-z]+(\s|$)/;
/** What people say to whoever wrote to them, such as after a notice, and never as an answer. */
const SMALL_TALK =
  /^(?:hi|hello|hey|thanks|thank you|thx|ty|ok|okay|cool|great|nice|perfect|bye|good (?:morning|evening|night))(?: (?:there|bot|so much|a lot|very much))?[^\p{L}\p{N}]*$/iu;

type Reply = ReturnType<typeof panel>;

/**
 * In direct messages a plain message answers the open question: the one of `/quiz` and the like, or the interview's,
 * whichever was asked last. One person's messages are taken one after the other, so that two in a row are not two
 * answers. Edits are not looked at.
 *
 * @returns a handler that never rejects
 */
export function createDirectMessages(deps: DirectMessageDeps): (message: Message) => Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  return (message) => {
    const isTheirs = message.type === MessageType.Default || message.type === MessageType.Reply;
    if (message.inGuild() || message.author.bot || !isTheirs) return Promise.resolve();
    const person = message.author.id;
    const work = (underWay.get(person) ?? Promise.resolve())
      .then(() => answer(deps, message))
      .finally(() => {
        if (underWay.get(person) === work) underWay.delete(person);
      });
    underWay.set(person, work);
    return work;
  };
}

async function answer(deps: DirectMessageDeps, message: Message): Promise<void> {
  const { log } = deps;
  try {
    await message.reply({ ...(await replyTo(deps, message)), ...EVEN_IF_DELETED });
  } catch (error: unknown) {
    const told = explainError(error, log, { message: message.id });
    await message.reply({ ...told, ...EVEN_IF_DELETED }).catch((failure: unknown) => {
      log.warn({ err: failure, message: message.id }, 'could not say what went wrong');
    });
  }
}

async function replyTo(deps: DirectMessageDeps, message: Message): Promise<Reply> {
  const { practice, interviews, showInterview, showMark } = deps;
  const { author, id, content, attachments, stickers } = message;
  const person = author.id;
  const hasMore = attachments.size > 0 || stickers.size > 0;
  if (isBlank(content)) return panel(text(hasMore ? texts.textOnly : texts.nothingRead));
  if (COMMAND.test(content)) return panel(text(texts.commandAsText));
  const extra = hasMore ? text(texts.filesIgnored) : undefined;

  const [waiting, latest] = await Promise.all([practice.waiting(person), interviews.latest(person)]);
  const open = latest && openTurn(latest);
  const isAnswer = !SMALL_TALK.test(content.trim());
  if (open && (!waiting || waiting.since < open.turn.askedAt)) {
    if (!isAnswer) return showInterview({ interview: latest, note: texts.noAnswer });
    const turn = { person, interview: latest.id, turn: open.number };
    const after = await keepText(content, () => interviews.answer({ ...turn, answer: content }));
    return showInterview({ interview: after, settled: open.number, extra });
  }
  if (!waiting) return panel(text(texts.nothingOpen));
  const { question, guild } = waiting;
  if (!isAnswer) return panel(text(`${texts.noAnswer}\n${quoted(question.text, MAX_QUESTION)}`));
  const attempt = await keepText(content, () =>
    practice.submit({ person, question, answer: content, nonce: id, guild }),
  );
  return showMark(message, { attempt, canShare: false, extra });
}
