import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import type { JiraError } from '../../platform/jira/result';
import { reasonOf } from '../../platform/jira/reasons';
import type { Account } from './find-account';

/**
 * Why Jira did not add the account to the desk. An Atlassian account that is refused alone most often lacks
 * the Customer role.
 *
 * @see https://confluence.atlassian.com/jirakb/agents-cannot-add-new-customers-to-jira-service-management-projects-1295815386.html
 */
export function deskReason(refusal: JiraError, { accountType }: Account): Reason {
  if (refusal.kind !== 'forbidden') return reasonOf(refusal);
  return reason(accountType === 'customer' ? 'desk-refused' : 'lacks-customer-role');
}

/** Why Jira did not add the account to the organization. */
export function organizationReason(refusal: JiraError): Reason {
  if (refusal.kind === 'forbidden') return reason('organization-refused');
  return refusal.kind === 'missing' ? reason('organization-gone') : reasonOf(refusal);
}
