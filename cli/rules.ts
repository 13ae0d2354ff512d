import type { ProjectPolicy } from '../src/domain/policy/policy';
import { DEFAULT_RULES } from '../src/domain/policy/rules';
import type { Desk } from './desk';

/**
 * What a command may do. No admin's policy is known here, so Jira's own word on the token decides; only organizations
 * are kept to those linked to the space, and created where that was asked for.
 */
export function rulesOf(
  { projectId, projectKey, serviceDeskId }: Desk,
  { createOrganizations }: { readonly createOrganizations: boolean },
): ProjectPolicy {
  return {
    projectId,
    projectKey,
    serviceDeskId,
    ...DEFAULT_RULES,
    mayInvite: [],
    organizations: 'linked',
    createOrganizations,
    email: 'choice',
    importConfirmFrom: 1,
    auditDays: 1,
  };
}
