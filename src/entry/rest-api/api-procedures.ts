import * as z from 'zod/mini';
import { findAuditEntry } from '../../features/audit/show';
import { privilegedCaller } from '../../features/authority/privileged';
import type { KeptInvitation } from '../../contract/rest-api';
import type { AuditEntry } from '../../contract/audit';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import { procedure } from '../../features/authorization/guard';
import { listOrganizations, organizationReader } from '../../features/invite/read-organizations';
import { reasonOf } from '../../platform/jira/reasons';

/** A list that was read so long ago still serves to choose from: each use is asked of Jira. */
const KEPT_MS = 600_000;

/** The organizations in which the person may enrol customers of the project. */
export const apiOrganizations = procedure({
  name: 'api.organizations',
  audience: 'inviter',
  input: z.strictObject({}),
  handle: async (_input, _context, { policy, settings, callers, store, clock }) => {
    const privileged = await privilegedCaller(settings.authority, callers);
    if (!privileged.ok) return privileged;
    const reader = organizationReader(policy, callers.user, privileged.data.caller);
    const found = await listOrganizations(reader, policy, { store, clock, maxAgeMs: KEPT_MS });
    if (!found.ok) return fail(reasonOf(found.error));
    return ok({ organizations: found.data.map(({ id, name }) => ({ id, name })) });
  },
});

/** One invitation made in the project. */
export const apiInvitation = procedure({
  name: 'api.invitation',
  audience: 'inviter',
  input: z.strictObject({ id: z.string().check(z.maxLength(200)) }),
  handle: async ({ id }, { projectId }, { policy, store, clock }) => {
    const entry = await findAuditEntry(id, policy, { store, clock });
    // Another project's is none.
    if (entry?.event !== 'invitation' || entry.projectId !== projectId) {
      return fail(reason('invitation-unknown'));
    }
    return ok(keptInvitation(entry));
  },
});

function keptInvitation(entry: Extract<AuditEntry, { event: 'invitation' }>): KeptInvitation {
  const { id, at, outcome, customer, domain, reason: code, organizations } = entry;
  return {
    id,
    at,
    outcome,
    ...(customer && { accountId: customer }),
    ...(domain && { domain }),
    ...(code && { reason: code }),
    organizations: [...organizations],
  };
}
