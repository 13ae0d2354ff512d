/** What the doors for programs answer where a reason stops an invitation. The script endpoint gives each a status. */
export type RefusalAnswer = 'forbidden' | 'unprocessable' | 'throttled' | 'failed';

/**
 * Who tries again. `script`: the caller, so that no answer is kept for its Idempotency-Key. `row`: the import, by
 * itself. `pending`: the next run over invitations whose account was not found. `expiry`: the next run that ends
 * access, and the failure is not counted. `command`: the whole run of the command line. `person`: an imported row, once
 * its cause was mended.
 */
export type Retry = 'script' | 'row' | 'pending' | 'expiry' | 'command' | 'person';

/** What is asked of an invitation in itself, in this order: its address, the domain of that, and all the rest. */
export const INVITATION_CHECKS = ['address', 'domain', 'rest'] as const;
export type InvitationCheck = (typeof INVITATION_CHECKS)[number];

interface ReasonFacts {
  readonly answer: RefusalAnswer;
  /** HTTP status with which the REST API refuses a request, where it is not that of the answer. */
  readonly status?: number;
  /** What of an invitation it refuses; absent: the rest. */
  readonly check?: InvitationCheck;
  readonly retry?: readonly Retry[];
  /** Places in its words, which parameters fill. */
  readonly places?: readonly string[];
}

/**
 * Everything the code knows about a reason. A new one is an entry here and its words in `reasons.*.json`.
 */
export const REASONS = {
  // The address, the name and the date of an invitation
  'address-empty': { answer: 'unprocessable', check: 'address' },
  'address-control': { answer: 'unprocessable', check: 'address' },
  'address-space': { answer: 'unprocessable', check: 'address' },
  'address-no-at': { answer: 'unprocessable', check: 'address' },
  'address-two-ats': { answer: 'unprocessable', check: 'address' },
  'address-quoted': { answer: 'unprocessable', check: 'address' },
  'address-local-too-long': { answer: 'unprocessable', check: 'address' },
  'address-local': { answer: 'unprocessable', check: 'address' },
  'address-domain': { answer: 'unprocessable', check: 'address' },
  'address-too-long': { answer: 'unprocessable', check: 'address' },
  'text-broken': { answer: 'unprocessable' },
  'name-control': { answer: 'unprocessable' },
  'name-markup': { answer: 'unprocessable' },
  'name-too-long': { answer: 'unprocessable' },
  'entry-unclear': { answer: 'unprocessable' },
  'ends-at-format': { answer: 'unprocessable' },
  'ends-at-past': { answer: 'unprocessable' },
  'ends-at-far': { answer: 'unprocessable' },
  // The request as a whole
  'invalid-input': { answer: 'failed', status: 400, places: ['detail'] },
  'too-many-addresses': { answer: 'failed', places: ['count', 'max'] },
  'no-project': { answer: 'failed' },
  'no-issue': { answer: 'failed' },
  'issue-gone': { answer: 'failed' },
  'participant-refused': { answer: 'failed' },
  'reporter-there': { answer: 'failed' },
  'reporter-refused': { answer: 'failed' },
  'reporter-not-invited': { answer: 'failed' },
  'no-organization': { answer: 'failed' },
  'not-signed-in': { answer: 'failed' },
  'not-an-inviter': { answer: 'failed', status: 403 },
  'not-a-project-admin': { answer: 'failed' },
  'not-a-jira-admin': { answer: 'failed' },
  'permission-unknown': { answer: 'failed', status: 503, retry: ['expiry', 'pending'] },
  'project-not-enabled': { answer: 'forbidden' },
  'project-renamed': { answer: 'forbidden', places: ['project'] },
  'nobody-invites': { answer: 'forbidden' },
  'not-a-service-project': { answer: 'failed', places: ['project'] },
  'proof-address-domain': { answer: 'failed', places: ['domain'] },
  'proof-address-taken': { answer: 'failed' },
  'policy-changed-meanwhile': { answer: 'failed' },
  'policy-domain': { answer: 'failed', places: ['domain'] },
  'policy-domain-public': { answer: 'failed', places: ['domain'] },
  'policy-domain-shared': { answer: 'failed', places: ['domain'] },
  'policy-looser': { answer: 'failed', places: ['rule'] },
  'policy-too-large': { answer: 'failed' },
  'policy-version-gone': { answer: 'failed' },
  'policy-project-too-large': { answer: 'failed', places: ['max'] },
  'storage-unavailable': { answer: 'failed', status: 503, retry: ['expiry'] },
  unexpected: { answer: 'failed', retry: ['person'] },
  // The worker crashed; what Jira shows now is reported.
  interrupted: { answer: 'failed', retry: ['person'] },
  // What the policy says
  'domain-denied': { answer: 'forbidden', check: 'domain', retry: ['person'], places: ['domain'] },
  'domain-not-allowed': { answer: 'forbidden', check: 'domain', retry: ['person'], places: ['domain'] },
  'notify-not-allowed': { answer: 'forbidden', retry: ['person'] },
  'organizations-not-allowed': { answer: 'forbidden', retry: ['person'] },
  'organization-not-linked': { answer: 'forbidden', retry: ['person'] },
  'organization-unknown': { answer: 'unprocessable', retry: ['person'], places: ['name'] },
  'organization-ambiguous': { answer: 'unprocessable', retry: ['person'], places: ['name'] },
  'organization-elsewhere': { answer: 'forbidden', retry: ['person'], places: ['name'] },
  'organization-scim': { answer: 'forbidden', retry: ['person'], places: ['name'] },
  'organization-name': { answer: 'unprocessable' },
  'organization-not-allowed': { answer: 'forbidden', retry: ['person'], places: ['name'] },
  'organizations-many': { answer: 'throttled', retry: ['pending'], places: ['count'] },
  'account-must-exist': { answer: 'forbidden', retry: ['person'] },
  'quota-person': { answer: 'throttled', places: ['left', 'max'] },
  'quota-project': { answer: 'throttled', places: ['left', 'max'] },
  'quota-key': { answer: 'throttled', places: ['left', 'max'] },
  'quota-look': { answer: 'throttled', places: ['left', 'max'] },
  // API keys
  'key-wrong': { answer: 'failed' },
  'key-expired': { answer: 'failed' },
  'key-revoked': { answer: 'failed' },
  'key-rule': { answer: 'failed' },
  'key-maker': { answer: 'failed' },
  'key-project': { answer: 'forbidden' },
  'key-domain': { answer: 'forbidden', places: ['domain'] },
  'key-organization': { answer: 'forbidden' },
  'key-gone': { answer: 'failed' },
  'key-changed-meanwhile': { answer: 'failed' },
  'key-space-fixed': { answer: 'failed' },
  'keys-not-allowed': { answer: 'failed' },
  'keys-too-many': { answer: 'failed', places: ['max'] },
  'keys-too-many-today': { answer: 'failed', places: ['max'] },
  'invitation-unknown': { answer: 'failed', status: 404 },
  // Automation rules and Rovo
  'action-no-person': { answer: 'failed' },
  'action-no-project': { answer: 'failed' },
  'action-empty': { answer: 'failed', places: ['field'] },
  'action-unresolved': { answer: 'failed', places: ['field'] },
  // Imports
  'too-many-organizations': { answer: 'unprocessable', places: ['count', 'max'] },
  'import-unknown': { answer: 'failed' },
  'import-not-yours': { answer: 'failed' },
  'import-not-now': { answer: 'failed' },
  'import-incomplete': { answer: 'failed' },
  'import-too-large': { answer: 'failed', places: ['count', 'max'] },
  'import-slice-too-large': { answer: 'failed' },
  'import-not-confirmed': { answer: 'failed', places: ['count'] },
  'import-rows-gone': { answer: 'failed' },
  'import-damaged': { answer: 'failed' },
  'import-quota-pause': { answer: 'failed' },
  'import-expired': { answer: 'failed' },
  'import-plan-too-large': { answer: 'failed' },
  'import-too-many-rows': { answer: 'failed' },
  'layouts-full': { answer: 'failed', places: ['max'] },
  'layout-address': { answer: 'failed' },
  'import-too-many-open': { answer: 'failed', places: ['max'] },
  'import-gave-up': { answer: 'failed' },
  'import-held': { answer: 'failed' },
  // What Jira answered
  'app-lacks-admin': { answer: 'failed', retry: ['pending', 'person'] },
  'delegate-lost-admin': { answer: 'failed', retry: ['pending', 'person'] },
  'account-choice': { answer: 'failed', retry: ['person'] },
  'account-not-findable': { answer: 'failed' },
  'account-not-found-yet': { answer: 'failed' },
  'account-hidden': { answer: 'failed', retry: ['person'] },
  'account-given-up': { answer: 'failed', retry: ['person'] },
  'account-not-offered': { answer: 'failed' },
  'lacks-customer-role': { answer: 'failed', retry: ['person'] },
  'desk-refused': { answer: 'failed', retry: ['person'] },
  'organization-refused': { answer: 'failed', retry: ['person'] },
  'organization-gone': { answer: 'unprocessable', retry: ['person'] },
  'rejected-by-jira': { answer: 'failed', retry: ['person'], places: ['detail'] },
  'jira-busy': {
    answer: 'throttled',
    status: 503,
    retry: ['command', 'expiry', 'pending', 'person', 'row'],
    places: ['seconds'],
  },
  'jira-unavailable': {
    answer: 'failed',
    retry: ['command', 'expiry', 'pending', 'person', 'row', 'script'],
  },
  'out-of-time': { answer: 'failed', retry: ['expiry', 'pending', 'script'] },
  'changed-meanwhile': { answer: 'failed' },
  // What went otherwise than wished, though the customer is in
  'email-not-for-existing': { answer: 'failed' },
  'email-not-available': { answer: 'failed' },
  'email-unknown': { answer: 'failed' },
  'ends-nothing': { answer: 'failed' },
  'ends-in-part': { answer: 'failed' },
  'ends-later': { answer: 'failed' },
  'end-not-stored': { answer: 'failed', retry: ['pending', 'person', 'row', 'script'] },
  // When access ends
  'access-unknown': { answer: 'failed' },
  'access-changed-meanwhile': { answer: 'failed', retry: ['row', 'person'] },
  'desk-open': { answer: 'failed' },
  'removal-unknown': { answer: 'failed' },
  'removal-not-allowed': { answer: 'failed' },
  'removal-not-own': { answer: 'failed' },
  'leavers-not-allowed': { answer: 'failed' },
  'leaver-agent': { answer: 'failed' },
  'leaver-unknown': { answer: 'failed' },
  'leaver-nothing': { answer: 'failed' },
  // The daily look
  'upkeep-changed-meanwhile': { answer: 'failed' },
  'upkeep-too-many-changes': { answer: 'failed', places: ['max'] },
} as const satisfies Readonly<Record<string, ReasonFacts>>;

/** Why something was refused, went wrong or needs a person. */
export type ReasonCode = keyof typeof REASONS;

/** Codes come back from storage, too, where another version may have put one that is not known here. */
const FACTS: ReadonlyMap<string, ReasonFacts> = new Map(Object.entries(REASONS));

/** The answer for programs; an unknown code is a failure. */
export function refusalAnswer(code: string): RefusalAnswer {
  return FACTS.get(code)?.answer ?? 'failed';
}

/** HTTP status of the REST API's own, if it has one for this code. */
export function ownStatus(code: string): number | undefined {
  return FACTS.get(code)?.status;
}

/** What of an invitation a refusal is about. */
export function refusedCheck(code: string): InvitationCheck {
  return FACTS.get(code)?.check ?? 'rest';
}

/** Whether it may pass by itself, so that the same can be asked again; a missing permission does not. */
export function mayPass(code: string): boolean {
  return (FACTS.get(code)?.retry?.length ?? 0) > 0;
}

export function isRetried(code: string | undefined, by: Retry): boolean {
  return code !== undefined && (FACTS.get(code)?.retry?.includes(by) ?? false);
}
