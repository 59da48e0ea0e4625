import { describe, expect, it } from 'vitest';
import { GOOD_ANSWER, lessons, QUESTION, questions, useBot } from './use-bot.ts';

describe('/quiz', () => {
  const bot = useBot();
  const answer = (name: string, text: string) => bot.answer(QUESTION, text, bot.d.user(name));

  it('asks, takes the answer in a modal that repeats the question, and marks it for the learner alone', async () => {
    const question = await bot.ana().slash('quiz', { question: QUESTION });
    expect(question.ephemeral).toBe(true);
    expect(question.text).toContain('When would you use feature extraction and when fine-tuning?');
    const modal = await question.click('Answer');
    expect(modal.text).toContain('When would you use feature extraction');
    const mark = await modal.submit({ answer: GOOD_ANSWER });
    expect(mark.ephemeral).toBe(true);
    expect(mark.text).toMatch(/(Strong|Good) · \d+ of 100/);
    expect(mark.text).toContain('✅');
    expect(mark.text).toMatch(/Model answer.*\n\|\|/);
    const buttons = mark.buttons.filter((label) => label !== 'Mark it yourself');
    expect(buttons).toEqual(['Improve it', 'Next', 'Read why', 'How marked?', 'Share']);
    expect(mark.buttons.includes('Mark it yourself')).toBe(mark.text.includes('not sure'));
  });

  it('shows what an interviewer would ask next, once an answer is strong', async () => {
    const question = questions.find(({ id }) => id === QUESTION)!;
    const strong = await answer('ana', question.modelAnswer);
    expect(strong.text).toContain(`An interviewer would ask next**\n${question.followUp}`);
    expect((await answer('ben', 'it depends')).text).not.toContain('ask next');
  });

  it('explains a mark by a sum that adds up', async () => {
    const mark = await answer('ana', GOOD_ANSWER);
    const score = Number(/· (\d+) of 100/.exec(mark.text)?.[1]);
    const { text } = await mark.click('How marked?');
    const amounts = [...text.matchAll(/\*\*([+−])(\d+(?:\.\d+)?)\*\*/g)].map(
      ([, sign, n]) => Number(n) * (sign === '−' ? -1 : 1),
    );
    expect(amounts.length).toBeGreaterThan(1);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(score);
    expect(text).toContain(`= ${score}`);
  });

  it('counts the first try; improving opens the last answer and is practice', async () => {
    const first = await answer('ana', 'it depends');
    expect(first.text).toContain('This try counts');
    const modal = await first.click('Improve it');
    expect(modal.fields[0]?.value).toBe('it depends');
    const second = await modal.submit({ answer: GOOD_ANSWER });
    expect(second.text).toContain('Practice: an earlier try counts');
  });

  it('takes a double click as one, and counts one of two answers that come at once', async () => {
    const ana = bot.ana();
    const question = await ana.slash('quiz', { question: 'small-data' });
    await Promise.all([question.click('I don’t know'), question.click('I don’t know')]);
    const other = await ana.slash('quiz', { question: QUESTION });
    const modals = [await other.click('Answer'), await other.click('Answer')];
    const marks = await Promise.all(modals.map((modal, index) => modal.submit({ answer: `${GOOD_ANSWER} ${index}` })));
    expect(marks.every(({ text }) => text.includes('of 100'))).toBe(true);
    const history = await ana.slash('history');
    expect(history.text.match(/500 labelled images/g)).toHaveLength(1);
    expect(history.text.match(/When would you use/g)).toHaveLength(2);
    expect(history.text.match(/ · practice/g)).toHaveLength(1);
  });

  it('gives the modal a new custom id for each attempt', async () => {
    const question = await bot.ana().slash('quiz', { question: QUESTION });
    const ids = [(await question.click('Answer')).modal.custom_id, (await question.click('Answer')).modal.custom_id];
    expect(new Set(ids).size).toBe(2);
  });

  it('shows the model answer to somebody who does not know, and the next try is practice', async () => {
    const question = await bot.ana().slash('quiz', { question: QUESTION });
    const told = await question.click('I don’t know');
    expect(told.text).toContain('Model answer');
    const mark = await (await told.click('Improve it')).submit({ answer: GOOD_ANSWER });
    expect(mark.text).toContain('Practice: an earlier try counts');
  });

  it('reopens what is open, also after a restart, and then goes on', async () => {
    const ana = bot.ana();
    const first = await ana.slash('quiz');
    await bot.restart();
    const again = await ana.slash('quiz');
    const heading = /### .+/;
    expect(heading.exec(again.text)?.[0]).toBe(heading.exec(first.text)?.[0]);
    expect(again.text).toContain('left this one open');
    const mark = await (await again.click('Answer')).submit({ answer: GOOD_ANSWER });
    const next = await mark.click('Next');
    expect(heading.exec(next.text)?.[0]).not.toBe(heading.exec(first.text)?.[0]);
  });

  it('leads to the page that teaches the question', async () => {
    const why = await (await answer('ana', GOOD_ANSWER)).click('Read why');
    expect(why.text).toContain('Transfer Learning ›');
  });

  it('posts a copy with the answer behind a spoiler, which pings nobody and which others can try', async () => {
    const mark = await answer('ana', '@everyone <@1> I freeze the body');
    const after = await mark.click('Share');
    expect(after.buttons).not.toContain('Share');
    const shared = await after.next();
    expect(shared.ephemeral).toBe(false);
    expect(shared.text).toContain('||');
    expect(shared.message.mention_everyone).toBe(false);
    expect(shared.message.mentions).toEqual([]);
    const seen = await shared.as(bot.d.user('ben'));
    expect((await seen.click('Answer it yourself')).text).toContain('When would you use');
  });

  it('needs no privacy in direct messages, and offers no sharing there', async () => {
    const question = await bot.ana().slash('quiz', { question: QUESTION }, { dm: true });
    expect(question.ephemeral).toBe(false);
    expect(question.text).not.toContain('Only you see');
    const mark = await (await question.click('Answer')).submit({ answer: GOOD_ANSWER });
    expect(mark.buttons).not.toContain('Share');
  });

  it('suggests topics and questions as they are typed, and names an unknown one', async () => {
    const ana = bot.ana();
    expect((await ana.autocomplete('quiz', 'topic', 'tranfer')).map(({ name }) => name)).toEqual(['Transfer Learning']);
    expect((await ana.autocomplete('quiz', 'question', 'forgeting')).map(({ value }) => value)).toContain(
      'catastrophic-forgetting',
    );
    expect((await ana.slash('quiz', { topic: 'cooking' })).text).toContain('no topic called “cooking”');
    expect((await ana.slash('quiz', { question: 'nope' })).text).toContain('no such question');
  });

  it('gives the text back when its question was removed meanwhile', async () => {
    const question = await bot.ana().slash('quiz', { question: QUESTION });
    const modal = await question.click('Answer');
    await bot.restart(lessons.map((lesson) => ({ ...lesson, questions: [] })));
    const told = await modal.submit({ answer: 'my precious text' });
    expect(told.text).toContain('taken out of the lesson');
    expect(told.text).toContain('my precious text');
    expect((await question.click('Answer')).text).toContain('taken out of the lesson');
  });

  it('marks whatever is typed, pings nobody and shows nothing of it as Markdown', async () => {
    const typed = [
      ...['a', '\\', '?', '🔥👍', '冻结', 'Ich friere das Netz ein.', 'x'.repeat(4000), '||spoiler', '\uD83D freeze'],
      '\u202Efreeze the body\u202C \u200Band train a head',
      '```py\nmodel.fc = nn.Linear(512, 2)\n``` # big\n> quote\n- item',
      '@everyone <@1> <@&2> @here I freeze the body when there are few images',
      questions.find(({ id }) => id === 'replace-head')!.modelAnswer,
      questions.find(({ id }) => id === QUESTION)!.text,
    ];
    for (const [index, text] of typed.entries()) {
      const mark = await answer(`person-${index}`, text);
      expect(mark.text, text).toMatch(/· \d+ of 100/);
      expect(mark.text, text).not.toMatch(/^> .*(?<!\\)(```|\|\||<@)/m);
      expect(mark.message.mentions, text).toEqual([]);
      expect(mark.message.mention_everyone, text).toBe(false);
    }
  });

  it('takes 4,000 characters, and refuses an answer of blanks without counting it', async () => {
    const long = await answer('ana', `${GOOD_ANSWER} `.repeat(40).slice(0, 4000));
    expect(long.text).toMatch(/\d+ of 100/);
    for (const blank of ['   \n ', '\u200B\u2060', '\u2800']) {
      expect((await answer('ben', blank)).text).toContain('was empty');
    }
    expect((await bot.d.user('ben').slash('history')).text).toContain('not answered a question yet');
  });
});

describe('/history', () => {
  const bot = useBot();

  it('reopens an answer with its mark after a restart and after its question was removed', async () => {
    const ana = bot.ana();
    const question = await ana.slash('quiz', { question: QUESTION });
    await (await question.click('Answer')).submit({ answer: 'few images: freeze the body' });
    await bot.restart([]);
    const history = await ana.slash('history');
    const option = history.selects[0]?.options[0]?.label ?? '';
    const mark = await history.select('Reopen an answer', option);
    expect(mark.text).toContain('**Your answer**\nfew images: freeze the body');
    expect(mark.text).toContain('When would you use feature extraction');
    expect((await mark.click('Improve it')).text).toContain('taken out of the lesson');
  });
});
