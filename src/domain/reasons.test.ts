import { isRetried, ownStatus, REASONS, refusalAnswer, refusedCheck } from './reasons';
import type { ReasonCode, Retry } from './reasons';

const CODES = Object.keys(REASONS) as ReasonCode[];
const RETRIES: readonly Retry[] = ['script', 'row', 'pending', 'expiry', 'command', 'person'];

/** Who tries again without asking anybody. */
const RETRIED: Readonly<Record<Exclude<Retry, 'person'>, readonly ReasonCode[]>> = {
  script: ['jira-unavailable', 'out-of-time', 'end-not-stored'],
  row: ['jira-busy', 'jira-unavailable', 'end-not-stored'],
  pending: [
    'permission-unknown',
    'organizations-many',
    'app-lacks-admin',
    'delegate-lost-admin',
    'jira-busy',
    'jira-unavailable',
    'out-of-time',
    'end-not-stored',
  ],
  expiry: ['permission-unknown', 'storage-unavailable', 'jira-busy', 'jira-unavailable', 'out-of-time'],
  command: ['jira-busy', 'jira-unavailable'],
};

test.each(Object.entries(RETRIED) as [Retry, readonly ReasonCode[]][])(
  'what passes by itself is never final for %s',
  (by, codes) => {
    expect(codes.filter((code) => !isRetried(code, by))).toEqual([]);
  },
);

test('a refusal by the policy, or of what was sent, is never tried again by itself', () => {
  const final = CODES.filter((code) => ['forbidden', 'unprocessable'].includes(refusalAnswer(code)));
  const retried = final.filter((code) => RETRIES.some((by) => by !== 'person' && isRetried(code, by)));
  expect(final.length).toBeGreaterThan(30);
  expect(retried).toEqual([]);
});

test('what stands in the file itself is never offered for another try', () => {
  const written = CODES.filter((code) => /^(address|name|ends-at)-/.test(code));
  expect(written.length).toBeGreaterThan(10);
  expect(written.filter((code) => isRetried(code, 'person'))).toEqual([]);
});

test.each<ReasonCode>([
  'interrupted',
  'unexpected',
  'rejected-by-jira',
  'app-lacks-admin',
  'delegate-lost-admin',
  'account-choice',
  'account-given-up',
  'account-hidden',
  'account-must-exist',
  'lacks-customer-role',
  'desk-refused',
  'domain-denied',
  'domain-not-allowed',
  'notify-not-allowed',
  'organizations-not-allowed',
  'organization-not-allowed',
  'organization-not-linked',
  'organization-unknown',
  'organization-ambiguous',
  'organization-elsewhere',
  'organization-scim',
  'organization-refused',
  'organization-gone',
  'jira-busy',
  'jira-unavailable',
  'end-not-stored',
])('a row that %s stopped is never lost to another try', (code) => {
  expect(isRetried(code, 'person')).toBe(true);
});

test.each<ReasonCode>(['key-wrong', 'account-not-findable', 'organization-name', 'out-of-time'])(
  'a row that %s stopped is never offered for another try',
  (code) => {
    expect(isRetried(code, 'person')).toBe(false);
  },
);

test('a problem with the address, the name or the date is never called a failure of the app', () => {
  const written = CODES.filter((code) => /^(address|name|ends-at)-/.test(code));
  expect(written.filter((code) => refusalAnswer(code) !== 'unprocessable')).toEqual([]);
});

test('a used quota never looks final', () => {
  const quotas = CODES.filter((code) => code.startsWith('quota-'));
  expect(quotas.length).toBeGreaterThan(3);
  expect(quotas.filter((code) => refusalAnswer(code) !== 'throttled')).toEqual([]);
});

test.each<[ReasonCode, number | undefined]>([
  ['invalid-input', 400],
  ['not-an-inviter', 403],
  ['invitation-unknown', 404],
  ['permission-unknown', 503],
  ['jira-busy', 503],
  ['storage-unavailable', 503],
  ['domain-denied', undefined],
  ['unexpected', undefined],
])('the status of the REST API for %s never changes', (code, status) => {
  expect(ownStatus(code)).toBe(status);
});

test.each(['was-renamed', 'constructor', '__proto__'])(
  'the code %s, stored by another version, never throws',
  (code) => {
    expect([refusalAnswer(code), ownStatus(code), isRetried(code, 'row')]).toEqual([
      'failed',
      undefined,
      false,
    ]);
  },
);

test('what the check of an address says is about the address, and of a domain about the domain', () => {
  const address = CODES.filter((code) => code.startsWith('address-'));
  expect(address.filter((code) => refusedCheck(code) !== 'address')).toEqual([]);
  expect(CODES.filter((code) => refusedCheck(code) === 'domain')).toEqual([
    'domain-denied',
    'domain-not-allowed',
  ]);
});

test('a refusal of which the registry does not say so is about the rest, also one of another version', () => {
  expect(['notify-not-allowed', 'ends-at-past', 'of another version'].map(refusedCheck)).toEqual([
    'rest',
    'rest',
    'rest',
  ]);
});
