import * as z from 'zod/mini';
import { isPassing, NO_ANSWER, NO_TIME, readAnswer, readStatus } from './result';
import type { JiraError } from './result';
import type { JiraAnswer } from './client';
import { unanswered } from './timeout';
import { answerOf } from '../../../test/fakes/jira';
import type { Reply } from '../../../test/fakes/jira';

const personSchema = z.object({ name: z.string() });

async function refusalOf(reply: Reply | JiraAnswer): Promise<JiraError> {
  const read = await readAnswer('text' in reply ? reply : answerOf(reply), personSchema);
  if (read.ok) throw new Error('Jira was not to have answered');
  return read.error;
}

test('a JSON answer of the right shape is read', async () => {
  const read = await readAnswer(answerOf({ status: 201, body: { name: 'Ada', more: 1 } }), personSchema);
  expect(read).toEqual({ ok: true, data: { name: 'Ada' } });
});

test.each([
  ['an empty body', ''],
  ['no JSON', '<html>Oops</html>'],
  ['half a JSON', '{"name":'],
  ['another shape', { surname: 'Ada' }],
  ['null', 'null'],
])('a success with %s is no answer that we can use', async (_, body) => {
  expect(await refusalOf({ status: 200, body })).toMatchObject({
    kind: 'unavailable',
    status: 200,
    detail: '',
  });
});

test('where only the status counts, an empty body is fine', async () => {
  expect(await readStatus(answerOf({ status: 204 }))).toEqual({ ok: true, data: undefined });
});

test.each([
  [400, 'rejected'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'missing'],
  [405, 'missing'],
  [409, 'conflict'],
  [410, 'missing'],
  [412, 'missing'],
  [413, 'rejected'],
  [429, 'busy'],
  [302, 'unavailable'],
  [500, 'unavailable'],
  [501, 'unavailable'],
  [503, 'unavailable'],
])('the status %i means %s, even with an empty body', async (status, kind) => {
  expect(await refusalOf({ status })).toMatchObject({ kind, status, detail: '' });
});

test.each([
  ['nobody answered', NO_ANSWER, 'unavailable'],
  ['the time was over', NO_TIME, 'out-of-time'],
])('%s: there is no status', async (_, status, kind) => {
  expect(await refusalOf(unanswered(status))).toMatchObject({ kind, status: 0 });
});

test.each<[JiraError['kind'], boolean]>([
  ['busy', true],
  ['unavailable', true],
  ['out-of-time', true],
  ['forbidden', false],
  ['unauthorized', false],
  ['rejected', false],
  ['missing', false],
  ['conflict', false],
])('whether %s may pass: %s', (kind, passes) => {
  expect(isPassing({ kind, status: 0, detail: '', mayHaveApplied: false })).toBe(passes);
});

describe("Jira's own words", () => {
  test.each<[string, unknown, string]>([
    ['in the shape of JSM', { errorMessage: 'No.', i18nErrorMessage: { i18nKey: 'no' } }, 'No.'],
    ['in the shape of the platform', { errorMessages: ['No.', 'Never.'], errors: {} }, 'No. Never.'],
    ['about a field', { errorMessages: [], errors: { email: 'No address.' } }, 'No address.'],
    ['in the shape of a gateway', { code: 401, message: 'Unauthorized' }, 'Unauthorized'],
    ['beside a field that is null', { errorMessage: null, errorMessages: ['No.'] }, 'No.'],
    ['beside a field of an unknown shape', { errorMessage: 'No.', errors: ['x'] }, 'No.'],
    ['in no JSON: none', '<html>Forbidden</html>', ''],
    ['in a list: none', ['No.'], ''],
    ['in a plain text: none', '"No."', ''],
    ['too many: 300 characters', { errorMessage: 'x'.repeat(5000) }, 'x'.repeat(300)],
  ])('%s', async (_, body, detail) => {
    expect((await refusalOf({ status: 400, body })).detail).toBe(detail);
  });

  test('that cannot be read are none', async () => {
    const broken: JiraAnswer = {
      status: 403,
      headers: { get: () => null },
      text: () => Promise.reject(new Error('connection lost')),
    };
    expect(await refusalOf(broken)).toMatchObject({ kind: 'forbidden', detail: '' });
  });
});

test.each([
  ['30', 30],
  [' 30 ', 30],
  ['1.5', 1.5],
  ['0', 0],
  ['999999999', 86_400],
  ['', undefined],
  ['-5', undefined],
  ['soon', undefined],
  ['1e3', undefined],
  ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
])('Retry-After %j is %p seconds', async (header, seconds) => {
  const refusal = await refusalOf({ status: 429, headers: { 'Retry-After': header } });
  expect(refusal.retryAfter).toBe(seconds);
});

test('what went before a conflict is kept', async () => {
  const answer = answerOf({ status: 409 });
  const after: JiraAnswer = {
    status: 409,
    headers: answer.headers,
    text: () => answer.text(),
    mayHaveApplied: true,
  };
  expect((await refusalOf(after)).mayHaveApplied).toBe(true);
  expect((await refusalOf({ status: 409 })).mayHaveApplied).toBe(false);
});
