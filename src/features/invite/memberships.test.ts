import { readMemberships } from './memberships';
import { accountId, DESK } from '../../../test/fakes/ids';
import { account, ACME, guest } from '../../../test/fakes/invitations';
import { refusal } from '../../../test/fakes/jira';
import type { Script } from '../../../test/fakes/jira';
import { LISTED, serviceDesk } from '../../../test/fakes/service-desk';

const MEMBERSHIPS = 'GET /rest/servicedeskapi/organization';
const ADA = accountId('ada');
const member = { values: [{ id: '11', name: 'Acme' }], isLastPage: true };

async function whereIsAda(but: Script, organizations = [ACME]) {
  const jira = serviceDesk({ [MEMBERSHIPS]: { status: 200, body: member }, ...but });
  const arrival = {
    kind: 'account',
    account: account('ada'),
    steps: [],
    isNew: false,
    onDesk: false,
  } as const;
  const arrived = { index: 0, guest: guest(), organizations, arrival, waiting: undefined };
  const found = await readMemberships([arrived, arrived], { serviceDeskId: DESK }, jira.callers.app);
  return { found: found.get(ADA), jira };
}

test('somebody is asked for once, however often they stand in a batch', async () => {
  const { found, jira } = await whereIsAda({});
  expect(found).toEqual({ ok: true, data: { desk: false, organizations: new Set(['11']) } });
  expect(jira.calls).toHaveLength(2);
});

test.each([
  ['the desk', LISTED],
  ['the organizations', MEMBERSHIPS],
])('half an answer is never taken for a whole one: without %s', async (_what, endpoint) => {
  const { found } = await whereIsAda({ [endpoint]: refusal(403) });
  expect(found).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
});

test('organizations are asked for only where any is named', async () => {
  const { found, jira } = await whereIsAda({ [MEMBERSHIPS]: refusal(403) }, []);
  expect(found).toMatchObject({ ok: true, data: { desk: false } });
  expect(jira.callsOf(MEMBERSHIPS)).toEqual([]);
});
