import fc from 'fast-check';
import { readInvitation } from './parse-request';

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
