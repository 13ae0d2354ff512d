import type { AccountId } from '../../domain/ids';
import type { Guest } from '../../domain/invitation/check-invitation';
import { stateOf } from '../../domain/invitation/outcome';
import type { Outcome, Step } from '../../domain/invitation/outcome';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import type { AccessExpiry } from '../access-expiry/store/expiry-store';
import type { AccountResult } from './account';
import type { Missed } from './enrol';
import { deskReason, organizationReason } from './enrol-reasons';
import { endOf, endsIn } from './expiry';
import type { InvitationWithAccount, InvitationResult, PlannedInvitation, WhereBefore } from './stages';
import { NO_NOTE } from './store/enrolment-note';
import type { Enrolment, SeenNote } from './store/enrolment-note';

/** Refused by the policy or for its form: Jira was not asked. */
export function rejected(email: string, why: Reason, domain?: string): InvitationResult {
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
  { guest, organizations, ruled }: PlannedInvitation,
  { step, candidates, findable, maybeMade }: Extract<AccountResult, { kind: 'stopped' }>,
): InvitationResult {
  return {
    outcome: { ...outcomeOf(guest, [step]), ...(candidates && { candidates }) },
    organizations,
    ...(ruled && { ruled }),
    domain: guest.address.domain,
    reached: true,
    isNewAccount: false,
    tryLater: findable === 'later',
    ...(maybeMade && { maybeMade }),
    ...(guest.endsAt !== undefined && { endsAt: guest.endsAt }),
  };
}

/** The account is there, but its end could not be stored: a place that would never end is not given. */
export function notEnrolled(
  { guest, organizations, ruled, arrival, waiting }: InvitationWithAccount,
  why: Reason,
): InvitationResult {
  const { account, steps, isNew, onDesk } = arrival;
  const desk: Step = { step: 'desk', state: 'done', change: 'made' };
  const end: Step = { step: 'end', state: 'failed', reason: why };
  return {
    outcome: outcomeOf(guest, [...steps, ...(onDesk ? [desk] : []), end], account.accountId),
    organizations,
    ...(ruled && { ruled }),
    domain: guest.address.domain,
    reached: true,
    isNewAccount: isNew,
    ...(onDesk && { enrolment: { desk: 'made', organizations: {} }, noted: NO_NOTE }),
    tryLater: false,
    ...(waiting && { waiting }),
  };
}

/** Who could not be added where, and where everybody was before. */
export interface Enrolments {
  /** Of those whose access is to end and who had an account. */
  readonly where: ReadonlyMap<AccountId, WhereBefore>;
  /** Where Jira was asked instead of adding them again. */
  readonly seen: ReadonlyMap<AccountId, WhereBefore>;
  /** What ends now. */
  readonly endings: ReadonlyMap<AccountId, AccessExpiry>;
  /** Those of whom it is not sure that it ends. */
  readonly unsure: ReadonlySet<AccountId>;
  /** What was to end before: this app gave it. */
  readonly givenBefore: ReadonlyMap<AccountId, AccessExpiry>;
  readonly missed: Missed;
  /** `undefined` where it could not be read. */
  readonly before: ReadonlyMap<AccountId, SeenNote> | undefined;
}

export function enrolled(each: InvitationWithAccount, enrolments: Enrolments): InvitationResult {
  const { guest, organizations, arrival, waiting } = each;
  const { account, isNew } = arrival;
  const places = placesOf(each, enrolments);
  const ending = enrolments.endings.get(account.accountId);
  const isUnsure = enrolments.unsure.has(account.accountId) || (!ending && arrival.maybeOnDesk);
  const end = isUnsure && guest.endsAt !== undefined ? NOT_SURE : endOf(each, places, ending);
  const given = enrolments.givenBefore.get(account.accountId);
  const noted = guest.endsAt === undefined ? places : places.filter((step) => !isElsewhere(step, ending));

  return {
    outcome: outcomeOf(guest, [...arrival.steps, ...places, ...(end ? [end] : [])], account.accountId),
    organizations,
    domain: guest.address.domain,
    reached: true,
    isNewAccount: isMade(arrival),
    enrolment: enrolmentOf(noted, given),
    noted: isNew ? NO_NOTE : enrolments.before?.get(account.accountId),
    tryLater: false,
    ...(waiting && { waiting }),
  };
}

/** Whether this call made the account, by Jira's word. */
function isMade({ steps }: InvitationWithAccount['arrival']): boolean {
  return steps.some(({ step, change }) => step === 'account' && change === 'made');
}

const NOT_SURE: Step = { step: 'end', state: 'attention', reason: reason('end-not-stored') };

function placesOf(
  { organizations, arrival }: InvitationWithAccount,
  { where, seen, missed, givenBefore, before }: Enrolments,
): readonly Step[] {
  const { account, isNew, onDesk, maybeOnDesk } = arrival;
  const earlier = before?.get(account.accountId)?.enrolment;
  const was = where.get(account.accountId);
  const there = seen.get(account.accountId);
  const given = givenBefore.get(account.accountId);
  const changeOf = (
    known: unknown,
    wasThere: boolean | undefined,
    isThere: boolean | undefined,
    isGiven: boolean | undefined,
  ): NonNullable<Step['change']> => {
    if (isNew || wasThere === false) return 'made';
    // Only Jira knows whether a customer was there: a note of this app proves nothing about removals since.
    if (wasThere === undefined && isThere) return 'already';
    // Jira's list of a desk lags behind: it may not show yet what this app has just given.
    if (wasThere === undefined) return isThere === false && known === undefined ? 'made' : 'confirmed';
    // Without a note of it: a worker that crashed may have given it, for this very invitation.
    return known === undefined && isGiven ? 'confirmed' : 'already';
  };

  const deskRefusal = onDesk ? undefined : missed.desk.get(account.accountId);
  const desk: Step = deskRefusal
    ? { step: 'desk', state: 'failed', reason: deskReason(deskRefusal, account) }
    : {
        step: 'desk',
        state: 'done',
        change: changeOf(earlier?.desk, was?.desk, there?.desk, given?.desk ?? maybeOnDesk),
      };
  // No organization was asked: the desk's reason tells it all.
  if (missed.deskOnly.has(account.accountId)) return [desk];
  const inOrganizations = organizations.map((organization): Step => {
    const refusal = missed.organizations.get(organization.id)?.get(account.accountId);
    const step = { step: 'organization', organization } as const;
    if (refusal) return { ...step, state: 'failed', reason: organizationReason(refusal) };
    const { id } = organization;
    const change = changeOf(
      earlier?.organizations[id],
      was?.organizations.has(id),
      there?.organizations.has(id),
      given && endsIn(given, id),
    );
    return { ...step, state: 'done', change };
  });
  return [desk, ...inOrganizations];
}

/**
 * An organization of an invitation until a day in which the customer was already, and that the end does not name: a note of
 * it would keep the end of another project that gave it, and that is not known yet.
 */
function isElsewhere({ step, organization, change }: Step, ending: AccessExpiry | undefined): boolean {
  return step === 'organization' && change !== 'made' && !(ending && endsIn(ending, organization?.id));
}

/** What this app was about to give for a time counts as made by it. */
function enrolmentOf(places: readonly Step[], given: AccessExpiry | undefined): Enrolment {
  const organizations: Enrolment['organizations'] = {};
  let desk: Enrolment['desk'];
  for (const step of places) {
    if (step.state !== 'done') continue;
    const id = step.organization?.id;
    if (step.step === 'desk') desk = given?.desk ? 'made' : madeOrConfirmed(step);
    else if (id) organizations[id] = given && endsIn(given, id) ? 'made' : madeOrConfirmed(step);
  }
  return { ...(desk && { desk }), organizations };
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
