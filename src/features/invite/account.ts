import type { ServiceDeskId } from '../../domain/ids';
import type { Candidate, Step } from '../../domain/invitation/outcome';
import { reason } from '../../domain/reason';
import type { Rules } from '../../domain/policy/rules';
import type { Reason } from '../../domain/reason';
import type { JiraError } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import { createCustomer, inviteCustomer } from '../../platform/jira/customers';
import { reasonOf } from '../../platform/jira/reasons';
import type { Guest } from '../../domain/invitation/check-invitation';
import type { Learning } from '../authority/capabilities';
import { findAccount } from './find-account';
import type { Account, Found } from './find-account';

export type AccountResult =
  | {
      readonly kind: 'account';
      readonly account: Account;
      /** What became of the account and, where one was wanted, of the e-mail. */
      readonly steps: readonly Step[];
      /** The account did not exist before, so it is enrolled nowhere yet. */
      readonly isNew: boolean;
      readonly onDesk: boolean;
      /** An invitation of an earlier try, which crashed, may have put the customer there. */
      readonly maybeOnDesk?: true;
    }
  | {
      readonly kind: 'stopped';
      readonly step: Step;
      readonly candidates?: readonly Candidate[];
      /** Jira knows the person but does not find the account yet: worth another try later. */
      readonly findable: 'later' | 'never';
      /** A create got no answer, and may have made the account. */
      readonly maybeMade?: true;
    };

export interface AccountPorts {
  readonly privileged: JiraClient;
  readonly app: JiraClient;
  /** The privileged caller that makes accounts, where it is asked first whether it still may. */
  readonly creating?: JiraClient;
  readonly mayBeHidden: boolean;
  readonly site?: Pick<Learning, 'isCapable' | 'learn'>;
  /** What it means when Jira refuses the privileged call. */
  readonly missingAdmin: Reason;
  /** `existing`: an address without an account is refused. */
  readonly accounts: Rules['accounts'];
  /** An earlier try of the same crashed before it could be written down: what exists may be its work. */
  readonly repeated?: boolean;
  /** Called before an address without an account is invited until an end. @returns why it must not be. */
  readonly beforeMailing?: (email: string) => Promise<Reason | undefined>;
  /** Accounts that this app created within the hour, by address. */
  readonly recall: (email: string) => Promise<Account | undefined>;
}

/**
 * Creates the guest's account, or finds the one that exists. Creating comes first: searching before it costs
 * a call and is wrong for minutes after a create.
 */
export async function accountFor(
  guest: Guest,
  serviceDeskId: ServiceDeskId,
  ports: AccountPorts,
): Promise<AccountResult> {
  if (ports.accounts === 'existing') return existingOnly(guest, serviceDeskId, ports);
  // Jira's invitation makes the account and puts it on the desk in one call, before an end can be stored: only an
  // account that is known to be new then counts as put there by it, though its answer is lost.
  const looked =
    guest.notify && guest.endsAt !== undefined ? await findExisting(guest, serviceDeskId, ports) : undefined;
  if (looked === 'not-offered') return notOffered();
  if (looked && looked.kind !== 'none') {
    return ports.repeated ? maybeInvited(looked, guest) : existingAccount(looked, guest, 'already');
  }
  const unnoted = looked && (await ports.beforeMailing?.(guest.address.email));
  if (unnoted) return stopped({ step: 'account', state: 'failed', reason: unnoted });
  const customer = { email: guest.address.email, displayName: guest.displayName };
  const creating = ports.creating ?? ports.privileged;
  // Where Jira is known to lack it, the call that it would refuse is left out.
  const isOffered = ports.site?.isCapable('invite') !== false;
  const invited =
    guest.notify && isOffered ? await inviteCustomer(creating, serviceDeskId, customer) : undefined;
  if (invited) learnInvite(invited, ports);
  if (invited?.ok) {
    const email: Step = { step: 'email', state: 'done', change: 'made' };
    return newAccount(invited.data.accountId, { onDesk: true, email });
  }
  // Experimental, and it takes one right more than creating does: where it is missing or refused, go without.
  const fallBack = invited === undefined || isKind(invited.error, ['missing', 'forbidden']);
  const created = fallBack ? await createCustomer(creating, customer) : invited;
  if (created.ok) {
    const email: Step | undefined = guest.notify
      ? { step: 'email', state: 'attention', reason: reason('email-not-available') }
      : undefined;
    return newAccount(created.data.accountId, { onDesk: false, ...(email && { email }) });
  }
  if (created.error.kind !== 'conflict') return refused(created.error, ports);

  const found = await findExisting(guest, serviceDeskId, ports);
  if (found === 'not-offered') return notOffered();
  // A try that got no answer may have made the account and, where it was an invitation, sent the e-mail.
  const repeated = ports.repeated ?? false;
  const maybeMailed = invited !== undefined && (repeated || invited.error.mayHaveApplied);
  const change = repeated || maybeMailed || created.error.mayHaveApplied ? 'confirmed' : 'already';
  const result = existingAccount(found, guest, change, maybeMailed ? 'email-unknown' : undefined);
  if (result.kind === 'stopped') return change === 'confirmed' ? { ...result, maybeMade: true } : result;
  // Absent before, so that the end covers all places; another may have made it meanwhile, so that it is put on the desk.
  return looked && maybeMailed ? { ...result, isNew: true } : result;
}

/** A conflict is an answer of the invitation's own. */
function learnInvite(invited: Awaited<ReturnType<typeof inviteCustomer>>, { site }: AccountPorts): void {
  if (invited.ok || invited.error.kind === 'conflict') site?.learn('invite', true);
  else if (invited.error.kind === 'missing') site?.learn('invite', false);
}

/** Who was there at a repeat: a try that crashed may have invited them. */
function maybeInvited(found: Found, guest: Guest): AccountResult {
  const result = existingAccount(found, guest, 'confirmed', 'email-unknown');
  return result.kind === 'account' ? { ...result, maybeOnDesk: true } : { ...result, maybeMade: true };
}

/** Finds the account without making one. */
async function existingOnly(
  guest: Guest,
  serviceDeskId: ServiceDeskId,
  ports: AccountPorts,
): Promise<AccountResult> {
  const found = await findExisting(guest, serviceDeskId, ports);
  if (found === 'not-offered') return notOffered();
  if (found.kind !== 'none') return existingAccount(found, guest, 'already');
  return stopped({ step: 'account', state: 'failed', reason: reason('account-must-exist') });
}

function notOffered(): AccountResult {
  return stopped({ step: 'account', state: 'failed', reason: reason('account-not-offered') });
}

/** The agent's choice counts only if Jira offers that account for this address now. */
async function findExisting(
  { address: { email }, chosen }: Guest,
  serviceDeskId: ServiceDeskId,
  ports: AccountPorts,
): Promise<Found | 'not-offered'> {
  const recalled = chosen === undefined ? await ports.recall(email) : undefined;
  if (recalled) return { kind: 'one', account: recalled };
  const found = await findAccount(email, serviceDeskId, ports);
  if (chosen === undefined || found.kind === 'refused') return found;
  const offered: readonly Account[] =
    found.kind === 'one' ? [found.account] : found.kind === 'several' ? found.candidates : [];
  const account = offered.find(({ accountId }) => accountId === chosen);
  return account ? { kind: 'one', account } : 'not-offered';
}

function newAccount(
  accountId: Account['accountId'],
  { onDesk, email }: { readonly onDesk: boolean; readonly email?: Step },
): AccountResult {
  const made: Step = { step: 'account', state: 'done', change: 'made' };
  return {
    kind: 'account',
    account: { accountId, accountType: 'customer' },
    steps: email ? [made, email] : [made],
    isNew: true,
    onDesk,
  };
}

function existingAccount(
  found: Found,
  guest: Guest,
  change: 'already' | 'confirmed',
  emailDoubt?: 'email-unknown',
): AccountResult {
  switch (found.kind) {
    case 'one': {
      const account: Step = { step: 'account', state: 'done', change };
      const email: Step = emailDoubt
        ? { step: 'email', state: 'attention', reason: reason(emailDoubt) }
        : { step: 'email', state: 'skipped', reason: reason('email-not-for-existing') };
      return {
        kind: 'account',
        account: found.account,
        steps: guest.notify ? [account, email] : [account],
        isNew: false,
        onDesk: false,
      };
    }
    case 'several':
      return {
        ...stopped({ step: 'account', state: 'attention', reason: reason('account-choice') }),
        candidates: found.candidates,
      };
    case 'none':
      return {
        ...stopped({ step: 'account', state: 'attention', reason: reason('account-not-findable') }),
        findable: 'later',
      };
    case 'hidden':
      return stopped({ step: 'account', state: 'attention', reason: reason('account-hidden') });
    case 'refused':
      return stopped({ step: 'account', state: 'failed', reason: reasonOf(found.refusal) });
  }
}

function refused(refusal: JiraError, { missingAdmin }: AccountPorts): AccountResult {
  const why = isKind(refusal, ['forbidden', 'unauthorized']) ? missingAdmin : reasonOf(refusal);
  const isSilent = refusal.kind === 'unavailable' || refusal.mayHaveApplied;
  return {
    ...stopped({ step: 'account', state: 'failed', reason: why }),
    ...(isSilent && { maybeMade: true }),
  };
}

function stopped(step: Step): Extract<AccountResult, { kind: 'stopped' }> {
  return { kind: 'stopped', step, findable: 'never' };
}

function isKind(refusal: JiraError, kinds: readonly JiraError['kind'][]): boolean {
  return kinds.includes(refusal.kind);
}
