import { isNearly } from '../nearly';
import { organizationKey } from './find-organization';
import type { KnownOrganization } from './find-organization';

/** Legal forms, which people leave out or write in another way. */
const LEGAL_FORMS =
  /\b(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|plc|gmbh|ag|kg|ohg|ug|mbh|se|ev|sa|sas|sarl|sl|slu|spa|srl|bv|nv|ab|oy|as|aps|kk|pty|pvt|sp|zoo)\b/gu;

/** A known organization whose name is nearly the same: a typo, another legal form, other punctuation. */
export type Nearest = (name: string) => KnownOrganization | undefined;

/** @param known each is folded once, for all names that are asked for. */
export function createNearest(known: readonly KnownOrganization[]): Nearest {
  const all = known.map((organization) => ({ organization, core: coreOf(organization.name) }));
  const found = new Map<string, KnownOrganization | undefined>();
  return (name) => {
    if (!found.has(name)) {
      const core = coreOf(name);
      const isLike = (other: string): boolean => core !== '' && (core === other || isNearly(core, other));
      found.set(name, all.find((each) => isLike(each.core))?.organization);
    }
    return found.get(name);
  };
}

/** A name without its legal form, punctuation and blanks. */
function coreOf(name: string): string {
  const plain = organizationKey(name).normalize('NFKD').replace(/\p{M}/gu, '').replace(/[.'’]/gu, '');
  const core = plain.replace(LEGAL_FORMS, ' ').replace(/[^\p{L}\p{N}]+/gu, '');
  return core === '' ? plain.replace(/[^\p{L}\p{N}]+/gu, '') : core;
}
