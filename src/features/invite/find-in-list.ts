import type { Clock } from '../../platform/clock';
import { isMeant } from '../../domain/organization/find-organization';
import type { OrganizationRef } from '../../domain/invitation/invitation';
import type { JiraResult } from '../../platform/jira/result';
import type { Organization } from '../../platform/jira/organizations';
import type { ListedOrganization } from './store/organization-lists';
import type { Store } from '../stores';
import type { ReadableList } from './organization-list';
import { ok } from '../../domain/result';

/** Pages that an invitation reads of a list that is not kept: 500 organizations. */
const COLD_PAGES_MAX = 10;
/** Of those named by their ids, so many are looked up one by one. */
const LOOKED_UP_MAX = 5;
/** What was read longer ago is read anew by the schedule; until then it still serves. */
const FRESH_MS = 3_600_000;
/** A kept place may have moved by so many: the page around it is read. */
const MOVED_MAX = 24;

/**
 * Organizations, as far as they are known. `more`: at least so many there are, and of one that is not told here nothing is
 * known.
 */
export type KnownOrganizations = JiraResult<readonly Organization[]> & { readonly more?: number };

/** Where lists are kept. */
export interface ListPorts {
  readonly store: Pick<Store, 'organizationLists'>;
  readonly clock: Clock;
}

/**
 * Finds organizations in a list without reading all of it, where it is long. What is kept says only where to look: that an
 * organization is in the list, Jira says now, to the caller. A list of one page costs one call; a longer one that is
 * kept one for each organization, or one to learn that none was added; one that is not kept ten.
 */
export async function findInList(
  refs: readonly OrganizationRef[],
  list: ReadableList,
  ports: ListPorts,
): Promise<KnownOrganizations> {
  const enough = (found: readonly Organization[]): boolean =>
    refs.every((ref) => 'id' in ref && found.some(({ id }) => id === ref.id));
  const first = await list.read({ max: 1 });
  if (!first.ok) return first;
  const { organizations, isWhole } = first.data;
  if (isWhole || enough(organizations)) return ok(organizations);

  const { organizationLists } = ports.store;
  const now = ports.clock.now();
  // What cannot be read is as if it were not kept.
  const kept = await organizationLists.find(list.of, now).catch(() => undefined);
  if (kept) {
    const found = await findKept(refs, kept.organizations, list);
    if (!found.ok || (found.more === undefined && kept.readAt > now - FRESH_MS)) return found;
    await organizationLists.want(list.of, now).catch(() => undefined);
    return found;
  }
  const rest = await list.read({ start: organizations.length, max: COLD_PAGES_MAX - 1, enough });
  if (!rest.ok) return rest;
  const data = [...organizations, ...rest.data.organizations];
  if (rest.data.isWhole) {
    await organizationLists.save(list.of, data, now).catch(() => undefined);
    return ok(data);
  }
  const looked = await lookUp(refs, data, list);
  if (!looked.ok) return looked;
  const all = [...data, ...looked.data];
  if (enough(all)) return ok(all);
  await organizationLists.want(list.of, now).catch(() => undefined);
  return { ok: true, data: all, more: data.length };
}

/** Those asked for by their ids that were not met yet. */
async function lookUp(
  refs: readonly OrganizationRef[],
  met: readonly Organization[],
  list: ReadableList,
): Promise<JiraResult<readonly Organization[]>> {
  const ids = refs.flatMap((ref) => ('id' in ref && !met.some(({ id }) => id === ref.id) ? [ref.id] : []));
  const found: Organization[] = [];
  for (const id of new Set(ids.slice(0, LOOKED_UP_MAX))) {
    const read = await list.find(id);
    if (!read.ok) return read;
    if (read.data) found.push(read.data);
  }
  return ok(found);
}

/**
 * All organizations of a list. What is kept serves where it is no older than `maxAgeMs` and the list can be read at all; what
 * is read whole is kept.
 */
export async function wholeList(
  list: ReadableList,
  { store, clock, maxAgeMs }: ListPorts & { readonly maxAgeMs: number },
): Promise<JiraResult<readonly Organization[]>> {
  const first = await list.read({ max: 1 });
  if (!first.ok || first.data.isWhole) return first.ok ? ok(first.data.organizations) : first;
  const { organizationLists } = store;
  const now = clock.now();
  const kept = maxAgeMs > 0 ? await organizationLists.find(list.of, now).catch(() => undefined) : undefined;
  if (kept && kept.readAt > now - maxAgeMs) {
    return ok(kept.organizations.map((each) => ({ ...each, createdAt: undefined })));
  }
  const rest = await list.read({ start: first.data.organizations.length });
  if (!rest.ok) return rest;
  const data = [...first.data.organizations, ...rest.data.organizations];
  if (rest.data.isWhole) await organizationLists.save(list.of, data, now).catch(() => undefined);
  return ok(data);
}

async function findKept(
  refs: readonly OrganizationRef[],
  kept: readonly ListedOrganization[],
  list: ReadableList,
): Promise<KnownOrganizations> {
  const places = kept.flatMap((each, place) => (refs.some((ref) => isMeant(ref, each)) ? [place] : []));
  const isMissing = refs.some((ref) => !kept.some((each) => isMeant(ref, each)));
  const [added, ...pages] = await Promise.all([
    isMissing ? list.read({ start: Math.max(0, kept.length - 1), max: COLD_PAGES_MAX }) : undefined,
    ...windowsOf(places).map((start) => list.read({ start, max: 1 })),
  ]);
  const found = new Map<Organization['id'], Organization>();
  for (const page of [...pages, ...(added ? [added] : [])]) {
    if (!page.ok) return page;
    for (const each of page.data.organizations) found.set(each.id, each);
  }
  const data = [...found.values()];
  const hasMoved = places.some((place) => !found.has(kept[place]?.id ?? ('' as Organization['id'])));
  // The last one still is in its place: whatever was added comes after it, and was just read.
  const isKept =
    !added || (added.ok && added.data.isWhole && added.data.organizations[0]?.id === kept.at(-1)?.id);
  return hasMoved || !isKept ? { ok: true, data, more: kept.length } : ok(data);
}

/** Where pages begin that hold all these places, each in its middle or near to it. */
function windowsOf(places: readonly number[]): readonly number[] {
  const starts: number[] = [];
  for (const place of places) {
    const last = starts.at(-1);
    if (last === undefined || place > last + MOVED_MAX * 2) starts.push(Math.max(0, place - MOVED_MAX));
  }
  return starts;
}
