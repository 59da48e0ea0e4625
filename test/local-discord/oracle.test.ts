import { describe, expect, test } from 'vitest';
import { OPERATIONS } from './discord-operations.ts';
import { type Exchange, expectRecordedToFit, findMismatches, schemaOf } from './oracle.ts';

const exchange = (more: Partial<Exchange>): Exchange => ({
  method: 'POST',
  path: '/channels/1/typing',
  body: undefined,
  status: 204,
  answer: undefined,
  ...more,
});
const user = {
  id: '1',
  username: 'ana',
  avatar: null,
  discriminator: '0',
  public_flags: 0,
  flags: 0,
  global_name: null,
  primary_guild: null,
};
const callback = (body: unknown) => exchange({ path: '/interactions/1/token/callback', body, status: 204 });

describe('the table of operations', () => {
  test.each(Object.entries(OPERATIONS))('%s is in the document, its schemas too', async (name, { body, answers }) => {
    const { pathsList } = await import('discord-api-spec' as string);
    const [method = '', template = ''] = name.split(' ');
    expect(pathsList[method.toLowerCase()]).toContain(template);
    for (const schema of [body, ...Object.values(answers)]) if (schema) expect(() => schemaOf(schema)).not.toThrow();
  });
});

describe('an exchange', () => {
  test('that fits', () => {
    expectRecordedToFit([
      exchange({}),
      exchange({ method: 'GET', path: '/users/1', status: 200, answer: user }),
      callback({ type: 5, data: { flags: 64 } }),
    ]);
  });

  test('whose answer lacks a field', () => {
    const { primary_guild, flags, ...answer } = user;
    expect(findMismatches(exchange({ method: 'GET', path: '/users/1', status: 200, answer }))).toEqual([
      expect.stringContaining('GET /users/{user_id} answer 200 flags: '),
      expect.stringContaining('GET /users/{user_id} answer 200 primary_guild: '),
    ]);
    expect(() => expectRecordedToFit([exchange({ method: 'GET', path: '/users/1', status: 200, answer })])).toThrow();
  });

  test('whose body does not fit is blamed where it comes nearest', () => {
    const button = { type: 2, style: 1, custom_id: 7, label: 'Go' };
    const body = { type: 4, data: { components: [{ type: 1, components: [button] }] } };
    expect(findMismatches(callback(body))).toEqual([
      expect.stringContaining('callback body data.components.0.components.0.custom_id: '),
    ]);
  });

  test('that was refused needs an error, not a fitting body', () => {
    const refused = { ...callback({ type: 4, data: { content: 7 } }), status: 400 };
    expect(findMismatches({ ...refused, answer: { code: 50035, message: 'Invalid Form Body' } })).toEqual([]);
    expect(findMismatches({ ...refused, answer: {} })).toEqual([
      expect.stringContaining('answer 400 code: '),
      expect.stringContaining('answer 400 message: '),
    ]);
    const limited = { message: 'You are being rate limited.', code: 0, retry_after: 0.2, global: false };
    expect(findMismatches(exchange({ status: 429, answer: limited }))).toEqual([]);
    expect(findMismatches(exchange({ status: 429, answer: { message: 'a', code: 0 } }))).toHaveLength(2);
  });

  test('in which the document is known to be wrong', () => {
    const field = { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] };
    const answer = { code: 50035, message: 'Invalid Form Body', errors: { data: { content: field } } };
    const refused = { ...callback({ type: 4 }), status: 400, answer };
    expect(findMismatches(refused)).toEqual([expect.stringContaining('errors.data.content._errors.0.code: ')]);
    const command = { name: 'a', description: 'd', default_member_permissions: '8' };
    const created = exchange({ path: '/applications/1/commands', body: command, status: 400, answer });
    expectRecordedToFit([refused, created]);
    const nameless = { ...answer, errors: { content: { _errors: [{ code: 'BASE_TYPE_REQUIRED' }] } } };
    expect(() => expectRecordedToFit([{ ...refused, answer: nameless }])).toThrow('_errors.0.message');
  });

  test('whose status the document does not know', () => {
    expect(findMismatches(exchange({ status: 202 }))).toEqual([
      'POST /channels/{channel_id}/typing: answered 202, not one of 200, 204',
    ]);
    expect(findMismatches(exchange({ answer: {} }))).toEqual([
      'POST /channels/{channel_id}/typing answer 204: should be empty',
    ]);
  });

  test('on a route that Discord does not have', () => {
    expect(
      findMismatches(exchange({ path: '/nowhere', status: 404, answer: { message: '404: Not Found', code: 0 } })),
    ).toEqual([]);
    expect(findMismatches(exchange({ path: '/nowhere', status: 200 }))).toEqual([
      'POST /nowhere: not in discord-operations.ts, but 200 was answered',
    ]);
  });

  test('of the first answer is not taken for one of any message', () => {
    const original = exchange({ method: 'DELETE', path: '/webhooks/1/token/messages/@original', status: 205 });
    expect(findMismatches(original)[0]).toContain('/messages/@original: answered 205');
  });

  test('that a fault broke fits nowhere', () => {
    expect(findMismatches(exchange({ status: 503, answer: 'x' }))).toEqual([]);
    expect(findMismatches(exchange({ status: 0 }))).toEqual([]);
  });
});
