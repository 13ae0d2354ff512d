import type { AccountId } from '../../domain/ids';
import type { OrganizationChoice } from '../../domain/policy/lists';
import type { Adding, SeenNote } from './store/reconcile-store';

/** What is known of a project's customers before anybody is asked about organizations. */
export interface DeskSnapshot {
  /** What this app did, or confirmed. */
  readonly notes: ReadonlyMap<AccountId, SeenNote>;
  /** Customers on the desk who came another way than through this app, by the rule that is for them. */
  readonly candidates: readonly Candidates[];
  readonly isOnDesk: (accountId: AccountId) => boolean;
}

export interface Candidates {
  readonly domain: string;
  readonly organization: OrganizationChoice;
  readonly people: Readonly<Adding['people']>;
}
