import type { AccountId, OrganizationId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import type { JiraError } from '../../platform/jira/result';
import { addToDesk } from '../../platform/jira/customers';
import { addToOrganization } from '../../platform/jira/organizations';
import { eitherClient } from '../../platform/jira/either-client';
import type { AccessExpiry } from '../access-expiry/store/expiry-store';
import { enrol, joinMissed } from './enrol';
import type { Add, Missed, NotEnrolled } from './enrol';
import type { Account } from './find-account';
import type { InvitePorts } from './ports';
import { enrolled, notEnrolled } from './outcome';
import type { InvitationWithAccount, InvitationResult } from './stages';
import { checkEnds } from './check-expiries';
import { isEnding, prepareEnds } from './prepare-expiries';
import { seenThere, withoutSeen } from './seen-there';
import { promiseEnds } from './promise-expiries';
import type { PromisedEnd } from './promise-expiries';

/**
 * Enrols everybody, in batches. The end of access that ends is stored first. Whose end cannot be promised is not enrolled:
 * where Jira does not tell where they are already, or storage does not take it.
 */
export async function enrolAll(
  arrived: readonly InvitationWithAccount[],
  policy: ProjectPolicy,
  ports: InvitePorts,
): Promise<ReadonlyMap<number, InvitationResult>> {
  const { privileged, store, clock, tell, actor } = ports;
  for (const { index } of arrived) tell({ index, step: 'enrol', state: 'working' });
  const project = { projectId: policy.projectId, serviceDeskId: policy.serviceDeskId };
  const promising = { actor, project, since: clock.now(), askedAt: ports.askedAt };
  const reader = eitherClient(privileged, ports.app);
  // Before they are enrolled: afterwards it could not be told what was there already.
  const { where, kept, stopped } = await prepareEnds(arrived, { policy, promising, reader }, ports);

  const whyStopped = (each: InvitationWithAccount): Reason | undefined =>
    isEnding(each) ? stopped.get(idOf(each)) : undefined;
  const going = arrived.filter((each) => !whyStopped(each));
  const known = going.filter(({ arrival }) => !arrival.isNew).map(idOf);
  // Where it cannot be read, the customers are added all the same; only since when they are there is then not known.
  const before = await store.enrolments.seen(policy.projectId, known, clock.now()).catch(() => undefined);
  const seen = await seenThere(going, before, policy, { ...ports, privileged: reader });
  const missed = await addAll(
    going.map((each) => withoutSeen(each, seen.get(idOf(each)))),
    policy,
    ports,
  );
  const checked = await checkEnds(kept, missed, {
    store,
    promise: (wanted) => promiseEnds(wanted, promising, ports),
    isNew: new Set(arrived.filter(({ arrival }) => arrival.isNew).map(idOf)),
    enrolAgain: (accountIds) =>
      addAll(
        going.filter((each) => accountIds.has(idOf(each))),
        policy,
        ports,
      ),
    project,
    clock,
  });
  const enrolments = {
    where,
    seen,
    before,
    missed: checked.missed,
    endings: checked.endings,
    unsure: checked.unsure,
    givenBefore: endedBefore(kept),
  };
  return new Map(
    arrived.map((each) => {
      const why = whyStopped(each);
      return [each.index, why ? notEnrolled(each, why) : enrolled(each, enrolments)];
    }),
  );
}

/**
 * Adds everybody to the desk and to their organizations at once. Who is no portal-only customer may lack the right to be on
 * the desk, and is put into organizations only once it took them: a refusal gives nothing.
 */
async function addAll(
  guests: readonly InvitationWithAccount[],
  { serviceDeskId }: ProjectPolicy,
  { privileged }: InvitePorts,
): Promise<Missed> {
  const toDesk = (all: readonly InvitationWithAccount[]): Promise<NotEnrolled> =>
    enrol(accountsOf(all.filter(({ arrival }) => !arrival.onDesk)), (ids) =>
      addToDesk(privileged, serviceDeskId, ids),
    );
  const toOrganizations = (all: readonly InvitationWithAccount[]): Promise<Missed['organizations']> =>
    addToEach(all, (id, ids) => addToOrganization(privileged, id, ids));

  const [portalOnly, others] = split(guests, ({ arrival }) => arrival.account.accountType === 'customer');
  const [desk, organizations, missed] = await Promise.all([
    toDesk(portalOnly),
    toOrganizations(portalOnly),
    oneAfterTheOther(others, toDesk, toOrganizations),
  ]);
  return joinMissed({ desk, organizations, deskOnly: new Set() }, missed);
}

async function oneAfterTheOther(
  guests: readonly InvitationWithAccount[],
  toDesk: (all: readonly InvitationWithAccount[]) => Promise<NotEnrolled>,
  toOrganizations: (all: readonly InvitationWithAccount[]) => Promise<Missed['organizations']>,
): Promise<Missed> {
  const desk = await toDesk(guests);
  const [refused, taken] = split(guests, (each) => desk.has(idOf(each)));
  const notAsked = new Map<OrganizationId, Map<AccountId, JiraError>>();
  for (const each of refused) {
    const refusal = desk.get(idOf(each));
    if (!refusal) continue;
    for (const { id } of each.organizations) {
      notAsked.set(id, new Map([...(notAsked.get(id) ?? []), [idOf(each), refusal]]));
    }
  }
  return joinMissed(
    { desk, organizations: await toOrganizations(taken), deskOnly: new Set() },
    { desk: new Map(), organizations: notAsked, deskOnly: new Set(refused.map(idOf)) },
  );
}

async function addToEach(
  guests: readonly InvitationWithAccount[],
  add: (id: OrganizationId, accountIds: readonly AccountId[]) => ReturnType<Add>,
): Promise<Missed['organizations']> {
  const places = [...new Set(guests.flatMap(({ organizations }) => organizations.map(({ id }) => id)))];
  const missed = await Promise.all(
    places.map(async (id) => {
      const members = guests.filter((guest) => guest.organizations.some((each) => each.id === id));
      return [id, await enrol(accountsOf(members), (accountIds) => add(id, accountIds))] as const;
    }),
  );
  return new Map(missed);
}

function accountsOf(guests: readonly InvitationWithAccount[]): readonly Account[] {
  return guests.map(({ arrival }) => arrival.account);
}

function split<T>(items: readonly T[], is: (item: T) => boolean): readonly [T[], T[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}

/** What this app had promised to end before: it gave that, whatever it noted of it. */
function endedBefore(kept: ReadonlyMap<AccountId, PromisedEnd>): ReadonlyMap<AccountId, AccessExpiry> {
  return new Map([...kept].flatMap(([id, { before }]) => (before ? [[id, before] as const] : [])));
}

function idOf({ arrival }: InvitationWithAccount): AccountId {
  return arrival.account.accountId;
}
