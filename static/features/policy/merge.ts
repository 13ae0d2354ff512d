import { isSameField } from './same';
import { readDomainList } from '../../ui/domain-list';
import type { Field } from './fields';

/**
 * Puts one's own edit of a setting onto what another admin saved meanwhile. Of a list, both edits stay: what either
 * added or removed. Of anything else, one's own; the review shows what it replaces.
 *
 * @param base what both started from; `undefined` where the setting was not set.
 */
export function mergeField(
  base: Field | undefined,
  mine: Field | undefined,
  theirs: Field | undefined,
): Field | undefined {
  if (isSameField(mine, base)) return theirs;
  if (!base || !mine || !theirs || isSameField(theirs, base)) return mine;
  if (mine.kind === 'many' && base.kind === 'many' && theirs.kind === 'many') {
    return { ...mine, chosen: mergeList(base.chosen, mine.chosen, theirs.chosen, String) };
  }
  if (mine.kind === 'organizations' && base.kind === 'organizations' && theirs.kind === 'organizations') {
    return { ...mine, chosen: mergeList(base.chosen, mine.chosen, theirs.chosen, ({ id }) => id) };
  }
  if (mine.kind === 'routes' && base.kind === 'routes' && theirs.kind === 'routes') {
    const merged = mergeList(base.routes, mine.routes, theirs.routes, (route) => JSON.stringify(route));
    return { ...mine, routes: merged.filter((route) => !isReplaced(route, mine.routes)) };
  }
  if (mine.kind === 'domains' && base.kind === 'domains' && theirs.kind === 'domains') {
    return { ...mine, text: mergeText(base.text, mine.text, theirs.text) };
  }
  return mine;
}

function mergeList<T>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  keyOf: (item: T) => string,
): T[] {
  const has = (list: readonly T[], item: T): boolean => list.some((each) => keyOf(each) === keyOf(item));
  const removed = (item: T): boolean => has(base, item) && !has(mine, item);
  const added = mine.filter((item) => !has(base, item) && !has(theirs, item));
  return [...theirs.filter((item) => !removed(item)), ...added];
}

/** One's own word on a domain counts where both have one. */
function isReplaced(
  route: { readonly domain: string; readonly organization: unknown },
  mine: readonly { readonly domain: string }[],
): boolean {
  return mine.some((each) => each.domain === route.domain && JSON.stringify(each) !== JSON.stringify(route));
}

/** What is typed and is no domain yet stays, to be mended. */
function mergeText(base: string, mine: string, theirs: string): string {
  const [before, typed, newest] = [base, mine, theirs].map(readDomainList);
  const domains = mergeList(before?.domains ?? [], typed?.domains ?? [], newest?.domains ?? [], String);
  return [...domains, ...(typed?.wrong.map(({ text }) => text) ?? [])].join('\n');
}
