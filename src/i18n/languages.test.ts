import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const CONTRACT = __dirname;
const FILES = ['messages', 'reasons'] as const;
/** Longer words than these are not the same in two languages. */
const SAME_MAX = 24;
const PLURAL = /\.(zero|one|two|few|many|other)$/;

type Words = Readonly<Record<string, string>>;

/** Every language that a translation was begun for. */
const LANGUAGES = [
  ...new Set(readdirSync(CONTRACT).flatMap((file) => /^\w+\.(\w+)\.json$/.exec(file)?.[1] ?? [])),
].filter((language) => language !== 'en');

function wordsIn(file: string, language: string): Words {
  const at = path.join(CONTRACT, `${file}.${language}.json`);
  return existsSync(at) ? (JSON.parse(readFileSync(at, 'utf8')) as Words) : {};
}

/** Keys as code names them, without the ending of a plural form, in the order of the file. */
function stemsOf(words: Words): string[] {
  return [...new Set(Object.keys(words).map((key) => key.replace(PLURAL, '')))];
}

const NO_FORMS: ReadonlyMap<string, string> = new Map();
const formsByWords = new WeakMap<Words, ReadonlyMap<string, ReadonlyMap<string, string>>>();

/** All forms that a key has, by the ending: `one`, `other`; without a plural, `''`. */
function formsOf(words: Words, stem: string): ReadonlyMap<string, string> {
  const forms = formsByWords.get(words) ?? allFormsOf(words);
  formsByWords.set(words, forms);
  return forms.get(stem) ?? NO_FORMS;
}

function allFormsOf(words: Words): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const forms = new Map<string, Map<string, string>>();
  for (const [key, text] of Object.entries(words)) {
    // A key that ends like a form may be one without a plural: it is a form of itself, too.
    for (const stem of new Set([key, key.replace(PLURAL, '')])) {
      const known = forms.get(stem) ?? new Map<string, string>();
      forms.set(stem, known.set(key.slice(stem.length + 1), text));
    }
  }
  return forms;
}

function isPlural(words: Words, stem: string): boolean {
  return !(stem in words);
}

function placesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => place).sort();
}

test('there are the languages that the app offers', () => {
  expect([...LANGUAGES].sort()).toEqual(['de', 'es', 'fr', 'ja']);
});

describe.each(LANGUAGES.flatMap((language) => FILES.map((file) => ({ language, file }))))(
  '$file in $language',
  ({ language, file }) => {
    const english = wordsIn(file, 'en');
    const words = wordsIn(file, language);
    const stems = stemsOf(english).filter((stem) => formsOf(words, stem).size > 0);
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();

    test('translates everything that there is in English', () => {
      expect(stemsOf(english).filter((stem) => formsOf(words, stem).size === 0)).toEqual([]);
    });

    test('translates nothing that is no longer there in English', () => {
      expect(stemsOf(words).filter((stem) => formsOf(english, stem).size === 0)).toEqual([]);
    });

    test('has the order of the English file', () => {
      expect(stemsOf(words).filter((stem) => stems.includes(stem))).toEqual(stems);
    });

    test('has every form that the language gives a number, and no other', () => {
      const incomplete = stems.flatMap((stem) => {
        const wanted = isPlural(english, stem) ? [...pluralCategories].sort() : [''];
        const forms = [...formsOf(words, stem).keys()].sort();
        return forms.join() === wanted.join() ? [] : [`${stem}: ${forms.join()}, not ${wanted.join()}`];
      });
      expect(incomplete).toEqual([]);
    });

    test('has the places of the English words', () => {
      const differing = stems.flatMap((stem) => {
        const wanted = placesIn(english[stem] ?? english[`${stem}.other`] ?? '');
        return [...formsOf(words, stem)].flatMap(([form, text]) => {
          const places = placesIn(text);
          // “Ein Kunde” needs no number.
          const missing = wanted.filter(
            (place) => !places.includes(place) && !(form === 'one' && place === 'count'),
          );
          const further = places.filter((place) => !wanted.includes(place));
          return [...missing, ...further].map((place) => `${stem} ${form}: {${place}}`);
        });
      });
      expect(differing).toEqual([]);
    });

    test('is not left in English', () => {
      const same = Object.keys(words).filter(
        (key) => words[key] === english[key] && (words[key]?.replace(/\{\w+\}/g, '').length ?? 0) > SAME_MAX,
      );
      expect(same).toEqual([]);
    });

    test('ends as a sentence where the English words do', () => {
      const [sentence, end] = [/[.!?]$/, /[.!?。！？]$/];
      const differing = Object.entries(words).filter(([key, text]) => {
        const like = english[key] ?? english[`${key.replace(PLURAL, '')}.other`] ?? '';
        return (text === '' && like.trim() !== '') || sentence.test(like) !== end.test(text);
      });
      expect(differing.map(([key]) => key)).toEqual([]);
    });
  },
);

/** @see https://www.w3.org/WAI/WCAG22/Understanding/label-in-name (WCAG 2.5.3): who speaks what they see must be understood */
test.each(['en', ...LANGUAGES])(
  'what names a control of one thing holds the words that it shows, in %s',
  (language) => {
    const words = wordsIn('messages', language);
    const named = Object.entries(words).filter(([key]) => key.endsWith('.of') && key.slice(0, -3) in words);
    expect(named.length).toBeGreaterThan(10);
    const differing = named.filter(
      ([key, name]) => !name.toLowerCase().includes(words[key.slice(0, -3)]?.toLowerCase() ?? ''),
    );
    expect(differing).toEqual([]);
  },
);
