import type { Clock } from '../../platform/clock';
import type { Actor } from '../../domain/actor';
import type { AccountId } from '../../domain/ids';
import { isFree, isSoon } from '../access-expiry/store/expiry-times';
import type { AccessExpiry, VersionedExpiry, StoredExpiry } from '../access-expiry/store/expiry-store';
import type { Store } from '../stores';
import type { WantedExpiry } from './wanted-expiries';

/** Waits between tries, in ms: another invitation writes at once, an end takes a second or two. */
const WAITS_MS = [0, 300, 1_000, 3_000];
/** Two invitations are made at once where no more than this is between them, in ms. */
const AT_ONCE_MS = 5 * 60_000;
/** Organizations that one ending names: with the longest names it stays far below the 240 KiB of a stored value. */
export const PLACES_MAX = 200;

export interface Promising {
  readonly actor: Actor;
  readonly project: Pick<AccessExpiry, 'projectId' | 'serviceDeskId'>;
  /** When it was asked where the customers are, in ms since 1970. */
  readonly since: number;
  /** When the invitation was made, where that is longer ago: an end that was promised since is the newer one. */
  readonly askedAt?: number | undefined;
  /**
   * What was stored before it was asked where the customers are, of those who were anywhere. Where it changed since, an end
   * may have been carried out after Jira's answer.
   */
  readonly asOf?: ReadonlyMap<AccountId, StoredExpiry> | undefined;
}

export interface PromisePorts {
  readonly store: { readonly endings: Pick<Store['endings'], 'read' | 'write' | 'remove'> };
  readonly clock: Clock;
}

/** An end as it is stored before the customer is enrolled. */
export interface PromisedEnd extends VersionedExpiry {
  readonly wanted: WantedExpiry;
  /** What was to end before. */
  readonly before: AccessExpiry | undefined;
}

export interface PromisedEnds {
  /** Of those of whose access something ends. */
  readonly kept: ReadonlyMap<AccountId, PromisedEnd>;
  /** Those whose end storage did not take, or that another was at: they are not to be enrolled. */
  readonly refused: ReadonlySet<AccountId>;
  /** Those whose ending changed since it was asked where they are: it is to be asked again. */
  readonly stale: ReadonlySet<AccountId>;
}

/**
 * Stores ends before anybody is enrolled: a worker that crashes afterwards loses none, and a repeat finds its own. An end
 * that changed since it was read is read again, and one that is just being ended is waited for.
 */
export async function promiseEnds(
  wanted: readonly WantedExpiry[],
  promising: Promising,
  ports: PromisePorts,
): Promise<PromisedEnds> {
  const kept = new Map<AccountId, PromisedEnd>();
  const stale = new Set<AccountId>();
  let open = wanted;
  for (const wait of WAITS_MS) {
    if (open.length === 0) break;
    if (wait > 0) await ports.clock.sleep(wait);
    const left = await promiseOnce(open, kept, promising, ports);
    for (const { accountId } of left.stale) stale.add(accountId);
    open = left.again;
  }
  return { kept, refused: new Set(open.map(({ accountId }) => accountId)), stale };
}

/** @returns those that are to be tried again, and those of whom it is to be asked again where they are. */
async function promiseOnce(
  open: readonly WantedExpiry[],
  kept: Map<AccountId, PromisedEnd>,
  promising: Promising,
  { store, clock }: PromisePorts,
): Promise<{ readonly again: readonly WantedExpiry[]; readonly stale: readonly WantedExpiry[] }> {
  const { projectId } = promising.project;
  const accountIds = open.map(({ accountId }) => accountId);
  const stored = await store.endings.read(projectId, accountIds).catch(() => undefined);
  if (!stored) return { again: open, stale: [] };
  const now = clock.now();
  const changes = open.map((wanted) => ({ wanted, ...changeFor(wanted, stored, promising, now) }));
  const writable = changes.flatMap(({ wanted, before, ending, seen }) =>
    ending ? [{ wanted, before, ending, seen }] : [],
  );
  const became = await store.endings.write(writable);
  for (const [index, { wanted, before, ending, seen = 0 }] of writable.entries()) {
    if (became[index] !== 'done') continue;
    kept.set(wanted.accountId, { wanted, before, ending, version: seen + 1 });
  }
  const left = changes.filter(({ wanted, isNothing }) => !isNothing && !kept.has(wanted.accountId));
  return {
    again: left.filter(({ isStale }) => !isStale).map(({ wanted }) => wanted),
    stale: left.filter(({ isStale }) => isStale).map(({ wanted }) => wanted),
  };
}

/** Without `ending` where none can be written now, or nothing ends. */
function changeFor(
  wanted: WantedExpiry,
  stored: ReadonlyMap<AccountId, StoredExpiry>,
  promising: Promising,
  now: number,
): {
  readonly before: AccessExpiry | undefined;
  readonly seen: number | undefined;
  readonly ending?: AccessExpiry;
  readonly isNothing?: true;
  readonly isStale?: true;
} {
  const { ending: before, version: seen } = stored.get(wanted.accountId) ?? {};
  const found = { before, seen };
  // What a worker that crashed was taking back, the schedule takes off first.
  if (before && (!isFree(before, now) || before.removes)) return found;
  const earlier = promising.asOf?.get(wanted.accountId);
  if (earlier && earlier.version !== seen) return { ...found, isStale: true };
  const ending = merge(before, wanted, promising, now);
  if (!ending.desk && ending.organizations.length === 0) return { ...found, isNothing: true };
  return ending.organizations.length > PLACES_MAX ? found : { ...found, ending };
}

/** What ended before and what is added. Of two invitations at once the later end is kept; otherwise the newer one. */
function merge(
  before: AccessExpiry | undefined,
  { accountId, domain, endsAt, desk, organizations }: WantedExpiry,
  { actor, project, since, askedAt }: Promising,
  now: number,
): AccessExpiry {
  const isAtOnce = before?.invitedAt !== undefined && before.invitedAt > (askedAt ?? now) - AT_ONCE_MS;
  const end = isAtOnce && Date.parse(before.endsAt) > Date.parse(endsAt) ? before.endsAt : endsAt;
  // What was there before comes last: of two for one place it stays.
  const all = [...organizations, ...(before?.organizations ?? [])];
  // Of one that older versions stored it is not known since when.
  const first = before ? before.since : since;
  return {
    ...project,
    accountId,
    actor,
    endsAt: end,
    domain,
    desk: (before?.desk ?? false) || desk,
    organizations: [...new Map(all.map((each) => [each.id, each])).values()],
    reminded: isSoon(end, now),
    ...(first !== undefined && { since: first }),
    invitedAt: now,
  };
}
