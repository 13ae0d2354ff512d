import type { Actor } from '../../domain/actor';
import { hashedForKey } from '../audit/store/audit-store';
import type { NewAuditEntry } from '../audit/store/audit-store';
import type { RemovedAccess } from './remove-access';
import type { AccessExpiry } from './store/expiry-store';

/** One access as the audit log tells it. */
export function accessEntry(
  { projectId, accountId, domain, endsAt, desk, organizations, removes }: AccessExpiry,
  action: Extract<NewAuditEntry, { event: 'access' }>['action'],
  actor: Actor,
  result: RemovedAccess | undefined,
): NewAuditEntry {
  const why = result?.ok ? result.data.remaining : result?.reason;
  return {
    actor,
    projectId,
    event: 'access',
    action,
    ...(removes?.invitation !== undefined && { invitation: removes.invitation }),
    ...(removes?.importId !== undefined && { importId: removes.importId }),
    customer: accountId,
    domain,
    endsAt,
    desk,
    organizations: organizations.map(({ name }) => name),
    ...(organizations.length > 0 && { organizationIds: organizations.map(({ id }) => id) }),
    outcome: result?.ok === false ? 'failed' : 'done',
    ...(why && { reason: why.code }),
  };
}

/** Names the one entry of an end: tried again each hour where Jira refuses, the last one stays. It holds no account id. */
export function entryOfEnd({ projectId, endsAt, accountId }: AccessExpiry): string {
  return `access:${projectId}:${endsAt}:${hashedForKey(accountId)}`;
}
