/** First strong isolate and its end: what stands between them turns nothing around it. */
const ISOLATE = '\u2068';
const END = '\u2069';

/** Characters that embed or override a direction: text that a name holds never needs them. */
const OVERRIDES = /[\u202A-\u202E]/gu;
const ISOLATES = /[\u2066-\u2069]/gu;
/** Letters that are written from right to left, and marks of that direction. */
const TURNS =
  /[\u0590-\u08FF\u200F\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Text from outside, as it is shown: what could turn the words around it, even out of an isolate, is made visible.
 * A name in Hebrew or Arabic stays as it is.
 */
export function harmless(text: string): string {
  const turned = text.replace(OVERRIDES, '\uFFFD');
  return isBalanced(turned) ? turned : turned.replace(ISOLATES, '\uFFFD');
}

/** Text from outside that becomes part of a sentence. What is written from left to right only is left as it is. */
export function isolated(text: string): string {
  const shown = harmless(text);
  return TURNS.test(shown) ? `${ISOLATE}${shown}${END}` : shown;
}

/** For text that leaves the page as plain text: into a file, onto the clipboard. */
export function withoutIsolates(text: string): string {
  return text.replace(/[\u2068\u2069]/gu, '');
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(ISOLATES)) {
    depth += mark === END ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
