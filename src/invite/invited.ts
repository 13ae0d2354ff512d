import type { Actor } from '../contract/actor';
import type { AccountId, OrganizationId } from '../contract/ids';
import { stateOf } from '../contract/outcome';
import type { Outcome, Step } from '../contract/outcome';
import type { Reason } from '../contract/reason';
import type { Organization } from '../jira/organizations';
import type { Ending, HeldEnding } from '../store/endings';
import type { Enrolment } from '../store/enrolments';
import type { PendingInvitation } from '../store/pending';
import type { AccountResult } from './account';
import type { Guest } from '../contract/check-invitation';
import { endOf } from './ending';
import type { NotEnrolled } from './enrol';
import { deskReason, organizationReason } from './enrol-reasons';

export type OrganizationName = Pick<Organization, 'id' | 'name'>;

/** A guest on the way: everything learnt before Jira is asked to change anything. */
export interface Underway {
  readonly index: number;
  readonly guest: Guest;
  readonly organizations: readonly OrganizationName[];
  /** A rule for the domain chose them: nobody named any. */
  readonly ruled?: true;
}

/** Where a customer was before this invitation, by Jira's word. */
export interface WhereBefore {
  readonly desk: boolean;
  readonly organizations: ReadonlySet<OrganizationId>;
}

export type Arrived = Underway & {
  readonly arrival: Extract<AccountResult, { kind: 'account' }>;
  readonly waiting: PendingInvitation | undefined;
};

/** One invitation with all that became of it. */
export interface Invited {
  readonly outcome: Outcome;
  /** The organizations meant, once resolved. */
  readonly organizations: readonly OrganizationName[];
  readonly ruled?: true;
  /** Of the address; absent where it is none, so that there is nothing to write down. */
  readonly domain?: string;
  /** Whether Jira was asked for anything. */
  readonly reached: boolean;
  readonly isNewAccount: boolean;
  /** Where the customer now is, as far as this app knows. */
  readonly enrolment?: Enrolment;
  /** Jira knows the person but does not find the account yet: worth another try later. */
  readonly tryLater: boolean;
  /** When it was to end, as asked for; what does is in `ending`. */
  readonly endsAt?: string;
  /** When some of it ends, and what. */
  readonly ending?: HeldEnding;
  /** What waited for this address before; unknown where nobody had to look. */
  readonly waiting?: PendingInvitation;
}

/** Refused by the policy or for its form: nobody was asked. */
export function refusedBefore(email: string, why: Reason, domain?: string): Invited {
  return {
    outcome: { email, state: 'failed', steps: [], reason: why },
    organizations: [],
    ...(domain !== undefined && { domain }),
    reached: false,
    isNewAccount: false,
    tryLater: false,
  };
}

export function stoppedAtAccount(
  { guest, organizations, ruled }: Underway,
  { step, candidates, findable }: Extract<AccountResult, { kind: 'stopped' }>,
): Invited {
  return {
    outcome: { ...outcomeOf(guest, [step]), ...(candidates && { candidates }) },
    organizations,
    ...(ruled && { ruled }),
    domain: guest.address.domain,
    reached: true,
    isNewAccount: false,
    tryLater: findable === 'later',
    ...(guest.endsAt !== undefined && { endsAt: guest.endsAt }),
  };
}

/** Who could not be added where, and where everybody was before. */
export interface Enrolments {
  readonly actor: Actor;
  readonly project: Pick<Ending, 'projectId' | 'serviceDeskId'>;
  /** Of those whose access is to end and who had an account; nothing where Jira did not tell. */
  readonly where: ReadonlyMap<AccountId, WhereBefore | undefined>;
  /** What was to end before. */
  readonly endings: ReadonlyMap<AccountId, HeldEnding>;
  readonly missedDesk: NotEnrolled;
  readonly missedOrganization: ReadonlyMap<OrganizationId, NotEnrolled>;
  /** Nothing where it could not be read. */
  readonly before: ReadonlyMap<AccountId, Enrolment> | undefined;
}

export function enrolled(each: Arrived, enrolments: Enrolments): Invited {
  const { guest, organizations, arrival, waiting } = each;
  const { missedDesk, missedOrganization, before } = enrolments;
  const { account, isNew, onDesk } = arrival;
  const earlier = before?.get(account.accountId);
  const where = enrolments.where.get(account.accountId);
  const changeOf = (known: unknown, was: boolean | undefined): NonNullable<Step['change']> => {
    if (isNew || was === false) return 'made';
    return known === undefined && was === undefined ? 'confirmed' : 'already';
  };

  const deskRefusal = onDesk ? undefined : missedDesk.get(account.accountId);
  const desk: Step = deskRefusal
    ? { step: 'desk', state: 'failed', reason: deskReason(deskRefusal, account) }
    : { step: 'desk', state: 'done', change: changeOf(earlier?.desk, where?.desk) };
  const inOrganizations = organizations.map((organization): Step => {
    const refusal = missedOrganization.get(organization.id)?.get(account.accountId);
    const step = { step: 'organization', organization } as const;
    if (refusal) return { ...step, state: 'failed', reason: organizationReason(refusal) };
    const was = where?.organizations.has(organization.id);
    return { ...step, state: 'done', change: changeOf(earlier?.organizations[organization.id], was) };
  });
  const end = endOf(each, [desk, ...inOrganizations], enrolments);

  return {
    outcome: outcomeOf(
      guest,
      [...arrival.steps, desk, ...inOrganizations, ...(end ? [end.step] : [])],
      account.accountId,
    ),
    organizations,
    domain: guest.address.domain,
    reached: true,
    isNewAccount: isNew,
    // What is not known must not be written over.
    ...((before !== undefined || isNew) && { enrolment: enrolmentAfter(earlier, desk, inOrganizations) }),
    tryLater: false,
    ...(end?.held && { ending: end.held }),
    ...(waiting && { waiting }),
  };
}

/** What this app once made stays known as made. */
function enrolmentAfter(
  earlier: Enrolment | undefined,
  desk: Step,
  organizations: readonly Step[],
): Enrolment {
  const known: Enrolment['organizations'] = { ...earlier?.organizations };
  for (const step of organizations) {
    if (step.organization?.id && step.state === 'done') known[step.organization.id] ??= madeOrConfirmed(step);
  }
  const deskKnown = earlier?.desk ?? (desk.state === 'done' ? madeOrConfirmed(desk) : undefined);
  return { ...(deskKnown && { desk: deskKnown }), organizations: known };
}

function madeOrConfirmed({ change }: Step): 'made' | 'confirmed' {
  return change === 'made' ? 'made' : 'confirmed';
}

function outcomeOf(guest: Guest, steps: readonly Step[], accountId?: AccountId): Outcome {
  const state = stateOf(steps);
  const telling =
    steps.find((step) => step.state === state && step.reason) ?? steps.find((step) => step.reason);
  return {
    email: guest.address.email,
    state,
    ...(accountId && { accountId }),
    steps,
    ...(telling?.reason && { reason: telling.reason }),
  };
}
