import { addToDesk, createCustomer, inviteCustomer, listsCustomers, searchDeskCustomers } from './customers';
import { accountId, DESK } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';

const CREATE = 'POST /rest/servicedeskapi/customer';
const INVITE = 'POST /rest/servicedeskapi/servicedesk/7/customer/invite';
const DESK_CUSTOMERS = 'GET /rest/servicedeskapi/servicedesk/7/customer';
const ADA = { email: 'ada@acme.example', displayName: 'Ada' };

describe('createCustomer', () => {
  test('asks for a conflict where the address is taken, and says who the customer is', async () => {
    const jira = fakeJira({ [CREATE]: { status: 201, body: { accountId: 'qm:1', name: 'qm:1' } } });
    expect(await createCustomer(jira.caller('app'), ADA)).toEqual({ ok: true, data: { accountId: 'qm:1' } });
    const [call] = jira.calls;
    expect(call?.query.toString()).toBe('strictConflictStatusCode=true');
    expect(call?.body).toEqual(ADA);
    expect(call?.headers).toMatchObject({ 'Content-Type': 'application/json', Accept: 'application/json' });
  });

  test.each([
    [409, 'conflict'],
    [400, 'rejected'],
    [403, 'forbidden'],
    [401, 'unauthorized'],
  ])('takes the status %i for %s', async (status, kind) => {
    const jira = fakeJira({ [CREATE]: refusal(status, 'No.') });
    expect(await createCustomer(jira.caller('app'), ADA)).toMatchObject({
      ok: false,
      error: { kind, detail: 'No.' },
    });
  });

  test('does not believe an account id that is none', async () => {
    const jira = fakeJira({ [CREATE]: { status: 201, body: { accountId: '../../admin' } } });
    expect(await createCustomer(jira.caller('app'), ADA)).toMatchObject({ ok: false });
  });
});

test('inviteCustomer opts in to the experimental operation of the desk', async () => {
  const jira = fakeJira({ [INVITE]: { status: 201, body: { accountId: 'qm:1' } } });
  expect(await inviteCustomer(jira.caller('app'), DESK, ADA)).toEqual({
    ok: true,
    data: { accountId: 'qm:1' },
  });
  const [call] = jira.calls;
  expect(call?.query.toString()).toBe('strictConflictStatusCode=true');
  expect(call?.headers).toMatchObject({ 'X-ExperimentalApi': 'opt-in' });
  expect(call?.body).toEqual(ADA);
});

test.each([404, 405, 412])('inviteCustomer is missing where Jira answers %i', async (status) => {
  const jira = fakeJira({ [INVITE]: refusal(status) });
  expect(await inviteCustomer(jira.caller('app'), DESK, ADA)).toMatchObject({
    ok: false,
    error: { kind: 'missing' },
  });
});

test('addToDesk names the accounts, and needs no body in the answer', async () => {
  const jira = fakeJira({ 'POST /rest/servicedeskapi/servicedesk/7/customer': { status: 204 } });
  const added = await addToDesk(jira.caller('app'), DESK, [accountId('a'), accountId('b')]);
  expect(added).toEqual({ ok: true, data: undefined });
  expect(jira.calls[0]?.body).toEqual({ accountIds: ['a', 'b'] });
});

test.each([
  [[], false],
  [[{ accountId: 'qm:1' }], true],
])('listsCustomers asks for one customer: of %j it is %s', async (values, isListed) => {
  const jira = fakeJira({ [DESK_CUSTOMERS]: { status: 200, body: { values, isLastPage: true } } });
  expect(await listsCustomers(jira.caller('user'), DESK)).toEqual({ ok: true, data: isListed });
  expect(jira.calls[0]?.query.toString()).toBe('limit=1');
  expect(jira.calls[0]?.headers).toMatchObject({ 'X-ExperimentalApi': 'opt-in' });
});

describe('searchDeskCustomers', () => {
  const search = (values: unknown[]) => {
    const jira = fakeJira({ [DESK_CUSTOMERS]: { status: 200, body: { values, isLastPage: true } } });
    return { jira, found: searchDeskCustomers(jira.caller('app'), DESK, 'ada+1@acme.example') };
  };

  test('opts in to the experimental operation, and spells the address out', async () => {
    const { jira, found } = search([]);
    expect(await found).toEqual({ ok: true, data: [] });
    expect(jira.calls[0]?.query.get('query')).toBe('ada+1@acme.example');
    expect(jira.calls[0]?.headers).toMatchObject({ 'X-ExperimentalApi': 'opt-in' });
  });

  test('finds customers with and without an address', async () => {
    const { found } = search([
      { accountId: 'a', displayName: 'Ada', emailAddress: 'ada@acme.example', active: true },
      { accountId: 'b', emailAddress: null },
    ]);
    expect(await found).toEqual({
      ok: true,
      data: [
        { accountId: 'a', displayName: 'Ada', email: 'ada@acme.example' },
        { accountId: 'b', displayName: '', email: undefined },
      ],
    });
  });

  test('leaves out whoever is deactivated', async () => {
    const { found } = search([{ accountId: 'a', emailAddress: 'ada@acme.example', active: false }]);
    expect(await found).toEqual({ ok: true, data: [] });
  });
});
