import { INVITE_AT_ONCE_MAX, ORGANIZATIONS_MAX } from '../../../domain/invitation/invitation';
import { intentItem, newIntent } from './intents';
import { AGENT_ACTOR, DESK, PROJECT } from '../../../../test/fakes/ids';

/** Under this, whatever the platform adds still fits its 240 KiB. */
const BYTES_MAX = 200 * 1024;

test('an intent never outgrows a stored value, whatever one call may ask for', () => {
  const email = `${'é'.repeat(250)}@acme.example`;
  const intent = newIntent(
    {
      projectId: PROJECT,
      serviceDeskId: DESK,
      actor: AGENT_ACTOR,
      guests: Array.from({ length: INVITE_AT_ONCE_MAX }, (_, place) => ({ place, email })),
      // A control character takes six bytes as JSON: no other takes more.
      organizations: Array.from({ length: ORGANIZATIONS_MAX }, () => ({ name: '\u0001'.repeat(200) })),
      endsAt: '2027-06-30T00:00:00.000Z',
      origin: {},
    },
    0,
  );
  expect(Buffer.byteLength(JSON.stringify(intentItem(intent, 0).value))).toBeLessThan(BYTES_MAX);
});
