import type { Invitation } from '../../domain/invitation/invitation';
import { ACME, GLOBEX, invitation } from '../../../test/fakes/invitations';
import { inviteAll } from '../../../test/fakes/inviting';
import { refusal } from '../../../test/fakes/jira';
import type { Call } from '../../../test/fakes/jira';
import {
  ACME_ADD,
  CREATE,
  DESK_ADD,
  GLOBEX_ADD,
  idOf,
  MY_PERMISSIONS,
  serviceDesk,
} from '../../../test/fakes/service-desk';

const IN_ACME = [{ id: ACME.id }];

const crowd = (count: number, but: Partial<Invitation> = {}): Invitation[] =>
  Array.from({ length: count }, (_, index) => invitation({ email: `p${index}@acme.example`, ...but }));

const idsAdded = (call: Call | undefined): string[] =>
  (call?.body as { accountIds: string[] } | undefined)?.accountIds ?? [];

describe('25 at once', () => {
  test('are enrolled with one call for each place', async () => {
    const jira = serviceDesk();
    await inviteAll(crowd(25, { organizations: [{ id: ACME.id }, { id: GLOBEX.id }] }), { jira });
    for (const place of [DESK_ADD, ACME_ADD, GLOBEX_ADD]) {
      expect(jira.callsOf(place).map((call) => idsAdded(call).length)).toEqual([25]);
    }
  });

  test('come back in the order in which they were sent', async () => {
    const invited = await inviteAll(crowd(25));
    expect(invited.map(({ outcome }) => outcome.email)).toEqual(crowd(25).map(({ email }) => email));
  });

  test('are not kept out by one whom the desk does not know', async () => {
    const bad = idOf('p3@acme.example');
    const jira = serviceDesk({
      [DESK_ADD]: (call) => (idsAdded(call).includes(bad) ? refusal(400, 'Unknown.') : { status: 204 }),
    });
    const invited = await inviteAll(crowd(25, { organizations: IN_ACME }), { jira });
    expect(
      invited.filter(({ outcome }) => outcome.state === 'failed').map(({ outcome }) => outcome),
    ).toMatchObject([
      {
        email: 'p3@acme.example',
        accountId: bad,
        reason: { code: 'rejected-by-jira', params: { detail: 'Unknown.' } },
        steps: [
          { state: 'done' },
          { step: 'desk', state: 'failed' },
          { step: 'organization', state: 'done' },
        ],
      },
    ]);
  });

  test('stop asking soon once Jira refuses the app itself', async () => {
    const jira = serviceDesk({
      [CREATE]: refusal(403, 'JIRA Administrators global permission is required.'),
      [MY_PERMISSIONS]: { status: 200, body: { permissions: { ADMINISTER: { havePermission: false } } } },
    });
    const invited = await inviteAll(crowd(25), { jira });
    expect(new Set(invited.map(({ outcome }) => outcome.reason?.code))).toEqual(new Set(['app-lacks-admin']));
    expect(jira.calls.length).toBeLessThanOrEqual(8 + 1);
    expect(jira.asked()).not.toContain(DESK_ADD);
  });

  test('are not given up for one whose create is refused, where the power is there', async () => {
    const jira = serviceDesk({
      [CREATE]: (call) =>
        (call.body as { email: string }).email === 'p3@acme.example'
          ? refusal(403)
          : {
              status: 201,
              body: { accountId: `qm:${(call.body as { email: string }).email.replace('@', '.')}` },
            },
    });
    const invited = await inviteAll(crowd(25), { jira });
    expect(invited.filter(({ outcome }) => outcome.state === 'failed')).toHaveLength(1);
  });

  test('are not given up for one that Jira rejects', async () => {
    const jira = serviceDesk({
      [CREATE]: ({ body }) => {
        const { email } = body as { email: string };
        return email.startsWith('p0@') ? refusal(400) : { status: 201, body: { accountId: idOf(email) } };
      },
    });
    const invited = await inviteAll(crowd(25), { jira });
    expect(invited.filter(({ outcome }) => outcome.state === 'done')).toHaveLength(24);
  });

  test('among whom one stands twice create that one once, and tell it twice', async () => {
    const jira = serviceDesk();
    const invited = await inviteAll([invitation(), invitation({ email: 'ADA@acme.example' })], { jira });
    expect(invited.map(({ outcome }) => outcome.state)).toEqual(['done', 'done']);
    expect(jira.callsOf(CREATE)).toHaveLength(1);
  });
});
