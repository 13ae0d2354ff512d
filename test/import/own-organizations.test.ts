import { ownOrganizations } from '../../src/import/own-organizations';
import { organizationId, PROJECT } from '../fakes/ids';
import { fakeJira, refusal } from '../fakes/jira';
import type { Reply } from '../fakes/jira';
import { fakeStore } from '../fakes/store';

const SINCE = 1_000_000;
const ID = organizationId('77');
const ENDPOINT = 'GET /rest/servicedeskapi/organization/77';

function created(at: number | undefined): Reply {
  return {
    status: 200,
    body: { id: '77', name: 'Wayne', ...(at !== undefined && { created: { epochMillis: at } }) },
  };
}

/** Whether it is taken for ours, and how often Jira was asked. */
async function isOurs(reply: Reply, since: number | undefined, noted = false): Promise<[boolean, number]> {
  const jira = fakeJira({ [ENDPOINT]: reply });
  const store = fakeStore();
  if (noted) await store.newOrganizations.add(PROJECT, ID, SINCE);
  const own = ownOrganizations(store.newOrganizations, jira.callers.app, since);
  return [await own.has(PROJECT, ID, SINCE), jira.calls.length];
}

test.each<[string, Reply, number | undefined, boolean]>([
  ['created since then is ours', created(SINCE + 5), SINCE, true],
  ['that is older is somebody else’s', created(SINCE - 5000), SINCE, false],
  ['whose age Jira does not tell is somebody else’s', created(undefined), SINCE, false],
  ['that Jira does not show is somebody else’s', refusal(503), SINCE, false],
])('after a death, an organization %s', async (_what, reply, since, ours) => {
  expect(await isOurs(reply, since)).toEqual([ours, 1]);
});

test('where nobody died, only what was noted is ours', async () => {
  expect(await isOurs(created(SINCE + 5), undefined)).toEqual([false, 0]);
  expect(await isOurs(created(0), undefined, true)).toEqual([true, 0]);
});

test('what was noted needs no look', async () => {
  expect(await isOurs(created(0), SINCE, true)).toEqual([true, 0]);
});

test('what is created is noted all the same', async () => {
  const store = fakeStore();
  const own = ownOrganizations(store.newOrganizations, fakeJira({}).callers.app, SINCE);
  await own.add(PROJECT, ID, SINCE);
  expect(await store.newOrganizations.has(PROJECT, ID, SINCE)).toBe(true);
});
