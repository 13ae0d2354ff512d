import { append } from '../audit/append';
import type { AuditPorts } from '../audit/append';
import type { Actor } from '../../domain/actor';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import type { Organization } from '../../platform/jira/organizations';
import type { Item } from '../../platform/kvs/kvs';

/**
 * Writes down that an organization came to exist or to be linked, as soon as it is: the invitation that named it may
 * still fail, or its row may never be written. It came to exist once, so that has one entry, however often it is told.
 *
 * @param why it could not be linked; `undefined` where it is.
 * @param extra what the entry closes; where storage refuses that, the schedule closes it.
 */
export async function recordOrganization(
  { id, name }: Pick<Organization, 'id' | 'name'>,
  {
    action,
    actor,
    why,
  }: {
    readonly action: 'created' | 'linked';
    readonly actor: Actor;
    readonly why: Reason | undefined;
  },
  policy: Pick<ProjectPolicy, 'projectId' | 'auditDays'>,
  ports: AuditPorts,
  extra: readonly Item[] = [],
): Promise<void> {
  const entry = {
    actor,
    projectId: policy.projectId,
    event: 'organization' as const,
    action,
    organizationId: id,
    organizationName: name,
    outcome: why ? ('attention' as const) : ('done' as const),
    ...(why && { reason: why.code }),
  };
  const once = action === 'created' ? createdKey(id) : undefined;
  const recorded = await append([entry], { policy, once: () => once }, ports);
  // After the entry: storage may take a part of a batch, and the worker crash before the rest is in the queue.
  if (recorded !== 'no' && extra.length > 0) await ports.store.write(extra).catch(() => undefined);
}

/** The audit log's key for the one entry that tells that an organization was created. */
export function createdKey(id: Organization['id']): string {
  return `organization-created:${id}`;
}
