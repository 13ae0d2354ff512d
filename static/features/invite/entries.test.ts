import type { DomainRules } from '../../../src/domain/organization/domain-rules';
import { asTable, asTyped, isStillAbout, peopleOf, readEntries, withDomain } from './entries';

const NO_RULES: DomainRules = { allowedDomains: [], deniedDomains: [] };

const problemsOf = (text: string, rules = NO_RULES): (string | undefined)[] =>
  readEntries(text, rules).all.map(({ problem }) => problem?.code);

describe('readEntries', () => {
  test('keeps each entry as typed, with its address and name', () => {
    expect(readEntries(' Ada <ADA@ACME.example>, bob@acme.example', NO_RULES).all).toEqual([
      { text: 'Ada <ADA@ACME.example>', email: 'ADA@acme.example', displayName: 'Ada', problem: undefined },
      { text: 'bob@acme.example', email: 'bob@acme.example', displayName: undefined, problem: undefined },
    ]);
  });

  test('marks what is no address, and keeps its text', () => {
    expect(readEntries('bob@@acme.example', NO_RULES).all).toEqual([
      {
        text: 'bob@@acme.example',
        email: undefined,
        displayName: undefined,
        problem: { code: 'address-two-ats' },
      },
    ]);
  });

  test('marks what the policy would refuse', () => {
    expect(
      problemsOf('a@acme.example, b@eu.evil.example', { ...NO_RULES, deniedDomains: ['evil.example'] }),
    ).toEqual([undefined, 'domain-denied']);
    expect(
      problemsOf('a@acme.example, b@other.example', { ...NO_RULES, allowedDomains: ['acme.example'] }),
    ).toEqual([undefined, 'domain-not-allowed']);
  });

  test('asks about domains that look like typos, each once', () => {
    const { typos } = readEntries('a@gmial.com, B@GMIAL.com, c@acmee.example, d@acme.example', {
      ...NO_RULES,
      allowedDomains: ['acme.example'],
    });
    expect(typos).toEqual([
      { domain: 'gmial.com', meant: 'gmail.com' },
      { domain: 'acmee.example', meant: 'acme.example' },
    ]);
  });

  test('counts the repeated', () => {
    expect(readEntries('a@acme.example, A@acme.example', NO_RULES).repeated).toBe(1);
  });
});

describe('peopleOf', () => {
  const people = (text: string, name = ''): unknown[] => peopleOf(readEntries(text, NO_RULES), name);

  test.each<[string, string, string, unknown[]]>([
    [
      'a single address takes the name beside it',
      'ada@acme.example',
      ' Ada L. ',
      [{ email: 'ada@acme.example', displayName: 'Ada L.' }],
    ],
    ['a single address without a name has none', 'ada@acme.example', '  ', [{ email: 'ada@acme.example' }]],
    ['a name taken out of the field is gone', 'Ada <ada@acme.example>', '', [{ email: 'ada@acme.example' }]],
    [
      'several addresses keep their own names, whatever stands in the field',
      'Ada <ada@acme.example>, bob@acme.example',
      'Somebody',
      [{ email: 'ada@acme.example', displayName: 'Ada' }, { email: 'bob@acme.example' }],
    ],
    ['what is no address is nobody', 'bob', '', []],
    ['what is bad stays behind', 'bob@@x, ada@acme.example', '', [{ email: 'ada@acme.example' }]],
  ])('%s', (_, text, name, expected) => {
    expect(people(text, name)).toEqual(expected);
  });
});

test.each([undefined, 'Ada Lovelace', 'Lovelace, Ada', 'Ada "Countess" Lovelace', 'A; B', 'back\\slash'])(
  'a person called %j who is put back into the field is read as the same',
  (displayName) => {
    const person = { email: 'ada@acme.example', ...(displayName !== undefined && { displayName }) };
    const entries = readEntries(asTyped(person), { allowedDomains: [], deniedDomains: [] });
    expect(peopleOf(entries, entries.all[0]?.displayName ?? '')).toEqual([person]);
  },
);

describe('isStillAbout', () => {
  const left = ['joe@gmial.com', 'Zoe@acme.example', 'kim@@initech.example'];

  test.each([
    'joe@gmial.com',
    'Joe <joe@gmail.com>',
    'joseph@gmial.com',
    'ZOE@acme.exmaple',
    'joe',
    'kim@initech.example',
  ])('holds while an address is being mended: %j', (text) => expect(isStillAbout(text, left)).toBe(true));

  test.each(['', 'n', 'next@globex.example'])('ends with somebody else: %j', (text) =>
    expect(isStillAbout(text, left)).toBe(false),
  );
});

describe('a table for the import', () => {
  const entries = readEntries('"Lovelace, Ada" <ada@acme.example>, bob@@acme.example', NO_RULES);

  test('holds everything, with what was chosen', () => {
    expect(asTable(entries, 'Acme "Ltd"', '2030-06-30').split('\n')).toEqual([
      '"email","name","organization","last day"',
      '"ada@acme.example","Lovelace, Ada","Acme ""Ltd""","2030-06-30"',
      '"bob@@acme.example","","Acme ""Ltd""","2030-06-30"',
    ]);
  });

  test('has no column for what was not chosen', () => {
    expect(asTable(entries).split('\n')[0]).toBe('"email","name"');
  });
});

test('a typo is mended wherever it stands, and nothing else', () => {
  const typo = { domain: 'gmial.com', meant: 'gmail.com' };
  expect(withDomain('gmial.com <a@gmial.com>; b@GMIAL.com, c@gmial.com.example, d@x.gmial.com', typo)).toBe(
    'gmial.com <a@gmail.com>; b@gmail.com, c@gmial.com.example, d@x.gmial.com',
  );
});
