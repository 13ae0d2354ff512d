import type { Clock } from '../../platform/clock';
import type { AuditEntry, AuditPage } from '../../contract/audit';
import type { Policy } from '../../domain/policy/policy';
import type { StoredAuditQuery } from './store/audit-store';
import type { Store } from '../stores';

const DAY_MS = 86_400_000;

interface Ports {
  readonly store: Pick<Store, 'audit'>;
  readonly clock: Clock;
}

/**
 * A page of the audit log, newest first. What is older than the policy now keeps is not shown; changes of policy, keys and
 * permission, refusals and imports are, for a year.
 */
export function showAudit(
  query: StoredAuditQuery,
  { auditDays }: Pick<Policy, 'auditDays'>,
  { store, clock }: Ports,
): Promise<AuditPage> {
  const now = clock.now();
  return store.audit.page(query, now - auditDays * DAY_MS, now);
}

/** One entry, unless it is over its retention. */
export function findAuditEntry(
  id: string,
  { auditDays }: Pick<Policy, 'auditDays'>,
  { store, clock }: Ports,
): Promise<AuditEntry | undefined> {
  const now = clock.now();
  return store.audit.find(id, now - auditDays * DAY_MS, now);
}
