import fc from 'fast-check';
import { SCRIPT_BODY_MAX } from '../../contract/script-api';
import { readInvitation, readRequest } from './parse-request';
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

describe('the body', () => {
  const SOUND = { email: 'ada@acme.example', project: 'SUP' };
  const sentBack = (body: unknown): unknown => {
    const read = readInvitation(typeof body === 'string' ? body : JSON.stringify(body));
    return read.ok ? read.data : read.reason.code;
  };

  test('is an invitation with an address and a project', () => {
    expect(sentBack(SOUND)).toEqual(SOUND);
  });

  test.each([
    ['alone', { space: 'SUP' }],
    ['beside an empty project', { space: ' SUP ', project: null }],
    ['as the project says, too', { space: 'SUP', project: ' SUP ' }],
  ])('may call the project a space: %s', (_, named) => {
    expect(sentBack({ email: SOUND.email, ...named })).toEqual(SOUND);
  });

  test.each([
    ['two that differ', { space: 'SUP', project: 'PAR' }, 'space'],
    ['none', {}, 'project'],
    ['one that is no text', { space: 7 }, 'space'],
  ])('names a field where the space is %s', (_, named, detail) => {
    const read = readInvitation(JSON.stringify({ email: SOUND.email, ...named }));
    expect(read).toMatchObject({ ok: false, reason: { code: 'invalid-input', params: { detail } } });
  });

  test('may have a name, an organization, and a wish for an e-mail', () => {
    const all = { ...SOUND, displayName: 'Ada', organization: 'Acme', notify: true };
    expect(sentBack(all)).toEqual(all);
  });

  test.each(['displayName', 'organization', 'notify', 'endsAt'])(
    'has no %s where it is null or blank',
    (field) => {
      for (const empty of [null, '', '  ', '\t\n']) {
        expect(sentBack({ ...SOUND, [field]: empty })).toEqual(SOUND);
      }
    },
  );

  test.each(['email', 'project'])(
    'is refused where %s is missing, null or blank, and the field named',
    (field) => {
      for (const empty of [undefined, null, '', '  ', '\u00A0', '\uFEFF']) {
        const read = readInvitation(JSON.stringify({ ...SOUND, [field]: empty }));
        expect(read).toEqual({ ok: false, reason: { code: 'invalid-input', params: { detail: field } } });
      }
    },
  );

  test('is the same with blanks around its values, and behind a byte order mark', () => {
    const blank = {
      email: ' ada@acme.example',
      project: 'SUP ',
      organization: ' Acme\n',
      endsAt: ' 2027-06-30 ',
    };
    expect(sentBack(`\uFEFF${JSON.stringify(blank)}`)).toEqual({
      email: 'ada@acme.example',
      project: 'SUP',
      organization: 'Acme',
      endsAt: '2027-06-30',
    });
  });

  test.each(['utf16le', 'latin1'] as const)(
    'in %s is refused in words that say UTF-8, or read',
    (encoding) => {
      const name = encoding === 'latin1' ? 'Jörg' : 'Ada';
      const bytes = Buffer.from(JSON.stringify({ ...SOUND, displayName: name }), encoding);
      expect(
        [bytes, Buffer.concat([Buffer.from([0xff, 0xfe]), bytes])].map((each) =>
          sentBack(each.toString('utf8')),
        ),
      ).toEqual([
        // What was lost inside of a value is found where the value is checked.
        encoding === 'latin1' ? { ...SOUND, displayName: 'J\uFFFDrg' } : 'text-broken',
        'text-broken',
      ]);
    },
  );

  test.each([
    ['nothing', ''],
    ['no JSON', '{email: ada@acme.example}'],
    ['JSON that is cut off', '{"email":"ada@acme.example"'],
    ['JSON with something behind', `${JSON.stringify(SOUND)} x`],
    ['a form', 'email=ada%40acme.example&project=SUP'],
    ['a text', '"ada@acme.example"'],
    ['null', 'null'],
    ['a number', '7'],
    ['an array', [SOUND]],
    ['an empty object', {}],
    ['no address', { project: 'SUP' }],
    ['an empty address', { ...SOUND, email: '' }],
    ['an address that is null', { ...SOUND, email: null }],
    ['an address that is an array', { ...SOUND, email: ['ada@acme.example'] }],
    ['an address that is an object', { ...SOUND, email: { toString: 'ada' } }],
    ['an address of 1001 characters', { ...SOUND, email: 'a'.repeat(1001) }],
    ['no project', { email: 'ada@acme.example' }],
    ['a project that is a number', { ...SOUND, project: 10001 }],
    ['a wish for an e-mail that is a text', { ...SOUND, notify: 'true' }],
    ['a wish for an e-mail that is a number', { ...SOUND, notify: 1 }],
    ['an organization that is a number', { ...SOUND, organization: 11 }],
    ['two organizations', { ...SOUND, organization: ['Acme', 'Globex'] }],
    ['a field that nobody knows', { ...SOUND, isAdmin: true }],
    ['a field in another case', { ...SOUND, Email: 'ada@acme.example' }],
    ['a prototype', `{"email":"ada@acme.example","project":"SUP","__proto__":{"isAdmin":true}}`],
    ['an end that is a number', { ...SOUND, endsAt: 20270601 }],
  ])('is invalid with %s', (_, body) => {
    expect(sentBack(body)).toBe('invalid-input');
  });

  test('is read without an error, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        expect(['invalid-input', 'text-broken']).toContain(sentBack(body));
      }),
    );
  });
});
