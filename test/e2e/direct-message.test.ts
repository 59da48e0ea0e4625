import { describe, expect, it } from 'vitest';
import { GOOD_ANSWER, QUESTION, questions, useBot } from './use-bot.ts';

const DM = { dm: true };
const question = { question: QUESTION };

describe('a plain direct message', () => {
  const bot = useBot();
  /** The bot's reply to what she says. */
  const say = async (text: string, files: { name: string; data: Uint8Array }[] = []) => {
    const said = await bot.ana().say(text, { ...DM, files });
    return bot.ana().waitForMessage(({ message }) => message.message_reference?.message_id === said.id, DM);
  };

  it('answers the open question, also one of any length, and the mark is an ordinary one', async () => {
    await bot.ana().slash('quiz', question, DM);
    const mark = await say(`${GOOD_ANSWER} ${'And so on. '.repeat(150)}`);
    expect(mark.text).toMatch(/\d+ of 100/);
    expect(mark.text).toContain('This try counts');
    expect((await mark.click('How marked?')).text).toContain('How this came to');
    expect((await bot.ana().slash('history')).text).toContain('When would you use');
  });

  it('answers a question that was asked in a server, after a restart', async () => {
    await bot.ana().slash('quiz', question);
    await bot.restart();
    expect((await say(GOOD_ANSWER)).text).toMatch(/\d+ of 100/);
  });

  it('says what to do when no question is open, and marks nothing', async () => {
    expect((await say('hello?')).text).toContain('No question is open');
    expect((await bot.ana().slash('history')).text).toContain('not answered a question yet');
  });

  it('takes two messages at once one after the other: the second is no second answer', async () => {
    await bot.ana().slash('quiz', question, DM);
    const [first, second] = await Promise.all([say(GOOD_ANSWER), say('and augmentation')]);
    const texts = [first.text, second.text];
    expect(texts.filter((text) => /\d+ of 100/.test(text))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('No question is open'))).toHaveLength(1);
    expect((await bot.ana().slash('history')).text.match(/\*\*\d+\*\*/g)).toHaveLength(1);
  });

  it('is kind about attachments, and marks the words beside them', async () => {
    await bot.ana().slash('quiz', question, DM);
    const file = { name: 'note.txt', data: new TextEncoder().encode('x') };
    expect((await say('', [file])).text).toContain('I can read text only');
    const mark = await say(GOOD_ANSWER, [file]);
    expect(mark.text).toMatch(/\d+ of 100/);
    expect(mark.text).toContain('what you attached I cannot read');
  });

  it('takes no command that came as text for an answer', async () => {
    await bot.ana().slash('quiz', question, DM);
    expect((await say('/interview')).text).toContain('came as text');
    expect((await say(GOOD_ANSWER)).text).toContain('This try counts');
  });

  it.each(['thanks! 🙏', 'OK', 'Hello there'])(
    'does not take %j for an answer, and says what is open',
    async (talk) => {
      expect((await say(talk)).text).toContain('No question is open');
      await bot.ana().slash('quiz', question, DM);
      const told = await say(talk);
      expect(told.text).toContain('did not take that for an answer');
      expect(told.text).toContain('> When would you use');
      bot.nowMs += 1000;
      await (await bot.ana().slash('interview', {}, DM)).click('Start');
      expect((await say(talk)).text).toMatch(/question 1 of 5.*did not take that for an answer/s);
      expect((await bot.ana().slash('history')).text).toContain('not answered a question yet');
    },
  );

  it('pings nobody, whatever it says', async () => {
    await bot.ana().slash('quiz', question, DM);
    const mark = await say('@everyone <@1> I freeze the body');
    expect(mark.message.mention_everyone).toBe(false);
    expect(mark.message.mentions).toEqual([]);
  });

  it('answers the interview when that asked last, and the other question when that did', async () => {
    const start = await (await bot.ana().slash('interview', {}, DM)).click('Start');
    const next = await say('no idea');
    expect(next.text).toContain('Mock interview · question 1 of 5 · follow-up');
    bot.nowMs += 1000;
    await bot.ana().slash('quiz', question, DM);
    expect((await say(GOOD_ANSWER)).text).toContain('Model answer');
    expect((await say('still no idea')).text).toContain('Follow-up answered.');
    expect(start.text).toContain('question 1 of 5');
  });

  it('says nothing in a server channel', async () => {
    await bot.ana().slash('quiz', question);
    await bot.ana().say(GOOD_ANSWER);
    // The bot is not even told of it; a direct message after it is answered first.
    expect((await say(GOOD_ANSWER)).text).toMatch(/\d+ of 100/);
    const inServer = await bot.ana().messages({ channel: 'general' });
    expect(inServer.filter(({ text }) => text.includes('of 100'))).toEqual([]);
  });
});

describe('an answer that the grader cannot judge', () => {
  const bot = useBot();
  const answer = (text: string) => bot.answer(QUESTION, text);

  it('can be marked by the learner, point by point, beside the grader’s mark', async () => {
    const { points } = questions.find(({ id }) => id === QUESTION)!;
    const mark = await answer(
      'Ich friere den Backbone ein und trainiere nur den Kopf, wenn ich wenig Daten habe, die ImageNet ähnlich sind.',
    );
    expect(mark.text).toContain('I can mark English only');
    const graded = /\d+ of 100/.exec(mark.text)?.[0];
    let own = await mark.click('Mark it yourself');
    expect(own.ephemeral).toBe(true);
    expect(own.text).toContain('Ich friere den Backbone ein');
    for (const [index] of points.entries()) {
      const ids = own.buttonDetails.filter(({ label }) => label === 'Said it').map(({ customId }) => customId);
      own = await own.click(ids[index]!);
    }
    expect(own.text).toContain('Marked by you: 100 of 100');
    const ids = own.buttonDetails.filter(({ label }) => label === 'Missed it').map(({ customId }) => customId);
    own = await own.click(ids[0]!);
    expect(own.text).not.toContain('Marked by you: 100 of 100');
    await bot.restart();
    const history = await bot.ana().slash('history');
    const reopened = await history.select('Reopen an answer', history.selects[0]!.options[0]!.label);
    expect(reopened.text).toContain('Marked by you: ');
    expect(reopened.text).toContain(graded!);
  });

  it('is not called sure in another language, and one without words is told so', async () => {
    expect((await answer('冻结')).text).toMatch(/I can mark English only.*marked offline, not sure/s);
    const { text } = await answer('🔥🔥');
    expect(text).toContain('I find no words in your answer');
    expect(text).not.toContain('English only');
  });

  it('is not asked for where the mark is sure', async () => {
    const mark = await answer(questions.find(({ id }) => id === QUESTION)!.modelAnswer);
    expect(mark.text).not.toContain('English only');
    expect(mark.buttons.includes('Mark it yourself')).toBe(mark.text.includes('not sure'));
  });
});
