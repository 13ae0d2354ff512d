import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ENGLISH } from './english';
import type { ReasonCode } from '../domain/reason';

const ROOT = path.resolve(__dirname, '../..');

/** Every reason there is, with the places in its words. The type keeps the list complete. */
const REASONS: Record<ReasonCode, readonly string[]> = {
  'address-empty': [],
  'address-control': [],
  'address-space': [],
  'address-no-at': [],
  'address-two-ats': [],
  'address-quoted': [],
  'address-local-too-long': [],
  'address-local': [],
  'address-domain': [],
  'address-too-long': [],
  'name-control': [],
  'name-markup': [],
  'name-too-long': [],
  'invalid-input': ['detail'],
  'too-many-addresses': ['count', 'max'],
  'no-project': [],
  'no-issue': [],
  'issue-gone': [],
  'participant-refused': [],
  'no-organization': [],
  'not-signed-in': [],
  'not-an-inviter': [],
  'not-a-project-admin': [],
  'not-a-jira-admin': [],
  'permission-unknown': [],
  'project-not-enabled': [],
  'nobody-invites': [],
  'not-a-service-project': ['project'],
  'policy-changed-meanwhile': [],
  'policy-domain': ['domain'],
  'policy-domain-public': ['domain'],
  'policy-domain-shared': ['domain'],
  'policy-looser': ['rule'],
  'policy-too-large': [],
  'policy-project-too-large': ['max'],
  'storage-unavailable': [],
  unexpected: [],
  interrupted: [],
  'domain-denied': ['domain'],
  'domain-not-allowed': ['domain'],
  'notify-not-allowed': [],
  'organizations-not-allowed': [],
  'organization-not-linked': [],
  'organization-unknown': ['name'],
  'organization-ambiguous': ['name'],
  'organization-elsewhere': ['name'],
  'organization-scim': ['name'],
  'organization-name': [],
  'organization-not-allowed': ['name'],
  'organizations-many': ['count'],
  'project-renamed': ['project'],
  'account-must-exist': [],
  'quota-person': ['left', 'max'],
  'quota-project': ['left', 'max'],
  'quota-key': ['left', 'max'],
  'quota-look': ['left', 'max'],
  'key-wrong': [],
  'key-expired': [],
  'key-revoked': [],
  'key-rule': [],
  'key-maker': [],
  'key-project': [],
  'key-domain': ['domain'],
  'key-organization': [],
  'key-gone': [],
  'keys-not-allowed': [],
  'keys-too-many': ['max'],
  'keys-too-many-today': ['max'],
  'ends-at-format': [],
  'ends-at-past': [],
  'ends-at-far': [],
  'ends-nothing': [],
  'ends-in-part': [],
  'ends-later': [],
  'end-not-stored': [],
  'access-unknown': [],
  'access-changed-meanwhile': [],
  'desk-open': [],
  'upkeep-changed-meanwhile': [],
  'upkeep-too-many-changes': ['max'],
  'repeated-otherwise': [],
  'invitation-unknown': [],
  'action-no-person': [],
  'action-no-project': [],
  'action-empty': ['field'],
  'action-unresolved': ['field'],
  'too-many-organizations': ['count', 'max'],
  'import-unknown': [],
  'import-not-yours': [],
  'import-not-now': [],
  'import-incomplete': [],
  'import-too-large': ['count', 'max'],
  'import-slice-too-large': [],
  'import-not-confirmed': ['count'],
  'import-rows-gone': [],
  'import-damaged': [],
  'import-quota-pause': [],
  'import-expired': [],
  'import-plan-too-large': [],
  'import-too-many-rows': [],
  'import-too-many-open': ['max'],
  'import-gave-up': [],
  'import-held': [],
  'app-lacks-admin': [],
  'delegate-lost-admin': [],
  'account-choice': [],
  'account-not-findable': [],
  'account-not-found-yet': [],
  'account-hidden': [],
  'account-given-up': [],
  'account-not-offered': [],
  'lacks-customer-role': [],
  'desk-refused': [],
  'organization-refused': [],
  'organization-gone': [],
  'rejected-by-jira': ['detail'],
  'jira-busy': ['seconds'],
  'jira-unavailable': [],
  'out-of-time': [],
  'changed-meanwhile': [],
  'email-not-for-existing': [],
  'email-not-available': [],
  'email-unknown': [],
};

const PLACES: Readonly<Record<string, readonly string[]>> = REASONS;
const MESSAGES = ENGLISH.messages;
const SOURCES = ['src', 'static', 'local'].flatMap(sourcesIn).join('\n');
/** Keys without the ending of their plural form: as code names them. */
const KEYS = [...new Set(Object.keys(MESSAGES).map((key) => key.replace(/\.(one|few|many|other)$/, '')))];

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/node_modules|build\/|\.test\./.test(name))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'));
}

function placesIn(...words: (string | undefined)[]): string[] {
  const found = [...words.join(' ').matchAll(/\{(\w+)\}/g)].map(([, place]) => place ?? '');
  return [...new Set(found)].sort();
}

/** What code names in quotes, and what it puts together in a template, as patterns. */
function namedInSources(): (key: string) => boolean {
  const quoted = new Set([...SOURCES.matchAll(/'([a-z-]+(?:\.[a-z-]+)+)'/g)].map(([, key]) => key));
  const templates = [...SOURCES.matchAll(/`([a-z-]+\.[^`\n]*\$\{[^`\n]*)`/g)].map(
    ([, template = '']) =>
      new RegExp(`^${template.replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '[a-z-]+')}$`),
  );
  return (key) => quoted.has(key) || templates.some((template) => template.test(key));
}

describe.each(Object.entries(REASONS))('the reason %s', (code, places) => {
  const message = MESSAGES[`reason.${code}`];
  const next = MESSAGES[`reason.${code}.next`];

  test('says what is wrong', () => {
    expect(message).toMatch(/^[\p{Lu}{“].*[.}]$/su);
  });

  test('says what can be done', () => {
    expect(next).toMatch(/^\p{Lu}.*\.$/su);
  });

  test('has the places that are known here', () => {
    expect(placesIn(message, next)).toEqual([...places].sort());
  });
});

test('every reason in the catalogue is one that is given', () => {
  const known = Object.keys(REASONS).flatMap((code) => [`reason.${code}`, `reason.${code}.next`]);
  expect(KEYS.filter((key) => key.startsWith('reason.')).sort()).toEqual(known.sort());
});

test('wherever a reason is given by name, every place in its words is filled', () => {
  const calls = [
    ...SOURCES.matchAll(/reason\(\s*'([a-z-]+)'(?:,\s*\{([^}]*)\})?/g),
    ...SOURCES.matchAll(/code: '([a-z-]+)'(?:,\s*params: \{([^}]*)\})?/g),
  ];
  const unfilled = calls.flatMap(([, code = '', given = '']) => {
    const filled = [...given.matchAll(/(\w+)(?=\s*[:,]|\s*$)/g)].map(([name]) => name);
    const places = (PLACES[code] ?? []).filter((place) => !filled.includes(place));
    return places.map((place) => `${code}: {${place}}`);
  });
  expect(calls.length).toBeGreaterThan(40);
  expect(unfilled).toEqual([]);
});

test('every reason is given somewhere', () => {
  const never = Object.keys(REASONS).filter((code) => !SOURCES.replace(/\s*\| '/g, '').includes(`'${code}'`));
  expect(never).toEqual([]);
});

test('no other words are there that nobody says', () => {
  const isNamed = namedInSources();
  expect(KEYS.filter((key) => !key.startsWith('reason.') && !isNamed(key))).toEqual([]);
});

test('whatever a screen says by name has words', () => {
  const said = [...SOURCES.matchAll(/\bsay\(\s*'([^']+)'/g)].map(([, key = '']) => key);
  expect(said.length).toBeGreaterThan(50);
  expect(said.filter((key) => !KEYS.includes(key))).toEqual([]);
});

test('whatever a screen says by name gets a value for every place', () => {
  const unfilled = [...SOURCES.matchAll(/\bsay\(\s*'([^']+)'(?:,\s*\{([^}]*)\})?\s*\)/g)].flatMap(
    ([, key = '', given = '']) => {
      const words = ['', '.one', '.other'].map((form) => MESSAGES[`${key}${form}`]);
      const missing = placesIn(...words).filter((place) => !new RegExp(`\\b${place}\\b`).test(given));
      return missing.map((place) => `${key}: {${place}}`);
    },
  );
  expect(unfilled).toEqual([]);
});

test('words with a plural have a form for one and for others', () => {
  const forms = Object.keys(MESSAGES).filter((key) => /\.(one|other)$/.test(key));
  const counterparts = forms.map((key) =>
    key.replace(/one$|other$/, (form) => (form === 'one' ? 'other' : 'one')),
  );
  expect([...forms].sort()).toEqual(counterparts.sort());
});
