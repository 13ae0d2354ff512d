import { entryItems } from '../audit/append';
import type { AccessEnded, AccessPage, AccessView } from '../../contract/access-expiry';
import { person } from '../../domain/actor';
import { parseEndsAt } from '../../domain/invitation/expiry-date';
import type { AccountId, ProjectId } from '../../domain/ids';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result, Failure } from '../../domain/result';
import type { Item } from '../../platform/kvs/kvs';
import { isFree, isLeftOff, isSoon } from './store/expiry-times';
import type { AccessExpiry, VersionedExpiry } from './store/expiry-store';
import { accessEntry } from './access-entry';
import { expireAccess } from './expire-access';
import type { ExpiryPorts } from './expire-access';

const PAGE_MAX = 50;

export interface AccessRequester {
  readonly actor: AccountId;
  readonly projectId: ProjectId;
}

/** Access to the project that ends, the first to end first. */
export async function listAccess(
  position: string | undefined,
  { projectId }: AccessRequester,
  { store }: Pick<ExpiryPorts, 'store'>,
): Promise<AccessPage> {
  const page = await store.endings.page(projectId, position, PAGE_MAX);
  return {
    access: page.endings.map(({ ending }) => viewOf(ending)),
    ...(page.position !== undefined && { cursor: page.position }),
  };
}

/** Lets access end earlier or later. */
export async function moveEnd(
  accountId: AccountId,
  endsAt: string,
  who: AccessRequester,
  ports: ExpiryPorts,
): Promise<Result<AccessView>> {
  const now = ports.clock.now();
  const parsed = parseEndsAt(endsAt, now);
  if (!parsed.ok) return fail(reason(parsed.reason));
  const held = await findWhole(accountId, who, ports);
  if (!held.ok) return held;
  const { failures: _failures, retryAt: _retryAt, leaseUntil: _lease, ...before } = held.data.ending;
  const ending: AccessExpiry = { ...before, endsAt: parsed.data, reminded: isSoon(parsed.data, now) };
  const entry = await entryOf(ending, 'moved', who, ports);
  const moved = await ports.store.endings.replace({ ending, seen: held.data.version }, entry);
  return moved ? ok(viewOf(ending)) : changedMeanwhile();
}

/** Lets access last. */
export async function keepAccess(
  accountId: AccountId,
  who: AccessRequester,
  ports: ExpiryPorts,
): Promise<Result<{ readonly accountId: AccountId }>> {
  const held = await findWhole(accountId, who, ports);
  if (!held.ok) return held;
  const entry = await entryOf(held.data.ending, 'kept', who, ports);
  const kept = await ports.store.endings.removeOne(held.data, entry);
  return kept ? ok({ accountId }) : changedMeanwhile();
}

/** Ends access now. */
export async function endNow(
  accountId: AccountId,
  who: AccessRequester,
  ports: ExpiryPorts,
): Promise<Result<AccessEnded>> {
  const held = await findFree(accountId, who, ports);
  if (!held.ok) return held;
  const [ended] = await expireAccess([held.data], person(who.actor), ports);
  if (!ended) return changedMeanwhile();
  if (!ended.result.ok) return ended.result;
  const { remaining } = ended.result.data;
  return ok({ accountId, ...(remaining && { reason: remaining }) });
}

/** One that no worker has leased. Of other projects' nothing is said. */
async function findFree(
  accountId: AccountId,
  { projectId }: AccessRequester,
  { store, clock }: ExpiryPorts,
): Promise<Result<VersionedExpiry>> {
  const stored = (await store.endings.read(projectId, [accountId])).get(accountId);
  if (!stored?.ending) return fail(reason('access-unknown'));
  const { ending, version } = stored;
  return isFree(ending, clock.now()) ? ok({ ending, version }) : changedMeanwhile();
}

/**
 * One that can be changed: no worker has leased it or begun to end it. What a worker that crashed took off would stay
 * off, without an entry: the next worker that ends it writes one.
 */
async function findWhole(
  accountId: AccountId,
  who: AccessRequester,
  ports: ExpiryPorts,
): Promise<Result<VersionedExpiry>> {
  const held = await findFree(accountId, who, ports);
  return held.ok && isLeftOff(held.data.ending, ports.clock.now()) ? changedMeanwhile() : held;
}

/** What the audit log says of a change, to be written with it: either both are there or neither. */
async function entryOf(
  ending: AccessExpiry,
  action: 'moved' | 'kept',
  { actor }: AccessRequester,
  { store, clock }: ExpiryPorts,
): Promise<readonly Item[]> {
  const { policy } = await store.settings.read();
  const entry = accessEntry(ending, action, person(actor), undefined);
  return entryItems([entry], { policy }, clock);
}

function viewOf({ accountId, actor, domain, endsAt, desk, organizations }: AccessExpiry): AccessView {
  return { accountId, by: actor, domain, endsAt, desk, organizations };
}

function changedMeanwhile(): Failure {
  return fail(reason('access-changed-meanwhile'));
}
