import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { ControlEvent } from '../../../src/local-discord/control-protocol.ts';
import { type Action, EMPTY_VIEW, reduceView, type View } from '../../../src/playground/page/client/view.ts';

const viewAfter = (...actions: Action[]): View => actions.reduce(reduceView, EMPTY_VIEW);
const event = (told: ControlEvent): Action => ({ type: 'event', event: told });
const click = (key: string): Action => ({
  type: 'sent',
  key,
  deed: { kind: 'component', message: '7', customId: 'next' },
});
const started = (key: string, interactionId: string): Action => ({ type: 'started', key, interactionId });
const answered = (interactionId: string) => event({ type: 'interaction_answered', interactionId, callback: 7 });
const failed = (interactionId: string) => event({ type: 'interaction_failed', interactionId, error: 'no answer' });
const opened = event({ type: 'modal_open', interactionId: '9', modal: { title: 'T', custom_id: 'c', components: [] } });
const submit: Action = { type: 'sent', key: 'm', deed: { kind: 'modal', modal: '9' } };

describe('what a person is waiting for', () => {
  it('is over when the answer comes, before or after the receipt', () => {
    expect(viewAfter(click('a'), started('a', '1')).attempts).toHaveLength(1);
    expect(viewAfter(click('a'), started('a', '1'), answered('1')).attempts).toEqual([]);
    expect(viewAfter(click('a'), answered('1'), started('a', '1')).attempts).toEqual([]);
  });

  it('stays with its reason when it fails, until the same is tried again', () => {
    for (const failure of [
      [started('a', '1'), failed('1')],
      [failed('1'), started('a', '1')],
    ]) {
      const view = viewAfter(click('a'), ...failure);
      expect(view.attempts).toMatchObject([{ key: 'a', error: 'no answer' }]);
      expect(reduceView(view, click('b')).attempts).toMatchObject([{ key: 'b' }]);
      expect(reduceView(view, { type: 'forget', key: 'a' }).attempts).toEqual([]);
    }
    expect(viewAfter(click('a'), { type: 'refused', key: 'a', error: 'off' }).attempts).toMatchObject([
      { error: 'off' },
    ]);
  });

  it('is not touched by the answer to something else', () => {
    expect(viewAfter(click('a'), started('a', '1'), answered('2')).attempts).toHaveLength(1);
  });
});

describe('a modal', () => {
  it('closes when its submission is answered', () => {
    expect(viewAfter(opened, submit, started('m', '10'), answered('10')).modal).toBeUndefined();
    expect(viewAfter(opened, submit, answered('10'), started('m', '10')).modal).toBeUndefined();
  });

  it('stays open with its text when the submission fails', () => {
    const view = viewAfter(opened, submit, started('m', '10'), failed('10'));
    expect(view.modal?.interactionId).toBe('9');
    expect(view.attempts).toMatchObject([{ error: 'no answer' }]);
  });

  it('is closed by its own button only', () => {
    const close = (interactionId: string): Action => ({ type: 'close_modal', interactionId });
    expect(viewAfter(opened, close('8')).modal).toBeDefined();
    expect(viewAfter(opened, close('9')).modal).toBeUndefined();
  });

  it('stays open when another interaction is answered', () => {
    expect(viewAfter(opened, answered('9'), answered('11')).modal?.interactionId).toBe('9');
  });
});

describe('messages', () => {
  const message = (id: string, content: string): APIMessage => ({ id, content, author: { id: '5' } }) as APIMessage;
  const state = event({
    type: 'state',
    state: { me: { id: '1' }, messages: [message('1', 'one')], users: [] } as never,
  });

  it('are added, replaced in their place, and taken out', () => {
    const view = viewAfter(
      state,
      event({ type: 'message_create', message: message('2', 'two') }),
      event({ type: 'message_update', message: message('1', 'uno') }),
    );
    expect(view.seen?.messages.map(({ content }) => content)).toEqual(['uno', 'two']);
    const without = reduceView(view, event({ type: 'message_delete', channelId: '3', messageId: '1' }));
    expect(without.seen?.messages.map(({ content }) => content)).toEqual(['two']);
  });

  it('end the typing of whoever wrote them', () => {
    const typing = viewAfter(state, event({ type: 'typing', channelId: '3', userId: '5' }));
    expect(typing.typing).toEqual({ channelId: '3', userId: '5' });
    expect(reduceView(typing, event({ type: 'message_create', message: message('2', '') })).typing).toBeUndefined();
  });

  it('are all gone for whoever comes next', () => {
    expect(reduceView(viewAfter(state), { type: 'leave' })).toEqual(EMPTY_VIEW);
  });
});
