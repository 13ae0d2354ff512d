import { heldPermissions, holdsAdminister } from './permissions';
import { AGENT, PROJECT, projectId } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { Reply } from '../../../test/fakes/jira';

const CHECK = 'POST /rest/api/3/permissions/check';
const MINE = 'GET /rest/api/3/mypermissions';

/** Jira's answer about one person's permissions in projects. */
function grants(...projectPermissions: { permission: string; projects: (number | string)[] }[]): Reply {
  return { status: 200, body: { globalPermissions: [], projectPermissions } };
}

test('heldPermissions asks about that person, that project and that permission', async () => {
  const jira = fakeJira({ [CHECK]: grants({ permission: 'SERVICEDESK_AGENT', projects: [10001] }) });
  await heldPermissions(jira.caller('user'), AGENT, PROJECT, ['SERVICEDESK_AGENT']);
  expect(jira.calls[0]?.body).toEqual({
    accountId: AGENT,
    projectPermissions: [{ permissions: ['SERVICEDESK_AGENT'], projects: [10001] }],
  });
});

test.each<[string, boolean, Reply]>([
  ['the project is granted', true, grants({ permission: 'SERVICEDESK_AGENT', projects: [10001] })],
  ['it is granted among others', true, grants({ permission: 'SERVICEDESK_AGENT', projects: [1, '10001'] })],
  ['nothing is granted', false, grants()],
  ['no project is granted', false, grants({ permission: 'SERVICEDESK_AGENT', projects: [] })],
  ['another project is granted', false, grants({ permission: 'SERVICEDESK_AGENT', projects: [10002] })],
  ['a longer id is granted', false, grants({ permission: 'SERVICEDESK_AGENT', projects: [100010] })],
  ['another permission is granted', false, grants({ permission: 'BROWSE_PROJECTS', projects: [10001] })],
])('where %s, whether the permission is held: %s', async (_, held, reply) => {
  const jira = fakeJira({ [CHECK]: reply });
  const answer = await heldPermissions(jira.caller('user'), AGENT, PROJECT, ['SERVICEDESK_AGENT']);
  expect(answer).toEqual({ ok: true, data: new Set(held ? ['SERVICEDESK_AGENT'] : []) });
});

test.each<[string, Reply]>([
  ['an empty body', { status: 200 }],
  ['a body of another shape', { status: 200, body: { projectPermissions: 'all' } }],
  ['a refusal', refusal(403)],
  ['an error', refusal(500)],
])('%s is no permission', async (_, reply) => {
  const jira = fakeJira({ [CHECK]: reply });
  const answer = await heldPermissions(jira.caller('user'), AGENT, projectId('1'), ['SERVICEDESK_AGENT']);
  expect(answer.ok).toBe(false);
});

test.each([true, false])('holdsAdminister reads havePermission: %s', async (havePermission) => {
  const jira = fakeJira({
    [MINE]: { status: 200, body: { permissions: { ADMINISTER: { havePermission } } } },
  });
  expect(await holdsAdminister(jira.caller('app'))).toEqual({ ok: true, data: havePermission });
  expect(jira.calls[0]?.query.toString()).toBe('permissions=ADMINISTER');
});

test.each<[string, Reply]>([
  ['an empty body', { status: 200 }],
  ['another permission', { status: 200, body: { permissions: { BROWSE: { havePermission: true } } } }],
  ['a text for a yes', { status: 200, body: { permissions: { ADMINISTER: { havePermission: 'true' } } } }],
])('holdsAdminister takes %s for no answer', async (_, reply) => {
  expect(await holdsAdminister(fakeJira({ [MINE]: reply }).caller('app'))).toMatchObject({ ok: false });
});
