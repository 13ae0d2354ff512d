import { alphabetic } from './alphabetic';
import { ideographic } from './ideographic';
import type { Language } from './language';
import { ALPHABETIC, IDEOGRAPHIC } from './language-samples';

let counted: readonly Language[] | undefined;

/** All that are known. Counted when they are first needed. */
export function languages(): readonly Language[] {
  return (counted ??= [...ALPHABETIC.map(alphabetic), ...IDEOGRAPHIC.flatMap(ideographic)]);
}
