import { madeBy } from './made-by';
import type { CreateCall } from './made-by';

/** Half past a second, so that Jira's whole seconds say less than its milliseconds. */
const ASKED = 1_800_000_000_500;

/** A call of 100 ms before which Jira did not have the name. */
const CALL: CreateCall = {
  askedAt: ASKED,
  answeredAt: ASKED + 100,
  absentAt: ASKED - 100,
  unansweredAt: undefined,
};

/** Of an organization that was created so many ms after the call went out. */
function made(after: number | undefined, but: Partial<CreateCall> = {}, answeredAt = ASKED - 500): string {
  return madeBy(
    { createdAt: after === undefined ? undefined : ASKED + after, answeredAt },
    { ...CALL, ...but },
  );
}

test.each<[string, number | undefined, Partial<CreateCall>, string]>([
  ['during the call is ours', 60, {}, 'surely'],
  ['just before the call, though not there a moment ago, is perhaps ours', -40, {}, 'perhaps'],
  ['just before the call, where nobody could read all before, is not', -40, { absentAt: undefined }, 'not'],
  [
    '900 ms before the call, where nobody could read all before, is not',
    -900,
    { absentAt: undefined },
    'not',
  ],
  ['a second and more before the call is not', -1001, {}, 'not'],
  ['in a wait for 429 before the try that was answered is not', -900, { absentAt: ASKED - 10_000 }, 'not'],
  ['since a try that got no answer is perhaps ours', -4000, { unansweredAt: ASKED - 5000 }, 'perhaps'],
  ['before a try that got no answer is not', -6000, { unansweredAt: ASKED - 5000 }, 'not'],
  ['at a time that Jira does not tell is not', undefined, { unansweredAt: 0 }, 'not'],
])('what was created %s', (_, after, but, expected) => {
  expect(made(after, but)).toBe(expected);
});

test('by a clock that is ahead of ours, nothing is surely ours', () => {
  expect(made(600_060, {}, ASKED + 599_500)).toBe('perhaps');
  expect(made(60, {}, ASKED + 599_500)).toBe('not');
});
