import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it, vi } from 'vitest';
import { appealTable } from '../../src/appeals/appeals.ts';
import { grade } from '../../src/core/grading/index.ts';
import type { LocalUser, Screen } from '../../src/local-discord/client.ts';
import { DAY_MS, lessons, QUESTION, questions, useBot } from './use-bot.ts';

const ANSWER = 'I extract features when there are few labelled images.';
const REASON = 'I **did** say it, @everyone <@1>';

const scoreIn = ({ text }: Screen): number => Number(/· (\d+) of 100/.exec(text)?.[1]);
const selectOf = (screen: Screen, number: number): Screen['selects'][number] =>
  screen.selects.find(({ placeholder }) => placeholder.startsWith(`${number} ·`))!;
/** Awards a point in full, or takes a falsehood for not stated. */
const award = (screen: Screen, number: number): Promise<Screen> => {
  const { customId, options } = selectOf(screen, number);
  return screen.select(customId, options.find(({ label }) => label.includes('✅'))!.value);
};
const firstMissed = ({ selects }: Screen): number =>
  selects.findIndex(({ options }) => options.some((one) => one.default && one.value === '0')) + 1;

describe('appeals', () => {
  const bot = useBot({ faults: true });
  const { ana, boss } = bot;
  const turnOn = async (name = 'appeals'): Promise<string> => {
    const { id } = await bot.d.addChannel(name);
    await (await boss().slash('settings')).select('Channel', id);
    return id;
  };
  const answer = (user: LocalUser, text = ANSWER, where = {}) => bot.answer(QUESTION, text, user, where);
  const contest = async (mark: Screen, reason = REASON): Promise<Screen> =>
    (await mark.click('Contest')).submit({ 'Why should it earn more?': reason });
  /** What the button under a contested mark says. */
  const standing = async (user: LocalUser, { message }: Screen): Promise<Screen> => {
    const isContested = (screen: Screen): boolean =>
      screen.message.id === message.id && screen.buttons.includes('Your appeal');
    return (await user.waitForMessage(isContested)).click('Your appeal');
  };
  const readersMessage = (user: LocalUser): Promise<Screen> =>
    user.waitForMessage(/A contested mark/, { channel: 'appeals' });
  const acceptAll = async (reader: LocalUser): Promise<Screen> => {
    const message = await readersMessage(reader);
    return (await award(message, firstMissed(message))).click(/^Accept with/);
  };

  it('are offered only where somebody reads them', async () => {
    expect((await answer(ana())).buttons).not.toContain('Contest');
    const channel = await turnOn();
    expect((await answer(ana())).buttons).toContain('Contest');
    await (await bot.d.channel('appeals')).deny();
    const mark = await answer(ana());
    expect(mark.buttons).not.toContain('Contest');
    await (await bot.d.channel('appeals')).deny(false);
    // Nothing was said, or nothing is missing.
    const unsaid = await (await ana().slash('quiz', { question: 'small-data' })).click('I don’t know');
    const best = await answer(ana(), questions.find(({ id }) => id === QUESTION)!.modelAnswer);
    expect(best.text).toContain('100 of 100');
    for (const { buttons } of [unsaid, best]) expect(buttons).not.toContain('Contest');
    const open = await answer(ana());
    await (await boss().slash('settings')).click('Turn off');
    expect((await open.click('Contest')).text).toContain('Nobody reads appeals');
    expect((await answer(ana())).buttons).not.toContain('Contest');
    expect(channel).toBeTruthy();
  });

  it('say who reads them, and go to the readers without a name and without a ping', async () => {
    await turnOn();
    const mark = await answer(ana(), `${ANSWER} # big <@2> ||x||`);
    const modal = await mark.click('Contest');
    expect(modal.text).toContain('**#appeals** of **Study group**');
    expect(modal.text).toContain('Those who manage the server decide');
    expect(modal.text).toContain('anonymous example');
    const sent = await modal.submit({ 'Why should it earn more?': REASON });
    expect(sent.ephemeral).toBe(true);
    expect(sent.text).toContain('Sent to **#appeals**');
    const message = await readersMessage(boss());
    expect(message.text).toContain('When would you use feature extraction');
    expect(message.text).toContain('I extract features when there are few labelled images. # big \\<@2> \\|\\|x\\|\\|');
    expect(message.text).toContain('I \\*\\*did\\*\\* say it, @everyone \\<@1>');
    expect(message.text).toMatch(/\*\*1\*\* [✅🟡❌]/u);
    expect(message.text).not.toContain('ana');
    expect(message.message.mentions).toEqual([]);
    expect(message.message.mention_everyone).toBe(false);
    expect(message.buttonDetails.find(({ label }) => label === 'Accept')?.disabled).toBe(true);
    expect(bot.log.join('')).not.toContain('labelled images');
  });

  it('repeat in their modal what was not found, and what counted against the answer', async () => {
    await turnOn();
    const question = questions.find(({ id }) => id === QUESTION)!;
    const [wrong] = question.examples.filter(({ text }) => grade(question, text).misconceptions.length > 0);
    const { text } = await (await answer(ana(), wrong!.text)).click('Contest');
    expect(text).toMatch(/^⚠️ I read this in it: [A-Z].+\.$/m);
    expect(text).toMatch(/^❌ .+\.$/m);
  });

  it('can be made once; a second press says where it stands', async () => {
    await turnOn();
    const mark = await answer(ana());
    const modals = [await mark.click('Contest'), await mark.click('Contest')];
    const replies = await Promise.all(modals.map((modal) => modal.submit({ 'Why should it earn more?': 'because' })));
    expect(replies.map(({ text }) => text.includes('Sent to')).sort()).toEqual([false, true]);
    expect((await standing(ana(), mark)).text).toContain('not decided yet');
    const posted = (await boss().messages({ channel: 'appeals' })).filter(({ text }) => text.includes('contested'));
    expect(posted).toHaveLength(1);
    const history = await ana().slash('history');
    const again = await history.select('Reopen an answer', history.selects[0]?.options[0]?.label ?? '');
    expect(again.buttons).toContain('Your appeal');
    expect((await again.click('Your appeal')).text).toContain('> because');
  });

  it('accepted, correct the mark, the schedule and all that shows them, and tell the learner once', async () => {
    await turnOn();
    const { id: person } = (await ana().state()).me;
    const mark = await answer(ana());
    const before = scoreIn(mark);
    expect(before).toBeLessThan(80);
    const cardBefore = await cardOf(person);
    await contest(mark);
    let message = await readersMessage(boss());
    const missed = selectsMissed(message);
    for (const number of missed) message = await award(message, number);
    expect(message.text).toMatch(new RegExp(`By your points: \\*\\*100 of 100\\*\\* \\(marked ${before}\\)`));
    const decided = await message.click('Accept with 100');
    expect(decided.text).toContain(`accepted it: ${before} → **100**`);
    expect(decided.text).toMatch(/-# \*\*\+\d+\*\* made: 1 · /);
    expect(decided.selects).toEqual([]);
    expect(decided.message.mentions).toEqual([]);

    const told = await ana().waitForMessage(/Your appeal was accepted/, { dm: true });
    expect(told.text).toContain(`now **100 of 100**; it was ${before}`);
    const seen = await told.click('See the mark');
    expect(seen.text).toContain(`Corrected after your appeal: ${before} → **100**`);
    expect(seen.text).toContain('marked by a reader');
    expect((await seen.click('How marked?')).text).toContain('= 100');
    const history = await ana().slash('history');
    expect(history.text).toMatch(/\*\*100\*\* When would you.* · corrected/);
    await ana().slash('ping');
    const notices = (await ana().messages()).filter(({ text }) => text.includes('Your appeal was accepted'));
    expect(notices).toHaveLength(1);

    const cardAfter = await cardOf(person);
    expect(cardAfter.reps).toBe(cardBefore.reps);
    expect(cardAfter.score).toBe(100);
    expect(Date.parse(cardAfter.due) - bot.nowMs).toBeGreaterThan(7 * DAY_MS);
    expect(Date.parse(cardBefore.due)).toBeLessThan(Date.parse(cardAfter.due));
    const attempt = (await bot.store.exportPerson(person)).find(({ table }) => table === 'attempts')?.value;
    expect(attempt).toMatchObject({ mark: { score: 100, band: 3 }, corrected: { from: { score: before } } });
  });

  it('rejected, leave the mark and give the reason', async () => {
    await turnOn();
    const mark = await answer(ana());
    await contest(mark);
    const modal = await (await readersMessage(boss())).click('Reject');
    const decided = await modal.submit({ 'Why? The learner reads this': 'It says **nothing** of the domain.' });
    expect(decided.text).toContain('turned it down');
    const told = await ana().waitForMessage(/Your appeal was turned down/, { dm: true });
    expect(told.text).toContain('> It says \\*\\*nothing\\*\\* of the domain.');
    expect((await standing(ana(), mark)).text).toContain('Turned down');
    expect((await ana().slash('history')).text).toContain(`**${scoreIn(mark)}**`);
  });

  it('are told at the next command when direct messages are closed, once', async () => {
    await turnOn();
    await contest(await answer(ana()));
    await ana().set({ dmsClosed: true });
    await acceptAll(boss());
    const history = await ana().slash('history');
    const note = await history.next();
    expect(note.text).toContain('Your appeal was accepted');
    expect(note.ephemeral).toBe(true);
    await ana().slash('history');
    await ana().slash('ping');
    const notes = (await ana().messages()).filter(({ text }) => text.includes('Your appeal was accepted'));
    expect(notes).toHaveLength(1);
  });

  it('are for those who manage the server and for the role, asked at every click', async () => {
    const channel = await turnOn();
    const role = await bot.d.addRole('Readers');
    const manager = await bot.d.addRole('Managers', PermissionFlagsBits.ManageGuild);
    const panel = await (await boss().slash('settings')).select(/^Role/, role.id);
    expect(panel.text).toContain(`<@&${role.id}>`);
    expect(panel.text).toContain(`<#${channel}>`);
    const [ben, cleo, mel] = [bot.d.user('ben'), bot.d.user('cleo'), bot.d.user('mel')];
    await cleo.set({ roles: [role.id] });
    await mel.set({ roles: [manager.id] });
    const mark = await answer(ana());
    const modal = await mark.click('Contest');
    expect(modal.text).toContain('**@Readers**');
    await modal.submit({ 'Why should it earn more?': REASON });

    const seenByBen = await readersMessage(ben);
    const number = firstMissed(seenByBen);
    const refused = await award(seenByBen, number);
    expect(refused.text).toContain('Only members who manage this server');
    expect(refused.ephemeral).toBe(true);
    expect((await seenByBen.click('Reject')).text).toContain('Only members who manage this server');

    const ruled = await award(await readersMessage(cleo), number);
    expect(ruled.text).toContain('By your points');
    await cleo.set({ roles: [] });
    expect((await ruled.click(/^Accept with/)).text).toContain('Only members who manage this server');
    const seenByMel = await (await readersMessage(mel)).reload();
    expect((await seenByMel.click(/^Accept with/)).text).toContain('accepted it');
  });

  it('are not decided by those who made them, but by an owner who named nobody beside', async () => {
    await turnOn();
    const [mel, owner] = [bot.d.user('mel', { admin: true }), bot.d.user('owner')];
    await contest(await answer(mel), 'of mel');
    await contest(await answer(owner), 'of the owner');
    const ofMel = await mel.waitForMessage(/of mel/, { channel: 'appeals' });
    const refused = await award(ofMel, firstMissed(ofMel));
    expect(refused.text).toContain('This appeal is your own');
    expect(refused.ephemeral).toBe(true);
    for (const label of ['Reject', 'Accept'] as const) expect(ofMel.buttons).toContain(label);
    expect((await ofMel.click('Reject')).text).toContain('This appeal is your own');
    const seenByBoss = await boss().look(ofMel.message.id);
    expect((await award(seenByBoss, firstMissed(seenByBoss))).text).toContain('By your points');

    const ofOwner = await owner.waitForMessage(/of the owner/, { channel: 'appeals' });
    const ruled = await award(ofOwner, firstMissed(ofOwner));
    expect(ruled.text).toContain('By your points');
    const role = await bot.d.addRole('Readers');
    await (await boss().slash('settings')).select(/^Role/, role.id);
    expect((await ruled.click(/^Accept with/)).text).toContain('This appeal is your own');
  });

  it('decided by two readers at once, count once; the second is told who decided', async () => {
    await turnOn();
    const bea = bot.d.user('bea', { admin: true });
    await contest(await answer(ana()));
    const message = await readersMessage(boss());
    const stale = await readersMessage(bea);
    const modal = await stale.click('Reject');
    await (await award(message, firstMissed(message))).click(/^Accept with/);
    const late = await modal.submit({ 'Why? The learner reads this': 'no' });
    expect(late.text).toContain('accepted it');
    const told = await late.next();
    expect(told.text).toContain(`<@${(await boss().state()).me.id}> has decided this one already.`);
    expect(told.ephemeral).toBe(true);
    expect(told.message.mentions.map(({ username }) => username)).not.toContain('boss');
    await ana().waitForMessage(/Your appeal was accepted/, { dm: true });
    expect((await ana().messages({ dm: true })).filter(({ text }) => text.includes('Your appeal'))).toHaveLength(1);
  });

  it('go from direct messages to the server where the question was asked', async () => {
    await turnOn();
    const inDirect = await answer(ana(), ANSWER, { dm: true });
    expect(inDirect.buttons).not.toContain('Contest');
    await ana().slash('quiz', { question: 'small-data' });
    await ana().say('augment the images', { dm: true });
    const byMessage = await ana().waitForMessage(({ buttons }) => buttons.includes('Contest'), { dm: true });
    const sent = await contest(byMessage, 'please look');
    expect(sent.text).toContain('Sent to **#appeals**');
    expect((await readersMessage(boss())).text).toContain('please look');
  });

  it('correct the tally of a daily question as well', async () => {
    await turnOn();
    await (await boss().slash('setup')).click('Turn on');
    bot.nowMs += DAY_MS;
    await bot.tick();
    const post = await ana().waitForMessage(/Question of the day/, { channel: 'general' });
    const mark = await (await post.click('Answer')).submit({ answer: 'Freeze the body when there are few images.' });
    expect(scoreIn(mark)).toBeLessThan(80);
    await contest(mark);
    let message = await readersMessage(boss());
    for (const number of selectsMissed(message)) message = await award(message, number);
    await message.click(/^Accept with/);
    await post.until(/1 person answered: Strong 1/);
  });

  it('that cannot be posted are given back, and can be made again', async () => {
    await turnOn();
    const mark = await answer(ana());
    const modal = await mark.click('Contest');
    bot.d.faults.add({ kind: 'missing-permissions', method: 'POST', route: '/channels/*/messages' });
    const told = await modal.submit({ 'Why should it earn more?': 'my careful reason' });
    expect(told.text).toContain('was not sent');
    expect(told.text).toContain('my careful reason');
    expect((await contest(mark)).text).toContain('Sent to');
  });

  it('go nowhere when their reader was changed while they were written, and their text is given back', async () => {
    await turnOn();
    const mark = await answer(ana());
    const modal = await mark.click('Contest');
    await turnOn('others');
    const told = await modal.submit({ 'Why should it earn more?': 'my careful reason' });
    expect(told.text).toContain('Who reads appeals was changed');
    expect(told.text).toContain('my careful reason');
    expect((await mark.click('Contest')).text).toContain('**#others**');
    await (await bot.d.channel('others')).remove();
    expect((await mark.click('Contest')).text).toContain('Nobody reads appeals');
  });

  it('wait ten at a time for each learner, and show a long answer whole to readers only', async () => {
    await turnOn();
    const long = `${'I extract features when there are few labelled images. '.repeat(30)}The end.`;
    let mark = await answer(ana(), long);
    for (let index = 0; index < 10; index += 1) {
      expect((await contest(mark, `reason ${index}`)).text).toContain('Sent to');
      mark = await answer(ana());
    }
    expect((await mark.click('Contest')).text).toContain('Ten of your appeals are still waiting');
    const message = await boss().waitForMessage(/> reason 0$/m, { channel: 'appeals' });
    expect(message.text).not.toContain('The end.');
    expect((await (await ana().look(message.message.id)).click('Whole answer')).text).toContain('Only members who');
    const whole = await message.click('Whole answer');
    expect(whole.ephemeral).toBe(true);
    expect(whole.attachments[0]?.filename).toBe('answer.txt');
  });

  it('need a reason', async () => {
    await turnOn();
    const mark = await answer(ana());
    for (const blank of ['   ', '\u200B\u200B']) {
      expect((await contest(mark, blank)).text).toContain('There was nothing to send');
    }
    expect((await boss().messages({ channel: 'appeals' })).length).toBe(0);
  });

  it('of an answer in an interview are made from its scorecard', async () => {
    await turnOn();
    let screen = await (await ana().slash('interview')).click('Start');
    screen = await (await screen.click('Answer')).submit({ answer: ANSWER });
    screen = await (await screen.until(/Mock interview/)).click('End interview');
    const card = await screen.until(/Your interview/);
    const mark = await card.select('See how an answer was marked', card.selects[0]?.options[0]?.label ?? '');
    expect((await contest(mark)).text).toContain('Sent to');
    await (await readersMessage(boss())).click('Reject');
  });

  it.each([
    ['the bot ended', 'its start'],
    ['a fault', 'the next click'],
  ])('decided just before %s, are told after %s', async (before) => {
    await turnOn();
    await contest(await answer(ana()));
    const message = await readersMessage(boss());
    const ruled = await award(message, firstMissed(message));
    const records = await bot.store.exportPerson(await ana().id());
    const { key = '' } = records.find(({ table }) => table === 'appeals') ?? {};
    const at = new Date(bot.nowMs).toISOString();
    await bot.store
      .table(appealTable)
      .update(key, (appeal) => appeal && { ...appeal, decision: { is: 'accepted', by: '7', at, score: 45 } });
    if (before === 'a fault') expect((await ruled.click(/^Accept with/)).text).toContain('accepted it');
    else await bot.restart();
    expect((await ana().waitForMessage(/Your appeal was accepted/, { dm: true })).text).toContain('45 of 100');
    expect((await ana().slash('history')).text).toContain('**45**');
  });

  it('stored by a process that ended before they were posted, are posted at the next press, once', async () => {
    await turnOn();
    const mark = await answer(ana());
    await contest(mark);
    const table = bot.store.table(appealTable);
    const records = await bot.store.exportPerson(await ana().id());
    const { key = '' } = records.find(({ table: name }) => name === 'appeals') ?? {};
    await table.update(key, (appeal) => appeal && { ...appeal, message: undefined });
    expect((await standing(ana(), mark)).text).toContain('not decided yet');
    await vi.waitFor(async () => expect((await table.get(key))?.message).toBeDefined());
    const posted = (await boss().messages({ channel: 'appeals' })).filter(({ text }) => text.includes('contested'));
    expect(posted).toHaveLength(1);
  });

  it('can be made and decided after the lesson was changed, by the question as it was asked', async () => {
    await turnOn();
    const mark = await answer(ana());
    const changed = lessons.map((lesson) => ({
      ...lesson,
      questions: lesson.questions.map((question) =>
        question.id === QUESTION ? { ...question, version: 'new', points: question.points.slice(3) } : question,
      ),
    }));
    await bot.restart(changed);
    await contest(mark);
    await bot.restart(lessons.map((lesson) => ({ ...lesson, questions: [] })));
    let message = await readersMessage(boss());
    expect(message.selects).toHaveLength(5);
    for (const number of selectsMissed(message)) message = await award(message, number);
    expect((await message.click(/^Accept with/)).text).toContain('→ **100**');
    expect((await ana().slash('history')).text).toContain('**100**');
  });

  it('survive a restart, and go with their learner’s data', async () => {
    await turnOn();
    const { id } = (await ana().state()).me;
    await contest(await answer(ana()));
    await bot.restart();
    const message = await readersMessage(boss());
    const ruled = await award(message, firstMissed(message));
    expect(ruled.text).toContain('By your points');
    const tables = (await bot.store.exportPerson(id)).map(({ table }) => table);
    expect(tables).toContain('appeals');
    await bot.store.forgetPerson(id);
    const gone = await ruled.click(/^Accept with/);
    expect(gone.text).toContain('This appeal is gone');
    expect(gone.text).not.toContain('labelled images');
  });

  const selectsMissed = ({ selects }: Screen): number[] =>
    selects.flatMap(({ options }, index) => (options.some((one) => one.default && one.value !== '1') ? index + 1 : []));
  const cardOf = async (person: string) => {
    const records = await bot.store.exportPerson(person);
    return records.find(({ table }) => table === 'review-cards')?.value as { due: string; reps: number; score: number };
  };
});
