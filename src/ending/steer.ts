import { recordAudit } from '../audit/record';
import type { AccessEnded, AccessPage, AccessView } from '../contract/access';
import { person } from '../contract/actor';
import { parseEndsAt } from '../contract/ends-at';
import type { AccountId, ProjectId } from '../contract/ids';
import { AUDIT_DAYS_MAX } from '../contract/policy';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import type { Ending, HeldEnding } from '../store/endings';
import { accessEntry, endAccess } from './end-access';
import type { EndingPorts } from './end-access';

const PAGE_MAX = 50;

type Answer<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly reason: Reason };

export interface Asking {
  readonly actor: AccountId;
  readonly projectId: ProjectId;
}

/** Access to the project that ends, the first to end first. */
export async function listAccess(
  cursor: string | undefined,
  { projectId }: Asking,
  { store }: Pick<EndingPorts, 'store'>,
): Promise<AccessPage> {
  const page = await store.endings.page(projectId, cursor, PAGE_MAX);
  return {
    access: page.endings.map(({ ending }) => viewOf(ending)),
    ...(page.cursor !== undefined && { cursor: page.cursor }),
  };
}

/** Lets access end earlier or later. */
export async function moveEnd(
  accountId: AccountId,
  endsAt: string,
  who: Asking,
  ports: EndingPorts,
): Promise<Answer<AccessView>> {
  const parsed = parseEndsAt(endsAt, ports.clock.now());
  if (!parsed.ok) return { ok: false, reason: reason(parsed.problem) };
  const held = await findFree(accountId, who, ports);
  if (!held.ok) return held;
  const ending: Ending = { ...held.data.ending, endsAt: parsed.endsAt, reminded: false };
  if (!(await ports.store.endings.replace(ending, held.data.version))) return changedMeanwhile();
  await recordChange(ending, 'moved', who, ports);
  return { ok: true, data: viewOf(ending) };
}

/** Lets access last. */
export async function keepAccess(
  accountId: AccountId,
  who: Asking,
  ports: EndingPorts,
): Promise<Answer<{ readonly accountId: AccountId }>> {
  const held = await findFree(accountId, who, ports);
  if (!held.ok) return held;
  // Taken before it is removed: the schedule may be about to.
  const leaseUntil = Number.MAX_SAFE_INTEGER;
  const taken = await ports.store.endings.replace({ ...held.data.ending, leaseUntil }, held.data.version);
  if (!taken) return changedMeanwhile();
  await ports.store.endings.remove([held.data.ending]);
  await recordChange(held.data.ending, 'kept', who, ports);
  return { ok: true, data: { accountId } };
}

/** Ends access now. */
export async function endNow(
  accountId: AccountId,
  who: Asking,
  ports: EndingPorts,
): Promise<Answer<AccessEnded>> {
  const held = await findFree(accountId, who, ports);
  if (!held.ok) return held;
  const [result] = [...(await endAccess([held.data], person(who.actor), ports)).values()];
  if (!result) return changedMeanwhile();
  if (!result.ok) return result;
  return { ok: true, data: { accountId, ...(result.reason && { reason: result.reason }) } };
}

/** One that nobody is at just now. Of other projects' nothing is said. */
async function findFree(
  accountId: AccountId,
  { projectId }: Asking,
  { store, clock }: EndingPorts,
): Promise<Answer<HeldEnding>> {
  const held = (await store.endings.read(projectId, [accountId])).get(accountId);
  if (!held) return { ok: false, reason: reason('access-unknown') };
  return (held.ending.leaseUntil ?? 0) > clock.now() ? changedMeanwhile() : { ok: true, data: held };
}

async function recordChange(
  ending: Ending,
  action: 'moved' | 'kept',
  { actor }: Asking,
  ports: EndingPorts,
): Promise<void> {
  const { policy } = await ports.store.settings.read();
  const entry = accessEntry(ending, action, person(actor), undefined);
  await recordAudit([entry], policy?.auditDays ?? AUDIT_DAYS_MAX, ports);
}

function viewOf({ accountId, actor, domain, endsAt, desk, organizations }: Ending): AccessView {
  return { accountId, by: actor, domain, endsAt, desk, organizations };
}

function changedMeanwhile(): { readonly ok: false; readonly reason: Reason } {
  return { ok: false, reason: reason('access-changed-meanwhile') };
}
