import { removeAccess } from './remove-access';
import { reason } from '../../domain/reason';
import { ACME_LEAVE, DESK_LEAVE, ending, endingSite } from '../../../test/fakes/ending';
import { refusal } from '../../../test/fakes/jira';
import type { Call, Reply } from '../../../test/fakes/jira';

const LACKS = reason('app-lacks-admin');

const accountsIn = ({ body }: Call): readonly string[] => (body as { accountIds: string[] }).accountIds;

/** Refuses these accounts alone, and any batch with one of them. */
function refusing(kinds: Readonly<Record<string, number>>) {
  return (call: Call): Reply => {
    const status = accountsIn(call).flatMap((id) => kinds[id] ?? [])[0];
    return status === undefined ? { status: 204 } : refusal(status);
  };
}

const off = (jira: ReturnType<typeof endingSite>['jira'], ids: readonly string[]) =>
  removeAccess(
    ids.map((id) => ending(id)),
    jira.callers.app,
    LACKS,
  );

test('one account that is gone never makes the desk an open one for the others', async () => {
  const { jira } = endingSite({
    [DESK_LEAVE]: (call) => {
      // The batch is rejected for the one that is gone; alone, the other one meets an outage.
      if (accountsIn(call).includes('gone')) return refusal(400);
      return refusal(503);
    },
  });
  expect(await off(jira, ['gone', 'stays'])).toMatchObject([
    { ok: true },
    { ok: false, reason: { code: 'jira-unavailable' } },
  ]);
});

test('a desk that rejects everybody is open: that is told, and the organizations are left', async () => {
  const { jira } = endingSite({ [DESK_LEAVE]: refusal(400) });
  expect(await off(jira, ['ada', 'bob'])).toMatchObject([
    { ok: true, data: { remaining: { code: 'desk-open' } } },
    { ok: true, data: { remaining: { code: 'desk-open' } } },
  ]);
  expect(jira.callsOf(ACME_LEAVE)).toHaveLength(1);
});

test('whoever cannot be taken off one place is never told as ended', async () => {
  const { jira } = endingSite({ [ACME_LEAVE]: refusal(403) });
  expect(await off(jira, ['ada'])).toEqual([{ ok: false, reason: LACKS }]);
});

test('an account or an organization that is gone is no trouble', async () => {
  const { jira } = endingSite({ [ACME_LEAVE]: refusing({ gone: 404 }) });
  expect(await off(jira, ['gone'])).toEqual([{ ok: true, data: {} }]);
});
