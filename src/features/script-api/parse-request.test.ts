import fc from 'fast-check';
import { SCRIPT_BODY_MAX } from '../../contract/script-api';
import { readRequest } from './parse-request';
import type { ScriptRequest } from './parse-request';
import { KEY } from '../../../test/fakes/keys';

const SECRET = 'A'.repeat(43);
const BEARER = `Bearer gl_${KEY}_${SECRET}`;

function request({ headers, ...but }: Partial<ScriptRequest> = {}): ScriptRequest {
  return { method: 'POST', body: '{}', ...but, headers: { authorization: [BEARER], ...headers } };
}

/** The answer to what is refused, or that it is read on. */
function verdict(sent: ScriptRequest): string {
  const read = readRequest(sent);
  return read.ok ? 'read on' : read.reason;
}

test('a request gives the two halves of its key, its name and its body', () => {
  expect(readRequest(request({ headers: { 'idempotency-key': ['import-7/ada'] }, body: '{"a":1}' }))).toEqual(
    {
      ok: true,
      data: { key: { id: KEY, secret: SECRET }, onceName: 'import-7/ada', body: '{"a":1}' },
    },
  );
});

test('a request without a name to be told again by is read on', () => {
  expect(readRequest(request())).toMatchObject({ ok: true, data: { onceName: undefined } });
});

describe('the method', () => {
  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'post', '', undefined])(
    '%s is invalid',
    (method) => {
      expect(verdict(request({ method }))).toBe('invalid');
    },
  );
});

describe('the size', () => {
  test.each([
    ['16 KB exactly', 'a'.repeat(SCRIPT_BODY_MAX), 'read on'],
    ['one byte more', 'a'.repeat(SCRIPT_BODY_MAX + 1), 'too-large'],
    ['1 MB', 'a'.repeat(1_000_000), 'too-large'],
    ['16 KB of characters that take two bytes each', 'ü'.repeat(SCRIPT_BODY_MAX), 'too-large'],
    ['half as many of those', 'ü'.repeat(SCRIPT_BODY_MAX / 2), 'read on'],
    ['nothing', '', 'read on'],
  ])('of %s', (_, body, answer) => {
    expect(verdict(request({ body }))).toBe(answer);
  });

  test('is 16 KB', () => expect(SCRIPT_BODY_MAX).toBe(16 * 1024));

  test('is looked at before the key', () => {
    expect(verdict({ method: 'POST', body: 'a'.repeat(1_000_000) })).toBe('too-large');
  });
});

describe('the key', () => {
  test.each([
    ['in a header of any case', { Authorization: [BEARER] }],
    ['in one of all capitals', { AUTHORIZATION: [BEARER] }],
    ['with a scheme of any case', { authorization: [BEARER.replace('Bearer', 'bEARER')] }],
    ['after several spaces', { authorization: [BEARER.replace(' ', '   ')] }],
    ['with spaces around', { authorization: [` ${BEARER} `] }],
  ])('is found %s', (_, headers) => {
    expect(verdict({ method: 'POST', headers, body: '' })).toBe('read on');
  });

  test.each([
    ['no header', {}],
    ['an empty one', { authorization: [''] }],
    ['a header without a value', { authorization: [] }],
    ['the scheme alone', { authorization: ['Bearer'] }],
    ['a key without a scheme', { authorization: [`gl_${KEY}_${SECRET}`] }],
    ['a scheme of another name', { authorization: [BEARER.replace('Bearer', 'Basic')] }],
    [
      'Basic with the key as a password',
      { authorization: [`Basic ${Buffer.from(`x:gl_${KEY}_${SECRET}`).toString('base64')}`] },
    ],
    ['a tab for a space', { authorization: [BEARER.replace(' ', '\t')] }],
    ['another site’s token', { authorization: [`Bearer ATATT3xFfGF0${'a'.repeat(180)}`] }],
    ['a GitHub token', { authorization: [`Bearer ghp_${'a'.repeat(36)}`] }],
    ['a key in a header of another name', { 'x-api-key': [`gl_${KEY}_${SECRET}`] }],
  ])('is missing with %s', (_, headers) => {
    expect(verdict({ method: 'POST', headers, body: '' })).toBe('unauthorized');
  });

  test('twice is invalid, though both are the same', () => {
    expect(verdict(request({ headers: { authorization: [BEARER, BEARER] } }))).toBe('invalid');
  });

  test('in two headers whose names differ in case only is invalid', () => {
    expect(verdict(request({ headers: { Authorization: [BEARER] } }))).toBe('invalid');
  });

  test('twice in one value, as some proxies join them, is invalid', () => {
    expect(verdict(request({ headers: { authorization: [`${BEARER}, ${BEARER}`] } }))).toBe('invalid');
  });
});

describe('the name to be told again by', () => {
  test.each([
    ['a UUID', '3f1c2a44-9a0b-4f6a-8a57-0e6d2d2ad0c1', 'read on'],
    ['200 characters', 'n'.repeat(200), 'read on'],
    ['201', 'n'.repeat(201), 'invalid'],
    ['nothing', '', 'invalid'],
    ['a space inside', 'two words', 'invalid'],
    ['a letter beyond ASCII', 'schlüssel', 'invalid'],
    ['a line break', 'a\nb', 'invalid'],
    ['quotes, as a structured header has them', '"3f1c2a44"', 'read on'],
  ])('may be %s: %3$s', (_, name, answer) => {
    expect(verdict(request({ headers: { 'Idempotency-Key': [name] } }))).toBe(answer);
  });

  test('twice is invalid', () => {
    expect(verdict(request({ headers: { 'idempotency-key': ['a', 'b'] } }))).toBe('invalid');
  });
});

test('whatever the headers are, they are read without an error', () => {
  const headers = fc.dictionary(
    fc.oneof(fc.constantFrom('authorization', 'idempotency-key'), fc.string()),
    fc.array(fc.string()),
  );
  fc.assert(
    fc.property(headers, fc.string(), (sent, body) => {
      expect(['invalid', 'unauthorized']).toContain(verdict({ method: 'POST', headers: sent, body }));
    }),
  );
});
