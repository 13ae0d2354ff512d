import { isBroken, isPlainText } from './plain-text';
import { fail, ok } from '../result';
import type { Result } from '../result';

/** Longest display name we pass on, in characters. Jira documents none; its user records hold 255. */
const NAME_MAX = 255;

export type NameProblem = 'name-control' | 'name-markup' | 'name-too-long' | 'text-broken';

/** Names in Persian and Hindi are written with joiners inside words. */
const JOINERS = /(?<=[\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}])/gu;
/** Direction marks come along with what is copied, and choose the look of a character: a name is the same without them. */
const MARKS = /[\u200E\u200F]|\p{Variation_Selector}/gu;

/** Reads a person's name: white space is folded, nothing to be seen is no name, markup is refused. */
export function parseDisplayName(text: string | undefined): Result<string | undefined, NameProblem> {
  const folded = (text ?? '').replace(MARKS, '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  const name = /^[\s\u200C\u200D]*$/u.test(folded) ? '' : folded;
  if (isBroken(name)) return fail('text-broken');
  if (!isPlainText(name.replace(JOINERS, ''))) return fail('name-control');
  if (/[<>]/.test(name)) return fail('name-markup');
  if (name.length > NAME_MAX) return fail('name-too-long');
  return ok(name === '' ? undefined : name);
}
