import type { AuditPage } from '../../../src/contract/audit';
import type { AccountId } from '../../../src/domain/ids';
import { displayNames } from '../../platform/accounts';

/** Invitations with the names of everybody in them. */
export interface NamedPage extends AuditPage {
  readonly names: ReadonlyMap<AccountId, string>;
}

/** Names are read when the page is opened, as the reader. */
export async function named(page: AuditPage): Promise<NamedPage> {
  const accounts = page.entries.flatMap(({ actor, customer }) => [
    ...(actor.kind === 'person' ? [actor.accountId] : []),
    ...(customer ? [customer] : []),
  ]);
  return { ...page, names: accounts.length > 0 ? await displayNames(accounts) : new Map() };
}
