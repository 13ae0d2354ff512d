import { addressKey } from '../src/domain/address/address';
import type { AccountId, OrganizationId } from '../src/domain/ids';
import type { InvitePorts } from '../src/features/invite/ports';
import type { InvitationResult } from '../src/features/invite/stages';

type Enrolment = NonNullable<InvitationResult['enrolment']>;
type Store = InvitePorts['store'];
type OrganizationClaim = Awaited<ReturnType<Store['newOrganizations']['claim']>>;

/** What one command knows of its own work, where the app asks its storage. */
export interface Memory {
  readonly store: Store;
  readonly remember: (invited: readonly InvitationResult[]) => void;
  /** @param accountId of an account that an earlier run made: Jira's search may not find it yet. */
  readonly recall: (email: string, accountId: AccountId) => void;
}

/** Keeps everything until the command ends. For one space. */
export function createMemory(): Memory {
  const accounts = new Map<string, AccountId>();
  const enrolments = new Map<AccountId, Enrolment>();
  return {
    recall: (email, accountId) => void accounts.set(addressKey(email), accountId),
    remember(invited) {
      for (const { outcome, isNewAccount, enrolment } of invited) {
        if (outcome.accountId === undefined) continue;
        if (isNewAccount) accounts.set(addressKey(outcome.email), outcome.accountId);
        if (!enrolment) continue;
        const before = enrolments.get(outcome.accountId);
        const organizations = { ...before?.organizations, ...enrolment.organizations };
        enrolments.set(outcome.accountId, { ...before, ...enrolment, organizations });
      }
    },
    store: {
      addresses: addressesOf(accounts),
      enrolments: enrolmentsOf(enrolments),
      settings: {
        read: () => Promise.resolve({ policy: undefined, authority: undefined, selfTest: undefined }),
      },
      mailedEnds: { read: () => Promise.resolve(new Set()) },
      endings: NO_ENDINGS,
      write: () => Promise.resolve(),
      organizationLists: NO_LISTS,
      newOrganizations: createClaims(),
    },
  };
}

function addressesOf(accounts: ReadonlyMap<string, AccountId>): Store['addresses'] {
  return {
    find: (_, emails) =>
      Promise.resolve(
        new Map(
          emails.map((email) => {
            const newAccount = accounts.get(addressKey(email));
            return [email, newAccount === undefined ? {} : { newAccount }];
          }),
        ),
      ),
  };
}

function enrolmentsOf(enrolments: ReadonlyMap<AccountId, Enrolment>): Store['enrolments'] {
  return {
    among: () => Promise.resolve(new Map()),
    read: (_, accountIds) =>
      Promise.resolve(
        new Map(
          accountIds.flatMap((accountId) => {
            const enrolment = enrolments.get(accountId);
            return enrolment ? [[accountId, enrolment] as const] : [];
          }),
        ),
      ),
    seen: (_, accountIds) =>
      Promise.resolve(
        new Map(
          accountIds.map((accountId) => {
            const enrolment = enrolments.get(accountId);
            return [accountId, { enrolment: enrolment && { ...enrolment, at: 0 }, version: undefined }];
          }),
        ),
      ),
  };
}

/** A command cannot end an access after it has ended itself, so none is promised. */
const NO_ENDINGS: Store['endings'] = {
  read: () => Promise.resolve(new Map()),
  write: (changes) => Promise.resolve(changes.map(() => 'refused')),
  remove: (held) => Promise.resolve(held.map(() => 'refused')),
};

/** A token reads its own lists of organizations whole. */
const NO_LISTS: Store['organizationLists'] = {
  find: () => Promise.resolve(undefined),
  save: () => Promise.resolve(),
  want: () => Promise.resolve(),
  wanted: () => Promise.resolve([]),
  unwant: () => Promise.resolve(),
};

/** The organizations that this command creates. */
function createClaims(): Store['newOrganizations'] {
  const claims = new Map<OrganizationId, OrganizationClaim>();
  return {
    find: (_project, _name, id) => Promise.resolve({ begun: undefined, claim: id && claims.get(id) }),
    claim(id, claim) {
      const held = claims.get(id) ?? { ...claim, until: Number.MAX_SAFE_INTEGER };
      claims.set(id, held);
      return Promise.resolve(held);
    },
    unended: () => Promise.resolve([]),
    firstUnended: () => Promise.resolve(undefined),
    eraseAccount: () => Promise.resolve(),
  };
}
