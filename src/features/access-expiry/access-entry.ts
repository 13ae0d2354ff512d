import type { Actor } from '../../domain/actor';
import type { Reason } from '../../domain/reason';
import { hashedForKey } from '../audit/store/audit-store';
import type { NewAuditEntry } from '../audit/store/audit-store';
import type { Ending } from './store/expiry-store';

/** One access as the audit log tells it. */
export function accessEntry(
  { projectId, accountId, domain, endsAt, desk, organizations }: Ending,
  action: Extract<NewAuditEntry, { event: 'access' }>['action'],
  actor: Actor,
  result: { readonly ok: boolean; readonly reason?: Reason } | undefined,
): NewAuditEntry {
  return {
    actor,
    projectId,
    event: 'access',
    action,
    customer: accountId,
    domain,
    endsAt,
    desk,
    organizations: organizations.map(({ name }) => name),
    ...(organizations.length > 0 && { organizationIds: organizations.map(({ id }) => id) }),
    outcome: result === undefined ? 'done' : result.ok ? 'done' : 'failed',
    ...(result?.reason && { reason: result.reason.code }),
  };
}

/** Names the one entry of an end: tried again each hour where Jira refuses, the last one stays. It holds no account id. */
export function entryOfEnd({ projectId, endsAt, accountId }: Ending): string {
  return `access:${projectId}:${endsAt}:${hashedForKey(accountId)}`;
}
