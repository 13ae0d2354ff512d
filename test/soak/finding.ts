import type { Ledger } from './ledger';

/** Something that must never be, and was. */
export interface Finding {
  /** Which rule is broken: fixed words, to count by. */
  readonly rule: string;
  readonly what: string;
}

export type Judge = (ledger: Ledger) => Finding[];

export function around(text: string, part: string): string {
  const at = text.indexOf(part);
  return text.slice(Math.max(0, at - 120), at + part.length + 60);
}
