import type { Outcome, Step } from '../../domain/invitation/outcome';
import { reason } from '../../domain/reason';
import { refusalAnswer } from '../../domain/reasons';
import type { ReasonCode } from '../../domain/reasons';
import { SCRIPT_ANSWERS, scriptAnswerBody } from '../../contract/script-api';
import type { ScriptAnswer } from '../../contract/script-api';
import { answerFor, isRepeatable } from './answer';
import { accountId } from '../../../test/fakes/ids';

/** What scripts rely on: a reason that shipped keeps its answer. A new one need not stand here. */
const EXPECTED: Partial<Record<ReasonCode, ScriptAnswer>> = {
  // What was sent
  'address-empty': 'unprocessable',
  'address-control': 'unprocessable',
  'address-space': 'unprocessable',
  'address-no-at': 'unprocessable',
  'address-two-ats': 'unprocessable',
  'address-quoted': 'unprocessable',
  'address-local-too-long': 'unprocessable',
  'address-local': 'unprocessable',
  'address-domain': 'unprocessable',
  'address-too-long': 'unprocessable',
  'name-control': 'unprocessable',
  'name-markup': 'unprocessable',
  'name-too-long': 'unprocessable',
  'organization-unknown': 'unprocessable',
  'organization-ambiguous': 'unprocessable',
  'organization-gone': 'unprocessable',
  'organization-name': 'unprocessable',
  'ends-at-format': 'unprocessable',
  'ends-at-past': 'unprocessable',
  'ends-at-far': 'unprocessable',
  'ends-nothing': 'failed',
  'ends-in-part': 'failed',
  'ends-later': 'failed',
  'end-not-stored': 'failed',
  'access-unknown': 'failed',
  'access-changed-meanwhile': 'failed',
  'desk-open': 'failed',
  'upkeep-changed-meanwhile': 'failed',
  'upkeep-too-many-changes': 'failed',
  // What the policy and the key say
  'project-not-enabled': 'forbidden',
  'nobody-invites': 'forbidden',
  'domain-denied': 'forbidden',
  'domain-not-allowed': 'forbidden',
  'notify-not-allowed': 'forbidden',
  'organizations-not-allowed': 'forbidden',
  'organization-not-allowed': 'forbidden',
  'organizations-many': 'throttled',
  'project-renamed': 'forbidden',
  'organization-not-linked': 'forbidden',
  'organization-elsewhere': 'forbidden',
  'organization-scim': 'forbidden',
  'account-must-exist': 'forbidden',
  'key-project': 'forbidden',
  'key-domain': 'forbidden',
  'key-organization': 'forbidden',
  'quota-person': 'throttled',
  'quota-project': 'throttled',
  'quota-key': 'throttled',
  'quota-look': 'throttled',
  'jira-busy': 'throttled',
  // What Jira or the app could not do
  'app-lacks-admin': 'failed',
  'delegate-lost-admin': 'failed',
  'account-choice': 'failed',
  'account-not-findable': 'failed',
  'account-not-found-yet': 'failed',
  'account-hidden': 'failed',
  'account-given-up': 'failed',
  'account-not-offered': 'failed',
  'lacks-customer-role': 'failed',
  'desk-refused': 'failed',
  'organization-refused': 'failed',
  'rejected-by-jira': 'failed',
  'jira-unavailable': 'failed',
  'out-of-time': 'failed',
  'changed-meanwhile': 'failed',
  'storage-unavailable': 'failed',
  unexpected: 'failed',
  interrupted: 'failed',
  'email-not-for-existing': 'failed',
  'email-not-available': 'failed',
  'email-unknown': 'failed',
  // What no script meets: the screens and the other door, which have answers of their own
  'invalid-input': 'failed',
  'too-many-addresses': 'failed',
  'no-project': 'failed',
  'no-issue': 'failed',
  'issue-gone': 'failed',
  'participant-refused': 'failed',
  'no-organization': 'failed',
  'not-signed-in': 'failed',
  'not-an-inviter': 'failed',
  'not-a-project-admin': 'failed',
  'not-a-jira-admin': 'failed',
  'permission-unknown': 'failed',
  'not-a-service-project': 'failed',
  'policy-changed-meanwhile': 'failed',
  'policy-domain': 'failed',
  'policy-domain-public': 'failed',
  'policy-domain-shared': 'failed',
  'policy-looser': 'failed',
  'policy-too-large': 'failed',
  'policy-project-too-large': 'failed',
  'key-wrong': 'failed',
  'key-expired': 'failed',
  'key-revoked': 'failed',
  'key-rule': 'failed',
  'key-maker': 'failed',
  'key-gone': 'failed',
  'keys-not-allowed': 'failed',
  'keys-too-many': 'failed',
  'keys-too-many-today': 'failed',
  'invitation-unknown': 'failed',
  'action-no-person': 'failed',
  'action-no-project': 'failed',
  'action-empty': 'failed',
  'action-unresolved': 'failed',
  'too-many-organizations': 'unprocessable',
  // An import is no business of a script.
  'import-unknown': 'failed',
  'import-not-yours': 'failed',
  'import-not-now': 'failed',
  'import-incomplete': 'failed',
  'import-too-large': 'failed',
  'import-slice-too-large': 'failed',
  'import-not-confirmed': 'failed',
  'import-rows-gone': 'failed',
  'import-damaged': 'failed',
  'import-quota-pause': 'failed',
  'import-expired': 'failed',
  'import-plan-too-large': 'failed',
  'import-too-many-rows': 'failed',
  'import-too-many-open': 'failed',
  'import-gave-up': 'failed',
  'import-held': 'failed',
};

const CODES = Object.keys(EXPECTED) as ReasonCode[];

test.each(CODES)('the answer for %s never changes', (code) => {
  expect(refusalAnswer(code)).toBe(EXPECTED[code]);
});

describe('what became of an invitation', () => {
  const ID = accountId('qm:ada');
  const step = (but: Partial<Step> = {}): Step => ({
    step: 'account',
    state: 'done',
    change: 'made',
    ...but,
  });
  const outcome = (but: Partial<Outcome>): Outcome => ({
    email: 'ada@acme.example',
    state: 'done',
    steps: [],
    ...but,
  });

  test.each<[string, Partial<Outcome>, ScriptAnswer]>([
    ['an account that was made', { steps: [step()] }, 'created'],
    ['one that was there', { steps: [step({ change: 'already' })] }, 'exists'],
    [
      'one that may just have been made, since a try got no answer',
      { steps: [step({ change: 'confirmed' })] },
      'exists',
    ],
    [
      'one that was there, in an organization that is new',
      { steps: [step({ change: 'already' }), step({ step: 'organization' })] },
      'exists',
    ],
    ['what a person has to look at', { state: 'attention', reason: reason('account-choice') }, 'attention'],
    ['an account without the e-mail', { state: 'attention', accountId: ID, steps: [step()] }, 'attention'],
    ['a refusal by the policy', { state: 'failed', reason: reason('domain-denied') }, 'forbidden'],
    ['an address that is none', { state: 'failed', reason: reason('address-no-at') }, 'unprocessable'],
    ['a full quota', { state: 'failed', reason: reason('quota-project') }, 'throttled'],
    ['a failure without a reason', { state: 'failed' }, 'failed'],
    [
      'a failure before there was an account',
      { state: 'failed', reason: reason('rejected-by-jira') },
      'failed',
    ],
    [
      'a failure after that, which repeating does not mend',
      { state: 'failed', accountId: ID, reason: reason('lacks-customer-role') },
      'attention',
    ],
    [
      'a failure after that, which repeating may mend',
      { state: 'failed', accountId: ID, reason: reason('jira-unavailable') },
      'failed',
    ],
    ['no time left after that', { state: 'failed', accountId: ID, reason: reason('out-of-time') }, 'failed'],
    ['a busy Jira after that', { state: 'failed', accountId: ID, reason: reason('jira-busy') }, 'throttled'],
    [
      'an organization that went meanwhile',
      { state: 'failed', accountId: ID, steps: [step()], reason: reason('organization-gone') },
      'attention',
    ],
  ])('%s: %3$s', (_, but, answer) => {
    expect(answerFor(outcome(but))).toBe(answer);
  });
});

test.each(Object.keys(SCRIPT_ANSWERS) as ScriptAnswer[])(
  '%s may be repeated exactly where it says so',
  (answer) => {
    expect(SCRIPT_ANSWERS[answer].message.includes('try again')).toBe(isRepeatable(answer));
  },
);

test.each(Object.keys(SCRIPT_ANSWERS) as ScriptAnswer[])(
  'the body of %s names its code and where to look',
  (answer) => {
    expect(JSON.parse(scriptAnswerBody(answer))).toMatchObject({
      code: answer,
      look: expect.stringContaining('Audit') as string,
    });
  },
);
