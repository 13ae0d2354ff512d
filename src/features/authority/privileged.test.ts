import type { Authority } from '../../contract/authority';
import { privilegedCaller } from './privileged';
import { accountId } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { Reply } from '../../../test/fakes/jira';

const MINE = 'GET /rest/api/3/mypermissions';
const DELEGATE: Authority = {
  kind: 'delegate',
  accountId: accountId('admin'),
  since: '2027-01-01T00:00:00Z',
};

function administer(havePermission: boolean): Reply {
  return { status: 200, body: { permissions: { ADMINISTER: { havePermission } } } };
}

test.each<[string, Authority | undefined]>([
  ['nothing was set', undefined],
  ['the app was set', { kind: 'app' }],
])('where %s, the app does the privileged part, and nobody is asked', async (_, authority) => {
  const jira = fakeJira({});
  expect(await privilegedCaller(authority, jira.callers)).toEqual({
    ok: true,
    data: { caller: jira.callers.app, missingAdmin: { code: 'app-lacks-admin' } },
  });
  expect(jira.calls).toEqual([]);
});

test("the delegate's right is asked for on each use, as the delegate", async () => {
  const jira = fakeJira({ [MINE]: [administer(true), administer(false)] });
  expect((await privilegedCaller(DELEGATE, jira.callers)).ok).toBe(true);
  expect((await privilegedCaller(DELEGATE, jira.callers)).ok).toBe(false);
  expect(jira.calls.map(({ as }) => as)).toEqual(['offline admin', 'offline admin']);
});

test('a refusal to the delegate means that the right is lost', async () => {
  const jira = fakeJira({ [MINE]: administer(true) });
  expect(await privilegedCaller(DELEGATE, jira.callers)).toMatchObject({
    data: { missingAdmin: { code: 'delegate-lost-admin' } },
  });
});

test.each<[string, Reply, string]>([
  ['a plain no', administer(false), 'delegate-lost-admin'],
  ['that the account is not let in any more', refusal(401), 'delegate-lost-admin'],
  ['a refusal', refusal(403), 'delegate-lost-admin'],
  ['that it is busy', refusal(429), 'jira-busy'],
  ['an error', refusal(500), 'jira-unavailable'],
  ['nothing that can be read', { status: 200, body: 'yes' }, 'jira-unavailable'],
])('where Jira answers %s, the delegate is not used, and the reason is told', async (_, reply, code) => {
  const jira = fakeJira({ [MINE]: reply });
  expect(await privilegedCaller(DELEGATE, jira.callers)).toMatchObject({ ok: false, reason: { code } });
});

test('where there is no time left to ask, the right is not taken for lost', async () => {
  const late = {
    requestJira: () =>
      Promise.resolve({ status: -1, headers: new Headers(), text: () => Promise.resolve('') }),
  };
  expect(await privilegedCaller(DELEGATE, { app: late, offline: () => late })).toEqual({
    ok: false,
    reason: { code: 'out-of-time' },
  });
});
