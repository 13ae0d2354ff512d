import { findOrganization } from '../../domain/organization/find-organization';
import type { OrganizationRef } from '../../domain/invitation/invitation';
import type { Rules } from '../../domain/policy/rules';
import { reason } from '../../domain/reason';
import type { ReasonCode } from '../../domain/reason';
import { fail } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { Organization } from '../../platform/jira/organizations';
import { reasonOf } from '../../platform/jira/reasons';
import type { KnownOrganizations } from './find-in-list';

/** What a list that was not read to its end cannot say. */
const MISSING: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'organization-unknown',
  'organization-not-linked',
  'organization-gone',
]);

/** The organization meant among those that Jira told of, or why customers cannot be enrolled in it. */
export function findKnown(
  ref: OrganizationRef,
  known: KnownOrganizations,
  rules: Pick<Rules, 'organizations' | 'onlyOrganizations'>,
): Result<Organization> {
  if (!known.ok) return fail(reasonOf(known.error));
  const found = findOrganization(ref, known.data, rules);
  if (found.ok || known.more === undefined || !MISSING.has(found.reason.code)) return found;
  return fail(reason('organizations-many', { count: known.more }));
}
