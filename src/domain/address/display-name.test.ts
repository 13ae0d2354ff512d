import fc from 'fast-check';
import { parseDisplayName } from './display-name';
import { anyText } from '../../../test/fakes/any-text';

/** The name, `undefined` where there is none, or the problem. */
function read(text: string | undefined): string | undefined {
  const parsed = parseDisplayName(text);
  return parsed.ok ? parsed.data : parsed.reason;
}

test.each([
  ['no text is no name', undefined, undefined],
  ['white space is no name', ' \t\n\u00A0', undefined],
  ['joiners alone are no name', '\u200D\u200C \u200F', undefined],
  ['white space is folded', '  Ada \t\n Lovelace ', 'Ada Lovelace'],
  ['quotes, commas and apostrophes stay', `O'Brien, "Ada" & Co.`, `O'Brien, "Ada" & Co.`],
  ['any script is a name', 'Ада Лавлейс 愛達', 'Ада Лавлейс 愛達'],
  ['a joiner inside a Persian name stays', 'علی\u200Cرضا', 'علی\u200Cرضا'],
  ['parts that belong together are put together', 'Ade\u0301la', 'Adéla'],
  ['an HTML tag is refused', '<b>Ada</b>', 'name-markup'],
  ['half a tag is refused', 'Ada <script', 'name-markup'],
  ['a control character is refused', 'Ada\0Lovelace', 'name-control'],
  ['a text turned around is refused', 'Ada\u202Eecalevol', 'name-control'],
  ['a zero-width space is refused', 'Ada\u200BLovelace', 'name-control'],
  ['a name of nothing but a zero-width space is refused', '\u200B', 'name-control'],
  ['a lost character is refused', 'J\uFFFDrg', 'text-broken'],
  ['a lost character is refused at the end, too', 'Jos\uFFFD ', 'text-broken'],
  ['half a character is refused', 'Ada\uD800', 'name-control'],
  ['255 characters are a name', 'a'.repeat(255), 'a'.repeat(255)],
  ['256 characters are too many', 'a'.repeat(256), 'name-too-long'],
])('%s', (_, text, expected) => {
  expect(read(text)).toBe(expected);
});

test('reading never throws, and a name that was read reads the same again', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const once = parseDisplayName(text);
      if (once.ok) expect(parseDisplayName(once.data)).toEqual(once);
    }),
  );
});
