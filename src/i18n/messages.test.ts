import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ENGLISH } from './english';
import { REASONS } from '../domain/reasons';

const ROOT = path.resolve(__dirname, '../..');

const REASON_PLACES = Object.entries(REASONS).map(([code, facts]): [string, readonly string[]] => [
  code,
  'places' in facts ? facts.places : [],
]);
const PLACES = new Map(REASON_PLACES);
const MESSAGES = ENGLISH.messages;
const SOURCES = ['src', 'static', 'local'].flatMap(sourcesIn).join('\n');
/** Keys without the ending of their plural form: as code names them. */
const KEYS = [...new Set(Object.keys(MESSAGES).map((key) => key.replace(/\.(one|few|many|other)$/, '')))];

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        /\.tsx?$/.test(name) && !/node_modules|build\/|\.test\.|(^|\/)domain\/reasons\.ts$/.test(name),
    )
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
      new RegExp(`^${template.replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '[a-z0-9_-]+')}$`),
  );
  return (key) => quoted.has(key) || templates.some((template) => template.test(key));
}

describe.each(REASON_PLACES)('the reason %s', (code, places) => {
  const message = MESSAGES[`reason.${code}`];
  const next = MESSAGES[`reason.${code}.next`];

  test('says what is wrong', () => {
    expect(message).toMatch(/^[\p{Lu}{“].*[.}]$/su);
  });

  test('says what can be done', () => {
    expect(next).toMatch(/^\p{Lu}.*\.$/su);
  });

  test('needs no place where its details were not kept', () => {
    expect(placesIn(MESSAGES[`reason.${code}.short`])).toEqual([]);
  });

  test('has the places that the registry names', () => {
    expect(placesIn(message, next)).toEqual([...places].sort());
  });
});

test('every reason in the catalogue is one that is given', () => {
  const known = REASON_PLACES.flatMap(([code]) => [
    `reason.${code}`,
    `reason.${code}.next`,
    ...(placesIn(MESSAGES[`reason.${code}`]).length > 0 ? [`reason.${code}.short`] : []),
  ]);
  expect(KEYS.filter((key) => key.startsWith('reason.')).sort()).toEqual(known.sort());
});

test('wherever a reason is given by name, every place in its words is filled', () => {
  const calls = [
    ...SOURCES.matchAll(/reason\(\s*'([a-z-]+)'(?:,\s*\{([^}]*)\})?/g),
    ...SOURCES.matchAll(/code: '([a-z-]+)'(?:,\s*params: \{([^}]*)\})?/g),
  ];
  const unfilled = calls.flatMap(([, code = '', given = '']) => {
    const filled = [...given.matchAll(/(\w+)(?=\s*[:,]|\s*$)/g)].map(([name]) => name);
    const places = (PLACES.get(code) ?? []).filter((place) => !filled.includes(place));
    return places.map((place) => `${code}: {${place}}`);
  });
  expect(calls.length).toBeGreaterThan(40);
  expect(unfilled).toEqual([]);
});

test('every reason is given somewhere', () => {
  const templates = [...SOURCES.matchAll(/reason\(`([a-z-]+)\$\{/g)].map(([, start = '']) => start);
  const never = REASON_PLACES.map(([code]) => code).filter(
    (code) => !SOURCES.includes(`'${code}'`) && !templates.some((start) => code.startsWith(start)),
  );
  expect(never).toEqual([]);
});

test('no other words are there that nobody says', () => {
  const isNamed = namedInSources();
  expect(KEYS.filter((key) => !key.startsWith('reason.') && !isNamed(key))).toEqual([]);
});

test('whatever a screen says by name has words', () => {
  const said = [...SOURCES.matchAll(/\b(?:t|translate)\(\s*'([^']+)'/g)].map(([, key = '']) => key);
  expect(said.length).toBeGreaterThan(50);
  expect(said.filter((key) => !KEYS.includes(key))).toEqual([]);
});

test('whatever a screen says by name gets a value for every place', () => {
  const unfilled = [...SOURCES.matchAll(/\b(?:t|translate)\(\s*'([^']+)'(?:,\s*\{([^}]*)\})?\s*\)/g)].flatMap(
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
