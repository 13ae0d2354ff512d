import { nextRetry } from './retry-schedule';
import type { PendingInvitation } from './store/pending';
import { START } from '../../../test/fakes/clock';
import { AGENT_ACTOR, PROJECT } from '../../../test/fakes/ids';

const pending = (attempts: number): PendingInvitation => ({
  projectId: PROJECT,
  actor: AGENT_ACTOR,
  email: 'ada@acme.example',
  organizations: [],
  attempts,
  dueAt: START,
  until: START + 86_400_000,
});

test.each([
  [1, 10],
  [2, 20],
  [3, 40],
  [4, 80],
])('after %i tries the next comes in %i minutes', (attempts, minutes) => {
  expect(nextRetry(pending(attempts), START)).toEqual({
    ...pending(attempts + 1),
    dueAt: START + minutes * 60_000,
  });
});

test('after 5 tries there is no other', () => {
  expect(nextRetry(pending(5), START)).toBeUndefined();
});
