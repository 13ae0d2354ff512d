import { parseAddress } from '../../domain/address/address';
import { nameBefore } from './name-before';
import { withoutAsides } from './without-asides';

const ATOM = "A-Za-z0-9!#$%&'*+/=?^_`{|}~-";
const HOST = '[\\p{L}\\p{N}-]{1,63}';
/**
 * Not inside a word, a path or another address; what follows must not go on as one. Bounded like addresses are, so that a
 * long text is gone over once.
 */
const ADDRESS = new RegExp(
  `(?<![A-Za-z0-9._%+/=@-])[${ATOM}][.${ATOM}]{0,63}@${HOST}(?:\\.${HOST}){1,20}(?![\\p{L}\\p{N}@_-])`,
  'gu',
);

export interface Written {
  readonly email: string;
  readonly domain: string;
  /** As it stands before the address: `Ada Lovelace <ada@acme.example>`. */
  readonly displayName?: string;
}

/**
 * The addresses in a text, in its order, each as often as it stands there. Not those in code, in links to pages, and in what
 * is quoted of another mail.
 */
export function* addressesIn(text: string): Generator<Written> {
  const said = withoutAsides(text);
  for (const { 0: match, index } of said.matchAll(ADDRESS)) {
    const parsed = parseAddress(match);
    if (!parsed.ok) continue;
    const displayName = nameBefore(said, index);
    yield { ...parsed.data, ...(displayName !== undefined && { displayName }) };
  }
}
