/** Longest display name we pass on, in characters. Jira documents none; its user records hold 255. */
const NAME_MAX = 255;

export type NameProblem = 'name-control' | 'name-markup' | 'name-too-long';

export type ParsedName =
  | { readonly ok: true; readonly name: string | undefined }
  | { readonly ok: false; readonly problem: NameProblem };

/** Reads a person's name: white space is folded, nothing but white space is no name, markup is refused. */
export function parseDisplayName(text: string | undefined): ParsedName {
  const name = (text ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u.test(name)) return { ok: false, problem: 'name-control' };
  if (/[<>]/.test(name)) return { ok: false, problem: 'name-markup' };
  if (name.length > NAME_MAX) return { ok: false, problem: 'name-too-long' };
  return { ok: true, name: name === '' ? undefined : name };
}
