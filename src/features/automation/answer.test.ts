import { actionAnswer, actionErrors } from './answer';
import type { Outcome } from '../../domain/invitation/outcome';
import { reason } from '../../domain/reason';
import { accountId } from '../../../test/fakes/ids';

const ADA = accountId('qm:local:ada');
const outcome = (but: Partial<Outcome>): Outcome => ({
  email: 'ada@acme.example',
  state: 'done',
  steps: [],
  ...but,
});

test('who was created or there lets the rule go on', () => {
  const steps = [{ step: 'account', state: 'done', change: 'made' }] as const;
  expect(actionAnswer(outcome({ accountId: ADA, steps }))).toEqual({
    outcome: 'created',
    accountId: ADA,
    message: 'The customer was created and added.',
  });
  expect(actionAnswer(outcome({ accountId: ADA }))).toMatchObject({ outcome: 'exists' });
});

test('what went otherwise than wished is said beside it', () => {
  const answer = actionAnswer(outcome({ accountId: ADA, reason: reason('email-not-for-existing') }));
  expect(answer).toMatchObject({ outcome: 'exists' });
  expect('message' in answer && answer.message).toMatch(/^The customer already existed and is added\. ./);
});

test('where something is left to do, the rule goes on without an account', () => {
  const answer = actionAnswer(outcome({ state: 'attention', reason: reason('account-choice') }));
  expect(answer).toMatchObject({ outcome: 'attention', accountId: null });
  expect('message' in answer && answer.message).toContain('more than one account');
});

test('where the account is there and the rest failed for good, somebody has to look', () => {
  const failed = outcome({ state: 'failed', accountId: ADA, reason: reason('organization-refused') });
  expect(actionAnswer(failed)).toMatchObject({ outcome: 'attention', accountId: ADA });
});

test.each(['jira-unavailable', 'domain-denied', 'quota-project'] as const)('%s ends the rule', (code) => {
  const failed = outcome({ state: 'failed', reason: reason(code, { domain: 'x.example', max: 1, left: 0 }) });
  expect(actionAnswer(failed)).toEqual({ errors: [{ message: expect.any(String) as string }] });
});

test('an error says what is wrong and what to do', () => {
  expect(actionErrors(reason('action-empty', { field: 'email' }))).toEqual({
    errors: [{ message: expect.stringMatching(/^“email” is empty.*\. Add a condition/) as string }],
  });
});

test('Jira’s own words, which may hold an address, never go to Automation or a chat', () => {
  const why = reason('rejected-by-jira', { detail: 'ada@acme.example is no good' });
  const answers = [
    actionErrors(why),
    actionAnswer({ email: 'ada@acme.example', state: 'failed', steps: [], reason: why }),
    actionAnswer({ email: 'ada@acme.example', state: 'attention', steps: [], reason: why }),
  ];
  expect(JSON.stringify(answers)).not.toContain('ada@');
  expect(JSON.stringify(answers)).toContain('Jira didn’t accept this');
});
