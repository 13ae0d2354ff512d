import type { Clock } from '../../platform/clock';
import type { Actor } from '../../domain/actor';
import type { AccountId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { mailedEndItem } from '../access-expiry/store/mailed-expiries';
import type { Store } from '../stores';
import type { InvitationWithAccount, InvitationResult } from './stages';
import { promiseEnds } from './promise-expiries';
import type { PromisePorts } from './promise-expiries';

/**
 * With an e-mail Jira makes the account and puts it on the desk in one call, before there is an account whose end could
 * be stored. So it is noted first that an address without an account is about to be invited: a repeat, and the schedule that
 * settles what a worker left, then know who put it there.
 *
 * @returns why the address must not be invited; `undefined` where it may.
 */
export function noteMailedEnd(
  email: string,
  { projectId }: Pick<ProjectPolicy, 'projectId'>,
  { store, clock }: { readonly store: Pick<Store, 'write'>; readonly clock: Clock },
): Promise<Reason | undefined> {
  return store.write([mailedEndItem(projectId, email, clock.now())]).then(
    () => undefined,
    () => reason('end-not-stored'),
  );
}

/**
 * Accounts that an invitation by e-mail put on the desk, of which nobody heard: its worker crashed, or Jira did not answer.
 * No enrolment was recorded since. The next invitation need not send an e-mail: a retry never does.
 *
 * @throws StorageError where it cannot be read.
 */
export async function mailedBefore(
  ending: readonly InvitationWithAccount[],
  { projectId }: Pick<ProjectPolicy, 'projectId'>,
  store: Pick<Store, 'mailedEnds'> & { readonly enrolments: Pick<Store['enrolments'], 'read'> },
  now: number,
): Promise<ReadonlySet<AccountId>> {
  const there = ending.filter(({ arrival }) => !arrival.isNew);
  if (there.length === 0) return new Set();
  const emails = there.map(({ guest }) => guest.address.email);
  const mailed = await store.mailedEnds.read(projectId, emails, now);
  const accountIds = there
    .filter(({ guest }) => mailed.has(guest.address.email))
    .map(({ arrival }) => arrival.account.accountId);
  if (accountIds.length === 0) return new Set();
  const notes = await store.enrolments.read(projectId, accountIds, now);
  return new Set(accountIds.filter((accountId) => notes.get(accountId)?.desk === undefined));
}

/**
 * Stores the ends of those whom a worker that crashed had put on the desk by e-mail.
 *
 * @throws where storage refuses: it is to be settled again.
 */
export async function promiseMailed(
  settled: readonly InvitationResult[],
  actor: Actor,
  { projectId, serviceDeskId }: Pick<ProjectPolicy, 'projectId' | 'serviceDeskId'>,
  ports: PromisePorts & { readonly store: Pick<Store, 'mailedEnds'> },
): Promise<void> {
  const open = settled.flatMap(({ outcome: { accountId, email, steps }, enrolment, noted, endsAt, domain }) =>
    accountId && endsAt !== undefined && domain !== undefined && steps.some(({ step }) => step === 'desk')
      ? [{ email, enrolment, noted, wanted: { accountId, endsAt, domain, desk: true, organizations: [] } }]
      : [],
  );
  if (open.length === 0) return;
  const emails = open.map(({ email }) => email);
  const mailed = await ports.store.mailedEnds.read(projectId, emails, ports.clock.now());
  const found = open.filter(({ email }) => mailed.has(email));
  if (found.some(({ noted }) => !noted)) throw new Error('whether somebody is noted was not read');
  const given = found.filter(
    ({ enrolment, noted }) => (noted?.enrolment?.desk ?? enrolment?.desk) === 'confirmed',
  );
  // One address may stand twice in one request.
  const wanted = new Map(given.map((each) => [each.wanted.accountId, each.wanted]));
  const project = { projectId, serviceDeskId };
  // Any end that was promised since is the newer one.
  const promising = { actor, project, since: ports.clock.now(), askedAt: 0 };
  const { refused } = await promiseEnds([...wanted.values()], promising, ports);
  if (refused.size > 0) throw new Error('the end of an interrupted invitation could not be stored');
}
