import { addressKey } from '../../domain/address/address';
import type { AccountId, ServiceDeskId } from '../../domain/ids';
import type { Candidate } from '../../domain/invitation/outcome';
import { isPassing } from '../../platform/jira/result';
import type { JiraError } from '../../platform/jira/result';
import type { Learning } from '../authority/capabilities';
import type { JiraClient } from '../../platform/jira/client';
import { searchDeskList } from '../../platform/jira/customers';
import { emailsOf, searchUsers } from '../../platform/jira/users';
import type { User } from '../../platform/jira/users';

export interface Account {
  readonly accountId: AccountId;
  /** `customer` (portal-only), `atlassian`, or `unknown`. */
  readonly accountType: string;
  /** The account is deactivated. Only where `mayBeInactive`. */
  readonly isInactive?: true;
}

export type Found =
  | { readonly kind: 'one'; readonly account: Account }
  | { readonly kind: 'several'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'none' }
  /** Jira hides the address of an account that may be meant, and the policy needs it. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'refused'; readonly refusal: JiraError };

interface Ports {
  readonly privileged: JiraClient;
  /** Addresses that people hide are told to the app only. */
  readonly app: JiraClient;
  /** Whether an account may be offered though its address could not be compared: not where domains matter. */
  readonly mayBeHidden: boolean;
  /** Whether a deactivated account is found, too: by the desk's list, for Jira's search knows active ones only. */
  readonly mayBeInactive?: true;
  readonly site?: Pick<Learning, 'isCapable' | 'learn'>;
}

/**
 * The account that has exactly this address, without guessing. Two accounts for one address (a portal-only
 * one and an Atlassian account) go back as a choice; so does any whose address Jira hides from everybody, since
 * it may be the one meant: unless the policy has rules for domains, which a hidden address could get around.
 * None means: Jira does not find it, perhaps only not yet.
 */
export async function findAccount(email: string, serviceDeskId: ServiceDeskId, ports: Ports): Promise<Found> {
  const search = await searchUsers(ports.privileged, email);
  if (!search.ok) return { kind: 'refused', refusal: search.error };
  const people = search.data.filter((user) => user.accountType !== 'app');
  const known = await withHiddenAddresses(people, ports);

  const matches = known.filter((user) => matchesAddress(user.email, email));
  const hidden = known.filter((user) => user.email === undefined);
  if (hidden.length > 0 && ports.mayBeHidden) {
    return { kind: 'several', candidates: [...matches, ...hidden].map(toCandidate) };
  }
  if (matches.length > 0) return oneOrSeveral(matches);
  if (hidden.length > 0) return { kind: 'hidden' };

  const listed = await searchDeskList(ports.privileged, serviceDeskId, email);
  if (!listed.ok) return { kind: 'none' };
  const onDesk = listed.data
    .filter(({ isActive }) => isActive || ports.mayBeInactive)
    .filter((customer) => matchesAddress(customer.email, email))
    .map(({ isActive, ...customer }) => ({
      ...customer,
      accountType: 'unknown',
      ...(!isActive && { isInactive: true as const }),
    }));
  return onDesk.length > 0 ? oneOrSeveral(onDesk) : { kind: 'none' };
}

/** Fills in the addresses that people hide, where Jira tells the app. Where it does not, they stay absent. */
async function withHiddenAddresses(people: readonly User[], { app, site }: Ports): Promise<readonly User[]> {
  const hidden = people.filter((user) => user.email === undefined);
  if (hidden.length === 0 || site?.isCapable('hiddenAddresses') === false) return people;
  const told = await emailsOf(
    app,
    hidden.map((user) => user.accountId),
  );
  if (told.ok || !isPassing(told.error)) site?.learn('hiddenAddresses', told.ok);
  if (!told.ok) return people;
  return people.map((user) => ({ ...user, email: user.email ?? told.data.get(user.accountId) }));
}

function matchesAddress(email: string | undefined, wanted: string): boolean {
  return email !== undefined && addressKey(email) === addressKey(wanted);
}

function oneOrSeveral(matches: readonly User[]): Found {
  const [first, ...others] = matches;
  if (first && others.length === 0) return { kind: 'one', account: first };
  return { kind: 'several', candidates: matches.map(toCandidate) };
}

function toCandidate({ accountId, displayName, accountType, email }: User): Candidate {
  return { accountId, displayName, accountType, hidden: email === undefined };
}
