/** Marks that open a quotation, each with those that close it: English, German, French, Swedish, Japanese, and typed ones. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`´'],
  ['“', '”“'],
  ['”', '”'],
  ['„', '“”"'],
  ['‘', '’‘'],
  ['’', '’'],
  ['‚', '‘’'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['›', '‹'],
  ['「', '」'],
  ['『', '』'],
  ['＂', '＂'],
]);

/** The marks that close a quotation which this character opens; `undefined` where it opens none. */
export function closingMarks(character: string): string | undefined {
  return PAIRS.get(character);
}

/** Pairs around one text: a cell may be quoted as a whole, and its name once more. */
const PAIRS_MAX = 3;

/** Removes pairs of quotation marks around a text, and the backslashes inside a pair of `"`. */
export function unquote(text: string): string {
  let inner = text.trim();
  for (let pairs = 0; pairs < PAIRS_MAX; pairs += 1) {
    const closing = PAIRS.get(inner.charAt(0));
    if (inner.length < 2 || closing?.includes(inner.charAt(inner.length - 1)) !== true) return inner;
    const isTyped = inner.startsWith('"');
    inner = inner.slice(1, -1).trim();
    if (isTyped) inner = inner.replace(/\\(.)/gsu, '$1');
  }
  return inner;
}
