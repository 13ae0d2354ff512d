import {
  addToOrganization,
  createOrganization,
  linkedOrganizations,
  linkOrganization,
} from './organizations';
import { accountId, DESK, organizationId } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { Reply } from '../../../test/fakes/jira';

const LINKED = 'GET /rest/servicedeskapi/servicedesk/7/organization';

/** A page of organizations with these ids. */
function page(ids: number[], isLastPage: boolean): Reply {
  return { status: 200, body: { values: ids.map((id) => ({ id: String(id), name: `O${id}` })), isLastPage } };
}

describe('linkedOrganizations', () => {
  test('reads page after page, each beginning where the last one ended', async () => {
    const jira = fakeJira({ [LINKED]: [page([1, 2], false), page([3], false), page([4], true)] });
    const read = await linkedOrganizations(jira.caller('user'), DESK);
    expect(read.ok && read.data.organizations.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
    expect(jira.calls.map(({ query }) => query.get('start'))).toEqual(['0', '2', '3']);
  });

  test('stops where enough is found', async () => {
    const jira = fakeJira({ [LINKED]: [page([1, 2], false), page([3], true)] });
    await linkedOrganizations(jira.caller('user'), DESK, {
      enough: (found) => found.some(({ id }) => id === '2'),
    });
    expect(jira.calls).toHaveLength(1);
  });

  test('stops at a page that is empty, though it does not call itself the last', async () => {
    const jira = fakeJira({ [LINKED]: [page([1], false), page([], false)] });
    await linkedOrganizations(jira.caller('user'), DESK);
    expect(jira.calls).toHaveLength(2);
  });

  test('of many pages asks for eight at once, each where the one before ends', async () => {
    const jira = fakeJira({
      [LINKED]: ({ query }) => page([Number(query.get('start'))], query.get('start') === '20'),
    });
    const read = await linkedOrganizations(jira.caller('user'), DESK);
    expect(read.ok && read.data.organizations.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 21 }, (_, index) => index),
    );
    expect(read.ok && read.data.isWhole).toBe(true);
  });

  test('stops after the pages wanted, and says that there are more', async () => {
    const jira = fakeJira({ [LINKED]: ({ query }) => page([Number(query.get('start'))], false) });
    const read = await linkedOrganizations(jira.caller('user'), DESK, { max: 7 });
    expect(jira.calls).toHaveLength(7);
    expect(read).toMatchObject({ ok: true, data: { isWhole: false } });
  });

  test('is refused as a whole where one page is', async () => {
    const jira = fakeJira({ [LINKED]: [page([1], false), refusal(403)] });
    expect(await linkedOrganizations(jira.caller('user'), DESK)).toMatchObject({ ok: false });
  });

  test('tells which are managed by an identity provider', async () => {
    const values = [{ id: '1', name: 'A', scimManaged: true }];
    const jira = fakeJira({ [LINKED]: { status: 200, body: { values, isLastPage: true } } });
    const read = await linkedOrganizations(jira.caller('user'), DESK);
    expect(read).toMatchObject({ ok: true, data: { organizations: [{ scimManaged: true }] } });
  });
});

test('createOrganization sends the name, and tells when the organization was created', async () => {
  const body = { id: '9', name: 'Acme', created: { epochMillis: 5, iso8601: '…' } };
  const jira = fakeJira({ 'POST /rest/servicedeskapi/organization': { status: 201, body } });
  expect(await createOrganization(jira.caller('app'), 'Acme')).toEqual({
    ok: true,
    data: { id: '9', name: 'Acme', scimManaged: false, createdAt: 5 },
  });
  expect(jira.calls[0]?.body).toEqual({ name: 'Acme' });
});

test('linkOrganization sends the id as the number that Jira wants', async () => {
  const jira = fakeJira({ 'POST /rest/servicedeskapi/servicedesk/7/organization': { status: 204 } });
  const linked = await linkOrganization(jira.caller('app'), DESK, organizationId('999999999999999'));
  expect(linked.ok).toBe(true);
  expect(jira.calls[0]?.body).toEqual({ organizationId: 999_999_999_999_999 });
});

test('an id that no number holds exactly is no id', () => {
  expect(() => organizationId('9999999999999999')).toThrow();
});

test.each([
  [204, undefined],
  [400, 'rejected'],
  [403, 'forbidden'],
  [404, 'missing'],
])('addToOrganization takes the status %i for %s', async (status, kind) => {
  const jira = fakeJira({ 'POST /rest/servicedeskapi/organization/9/user': { status } });
  const added = await addToOrganization(jira.caller('app'), organizationId('9'), [accountId('a')]);
  expect(added.ok ? undefined : added.error.kind).toBe(kind);
  expect(jira.calls[0]?.body).toEqual({ accountIds: ['a'] });
});
