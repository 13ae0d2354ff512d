import type { AccountId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import type { JiraClient } from '../../platform/jira/client';
import type { JiraError } from '../../platform/jira/result';
import { reasonOf } from '../../platform/jira/reasons';
import type { InvitePorts } from './ports';
import type { InvitationWithAccount, WhereBefore } from './stages';
import { mailedBefore } from './mailed-expiry';
import { readMemberships } from './memberships';
import { promiseEnds } from './promise-expiries';
import type { PromisedEnd, Promising } from './promise-expiries';
import { sharedPlaces } from './shared-expiries';
import { wantedExpiries } from './wanted-expiries';

/** Waits before Jira is asked where customers are, in ms: again where an end was under way, which takes a second or two. */
const WAITS_MS = [0, 500, 2_000];

/** What is known and stored before anybody is enrolled whose access is to end. */
export interface PreparedEnds {
  /** Where each was, of those who had an account. */
  readonly where: ReadonlyMap<AccountId, WhereBefore>;
  readonly kept: ReadonlyMap<AccountId, PromisedEnd>;
  /** Those who are not to be enrolled, and why: Jira does not tell where they are, or storage does not take the end. */
  readonly stopped: ReadonlyMap<AccountId, Reason>;
}

interface Preparing {
  readonly policy: ProjectPolicy;
  readonly promising: Promising;
  readonly reader: JiraClient;
}

/**
 * Asks where those are whose access is to end, and stores the ends of what they are about to be given. Jira's answer may be
 * from before an end that is carried out meanwhile: then it is asked again.
 *
 * @param arrived everybody: an invitation without an end decides what another of the same customer's may end.
 */
export async function prepareEnds(
  arrived: readonly InvitationWithAccount[],
  preparing: Preparing,
  ports: InvitePorts,
): Promise<PreparedEnds> {
  const where = new Map<AccountId, WhereBefore>();
  const kept = new Map<AccountId, PromisedEnd>();
  const stopped = new Map<AccountId, Reason>();
  let open = arrived;
  for (const wait of WAITS_MS) {
    if (!open.some(isEnding)) break;
    if (wait > 0) await ports.clock.sleep(wait);
    const { stale, ...prepared } = await prepareOnce(open, preparing, ports);
    for (const [id, each] of prepared.where) where.set(id, each);
    for (const [id, each] of prepared.kept) kept.set(id, each);
    for (const [id, each] of prepared.stopped) stopped.set(id, each);
    open = open.filter((each) => stale.has(idOf(each)));
  }
  for (const each of open.filter(isEnding)) stopped.set(idOf(each), reason('end-not-stored'));
  return { where, kept, stopped };
}

async function prepareOnce(
  open: readonly InvitationWithAccount[],
  { policy, promising, reader }: Preparing,
  ports: InvitePorts,
): Promise<PreparedEnds & { readonly stale: ReadonlySet<AccountId> }> {
  const { store } = ports;
  const { projectId } = policy;
  const askedAt = ports.clock.now();
  const ending = open.filter(isEnding);
  const known = ending.filter(({ arrival }) => !arrival.isNew).map(idOf);
  // Without it, it is unknown whether an end came in between: the ends are promised all the same.
  const asOf = await store.endings.read(projectId, known).catch(() => undefined);
  const found = await readMemberships(ending, policy, reader);
  const stopped = new Map([...found].flatMap(([id, each]) => (each.ok ? [] : [[id, whyNot(each, ports)]])));
  const where = new Map([...found].flatMap(([id, each]) => (each.ok ? [[id, each.data]] : [])));
  const mailed = await mailedBefore(ending, policy, store, askedAt).catch(() => undefined);
  for (const [id, each] of where) {
    if (!mailed) stopped.set(id, reason('end-not-stored'));
    else if (mailed.has(id)) where.set(id, { ...each, desk: false });
  }
  const isGoing = (each: InvitationWithAccount): boolean => !stopped.has(idOf(each));
  const others = await sharedPlaces(ending.filter(isGoing), where, projectId, store, askedAt);
  for (const id of others.unread) stopped.set(id, reason('end-not-stored'));
  const going = open.filter((each) => isGoing(each) && !others.stale.has(idOf(each)));
  const promised = await promiseEnds(
    wantedExpiries(going, where, others.shared),
    { ...promising, asOf },
    ports,
  );
  for (const id of promised.refused) stopped.set(id, reason('end-not-stored'));
  return { where, kept: promised.kept, stopped, stale: new Set([...others.stale, ...promised.stale]) };
}

function whyNot({ error }: { readonly error: JiraError }, { missingAdmin }: InvitePorts): Reason {
  return error.kind === 'forbidden' || error.kind === 'unauthorized' ? missingAdmin : reasonOf(error);
}

export function isEnding({ guest }: InvitationWithAccount): boolean {
  return guest.endsAt !== undefined;
}

function idOf({ arrival }: InvitationWithAccount): AccountId {
  return arrival.account.accountId;
}
