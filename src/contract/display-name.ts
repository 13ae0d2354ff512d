/** Longest display name we pass on, in characters. Jira documents none; its user records hold 255. */
const NAME_MAX = 255;

export type NameProblem = 'name-control' | 'name-markup' | 'name-too-long';

export type ParsedName =
  | { readonly ok: true; readonly name: string | undefined }
  | { readonly ok: false; readonly problem: NameProblem };

/**
 * Control, format and half characters that have no business in a name. Joiners and direction marks stay: names
 * in Persian, Hindi or Hebrew are written with them.
 */
const UNSEEN = /\p{Cc}|\p{Cs}|(?![\u200C-\u200F])\p{Cf}/u;

/** Reads a person's name: white space is folded, nothing to be seen is no name, markup is refused. */
export function parseDisplayName(text: string | undefined): ParsedName {
  const folded = (text ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  const name = /^[\s\u200C-\u200F]*$/u.test(folded) ? '' : folded;
  if (UNSEEN.test(name)) return { ok: false, problem: 'name-control' };
  if (/[<>]/.test(name)) return { ok: false, problem: 'name-markup' };
  if (name.length > NAME_MAX) return { ok: false, problem: 'name-too-long' };
  return { ok: true, name: name === '' ? undefined : name };
}
