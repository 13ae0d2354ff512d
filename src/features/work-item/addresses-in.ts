import { parseAddress } from '../../domain/address/address';
import { characterBefore, isUnspaced, skipInvisibleBefore } from './borders';
import { domainEnd } from './domain-after';
import { foldWidth } from './fold-width';
import { localPartStart, unwrap } from './local-part-before';
import { decodeMailLinks } from './mail-links';
import { isMessageId, withoutMessageIds } from './message-ids';
import { nameBefore } from './name-before';
import { withoutAsides } from './without-asides';

export interface Written {
  readonly email: string;
  readonly domain: string;
  /** As it stands before the address: `Ada Lovelace <ada@acme.example>`. */
  readonly displayName?: string;
}

/**
 * The addresses in a text, in its order, each as often as it stands there. Not those in code, in links to pages, and in what
 * is quoted of another mail; nor ids of messages. Each is there as a whole: where its beginning or its end cannot be told,
 * there is none.
 */
export function* addressesIn(text: string): Generator<Written> {
  const said = foldWidth(decodeMailLinks(withoutMessageIds(withoutAsides(text))));
  let from = 0;
  for (let at = said.indexOf('@'); at >= 0; at = said.indexOf('@', at + 1)) {
    const place = placeOf(said, at, from);
    if (!place) continue;
    const parsed = parseAddress(`${said.slice(place.start, at)}${said.slice(at, place.domainEnd)}`);
    if (!parsed.ok) continue;
    from = place.end;
    if (isMessageId(parsed.data)) continue;
    const displayName = nameBefore(said, place.start);
    yield { ...parsed.data, ...(displayName !== undefined && { displayName }) };
  }
}

interface Place {
  readonly start: number;
  readonly domainEnd: number;
  /** Behind what is put around it. */
  readonly end: number;
}

function placeOf(text: string, at: number, from: number): Place | undefined {
  const first = localPartStart(text, at, from);
  if (first === undefined) return undefined;
  const before = characterBefore(text, skipInvisibleBefore(text, first, from), from);
  const last = domainEnd(text, at, isUnspaced(before));
  if (last === undefined) return undefined;
  const place = unwrap(text, { start: first, end: last }, at, from);
  return place && { ...place, domainEnd: last };
}
