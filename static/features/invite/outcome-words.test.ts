import type { Outcome, Step } from '../../../src/domain/invitation/outcome';
import { ENGLISH } from '../../../src/i18n/english';
import { doneWords, lineWords, outcomeText, stepWords } from './outcome-words';
import { createTranslate } from '../../i18n/use-translate';
import { accountId, organizationId } from '../../../test/fakes/ids';

const WORDS = createTranslate(ENGLISH);

const ACME = { id: organizationId('11'), name: 'Acme' };
const ACCOUNT: Step = { step: 'account', state: 'done', change: 'made' };
const DESK: Step = { step: 'desk', state: 'done', change: 'already' };

function outcome(but: Partial<Outcome>): Outcome {
  return { email: 'ada@acme.example', state: 'done', steps: [ACCOUNT, DESK], ...but };
}

test.each<[Step, string]>([
  [ACCOUNT, 'Account created'],
  [{ step: 'account', state: 'done', change: 'already' }, 'Account already existed'],
  [{ step: 'account', state: 'done', change: 'confirmed' }, 'Account exists'],
  [{ step: 'account', state: 'failed' }, 'Account'],
  [DESK, 'already on the service desk'],
  [{ step: 'organization', state: 'done', change: 'made', organization: ACME }, 'added to Acme'],
  [{ step: 'organization', state: 'done', organization: ACME }, 'in Acme'],
  [{ step: 'organization', state: 'failed', organization: ACME }, 'Organization Acme'],
  [{ step: 'email', state: 'done', change: 'made' }, 'invitation email sent'],
  [{ step: 'email', state: 'skipped' }, 'Email'],
])('the step %j is “%s”', (step, words) => {
  expect(stepWords(step, WORDS)).toBe(words);
});

test('the steps that went well are one line', () => {
  const failed: Step = { step: 'organization', state: 'failed', organization: ACME };
  expect(doneWords(outcome({ steps: [ACCOUNT, DESK, failed] }), WORDS)).toBe(
    'Account created, already on the service desk',
  );
});

describe('an outcome on one line', () => {
  const desk = (change: 'made' | 'already' | 'confirmed'): Step => ({ step: 'desk', state: 'done', change });
  const known: Step = { step: 'account', state: 'done', change: 'already' };
  const made: Step = { step: 'organization', state: 'done', change: 'made', organization: ACME };

  test.each<[string, readonly Step[]]>([
    ['New account', [ACCOUNT, desk('made')]],
    ['New account · added to Acme', [ACCOUNT, desk('made'), made]],
    ['New account · added to Acme (created)', [ACCOUNT, { ...made, organization: { ...ACME, isNew: true } }]],
    ['Already a customer · added to Acme', [known, desk('already'), made]],
    ['Existing account added', [known, desk('made')]],
    ['Existing account', [known, desk('confirmed')]],
  ])('is “%s”', (words, steps) => {
    expect(lineWords(outcome({ steps }), WORDS)).toBe(words);
  });

  test('says why it is not done, and leaves what to do to the details', () => {
    const reason = { code: 'organization-gone' } as const;
    expect(lineWords(outcome({ state: 'failed', reason }), WORDS)).toBe('The organization no longer exists.');
  });
});

describe('an outcome as text', () => {
  test('tells whom, how it went, and what was done', () => {
    expect(outcomeText(outcome({ accountId: accountId('qm:1') }), WORDS)).toBe(
      'ada@acme.example (qm:1): Done\n  Account created, already on the service desk',
    );
  });

  test('tells each step that went otherwise, why, and what to do', () => {
    const step: Step = {
      step: 'organization',
      state: 'failed',
      organization: ACME,
      reason: { code: 'organization-gone' },
    };
    expect(outcomeText(outcome({ state: 'failed', steps: [ACCOUNT, step] }), WORDS)).toBe(
      'ada@acme.example: Failed\n  Account created\n  Organization Acme: The organization no longer exists. Choose another one.',
    );
  });

  test('tells why nothing was tried', () => {
    const reason = { code: 'domain-denied', params: { domain: 'acme.example' } } as const;
    expect(outcomeText(outcome({ state: 'failed', steps: [], reason }), WORDS)).toBe(
      'ada@acme.example: Failed\n  Addresses at acme.example are blocked by your Jira admin. If this is wrong, ask a Jira admin to change the denied domains.',
    );
  });

  test('leaves no place unfilled', () => {
    const step: Step = {
      step: 'desk',
      state: 'failed',
      reason: { code: 'jira-busy', params: { seconds: 5 } },
    };
    expect(outcomeText(outcome({ state: 'failed', steps: [step] }), WORDS)).not.toMatch(/[{}]/);
  });
});
