import { recordAudit } from '../audit/record';
import type { AuditPorts } from '../audit/record';
import type { Actor } from '../contract/actor';
import type { ProjectPolicy } from '../contract/policy';
import type { Reason } from '../contract/reason';
import type { Organization } from '../jira/organizations';

type Ports = AuditPorts & { readonly actor: Actor };

/**
 * Writes down that an organization came to exist or to be linked, as soon as it is: the invitation that named it may
 * still fail, or its row may never be written.
 *
 * @param why it could not be linked; nothing where it is.
 */
export async function recordOrganization(
  action: 'created' | 'linked',
  { id, name }: Pick<Organization, 'id' | 'name'>,
  why: Reason | undefined,
  { projectId, auditDays }: ProjectPolicy,
  { actor, store, clock, postpone }: Ports,
): Promise<void> {
  const entry = {
    actor,
    projectId,
    event: 'organization' as const,
    action,
    organizationId: id,
    organizationName: name,
    outcome: why ? ('attention' as const) : ('done' as const),
    ...(why && { reason: why.code }),
  };
  await recordAudit([entry], auditDays, { store, clock, postpone });
}
