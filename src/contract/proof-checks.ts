/**
 * What a site is asked, in this order, and what is expected: as Jira or Forge would answer, so that it is the same in
 * every language. `findings`: answers about which Guestlist does something of its own.
 */
export const PROOF_CHECKS = {
  'own-permission': { expected: 'ADMINISTER: yes', findings: ['no'] },
  create: { expected: '201', findings: ['refused', 'refused-with-scope', 'taken'] },
  'create-as-admin': { expected: '201', findings: ['lend', 'refused'] },
  'account-type': { expected: 'customer', findings: ['different'] },
  'create-again': { expected: '409', findings: ['different'] },
  invite: { expected: '409', findings: ['missing', 'refused'] },
  'invite-email': { expected: '201', findings: ['not-sent'] },
  'desk-enrol': { expected: '204', findings: ['refused'] },
  'desk-fifty': { expected: '400', findings: ['silent', 'different'] },
  'desk-hundred': { expected: '400', findings: ['silent', 'different'] },
  'organization-create': { expected: '201, created, Date', findings: ['refused', 'undated'] },
  'organization-again': { expected: '201, same id', findings: ['different'] },
  'organization-unknown': { expected: '400, known one added', findings: ['not-added', 'refused'] },
  'organization-enrol': { expected: '204', findings: ['refused'] },
  'organization-members': { expected: '200', findings: ['refused'] },
  'permission-check': { expected: '200', findings: ['refused'] },
  'offline-resolver': { expected: '200', findings: ['refused'] },
  'offline-consumer': { expected: '200', findings: ['refused'] },
  'offline-others': { expected: '200', findings: ['refused'] },
  'offline-web-trigger': { expected: '200', findings: ['not-tried', 'refused'] },
  'storage-refused': { expected: '4xx', findings: ['different'] },
  'storage-index': { expected: '≤ 1 s', findings: ['late'] },
  'storage-checkpoint': { expected: '≤ 2 s', findings: ['slow'] },
  'queue-delay': { expected: '5 s', findings: ['different'] },
  'queue-retry': { expected: '5 s', findings: ['different'] },
  'queue-concurrency': { expected: '1', findings: ['overlap'] },
  'search-delay': { expected: '≤ 10 s', findings: ['late'] },
  'hidden-address': { expected: '200', findings: ['refused'] },
  'desk-list': { expected: '200, address', findings: ['hidden', 'open', 'refused'] },
} as const satisfies Record<string, { readonly expected: string; readonly findings: readonly string[] }>;

export type ProofCheck = keyof typeof PROOF_CHECKS;
export const PROOF_CHECK_NAMES = Object.keys(PROOF_CHECKS) as readonly ProofCheck[];
/** An answer about which Guestlist does something of its own: `create-refused`. */
export type ProofFindingKey = {
  [C in ProofCheck]: `${C}-${(typeof PROOF_CHECKS)[C]['findings'][number]}`;
}[ProofCheck];

const FINDING_KEYS: ReadonlySet<string> = new Set(
  PROOF_CHECK_NAMES.flatMap((check) => PROOF_CHECKS[check].findings.map((finding) => `${check}-${finding}`)),
);

/** Of a finding about which there are words of its own. */
export function isProofFindingKey(text: string): text is ProofFindingKey {
  return FINDING_KEYS.has(text);
}

/** Invited with an e-mail: `ada+proof@…` becomes `ada+proof-mail@…`; what has no plus yet gets one. */
export function proofMailAddress(email: string): string {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  return `${local}${local.includes('+') ? '-mail' : '+guestlist-mail'}${email.slice(at)}`;
}
