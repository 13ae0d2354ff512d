import { isUnspaced, UNSPACED } from './borders';

/** Longer than any domain. */
const RUN_MAX = 300;
/** `example` in `exampleです`: no top-level domain has letters of both. */
const SPACED_START = new RegExp(`^(?:(?!${UNSPACED})[\\p{L}\\p{M}\\p{N}-])+(?=${UNSPACED})`, 'u');
/** `テスト` in `テストです`, `中国` in `中国です`. */
const BEFORE_PARTICLE = /^(?:\p{sc=Han}+|\p{scx=Katakana}+)(?=\p{sc=Hiragana})/u;
/** One kind of letter, so that it may be a top-level domain. */
const OF_ONE_KIND =
  /^(?:[\p{sc=Han}\p{N}-]+|[\p{scx=Hiragana}\p{N}-]+|[\p{scx=Katakana}\p{N}-]+|[\p{sc=Hangul}\p{N}-]+|[\p{sc=Bopomofo}\p{N}-]+)$/u;
const KATAKANA = /^[\p{scx=Katakana}\p{N}-]+$/u;
const LATIN = /\p{sc=Latin}/u;
const NOT_LATIN = /(?!\p{scx=Latin})\p{L}/u;
const ASCII = /^[A-Za-z0-9-]+$/u;

/**
 * Where the domain behind an `@` ends, or `undefined` where there is none or where it ends cannot be told. What follows
 * directly in a writing without spaces is no part of it: `ada@acme.exampleです`.
 *
 * @param isInside whether such writing stands directly before the address, too.
 */
export function domainEnd(text: string, at: number, isInside: boolean): number | undefined {
  const run = runAt(text, at + 1);
  if (run === '' || run.length >= RUN_MAX) return undefined;
  const domain = withoutDots(withoutNextLocal(run, text, at + 1 + run.length));
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  if (labels.length < 2 || labels.includes('')) return undefined;
  // `ada@acme.exampleさん.example` may be one domain, or a domain and a sentence.
  if (labels.slice(1, -1).some((label) => SPACED_START.test(label))) return undefined;
  const length = topLength(top, labels.slice(0, -1), isInside);
  return length === undefined ? undefined : at + 1 + domain.length - top.length + length;
}

/** How much of the last label belongs to the domain. */
function topLength(top: string, before: readonly string[], isInside: boolean): number | undefined {
  if (ASCII.test(top)) return top.length;
  const spaced = SPACED_START.exec(top)?.[0];
  if (spaced !== undefined) return isMixed(spaced) ? undefined : spaced.length;
  if (!Array.from(top).some(isUnspaced)) return isMixed(top) ? undefined : top.length;
  // Rather the next sentence: `ada@acme.example.よろしく`.
  if (before.length > 1 && before.every((label) => ASCII.test(label))) return undefined;
  const word = BEFORE_PARTICLE.exec(top)?.[0];
  if (word !== undefined) return word.length;
  if (!OF_ONE_KIND.test(top)) return undefined;
  return isInside && !KATAKANA.test(top) ? undefined : top.length;
}

/** Latin letters with others, which look like them or follow them. */
function isMixed(label: string): boolean {
  return LATIN.test(label) && NOT_LATIN.test(label);
}

/** `ada@acme.exampleとbob@acme.example`: what leads up to the next `@` belongs there. */
function withoutNextLocal(run: string, text: string, end: number): string {
  const characters = Array.from(run);
  const last = characters.findLastIndex(isUnspaced);
  if (last < 0 || !isLocalPart(text, end)) return run;
  return characters.slice(0, last + 1).join('');
}

/** Dots that end a sentence, or leave it open. */
function withoutDots(run: string): string {
  const open = run.indexOf('...');
  let end = open < 0 ? run.length : open;
  while (run.charAt(end - 1) === '.') end -= 1;
  return run.slice(0, end);
}

/** Letters, digits, dots and hyphens that can be seen. */
function runAt(text: string, at: number): string {
  const run = /(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}.-]){1,300}/uy;
  run.lastIndex = at;
  return run.exec(text)?.[0] ?? '';
}

/** Whether the rest of a local part stands here. */
function isLocalPart(text: string, at: number): boolean {
  const rest = /[\w.!#$%&'*+/=?^`{|}~-]{0,64}@/uy;
  rest.lastIndex = at;
  return rest.test(text);
}
