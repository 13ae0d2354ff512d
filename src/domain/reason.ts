import type { AddressProblem } from './address/address';
import type { EndsAtProblem } from './invitation/expiry-date';
import type { NameProblem } from './address/display-name';

/** Why something was refused, went wrong or needs a person. Each has its words in `reasons.en.json`. */
export type ReasonCode =
  | AddressProblem
  | NameProblem
  | EndsAtProblem
  // The request as a whole
  | 'invalid-input'
  | 'too-many-addresses'
  | 'no-project'
  | 'no-issue'
  | 'issue-gone'
  | 'participant-refused'
  | 'no-organization'
  | 'not-signed-in'
  | 'not-an-inviter'
  | 'not-a-project-admin'
  | 'not-a-jira-admin'
  | 'permission-unknown'
  | 'project-not-enabled'
  | 'project-renamed'
  | 'nobody-invites'
  | 'not-a-service-project'
  | 'policy-changed-meanwhile'
  | 'policy-domain'
  | 'policy-domain-public'
  | 'policy-domain-shared'
  | 'policy-looser'
  | 'policy-too-large'
  | 'policy-project-too-large'
  | 'storage-unavailable'
  | 'unexpected'
  /** The worker died; what Jira shows now is told. */
  | 'interrupted'
  // What the policy says
  | 'domain-denied'
  | 'domain-not-allowed'
  | 'notify-not-allowed'
  | 'organizations-not-allowed'
  | 'organization-not-linked'
  | 'organization-unknown'
  | 'organization-ambiguous'
  | 'organization-elsewhere'
  | 'organization-scim'
  | 'organization-name'
  | 'organization-not-allowed'
  | 'organizations-many'
  | 'account-must-exist'
  | 'quota-person'
  | 'quota-project'
  | 'quota-key'
  | 'quota-look'
  // API keys
  | 'key-wrong'
  | 'key-expired'
  | 'key-revoked'
  | 'key-rule'
  | 'key-maker'
  | 'key-project'
  | 'key-domain'
  | 'key-organization'
  | 'key-gone'
  | 'keys-not-allowed'
  | 'keys-too-many'
  | 'keys-too-many-today'
  | 'repeated-otherwise'
  | 'invitation-unknown'
  // Automation rules and Rovo
  | 'action-no-person'
  | 'action-no-project'
  | 'action-empty'
  | 'action-unresolved'
  // Imports
  | 'too-many-organizations'
  | 'import-unknown'
  | 'import-not-yours'
  | 'import-not-now'
  | 'import-incomplete'
  | 'import-too-large'
  | 'import-slice-too-large'
  | 'import-not-confirmed'
  | 'import-rows-gone'
  | 'import-damaged'
  | 'import-quota-pause'
  | 'import-expired'
  | 'import-plan-too-large'
  | 'import-too-many-rows'
  | 'import-too-many-open'
  | 'import-gave-up'
  | 'import-held'
  // What Jira answered
  | 'app-lacks-admin'
  | 'delegate-lost-admin'
  | 'account-choice'
  | 'account-not-findable'
  | 'account-not-found-yet'
  | 'account-hidden'
  | 'account-given-up'
  | 'account-not-offered'
  | 'lacks-customer-role'
  | 'desk-refused'
  | 'organization-refused'
  | 'organization-gone'
  | 'rejected-by-jira'
  | 'jira-busy'
  | 'jira-unavailable'
  | 'out-of-time'
  | 'changed-meanwhile'
  // What went otherwise than wished, though the customer is in
  | 'email-not-for-existing'
  | 'email-not-available'
  | 'email-unknown'
  | 'ends-nothing'
  | 'ends-in-part'
  | 'ends-later'
  | 'end-not-stored'
  // When access ends
  | 'access-unknown'
  | 'access-changed-meanwhile'
  | 'desk-open'
  // The daily look
  | 'upkeep-changed-meanwhile'
  | 'upkeep-too-many-changes';

export interface Reason {
  readonly code: ReasonCode;
  /** Fills the places in the words: `{domain}`, `{name}`, … */
  readonly params?: Readonly<Record<string, string | number>>;
}

export function reason(code: ReasonCode, params?: Reason['params']): Reason {
  return params ? { code, params } : { code };
}
